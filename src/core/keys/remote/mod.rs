//! Keys from the network: a JWKS by its URL, or by its issuer through discovery.
//!
//! What is fetched is kept in the home's cache, so that mostly nothing is. A key that a token names and the copy lacks is
//! looked for anew, at most every 30 seconds, whoever asks: a stranger's token must not make this computer hammer a
//! server.

mod document;
mod issuer;
mod keys;
mod supply;

pub use document::{Access, Note, Rules};
pub use issuer::Issuer;
pub use keys::{RemoteKeys, Source};
pub use supply::Supply;

#[cfg(test)]
mod tests;
