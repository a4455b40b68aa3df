//! The users of a seed. What the seed leaves out of a user stays as it is.

use crate::base::{Code, Fault, Object, Secret};
use crate::core::Context;
use crate::core::users::password::{self, Match};
use crate::store::step::{AddOutcome, Change, ChangeOutcome, NewUser, UserChange};
use crate::store::{Store, User};

use super::document::MemberPosition;
use super::{SeedOutcome, UserOutcome};

/// How many times a user is looked up if other processes add and remove it in between.
const ATTEMPTS: usize = 5;

#[derive(Debug)]
pub struct SeedUser {
    pub place: MemberPosition,
    /// In its enforced form.
    pub name: String,
    pub password: Secret,
    pub roles: Option<Vec<String>>,
    /// Separated by spaces.
    pub scope: Option<String>,
    pub claims: Option<Object<'static>>,
}

/// Adds the user, or changes what differs.
pub fn apply(user: &SeedUser, context: &Context<'_>, store: &dyn Store) -> Result<UserOutcome, Fault> {
    for _ in 0..ATTEMPTS {
        let outcome = match store.user(&user.name)? {
            None => add(user, context, store)?,
            Some(present) => change(user, &present, context, store)?,
        };
        if let Some((outcome, changes)) = outcome {
            return Ok(UserOutcome { name: user.name.clone(), outcome, changes });
        }
    }
    Err(user.place.locate(Fault::new(Code::Store, "other processes add and remove this user all the time")))
}

/// `None` if the user exists by now.
fn add(
    user: &SeedUser,
    context: &Context<'_>,
    store: &dyn Store,
) -> Result<Option<(SeedOutcome, Vec<&'static str>)>, Fault> {
    let step = NewUser {
        password: password::hash(&user.password, context.random)?,
        name: user.name.clone(),
        roles: user.roles.clone().unwrap_or_default(),
        scope: user.scope.clone().unwrap_or_default(),
        claims: user.claims.clone().unwrap_or_default(),
        op: context.operation()?,
    };
    Ok(match store.add_user(&step)? {
        AddOutcome::Added(_) => Some((SeedOutcome::Added, Vec::new())),
        AddOutcome::Exists => None,
    })
}

/// `None` if the user was removed in the meantime.
fn change(
    user: &SeedUser,
    present: &User,
    context: &Context<'_>,
    store: &dyn Store,
) -> Result<Option<(SeedOutcome, Vec<&'static str>)>, Fault> {
    let mut changes = Vec::new();
    // A hash that cannot be read is replaced.
    if !matches!(password::compare(&user.password, Some(&present.password)), Ok(Match::Yes { .. })) {
        changes.push(("password", Change::Password(password::hash(&user.password, context.random)?)));
    }
    changes.extend(
        user.roles.clone().filter(|roles| *roles != present.roles).map(|roles| ("roles", Change::Roles(roles))),
    );
    changes.extend(
        user.scope.clone().filter(|scope| *scope != present.scope).map(|scope| ("scope", Change::Scope(scope))),
    );
    changes.extend(
        user.claims.clone().filter(|claims| *claims != present.claims).map(|claims| ("claims", Change::Claims(claims))),
    );
    let mut done = Vec::new();
    for (what, change) in changes {
        let step = UserChange { op: context.operation()?, name: user.name.clone(), change };
        match store.change_user(&step)? {
            ChangeOutcome::Changed(_) => done.push(what),
            ChangeOutcome::Unchanged(_) => {}
            ChangeOutcome::Unknown => return Ok(None),
        }
    }
    Ok(Some((if done.is_empty() { SeedOutcome::Unchanged } else { SeedOutcome::Changed }, done)))
}
