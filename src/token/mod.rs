//! Layer 2: what tokens and their claims mean. Pure: the current time is an argument.

mod algorithm_name;
pub mod bad_token;
pub mod check;
pub mod claims;
pub mod decode;
pub mod diagnose;
pub mod diff;
pub mod form;
pub mod glob;
pub mod issue;
pub mod key_issuer;
pub mod keyset;
pub mod lint;
pub mod locate;
pub mod not_claims;
pub mod parser;
pub mod policy;
pub mod redact;
pub mod selection;
pub mod sensitive;
pub mod signature;
pub mod surroundings;
pub mod template;
pub mod time_conditions;
pub mod verify;

pub use decode::Unverified;
pub use keyset::{Candidate, KeySet};
pub use policy::Policy;
pub use verify::{Verdict, Verified, verify};
