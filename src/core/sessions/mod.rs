//! Sessions: from the login to the end.

pub mod authenticate_refresh;
pub mod current_session;
pub mod end;
pub mod introspect;
pub mod list;
pub mod login;
pub mod refresh;
pub mod refresh_status;
pub mod revoke;
pub mod session_issuer;
