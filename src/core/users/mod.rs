//! Users, their passwords, and the limit on failed logins.

pub mod claims;
pub mod manage;
pub mod name;
pub mod password;
pub mod throttle;
