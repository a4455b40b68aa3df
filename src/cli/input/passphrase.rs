//! Passphrases of encrypted keys: asked for where they are needed, or given with an option.

use crate::base::{Code, Fault, Secret};
use crate::cli::app::App;
use crate::cli::render::escape::escape;

use super::secret;

/// The passphrase for the keys of one command, read once at most where an option gives it.
pub struct Passphrase<'t> {
    typed: Option<&'t str>,
    given: Option<Secret>,
}

impl<'t> Passphrase<'t> {
    /// The one that `typed`, a SOURCE of `--passphrase`, gives; without, a person is asked.
    pub fn new(typed: Option<&'t str>) -> Self {
        Self { typed, given: None }
    }

    /// The passphrase of the key that is called `name`.
    pub fn of(&mut self, app: &mut App<'_>, name: &str) -> Result<Secret, Fault> {
        let Some(typed) = self.typed else {
            return ask(app, &format!("Passphrase of {}: ", escape(name)), "--passphrase");
        };
        if self.given.is_none() {
            self.given = Some(secret::read(app, "--passphrase", typed)?);
        }
        Ok(self.given.clone().unwrap_or_default())
    }

    /// Says where a passphrase was given that no key needed.
    pub fn tell_unused(&self, app: &mut App<'_>) {
        if self.typed.is_some() && self.given.is_none() {
            app.note("--passphrase was not needed: no key is encrypted");
        }
    }
}

/// A passphrase to encrypt a key with: what `typed`, a SOURCE of `--new-passphrase`, gives; without, a person is asked twice.
pub fn new(app: &mut App<'_>, typed: Option<&str>) -> Result<Secret, Fault> {
    if let Some(typed) = typed {
        return secret::read(app, "--new-passphrase", typed);
    }
    let first = ask(app, "New passphrase: ", "--new-passphrase")?;
    if ask(app, "The same again: ", "--new-passphrase")? != first {
        return Err(Fault::new(Code::Usage, "the two passphrases differ"));
    }
    Ok(first)
}

fn ask(app: &mut App<'_>, question: &str, option: &str) -> Result<Secret, Fault> {
    let passphrase = app.env.ask_secret(question).map_err(|fault| {
        fault.hint(format!("without a terminal, give the passphrase with {option}, as @FILE or env:NAME"))
    })?;
    if passphrase.is_empty() {
        return Err(Fault::new(Code::Usage, "the passphrase is empty"));
    }
    Ok(passphrase)
}
