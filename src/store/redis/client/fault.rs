//! Errors of the crate `redis`: what they mean for a call, and for a person.

use redis::{ErrorKind, RedisError, ServerErrorKind};

use crate::base::{Code, Fault};
use crate::store::copy_mark::CopyMark;
use crate::store::error::StoreError;
use crate::store::redis::server::Server;
use crate::store::step::SAFE_POLICY;

/// Why no connection can be used.
pub enum Unconnected {
    Failed(RedisError),
    /// The server is a replica.
    Replica,
    /// The server has this memory policy.
    Policy(String),
    /// The server has another state than before, or none.
    Replaced,
}

impl From<RedisError> for Unconnected {
    fn from(error: RedisError) -> Self {
        Self::Failed(error)
    }
}

impl Unconnected {
    /// Whether it can be over in a moment without help, during a failover.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Failed(error) => {
                error.is_io_error()
                    || is_misplaced(error)
                    || error.kind() == ErrorKind::Server(ServerErrorKind::BusyLoading)
            }
            Self::Replica => true,
            Self::Policy(_) | Self::Replaced => false,
        }
    }

    pub fn into_store_error(self, server: &Server) -> StoreError {
        let new = |problem: &str| Fault::new(Code::Store, format!("{server} {problem}"));
        match self {
            Self::Failed(error) => fault(server, &error),
            // What was revoked on its primary may be missing, for as long as they are not connected.
            Self::Replica => StoreError::Server(
                new("is a replica, on which revocations may be missing: expected a primary")
                    .hint("name the primary; with redis+sentinel:// the Sentinels name it"),
            ),
            // When its memory is full, the server removes keys: a revocation might be one of them.
            Self::Policy(policy) => StoreError::Server(
                new(&format!("has the memory policy {policy}, which may remove revocations: expected {SAFE_POLICY}")).hint(
                    "run `redis-cli CONFIG SET maxmemory-policy noeviction`, or add allow-eviction to the options of the \
                     URL, by which revoked tokens may become valid again",
                ),
            ),
            Self::Replaced => replaced(server),
        }
    }
}

/// The state has another identity than when this process first used it, so it lacks the revocations since.
pub fn replaced(server: &Server) -> StoreError {
    let message = format!("the state at {server} was removed or replaced by another one while it was in use");
    StoreError::State(
        Fault::new(Code::Store, message)
            .hint("restore the server's data; to go on with the new state, start the program again"),
    )
}

/// Whether the connection ended during a call, whose outcome is unknown.
pub fn is_lost(error: &RedisError) -> bool {
    error.is_connection_dropped() || error.is_io_error() && !error.is_connection_refusal()
}

/// Whether the name of the server may lead to another one by now, which takes writes.
pub fn is_misplaced(error: &RedisError) -> bool {
    matches!(error.kind(), ErrorKind::Server(ServerErrorKind::ReadOnly | ServerErrorKind::MasterDown))
}

/// The error of a call, for a person.
pub fn fault(server: &Server, error: &RedisError) -> StoreError {
    let new = |problem: String| Fault::new(Code::Store, format!("{server}: {problem}"));
    let server_error =
        error.clone().into_server_errors().and_then(|errors| errors.first().map(|(_, error)| error.clone()));
    let code = server_error.as_ref().map_or("", |error| error.code());
    let detail = server_error.as_ref().and_then(|error| error.details()).map(without_arguments).unwrap_or_default();
    match code {
        "COPYMARK" => {
            if let Some(mark) = CopyMark::from_json(detail) {
                return mark.into();
            }
        }
        "COPYENDED" => return StoreError::CopyEnded,
        "DAMAGED" => {
            let damaged = new(format!("the state is damaged: {detail}"));
            return StoreError::State(damaged.hint("restore the server's data from a backup"));
        }
        _ => {}
    }
    StoreError::Server(match (error.kind(), code) {
        (ErrorKind::Io, _) => new(format!("could not connect: {error}")).hint("start the server, or check the URL"),
        (_, "NOAUTH") => new("the server requires a password".to_owned()).hint("add ?password=env:NAME to the URL"),
        (ErrorKind::AuthenticationFailed, _) | (_, "WRONGPASS") => {
            new("the server refused the user name or the password".to_owned()).hint("check both")
        }
        (_, "NOPERM") => new(format!("the server does not permit this user what tokctl needs: NOPERM {detail}"))
            .hint("docs/redis.md lists the commands and keys that the user needs"),
        (_, "LOADING") => new("the server is loading its data".to_owned()).hint("try again in a moment"),
        (_, "READONLY") => {
            new("the server is a read-only replica".to_owned()).hint("pass the URL of its primary; nothing was changed")
        }
        (_, "MASTERDOWN") => new("the server is a replica without a primary".to_owned()),
        (_, "OOM") => new("the server has no memory left".to_owned()).hint("raise its maxmemory; nothing was changed"),
        (_, "MISCONF") => {
            new("the server cannot write to its disk".to_owned()).hint("read its log; nothing was changed")
        }
        (_, "ERR") if detail.contains("compiling script") => {
            new(format!("the server cannot run the scripts of tokctl: {detail}")).hint("Redis 7 or later is required")
        }
        (ErrorKind::InvalidClientConfig | ErrorKind::Client, _) => new(error.to_string()),
        (_, "") => new(error.to_string()),
        (_, code) => new(format!("the server returned an error: {code} {detail}")),
    })
}

/// A message of the server without the arguments that it quotes, which may be secret.
fn without_arguments(detail: &str) -> &str {
    detail.split(", with args").next().unwrap_or_default()
}
