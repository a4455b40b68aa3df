//! The API of the example application, and of a session's own user.

pub mod events;
pub mod login;
pub mod logout;
pub mod orders;
pub mod profile;
pub mod refresh;
pub mod refresh_status;
pub mod sessions;
pub mod users;
