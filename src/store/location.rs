//! From a location, as the user writes it, to a store.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::base::{Code, Fault, lock};

use super::copy::Transfer;
use super::error::StoreError;
use super::port::{Absent, Lookup, Opening, Result, Store};
use super::redis::{RedisStore, Server};
use super::sqlite::{self, SqliteStore};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// An SQLite file.
    File(PathBuf),
    /// A Redis server.
    Redis(Box<Server>),
}

impl Location {
    /// Reads the URL of a Redis server, or a path, with or without `sqlite:` before it. A URL of another scheme is
    /// [`StoreError::Unsupported`].
    pub fn parse(text: &str) -> Result<Self> {
        if let Some(path) = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")) {
            return Ok(Self::File(path.into()));
        }
        match text.split_once("://") {
            Some((scheme, _)) if Server::SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) => {
                Server::parse(text).map(Box::new).map(Self::Redis).map_err(StoreError::Location)
            }
            Some((scheme, _)) if scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) => {
                Err(StoreError::Unsupported { scheme: scheme.to_ascii_lowercase() })
            }
            _ if is_like_server(text) => {
                let message = "this looks like a Redis server: expected redis://HOST[:PORT]";
                let hint = "for a file with this name write ./ before it";
                Err(StoreError::Location(Fault::new(Code::Usage, message).hint(hint)))
            }
            _ => Ok(Self::File(text.into())),
        }
    }

    /// The path of a store in a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Redis(_) => None,
        }
    }

    /// Opens the store for steps.
    pub fn open<'c>(&self, absent: Absent<'_>, opening: Opening<'c>) -> Result<Box<dyn Store + 'c>> {
        match self {
            Self::File(path) => Ok(Box::new(SqliteStore::open(path, absent, lock::DEADLINE)?.with(opening))),
            Self::Redis(server) => Ok(Box::new(RedisStore::open(server, absent, &opening)?)),
        }
    }

    /// Opens the store for copying it, or as the destination of a copy.
    pub fn open_for_copy<'c>(&self, absent: Absent<'_>, opening: Opening<'c>) -> Result<Box<dyn Transfer + 'c>> {
        match self {
            Self::File(path) => Ok(Box::new(SqliteStore::open(path, absent, lock::DEADLINE)?.with(opening))),
            Self::Redis(server) => Ok(Box::new(RedisStore::open(server, absent, &opening)?)),
        }
    }

    /// The location as `--store` takes it, without a password.
    pub fn argument(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Redis(server) => server.argument(),
        }
    }

    /// Opens the store for lookups, without a lock; [`StoreError::Absent`] or [`StoreError::NotCreated`] if there is none.
    pub fn open_for_reading(&self) -> Result<Box<dyn Lookup>> {
        match self {
            Self::File(path) => Ok(Box::new(sqlite::open_for_reading(path, lock::DEADLINE)?)),
            Self::Redis(server) => Ok(Box::new(RedisStore::open(server, Absent::Refuse, &Opening::default())?)),
        }
    }
}

/// Whether the text has the scheme of a server without the slashes, or is `host:port`.
fn is_like_server(text: &str) -> bool {
    let Some((before, after)) = text.split_once(':') else { return false };
    let is_host = before.len() > 1 && before.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    let is_port = !after.is_empty() && after.bytes().all(|byte| byte.is_ascii_digit());
    is_host && is_port || Server::SCHEMES.contains(&before.to_ascii_lowercase().as_str())
}

/// The path of a file, or the URL of a server without its password.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Redis(server) => server.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_files() {
        for text in [
            "state.db",
            "/var/lib/state.db",
            "sqlite:state.db",
            "sqlite:///x/state.db",
            "C:\\x\\state.db",
            "a b",
            "./h:1",
            "a:b",
        ] {
            let expected =
                text.trim_start_matches("sqlite:").strip_prefix("//").unwrap_or(text.trim_start_matches("sqlite:"));
            assert_eq!(Location::parse(text).unwrap(), Location::File(expected.into()), "{text}");
        }
    }

    #[test]
    fn other_stores_are_a_usage_error() {
        for text in
            ["redis://", "rediss://h:x", "redis+ssh://h", "postgres://x", "redis:h", "REDISS:h:6379", "db.example:6379"]
        {
            let error = Location::parse(text).unwrap_err();
            assert_eq!(error.code(), Code::Usage, "{text}");
            assert!(error.hint().is_some());
        }
    }
}
