//! The API of the example application, and of a session's own user.

pub mod login;
pub mod logout;
pub mod orders;
pub mod profile;
pub mod refresh;
pub mod sessions;
pub mod users;
