//! Resetting to a seed: the settings and users as they were after it was applied.

use crate::base::Fault;
use crate::core::Context;
use crate::core::users::manage;
use crate::home::Home;
use crate::home::config::ConfigFile;

use super::{PreparedSeed, SeedReport, apply, keys};

/// What a reset restores.
#[derive(Debug)]
pub struct Baseline {
    seed: PreparedSeed,
    config: ConfigFile,
}

impl Baseline {
    /// `seed` was applied to `home` and nothing was changed since.
    pub fn new(seed: PreparedSeed, home: &Home) -> Result<Self, Fault> {
        Ok(Self { seed, config: home.config_file()? })
    }

    /// Removes all users, which ends their sessions, restores the settings, and applies the seed. The clock, the events, and
    /// the revocation of tokens and keys stay, because nothing takes them back.
    pub fn restore(&mut self, context: &Context<'_>) -> Result<SeedReport, Fault> {
        // A key may have been removed since, or replaced, which is refused.
        self.seed.new_keys = keys::missing(&self.seed.keys, context)?;
        for user in manage::list(context)? {
            manage::remove(context, &user.name)?;
        }
        context.home()?.change_config(|config| {
            *config = self.config.clone();
            Ok::<_, Fault>(())
        })?;
        let report = apply(&self.seed, context)?;
        // Failed logins outlive a user.
        for user in manage::list(context)? {
            manage::unlock(context, &user.name)?;
        }
        Ok(report)
    }
}
