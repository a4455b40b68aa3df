//! Users: who may log in, with which password, and how often they may try.

pub mod claims;
pub mod manage;
pub mod name;
pub mod password;
pub mod throttle;
