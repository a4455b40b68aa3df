//! Adding and changing users.

use crate::base::json::Object;
use crate::base::{Secret, Timestamp};
use crate::store::record::{Cursor, End, EndReason, EventKind, User};

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

impl Change {
    /// Makes the change, and returns the event to record with its detail.
    pub fn apply(&self, user: &mut User, now: Timestamp) -> Option<(EventKind, Option<String>)> {
        let (kind, detail) = match self {
            Self::Password(hash) => {
                user.password = hash.clone();
                raise(user, EndReason::PasswordChanged, now);
                (EventKind::PasswordChanged, None)
            }
            Self::Rehash { old, new } => {
                if user.password == *old {
                    user.password = new.clone();
                }
                return None;
            }
            Self::Disable => {
                if !user.disabled {
                    user.disabled = true;
                    raise(user, EndReason::UserDisabled, now);
                }
                (EventKind::UserDisabled, None)
            }
            Self::Enable => {
                user.disabled = false;
                (EventKind::UserEnabled, None)
            }
            Self::AddRole(role) => {
                if !user.roles.contains(role) {
                    user.roles.push(role.clone());
                }
                (EventKind::RolesChanged, Some(format!("added {role}")))
            }
            Self::RemoveRole(role) => {
                user.roles.retain(|held| held != role);
                (EventKind::RolesChanged, Some(format!("removed {role}")))
            }
            Self::Roles(roles) => {
                user.roles.clone_from(roles);
                (EventKind::RolesChanged, Some(format!("now {}", roles.join(" "))))
            }
            Self::Scope(scope) => {
                user.scope.clone_from(scope);
                (EventKind::ScopeChanged, Some(format!("now {scope}")))
            }
            Self::Claims(claims) => {
                user.claims.clone_from(claims);
                let names: Vec<&str> = claims.iter().map(|(name, _)| name).collect();
                (EventKind::ClaimsChanged, Some(format!("now {}", names.join(" "))))
            }
            Self::Remove => {
                user.password = Secret::default();
                user.roles.clear();
                user.scope.clear();
                user.claims = Object::new();
                user.disabled = false;
                user.removed_at = Some(now);
                raise(user, EndReason::UserRemoved, now);
                (EventKind::UserRemoved, None)
            }
            Self::Revoke => {
                raise(user, EndReason::UserRevoked, now);
                (EventKind::Revoke, Some("everything issued to the user before".to_owned()))
            }
        };
        Some((kind, detail))
    }
}

/// Raises the version, which revokes everything issued before. Its time never moves back, even if the clock does.
fn raise(user: &mut User, reason: EndReason, now: Timestamp) {
    let at = user.raised.map_or(now, |former| former.at.max(now));
    user.version = user.version.saturating_add(1);
    user.raised = Some(End { at, reason });
}

#[derive(Debug, Clone, PartialEq)]
pub enum ChangeOutcome {
    /// The user after the change; after [`Change::Remove`] the tombstone.
    Changed(Box<User>),
    /// The user was so before.
    Unchanged(Box<User>),
    Unknown,
}
