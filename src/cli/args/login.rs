//! `tokctl login`

use clap::Args;

/// Log in: a name and a password for an access and a refresh token
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl login alice                         asks for the password
  pass show alice | tokctl login alice --password-stdin
  tokctl login alice --json --no-save        for a script that keeps the tokens
  curl -H \"Authorization: Bearer $(tokctl token)\" http://localhost:8080/

The session is remembered in the home, for `token`, `refresh` and `logout`.
Exits 17 where the login is refused: name or password is wrong, the user is disabled, or too many logins failed.")]
pub struct LoginArgs {
    /// The user's name
    #[arg(value_name = "USER", allow_hyphen_values = true)]
    pub user: String,

    /// Read the password from the first line of standard input
    #[arg(long)]
    pub password_stdin: bool,

    /// Do not remember the session
    #[arg(long)]
    pub no_save: bool,
}
