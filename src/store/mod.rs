//! Layer 2: persistence. Sessions, users, revocations, failed logins, events.
//!
//! A store does not know JWTs, keys or the home's layout: it gets hashes, never tokens. Every method of the [`port`] is one
//! whole atomic step with plain values in and out, so that a step can be one SQLite transaction, one script of a networked
//! store, or one of many in a group commit. The rules that every store keeps are in [`port`].
//!
//! | file | what it is |
//! |---|---|
//! | [`record`] | what is stored |
//! | [`partition`] | which part of a sharded store something is in |
//! | [`step`] | what can be asked, and the outcomes |
//! | [`error`] | why there is no outcome |
//! | [`port`] | the traits [`Lookup`] and [`Store`] |
//! | [`handle`] | the store for a server: awaited, with a queue, group commit and deadlines |
//! | [`sqlite`] | the store in a file |
//! | [`redis`] | the store on a Redis server |
//! | [`mark`] | what a home remembers of its stores, to notice one that was restored |
//! | [`copy_mark`] | what a copy has made of a store |
//! | [`copy`] | copying a state to another store |
//! | [`location`] | from a location as the user writes it to a store |

pub mod copy;
pub mod copy_mark;
pub mod error;
pub mod handle;
pub mod location;
pub mod mark;
pub mod partition;
pub mod port;
pub mod record;
pub mod redis;
pub mod sqlite;
pub mod step;

pub use copy_mark::{CopyMark, CopyState};
pub use error::StoreError;
pub use handle::Handle;
pub use location::Location;
pub use mark::{Mark, Marks};
pub use partition::Partition;
pub use port::{Absent, Lookup, Opening, Result, Store};
pub use record::{
    Cursor, Digest, End, EndReason, Event, EventKind, Identity, Meta, Session, SessionStatus, SessionView, ThrottleKey,
    User,
};
