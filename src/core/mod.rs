//! Layer 3: what tokctl does, grouped by area. No printing, no clap, no sockets, no environment.
//!
//! | directory | what it is |
//! |---|---|
//! | [`context`] | what every verb is given: clock, randomness, home, store |
//! | [`audited`] | changes of files that are also recorded as events |
//! | [`clock_behind`] | the note and finding on a clock that was set back |
//! | [`home`] | creating a home, reading and changing its settings |
//! | [`keys`] | the key ring, key files, key sets from the network |
//! | [`users`] | users, passwords, login throttling |
//! | [`tokens`] | issuing and verifying tokens, one or many; revocation as a verifier sees it |
//! | [`sessions`] | login, refresh, revocation, introspection |
//! | [`state`] | events and pruning |
//! | [`seed`] | applying a file with settings, keys and users |
//! | [`doctor`] | finding faults in a home |
//! | [`reports`] | results on tokens as plain values, for the command line and the page |
//! | [`http_auth`] | Basic, Digest and DPoP: reading, writing and checking their headers |

pub mod audited;
pub mod clock_behind;
pub mod context;
pub mod doctor;
pub mod home;
pub mod http_auth;
pub mod keys;
pub mod reports;
pub mod seed;
pub mod sessions;
pub mod snapshot;
pub mod state;
pub mod tokens;
pub mod users;

pub use context::Context;
pub use snapshot::Snapshot;
