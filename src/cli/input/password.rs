//! Passwords, from a prompt or the first line of standard input, never from the command line.

use crate::base::{Code, Fault, Secret};
use crate::cli::app::App;
use crate::cli::args::header::PasswordArgs;
use crate::core::users::password;

use super::secret;

/// The longest password and its line end.
const LIMIT: usize = password::MAX_LENGTH + 2;

/// Reads an existing password.
pub fn read(app: &mut App<'_>, from_stdin: bool) -> Result<Secret, Fault> {
    let password = if from_stdin { first_line(app)? } else { app.env.ask_secret("Password: ").map_err(hinted)? };
    password::check(&password)?;
    Ok(password)
}

/// Reads a new password; prompts for it twice.
pub fn read_new(app: &mut App<'_>, from_stdin: bool) -> Result<Secret, Fault> {
    let password = if from_stdin { first_line(app)? } else { app.env.ask_secret("New password: ").map_err(hinted)? };
    password::check(&password)?;
    if !from_stdin && app.env.ask_secret("Repeat password: ").map_err(hinted)? != password {
        return Err(
            Fault::new(Code::Usage, "the passwords do not match").hint("nothing was changed; run the command again")
        );
    }
    Ok(password)
}

/// Reads a password for another server, which may be empty and has no rules.
pub fn read_foreign(app: &mut App<'_>, args: &PasswordArgs) -> Result<Secret, Fault> {
    match &args.password {
        Some(typed) => secret::read(app, "--password", typed),
        None if args.password_stdin => first_line(app),
        None => app.env.ask_secret("Password: ").map_err(|fault| {
            fault.hint("without a terminal, pass the password with --password-stdin or --password env:NAME")
        }),
    }
}

/// The first line of standard input without its end. White space is part of the password.
fn first_line(app: &mut App<'_>) -> Result<Secret, Fault> {
    let bytes = zeroize::Zeroizing::new(app.env.read_stdin("the password", LIMIT)?);
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = if bytes.len() > line.len() { line.strip_suffix(b"\r").unwrap_or(line) } else { line };
    Ok(Secret::from(line))
}

fn hinted(fault: Fault) -> Fault {
    fault.hint("without a terminal, pass the password with --password-stdin")
}
