//! `tokctl login`

use clap::Args;

/// Log in with a user name and password
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl login alice                         prompts for the password
  pass show alice | tokctl login alice --password-stdin
  curl -H \"Authorization: Bearer $(tokctl token)\" http://localhost:8080/
  tokctl login alice --json --no-save        for scripts that store the tokens

The session is saved in the home as the current one, for `token`, `refresh` and `logout`.
The tokens are printed only with --json or --no-save.
Exits 17 if the login is refused: wrong user name or password, disabled user, or too many failed logins.")]
pub struct LoginArgs {
    /// The user's name
    #[arg(value_name = "USER")]
    pub user: String,

    /// Read the password from the first line of standard input
    #[arg(long)]
    pub password_stdin: bool,

    /// Print the tokens instead of saving the session in the home
    #[arg(long)]
    pub no_save: bool,
}
