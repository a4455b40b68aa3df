//! HTTP authentication by header: reading, writing and checking `Authorization`, `WWW-Authenticate` and `DPoP`.

pub mod basic;
pub mod digest;
pub mod dpop;
pub mod grammar;
pub mod lines;
pub mod parsed;
