//! Keys from the network: a JWKS by its URL, or by its issuer through discovery.
//!
//! Fetched documents are kept in the home's cache. A key ID that the cached set lacks causes at most one new fetch per 30
//! seconds, by all processes together: a stranger's tokens must not make this computer flood a server.

mod discovery;
mod document;
mod key_set;
mod lifetime;
mod source;

pub use discovery::IssuerUrl;
pub use document::{FetchNote, FetchRules, KeyFetcher};
pub use key_set::RemoteKeySet;
pub use source::{RemoteKeys, RemoteSource};

#[cfg(test)]
mod tests;
