//! Errors of the crate `redis`: what they mean for a call, and for a user.

mod connecting;
mod refusal;

use redis::{ErrorKind, RedisError, ServerErrorKind, make_extension_error};

use crate::base::shown::excerpt;
use crate::base::{Code, Fault};
use crate::store::copy_mark::CopyMark;
use crate::store::error::StoreError;
use crate::store::redis::server::Server;
use crate::store::step::SAFE_POLICY;

/// What is wrong, and what to do about it.
type Problem = (String, Option<String>);

/// Why no connection can be used.
pub enum Unconnected {
    Failed(RedisError),
    /// The server is a replica.
    Replica,
    /// The server has this memory policy.
    Policy(String),
    /// The server removed so many keys.
    Evicted(u64),
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
            Self::Policy(_) | Self::Evicted(_) | Self::Replaced => false,
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
                    "run `CONFIG SET maxmemory-policy noeviction` on the server, or add allow-eviction to the options of \
                     the URL, by which revoked tokens may become valid again",
                ),
            ),
            Self::Evicted(keys) => StoreError::Server(
                new(&format!("removed {keys} keys when its memory was full: revocations may be among them")).hint(
                    "restore its data from a backup; or run `CONFIG RESETSTAT` on the server, by which revoked tokens may become \
                     valid again",
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

/// A partition has no counters any more, as after the restart of a node without its data.
pub fn lost(server: &Server) -> StoreError {
    let message = format!("a part of the state at {server} was lost, and with it the revocations in it");
    StoreError::State(Fault::new(Code::Store, message).hint(
        "restore the server's data from a backup, or accept the state as it is with `tokctl doctor --accept-restored-state`",
    ))
}

/// Whether the connection ended during a call, whose outcome is unknown.
pub fn is_lost(error: &RedisError) -> bool {
    // Half a reply is not one. A script that was removed again after it was loaded did not run.
    let is_cut = matches!(error.kind(), ErrorKind::Parse | ErrorKind::Server(ServerErrorKind::NoScript));
    is_cut || error.is_connection_dropped() || error.is_io_error() && !error.is_connection_refusal()
}

/// Whether the name of the server may lead to another one by now, which takes writes.
pub fn is_misplaced(error: &RedisError) -> bool {
    matches!(error.kind(), ErrorKind::Server(ServerErrorKind::ReadOnly | ServerErrorKind::MasterDown))
}

/// The error of a call, for a user.
pub fn fault(server: &Server, error: &RedisError) -> StoreError {
    let reply = error.clone().into_server_errors().and_then(|errors| errors.first().map(|(_, error)| error.clone()));
    let (problem, hint) = match &reply {
        Some(reply) => {
            let detail = reply.details().map(without_arguments).unwrap_or_default();
            match reply.code() {
                "COPYMARK" => {
                    if let Some(mark) = CopyMark::from_json(detail) {
                        return mark.into();
                    }
                }
                "COPYENDED" => return StoreError::CopyEnded,
                "LOST" => return lost(server),
                "TOOLATE" => {
                    let message =
                        format!("{server}: the step arrived after its deadline, or the server's clock was changed");
                    return StoreError::Server(Fault::new(Code::Store, message).hint("try again"));
                }
                "DAMAGED" => {
                    let message = format!("{server}: the state is damaged: {}", excerpt(detail));
                    let fault = Fault::new(Code::Store, message);
                    return StoreError::State(fault.hint("restore the server's data from a backup"));
                }
                _ => {}
            }
            refusal::problem(server, reply.code(), detail)
        }
        None => connecting::problem(server, error),
    };
    StoreError::Server(Fault { hint, ..Fault::new(Code::Store, format!("{server}: {problem}")) })
}

/// The deadline of a call to the server passed.
pub fn late(server: &Server) -> StoreError {
    let message = format!("{server} did not respond within {} ms", server.deadline.as_millis());
    StoreError::Deadline(Fault::new(Code::Store, message).hint(connecting::hint_if_late(server)))
}

/// A message of the server without the arguments that it quotes, which may be secret.
fn without_arguments(detail: &str) -> &str {
    detail.split(", with args").next().unwrap_or_default()
}

/// Stands for a server that is a Sentinel.
pub fn sentinel() -> RedisError {
    make_extension_error(refusal::SENTINEL.to_owned(), None)
}

/// `redis`, or `rediss` with TLS.
fn scheme(server: &Server) -> &'static str {
    if server.tls.is_some() { "rediss" } else { "redis" }
}

fn refused_login() -> Problem {
    (
        "the server refused the user name or the password".to_owned(),
        Some("check both; for a server without a password, remove it from the URL".to_owned()),
    )
}
