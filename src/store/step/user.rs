//! Adding and changing users.

use crate::base::Secret;
use crate::base::json::Object;
use crate::store::record::{Cursor, User};

use super::Operation;

/// Adds a user. Key: the user.
#[derive(Debug, Clone)]
pub struct NewUser {
    pub op: Operation,
    pub name: String,
    /// The password's hash as a PHC string.
    pub password: Secret,
    pub roles: Vec<String>,
    /// Separated by spaces.
    pub scope: String,
    pub claims: Object<'static>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum AddOutcome {
    /// With the version left by a former user of the name.
    Added(Box<User>),
    Exists,
}

#[derive(Debug, Clone, PartialEq)]
pub struct UserPage {
    pub users: Vec<User>,
    /// Where the next page begins; `None` after the last one.
    pub next: Option<Cursor>,
}

/// Changes a user. Key: the user.
#[derive(Debug, Clone)]
pub struct UserChange {
    pub op: Operation,
    pub name: String,
    pub change: Change,
}

#[derive(Debug, Clone)]
pub enum Change {
    /// A new password. Raises the version.
    Password(Secret),
    /// The same password with a new hash, if `old` is still the stored one. Nothing else changes.
    Rehash {
        old: Secret,
        new: Secret,
    },
    /// Refuses logins, refreshes and tokens. Raises the version.
    Disable,
    /// Allows logins again.
    Enable,
    AddRole(String),
    RemoveRole(String),
    Roles(Vec<String>),
    Scope(String),
    Claims(Object<'static>),
    /// Removes all but name and version. Raises the version.
    Remove,
    /// Revokes everything issued before. Raises the version.
    Revoke,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ChangeOutcome {
    /// The user after the change; after [`Change::Remove`] the tombstone.
    Changed(Box<User>),
    /// The user was so before.
    Unchanged(Box<User>),
    Unknown,
}
