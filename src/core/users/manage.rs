//! `user`: adding, changing and listing users.

use serde::Serialize;

use crate::base::{Code, Fault, Object, Secret, Timestamp, shown};
use crate::store::step::{AddOutcome, Change, ChangeOutcome, NewUser, Unlock, UserChange};
use crate::store::{Lookup, User};

use crate::core::Context;
use crate::core::users::claims::is_reserved;
use crate::core::users::{name, password, throttle};

/// How many users are read at a time.
const PAGE: usize = 500;

/// The longest role, in bytes.
const MAX_ROLE: usize = 256;

/// A user. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UserReport {
    /// The name: the `sub` of tokens.
    pub name: String,
    pub roles: Vec<String>,
    /// The scope, separated by spaces.
    pub scope: String,
    /// Further claims of the user's access tokens.
    pub claims: Object<'static>,
    /// Whether logins, refreshes and tokens are refused.
    pub disabled: bool,
    /// The token version: tokens with a lower one are revoked.
    pub version: u64,
    pub created_at: i64,
    /// When everything issued before was last revoked.
    pub revoked_at: Option<i64>,
    /// Until when logins are locked after too many failures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked_until: Option<i64>,
}

impl From<&User> for UserReport {
    fn from(user: &User) -> Self {
        Self {
            name: user.name.clone(),
            roles: user.roles.clone(),
            scope: user.scope.clone(),
            claims: user.claims.clone(),
            disabled: user.disabled,
            version: user.version,
            created_at: user.created_at.secs(),
            revoked_at: user.raised.map(|raise| raise.at.secs()),
            locked_until: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    pub has_changed: bool,
    pub user: UserReport,
}

#[derive(Debug)]
pub struct AddRequest {
    pub name: String,
    pub password: Secret,
    pub roles: Vec<String>,
    /// The words of the scope.
    pub scope: Vec<String>,
    /// Further claims of the user's access tokens.
    pub claims: Object<'static>,
}

/// What to set of a user. Each value replaces all that there was.
#[derive(Debug, Default)]
pub struct SetRequest {
    pub roles: Option<Vec<String>>,
    pub scope: Option<Vec<String>>,
    pub claims: Option<Object<'static>>,
}

/// Checks a request before a home is created for it.
pub fn check(request: &AddRequest) -> Result<(), Fault> {
    check_without_password(request)?;
    password::check(&request.password)
}

/// Checks what can be checked before the password is asked for.
pub fn check_without_password(request: &AddRequest) -> Result<(), Fault> {
    name::enforce(&request.name)?;
    scope(&request.scope)?;
    check_claims(&request.claims)?;
    request.roles.iter().try_for_each(|role| check_role(role))
}

pub fn add(context: &Context<'_>, request: AddRequest) -> Result<UserReport, Fault> {
    check(&request)?;
    let scope = scope(&request.scope)?;
    let step = NewUser {
        password: password::hash(&request.password, context.random)?,
        roles: without_repeats(request.roles),
        name: name::enforce(&request.name)?,
        scope,
        claims: request.claims,
        op: context.operation()?,
    };
    match context.with_new_store(|store| Ok(store.add_user(&step)?))? {
        AddOutcome::Added(user) => Ok(UserReport::from(&*user)),
        AddOutcome::Exists => Err(already_exists(&step.name)),
    }
}

pub fn already_exists(name: &str) -> Fault {
    Fault::new(Code::Usage, format!("the user {name:?} already exists"))
        .hint("`tokctl user passwd` sets a new password, `tokctl user set` changes roles, scope and claims")
}

/// Every user, by name.
pub fn list(context: &Context<'_>) -> Result<Vec<UserReport>, Fault> {
    let mut found = Vec::new();
    each(context, &mut |user| {
        found.push(user);
        Ok(())
    })?;
    Ok(found)
}

/// Passes on every user, by name.
pub fn each(context: &Context<'_>, take: &mut dyn FnMut(UserReport) -> Result<(), Fault>) -> Result<(), Fault> {
    let Some(lookup) = context.open_list()? else { return Ok(()) };
    let mut next = None;
    loop {
        let page = lookup.users(next.as_ref(), PAGE)?;
        page.users.iter().map(UserReport::from).try_for_each(&mut *take)?;
        next = page.next;
        if next.is_none() {
            return Ok(());
        }
    }
}

/// Whether there are no users.
pub fn is_empty(context: &Context<'_>) -> Result<bool, Fault> {
    let Some(lookup) = context.open_list()? else { return Ok(true) };
    Ok(lookup.users(None, 1)?.users.is_empty())
}

pub fn show(context: &Context<'_>, name: &str) -> Result<UserReport, Fault> {
    let lookup = context.open_list()?.ok_or_else(|| name::unknown(name))?;
    let user = lookup.user(&name::find(lookup.as_ref(), name)?)?.ok_or_else(|| name::unknown(name))?;
    Ok(UserReport { locked_until: locked_until(context, lookup.as_ref(), &user.name)?, ..UserReport::from(&user) })
}

/// Sets a new password, which ends all sessions of the user.
pub fn passwd(context: &Context<'_>, name: &str, new: &Secret) -> Result<Changed, Fault> {
    change(context, name, Change::Password(password::hash(new, context.random)?))
}

/// Refuses logins, refreshes and tokens of the user from now on.
pub fn disable(context: &Context<'_>, name: &str) -> Result<Changed, Fault> {
    change(context, name, Change::Disable)
}

/// Allows logins again.
pub fn enable(context: &Context<'_>, name: &str) -> Result<Changed, Fault> {
    change(context, name, Change::Enable)
}

/// Removes a user. The name's version stays known, so that no old token is valid for a new user of the name.
pub fn remove(context: &Context<'_>, name: &str) -> Result<Changed, Fault> {
    change(context, name, Change::Remove)
}

pub fn add_role(context: &Context<'_>, name: &str, role: &str) -> Result<Changed, Fault> {
    check_role(role)?;
    change(context, name, Change::AddRole(role.to_owned()))
}

pub fn remove_role(context: &Context<'_>, name: &str, role: &str) -> Result<Changed, Fault> {
    change(context, name, Change::RemoveRole(role.to_owned()))
}

/// Replaces roles, scope and claims, as far as they are given.
pub fn set(context: &Context<'_>, name: &str, request: SetRequest) -> Result<Changed, Fault> {
    let mut changes = Vec::new();
    if let Some(roles) = request.roles {
        roles.iter().try_for_each(|role| check_role(role))?;
        changes.push(Change::Roles(without_repeats(roles)));
    }
    if let Some(words) = request.scope {
        changes.push(Change::Scope(scope(&words)?));
    }
    if let Some(claims) = request.claims {
        check_claims(&claims)?;
        changes.push(Change::Claims(claims));
    }
    let mut changed = Changed { has_changed: false, user: show(context, name)? };
    for one in changes {
        let Changed { has_changed, user } = change(context, name, one)?;
        changed = Changed { has_changed: has_changed || changed.has_changed, user };
    }
    Ok(changed)
}

/// Forgets the user's failed logins.
pub fn unlock(context: &Context<'_>, name: &str) -> Result<Changed, Fault> {
    let secret = context.refresh_secret()?;
    context.with_store(|store| {
        let user = store.user(&name::find(store, name)?)?.ok_or_else(|| name::unknown(name))?;
        let key = throttle::key(secret, &user.name);
        let has_changed = store.unlock(&Unlock { op: context.operation()?, key, user: user.name.clone() })?;
        Ok(Changed { has_changed, user: UserReport::from(&user) })
    })
}

fn change(context: &Context<'_>, name: &str, change: Change) -> Result<Changed, Fault> {
    let outcome = context.with_store(|store| {
        let step = UserChange { op: context.operation()?, name: name::find(store, name)?, change };
        Ok(store.change_user(&step)?)
    })?;
    match outcome {
        ChangeOutcome::Changed(user) => Ok(Changed { has_changed: true, user: UserReport::from(&*user) }),
        ChangeOutcome::Unchanged(user) => Ok(Changed { has_changed: false, user: UserReport::from(&*user) }),
        ChangeOutcome::Unknown => Err(name::unknown(name)),
    }
}

fn locked_until(context: &Context<'_>, lookup: &dyn Lookup, name: &str) -> Result<Option<i64>, Fault> {
    let key = throttle::key(context.refresh_secret()?, name);
    let until = lookup.throttle(&key)?.and_then(|throttle| throttle.lock_at(context.now()));
    Ok(until.map(Timestamp::secs))
}

/// Refuses a role that is empty, too long or has white space.
pub fn check_role(role: &str) -> Result<(), Fault> {
    if role.is_empty() || role.len() > MAX_ROLE || role.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(Fault::new(Code::Usage, format!("{role:?} is not a valid role"))
            .hint("a role has at most 256 bytes and no white space"));
    }
    Ok(())
}

/// Refuses claims that have a meaning for security: tokctl sets those itself.
fn check_claims(claims: &Object<'_>) -> Result<(), Fault> {
    let fault = |message: String| Fault::new(Code::Usage, message);
    match claims.iter().map(|(name, _)| name).find(|name| is_reserved(name)) {
        Some("roles") => Err(fault("roles are not set as a claim".to_owned()).hint("use --role")),
        Some("scope") => Err(fault("the scope is not set as a claim".to_owned()).hint("use --scope")),
        Some(name) => Err(fault(format!("the claim {name:?} cannot be set for a user: it has a meaning for security"))
            .hint("use another name; `tokctl issue` signs tokens with any claims")),
        None => Ok(()),
    }
}

/// The words of a scope, each of the characters of RFC 6749 section 3.3.
pub fn scope(given: &[String]) -> Result<String, Fault> {
    let words: Vec<String> = given.iter().flat_map(|text| text.split_ascii_whitespace()).map(str::to_owned).collect();
    let is_char = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\\');
    match words.iter().find(|word| !word.chars().all(is_char)) {
        Some(word) => Err(Fault::new(Code::Usage, format!("{} is not a valid scope", shown(word)))
            .hint("a scope is printable ASCII without quotes and backslashes (RFC 6749 section 3.3)")),
        None => Ok(without_repeats(words).join(" ")),
    }
}

fn without_repeats(words: Vec<String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::new();
    for word in words {
        if !unique.contains(&word) {
            unique.push(word);
        }
    }
    unique
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_words_each_once() {
        let words = |given: &[&str]| scope(&given.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(words(&["read write", "read", "a:b"]).unwrap(), "read write a:b");
        assert_eq!(words(&[]).unwrap(), "");
        for bad in ["a\"b", "a\\b", "é"] {
            assert_eq!(words(&[bad]).unwrap_err().code, Code::Usage, "{bad}");
        }
    }
}
