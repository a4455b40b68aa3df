//! The HTTP of the flow as plain values, for whoever carries it: a request in, a response out, no socket.
//!
//! Headers and bodies hold tokens and passwords, so both are secrets: they print as `[redacted]` wherever they are not
//! written to the wire itself.

pub mod answer;
pub mod api;
pub mod body;
pub mod challenge;
pub mod cookie;
pub mod guard;
pub mod message;

pub use answer::Answer;
pub use api::answer;
pub use message::{Header, Method, Request, Response, Status};

/// `POST`: logs in.
pub const LOGIN: &str = "/api/login";
/// `POST`: exchanges the refresh token. `DELETE`: logs out. The one path that the cookie is sent to.
pub const REFRESH: &str = "/api/refresh";
/// `GET`: who the access token speaks of.
pub const PROFILE: &str = "/api/user/profile";
/// `GET`: every user, for administrators.
pub const ADMIN_USERS: &str = "/api/admin/users";
/// `GET`: the public keys.
pub const JWKS: &str = "/.well-known/jwks.json";
