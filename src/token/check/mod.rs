//! Checking a token's header and claims by a policy, and explaining the result.

mod cause;
pub mod claims;
pub(super) mod expiry;
pub mod record;
pub mod token_use;
pub mod usual_mistake;
