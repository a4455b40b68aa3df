//! `tokctl user`

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

/// Add, change and remove users
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl user add alice --role EDITOR --scope \"read write\"
  tokctl user list
  tokctl user set alice --scope \"read write admin\"
  tokctl user passwd alice             also ends the user's sessions
  tokctl user disable alice
  tokctl user role add alice ADMIN     takes effect at the next refresh")]
pub struct UserArgs {
    #[command(subcommand)]
    pub action: UserAction,
}

#[derive(Debug, Subcommand)]
pub enum UserAction {
    /// Add a user
    #[command(after_help = "\
Examples:
  tokctl user add alice --role EDITOR --role AUDITOR
  tokctl user add alice --claim email=alice@example.com --claim seats:=5
  pass show alice | tokctl user add alice --password-stdin

Prompts for the password twice, and stores it as an Argon2id hash. Creates a home if there is none.
Claims with a meaning for security, such as `sub` or `exp`, cannot be set.")]
    Add(AddArgs),
    /// List users
    #[command(after_help = "\
Examples:
  tokctl user list
  tokctl user list --json | jq -r '.[] | select(.disabled).name'")]
    List,
    /// Show a user
    #[command(after_help = "Examples:\n  tokctl user show alice")]
    Show(NameArgs),
    /// Replace a user's roles, scope or claims
    #[command(after_help = "\
Examples:
  tokctl user set alice --role EDITOR --role AUDITOR
  tokctl user set alice --scope \"read write\" --claim email=alice@example.com
  tokctl user set alice --claim plan=pro --claim seats:=5
  tokctl user set alice --clear claims

Each option replaces all previous values of its kind. Takes effect at the next login or refresh.")]
    Set(SetArgs),
    /// Set a new password and end all sessions of the user
    #[command(after_help = "\
Examples:
  tokctl user passwd alice
  pass show alice | tokctl user passwd alice --password-stdin")]
    Passwd(PasswdArgs),
    /// Refuse a user's logins, refreshes and tokens, and end all sessions
    #[command(after_help = "Examples:\n  tokctl user disable alice")]
    Disable(NameArgs),
    /// Let a disabled user log in again
    #[command(after_help = "Examples:\n  tokctl user enable alice")]
    Enable(NameArgs),
    /// Reset a user's failed logins
    #[command(after_help = "Examples:\n  tokctl user unlock alice")]
    Unlock(NameArgs),
    /// Remove a user and end all sessions
    #[command(after_help = "\
Examples:
  tokctl user remove alice

The token version is kept: tokens of the removed user are not valid for a new user of the same name.")]
    Remove(UserRemoveArgs),
    /// Add or remove a user's role
    Role(RoleArgs),
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// The user name, the `sub` of the user's tokens
    #[arg(value_name = "NAME")]
    pub name: String,

    /// Role; repeatable
    #[arg(long = "role", value_name = "ROLE")]
    pub roles: Vec<String>,

    /// Scope; repeatable, or several separated by spaces
    #[arg(long = "scope", value_name = "SCOPE")]
    pub scope: Vec<String>,

    /// Claim of the user's access tokens: `name=text` or `name:=JSON`; repeatable
    #[arg(long = "claim", value_name = "CLAIM")]
    pub claims: Vec<String>,

    /// Read the password from the first line of standard input
    #[arg(long)]
    pub password_stdin: bool,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("change").args(["roles", "scope", "claims", "clear"]).multiple(true).required(true))]
#[command(override_usage = "tokctl user set [OPTIONS] <NAME>")]
pub struct SetArgs {
    /// The user name
    #[arg(value_name = "NAME")]
    pub name: String,

    /// New role; repeatable
    #[arg(long = "role", value_name = "ROLE")]
    pub roles: Vec<String>,

    /// New scope; repeatable, or several separated by spaces
    #[arg(long = "scope", value_name = "SCOPE")]
    pub scope: Vec<String>,

    /// New claim of the user's access tokens: `name=text` or `name:=JSON`; repeatable
    #[arg(long = "claim", value_name = "CLAIM")]
    pub claims: Vec<String>,

    /// Remove all `roles`, the `scope`, or all `claims`; repeatable
    #[arg(long, value_name = "WHAT", hide_possible_values = true)]
    pub clear: Vec<ClearArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClearArg {
    /// All roles
    Roles,
    /// The scope
    Scope,
    /// All claims
    Claims,
}

#[derive(Debug, Args)]
pub struct PasswdArgs {
    /// The user name
    #[arg(value_name = "NAME")]
    pub name: String,

    /// Read the password from the first line of standard input
    #[arg(long)]
    pub password_stdin: bool,
}

#[derive(Debug, Args)]
pub struct UserRemoveArgs {
    /// The user name
    #[arg(value_name = "NAME")]
    pub name: String,

    /// Do not ask for confirmation; required without a terminal
    #[arg(short, long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct NameArgs {
    /// The user name
    #[arg(value_name = "NAME")]
    pub name: String,
}

#[derive(Debug, Args)]
pub struct RoleArgs {
    #[command(subcommand)]
    pub action: RoleAction,
}

#[derive(Debug, Subcommand)]
pub enum RoleAction {
    /// Add a role
    #[command(after_help = "\
Examples:
  tokctl user role add alice ADMIN

Takes effect at the next login or refresh.")]
    Add(OneRoleArgs),
    /// Remove a role
    #[command(after_help = "\
Examples:
  tokctl user role remove alice ADMIN

Takes effect at the next login or refresh; `tokctl revoke --user alice` enforces it immediately.")]
    Remove(OneRoleArgs),
}

#[derive(Debug, Args)]
pub struct OneRoleArgs {
    /// The user name
    #[arg(value_name = "NAME")]
    pub name: String,

    /// The role
    #[arg(value_name = "ROLE")]
    pub role: String,
}
