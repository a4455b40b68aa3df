//! `tokctl user`

use clap::{Args, Subcommand};

/// Add, change and remove users
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl user add alice --role EDITOR --scope \"read write\"
  tokctl user list
  tokctl user passwd alice             ends all her sessions
  tokctl user disable alice
  tokctl user role add alice ADMIN     counts from her next refresh on")]
pub struct UserArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: UserAction,
}

/// What `user` can do.
#[derive(Debug, Subcommand)]
pub enum UserAction {
    /// Add a user
    #[command(after_help = "\
Examples:
  tokctl user add alice --role EDITOR --role AUDITOR
  pass show alice | tokctl user add alice --password-stdin

The password is asked for twice, and kept as an Argon2id hash. A home is made where there is none.")]
    Add(AddArgs),
    /// List the users
    #[command(after_help = "\
Examples:
  tokctl user list
  tokctl user list --json | jq -r '.[] | select(.disabled).name'")]
    List,
    /// Show a user
    #[command(after_help = "Examples:\n  tokctl user show alice")]
    Show(NameArgs),
    /// Set a new password, and end all sessions of the user
    #[command(after_help = "\
Examples:
  tokctl user passwd alice
  pass show alice | tokctl user passwd alice --password-stdin")]
    Passwd(PasswdArgs),
    /// Refuse logins, refreshes and tokens of a user, and end all sessions
    #[command(after_help = "Examples:\n  tokctl user disable alice")]
    Disable(NameArgs),
    /// Let a disabled user log in again
    #[command(after_help = "Examples:\n  tokctl user enable alice")]
    Enable(NameArgs),
    /// Forget a user's failed logins
    #[command(after_help = "Examples:\n  tokctl user unlock alice")]
    Unlock(NameArgs),
    /// Remove a user, and end all sessions
    #[command(after_help = "\
Examples:
  tokctl user remove alice

The name's token version stays known: no old token is good for a new user of the name.")]
    Remove(NameArgs),
    /// Give a user a role, or take one
    Role(RoleArgs),
    /// Give a user another scope
    #[command(after_help = "\
Examples:
  tokctl user scope alice read write
  tokctl user scope alice                 none at all

It counts from the next login or refresh on.")]
    Scope(ScopeArgs),
}

/// Options of `user add`.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// The name, the `sub` of the user's tokens
    #[arg(value_name = "NAME")]
    pub name: String,

    /// A role; repeatable
    #[arg(long = "role", value_name = "ROLE")]
    pub roles: Vec<String>,

    /// The scope; repeatable, or several with spaces between
    #[arg(long = "scope", value_name = "SCOPE")]
    pub scope: Vec<String>,

    /// Read the password from the first line of standard input
    #[arg(long)]
    pub password_stdin: bool,
}

/// Options of `user passwd`.
#[derive(Debug, Args)]
pub struct PasswdArgs {
    /// The user's name
    #[arg(value_name = "NAME")]
    pub name: String,

    /// Read the password from the first line of standard input
    #[arg(long)]
    pub password_stdin: bool,
}

/// A user.
#[derive(Debug, Args)]
pub struct NameArgs {
    /// The user's name
    #[arg(value_name = "NAME")]
    pub name: String,
}

/// Options of `user role`.
#[derive(Debug, Args)]
pub struct RoleArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: RoleAction,
}

/// What `user role` can do.
#[derive(Debug, Subcommand)]
pub enum RoleAction {
    /// Give a user a role
    #[command(after_help = "\
Examples:
  tokctl user role add alice ADMIN

It counts from the next login or refresh on.")]
    Add(OneRoleArgs),
    /// Take a role from a user
    #[command(after_help = "\
Examples:
  tokctl user role remove alice ADMIN

It counts from the next login or refresh on; `tokctl revoke --user alice` makes it count at once.")]
    Remove(OneRoleArgs),
}

/// A user and a role.
#[derive(Debug, Args)]
pub struct OneRoleArgs {
    /// The user's name
    #[arg(value_name = "NAME")]
    pub name: String,

    /// The role
    #[arg(value_name = "ROLE")]
    pub role: String,
}

/// Options of `user scope`.
#[derive(Debug, Args)]
pub struct ScopeArgs {
    /// The user's name
    #[arg(value_name = "NAME")]
    pub name: String,

    /// The words of the scope
    #[arg(value_name = "SCOPE")]
    pub scope: Vec<String>,
}
