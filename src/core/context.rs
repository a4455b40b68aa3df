//! What a verb needs besides its request.

use crate::base::{Clock, Code, Fault, Random};
use crate::home::Home;

/// The world of one command: the clock, chance, and the home, where there is one.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Where the time comes from.
    pub clock: &'a dyn Clock,
    /// Where random bytes come from.
    pub random: &'a dyn Random,
    /// The home, where there is one and the command looked for it.
    pub home: Option<&'a Home>,
}

impl<'a> Context<'a> {
    /// The home, for verbs that cannot do without.
    pub fn home(&self) -> Result<&'a Home, Fault> {
        self.home.ok_or_else(no_home)
    }
}

/// There is no home, and the command does not make one.
pub fn no_home() -> Fault {
    Fault::new(Code::NoHome, "there is no home here yet").hint("`tokctl init` makes one")
}
