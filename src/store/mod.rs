//! Layer 2: remembering. Sessions, users, what is denied, how often a login failed, and what happened.
//!
//! A store knows nothing of JWTs, of keys or of the home's layout. It is given hashes, never tokens; names and numbers,
//! never claims. Every method of the [`port`] is one whole atomic step with plain values in and out, so that a step can
//! be one SQLite transaction, one Redis script, or one of many in a group commit.
//!
//! | file | what it is |
//! |---|---|
//! | [`record`] | what is remembered |
//! | [`step`] | what can be asked, and the answers |
//! | [`error`] | why there is no answer |
//! | [`port`] | the traits [`Lookup`] and [`Store`] |
//! | [`sqlite`] | the store in a file |
//! | [`mod@open`] | from a location as the user writes it to a store |
//! | [`contract`] | the tests that every store passes |

pub mod contract;
pub mod error;
pub mod open;
pub mod port;
pub mod record;
pub mod sqlite;
pub mod step;

pub use error::StoreError;
pub use open::Location;
pub use port::{Absent, Lookup, Result, Store};
pub use record::{Digest, End, EndReason, Event, EventKind, Session, SessionStatus, SessionView, User};
