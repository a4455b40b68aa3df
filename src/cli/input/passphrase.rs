//! Passphrases of encrypted keys, from an option or a prompt.

use crate::base::{Code, Fault, Secret};
use crate::cli::app::App;
use crate::cli::render::escape::escape;

use super::secret;

/// The passphrase for the keys of one command. A source given by an option is read at most once.
pub struct Passphrase<'t> {
    typed: Option<&'t str>,
    given: Option<Secret>,
}

impl<'t> Passphrase<'t> {
    /// `typed` is the SOURCE of `--passphrase`; without it the passphrase is prompted for.
    pub fn new(typed: Option<&'t str>) -> Self {
        Self { typed, given: None }
    }

    /// The passphrase of the key `name`.
    pub fn of(&mut self, app: &mut App<'_>, name: &str) -> Result<Secret, Fault> {
        let Some(typed) = self.typed else {
            return ask(app, &format!("Passphrase for {}: ", escape(name)), "--passphrase");
        };
        if self.given.is_none() {
            self.given = Some(secret::read(app, "--passphrase", typed)?);
        }
        Ok(self.given.clone().unwrap_or_default())
    }

    /// Notes a passphrase that no key needed.
    pub fn note_if_unused(&self, app: &mut App<'_>) {
        if self.typed.is_some() && self.given.is_none() {
            app.note("--passphrase was not used: the input is not encrypted");
        }
    }
}

/// A passphrase to encrypt a key with, from `typed`, the SOURCE of `--new-passphrase`, or prompted for twice.
pub fn new(app: &mut App<'_>, typed: Option<&str>) -> Result<Secret, Fault> {
    if let Some(typed) = typed {
        return secret::read(app, "--new-passphrase", typed);
    }
    let first = ask(app, "New passphrase: ", "--new-passphrase")?;
    if ask(app, "Repeat passphrase: ", "--new-passphrase")? != first {
        return Err(Fault::new(Code::Usage, "the passphrases do not match"));
    }
    Ok(first)
}

fn ask(app: &mut App<'_>, question: &str, option: &str) -> Result<Secret, Fault> {
    let passphrase = app.env.ask_secret(question).map_err(|fault| {
        fault.hint(format!("without a terminal, pass the passphrase with {option}, as @FILE or env:NAME"))
    })?;
    if passphrase.is_empty() {
        return Err(Fault::new(Code::Usage, "the passphrase is empty"));
    }
    Ok(passphrase)
}
