//! The session flow through the core: login, refresh, reuse, retry, expiry, revocation, as the rules have them (RFC 9700
//! section 4.14), with a clock that changes only when it is set.

mod current;
mod login;
mod names;
mod refresh;
mod revoke;
mod state;
mod test_home;
