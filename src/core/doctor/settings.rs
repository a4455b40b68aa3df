//! The configuration, and the secret for refresh tokens.

use crate::base::Code;
use crate::home::Home;

use super::{HomeFindings, HomeProblem};

pub fn check(home: &Home, found: &mut HomeFindings) {
    found.checked.push("settings");
    if let Err(fault) = home.settings() {
        found.add_fault(HomeProblem::Config, &fault);
    }
    match home.refresh_fingerprint() {
        // That other users can read it is reported with the files.
        Err(fault) if fault.code != Code::KeyRefused => found.add_fault(HomeProblem::RefreshKey, &fault),
        _ => {}
    }
}
