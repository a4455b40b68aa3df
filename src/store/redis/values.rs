//! The store's values in the fields of hashes. Times are decimal milliseconds, hashes are bytes, lists and objects are JSON.

use std::collections::HashMap;
use std::fmt;

use crate::base::json::{self, Duplicates, Object};
use crate::base::shown::excerpt;
use crate::base::{Secret, Timestamp};
use crate::store::record::{DenylistEntry, Digest, End, EndReason, EventKind, Session, Throttle, User};
use crate::store::step::Grace;

use super::args::args;
use super::client::Reply;

/// What a key holds instead of what was written there.
#[derive(Debug)]
pub struct Damage(String);

impl Damage {
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub type Read<T> = std::result::Result<T, Damage>;

/// The fields of a hash.
pub struct Fields {
    /// What it is, for messages.
    kind: &'static str,
    fields: HashMap<Vec<u8>, Vec<u8>>,
}

impl Fields {
    /// From the reply to HGETALL; `None` if the key does not exist.
    pub fn read(kind: &'static str, reply: Reply) -> Read<Option<Self>> {
        let damage = || Damage(format!("{kind} is not a hash"));
        let Reply::List(list) = reply else { return Err(damage()) };
        let mut fields = HashMap::new();
        let mut list = list.into_iter();
        while let Some(name) = list.next() {
            let (Reply::Bytes(name), Some(Reply::Bytes(value))) = (name, list.next()) else { return Err(damage()) };
            fields.insert(name, value);
        }
        Ok((!fields.is_empty()).then_some(Self { kind, fields }))
    }

    fn damage(&self, name: &str, problem: &str) -> Damage {
        Damage(format!("{}: the field {name} {problem}", self.kind))
    }

    fn optional(&self, name: &str) -> Option<&[u8]> {
        self.fields.get(name.as_bytes()).map(Vec::as_slice)
    }

    fn bytes(&self, name: &str) -> Read<&[u8]> {
        self.optional(name).ok_or_else(|| self.damage(name, "is missing"))
    }

    pub fn optional_text(&self, name: &str) -> Read<Option<String>> {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| self.damage(name, "is not UTF-8"));
        self.optional(name).map(text).transpose()
    }

    pub fn text(&self, name: &str) -> Read<String> {
        self.optional_text(name)?.ok_or_else(|| self.damage(name, "is missing"))
    }

    fn optional_number<T: std::str::FromStr>(&self, name: &str) -> Read<Option<T>> {
        let number = |bytes: &[u8]| std::str::from_utf8(bytes).ok()?.parse().ok();
        self.optional(name).map(|bytes| number(bytes).ok_or_else(|| self.damage(name, "is not a number"))).transpose()
    }

    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Read<T> {
        self.optional_number(name)?.ok_or_else(|| self.damage(name, "is missing"))
    }

    pub fn optional_time(&self, name: &str) -> Read<Option<Timestamp>> {
        Ok(self.optional_number(name)?.map(Timestamp::from_millis))
    }

    fn time(&self, name: &str) -> Read<Timestamp> {
        self.number(name).map(Timestamp::from_millis)
    }

    pub fn digest(&self, name: &str) -> Read<Digest> {
        let digest = self.bytes(name)?.try_into();
        digest.map(Digest).map_err(|_| self.damage(name, "is not a hash of 32 bytes"))
    }

    /// The time and the reason, which are both there or neither.
    fn end(&self, at: &str, reason: &str) -> Read<Option<End>> {
        let named =
            |name: String| EndReason::from_name(&name).ok_or_else(|| self.damage(reason, "has an unknown value"));
        match (self.optional_time(at)?, self.optional_text(reason)?.map(named).transpose()?) {
            (Some(at), Some(reason)) => Ok(Some(End { at, reason })),
            (None, None) => Ok(None),
            _ => Err(self.damage(at, "is there without its reason, or the reason without it")),
        }
    }

    pub fn session(&self) -> Read<Session> {
        Ok(Session {
            sid: self.text("sid")?,
            user: self.text("user")?,
            client: self.text("client")?,
            scope: self.text("scope")?,
            created_at: self.time("created")?,
            expires_at: self.time("expires")?,
            idle_expires_at: self.time("idle")?,
            version: self.number("version")?,
            generation: self.number("generation")?,
            rotated_at: self.optional_time("rotated")?,
            ended: self.end("ended", "reason")?,
        })
    }

    /// A user or tombstone.
    pub fn user(&self) -> Read<User> {
        let roles = serde_json::from_slice(self.bytes("roles")?);
        let claims = json::parse_object(self.bytes("claims")?, Duplicates::Refuse).map(Object::into_owned);
        Ok(User {
            name: self.text("name")?,
            password: Secret::from(self.bytes("password")?),
            roles: roles.map_err(|_| self.damage("roles", "is not an array of strings"))?,
            scope: self.text("scope")?,
            claims: claims.map_err(|_| self.damage("claims", "is not an object"))?,
            version: self.number("version")?,
            raised: self.end("raised", "raised_reason")?,
            disabled: self.bytes("disabled")? == b"1",
            created_at: self.time("created")?,
            removed_at: self.optional_time("removed")?,
        })
    }

    pub fn throttle(&self) -> Read<Throttle> {
        Ok(Throttle {
            attempts: self.number("attempts")?,
            pending: self.number("pending")?,
            last_attempt_at: self.time("last")?,
            locked_until: self.optional_time("lock_end")?,
        })
    }

    /// What a retry of the last rotation of a session gets.
    pub fn grace(&self) -> Read<Grace> {
        Ok(Grace {
            ends_at: self.time("ends")?,
            previous: self.digest("previous")?,
            sealed: Secret::from(self.bytes("sealed")?),
            access_jti: self.text("access_jti")?,
            access_expires_at: self.time("access_end")?,
        })
    }

    pub fn denylist_entry(&self) -> Read<DenylistEntry> {
        Ok(DenylistEntry {
            revoked_at: self.time("revoked")?,
            expires_at: self.time("expires")?,
            reason: self.text("reason")?,
        })
    }

    /// When a signing key was revoked.
    pub fn key_revoked_at(&self) -> Read<Timestamp> {
        self.time("revoked")
    }
}

/// The fields of a user, with their values in turn.
pub fn user_fields(user: &User) -> Vec<Vec<u8>> {
    let User { name, password, roles, scope, claims, version, raised, disabled, created_at, removed_at } = user;
    let mut fields = args![
        "name",
        name,
        "password",
        password,
        "roles",
        roles_json(roles),
        "scope",
        scope,
        "claims",
        claims.to_string(),
        "version",
        version,
        "disabled",
        disabled,
        "created",
        created_at,
    ];
    if let Some(End { at, reason }) = raised {
        fields.extend(args!["raised", at, "raised_reason", reason.name()]);
    }
    if let Some(at) = removed_at {
        fields.extend(args!["removed", at]);
    }
    fields
}

pub fn roles_json(roles: &[String]) -> String {
    serde_json::Value::from(roles).to_string()
}

/// How many characters a [`rank`] has.
pub const RANK: usize = 12;

/// What begins the members of a sorted set that is sorted by time or number.
pub fn rank(number: i64) -> String {
    format!("{:0RANK$x}", number.clamp(0, 0xffff_ffff_ffff))
}

/// What follows the rank in a member.
pub fn after_rank(member: &str) -> Option<&str> {
    member.get(RANK..)
}

/// The kind of an event from its name.
pub fn event_kind(name: &str) -> Read<EventKind> {
    EventKind::from_name(name).ok_or_else(|| Damage::new(format!("an event of the unknown kind {:?}", excerpt(name))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_list_means_that_a_key_does_not_exist() {
        let bytes = |text: &str| Reply::Bytes(text.as_bytes().to_vec());
        assert!(matches!(Fields::read("a user", Reply::List(Vec::new())), Ok(None)));
        for reply in [
            Reply::Nil,
            Reply::Number(0),
            bytes("OK"),
            Reply::List(vec![bytes("name")]),
            Reply::List(vec![bytes("name"), Reply::Nil]),
            Reply::List(vec![Reply::List(Vec::new())]),
        ] {
            assert!(Fields::read("a user", reply.clone()).is_err(), "{reply:?}");
        }
    }
    #[test]
    fn an_unknown_kind_of_event_is_cut() {
        assert!(event_kind(&"x".repeat(5_000_000)).unwrap_err().to_string().len() < 400);
    }
}
