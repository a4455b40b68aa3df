//! Layer 2: what tokens and their claims mean. Pure: the current time is an argument.

pub mod bad_signature;
pub mod bad_token;
pub mod checks;
mod claim_cause;
pub mod claim_checks;
pub mod claims;
pub mod decode;
pub mod diagnose;
pub mod diff;
pub mod difference;
mod expiry;
pub mod form;
pub mod glob;
pub mod issue;
pub mod keyset;
pub mod lint;
pub mod locate;
pub mod parser;
pub mod policy;
pub mod redact;
pub mod sensitive;
pub mod signature_form;
pub mod signature_search;
pub mod template;
pub mod time_conditions;
pub mod verify;

pub use decode::Unverified;
pub use keyset::{Candidate, KeySet};
pub use policy::Policy;
pub use verify::{Verdict, Verified, verify};
