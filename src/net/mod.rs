//! Layer 2: fetching a document from the network, with the rules of where to.
//!
//! `https`, or `http` to a loopback address. The address connected to counts, not the name: it is looked up, checked,
//! and then exactly that is connected to. Redirects stay within the origin. What a document means is no business of
//! this layer, nor whether it was fetched before.

pub mod client;
pub mod lifetime;
pub mod proxy;
pub mod url;

mod failure;
mod tls;

use std::time::Duration;

use crate::base::{Fault, Timestamp};

pub use client::{Client, FetchOptions};
pub use proxy::Proxies;
pub use tls::Authorities;
pub use url::Url;

/// The longest document that is read.
pub const MOST_BYTES: usize = 1 << 20;

/// How long one document may take, redirects and all.
pub const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Where a request may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Wherever the user said: `https`, or `http` to a loopback address.
    Typed,
    /// To other computers alone, by `https`: somebody else named the URL, and must not have this computer's own services
    /// asked.
    Public,
}

impl Reach {
    /// Why `url` is out of reach, as far as its text tells, and `is_loopback`, which is known once there is a connection.
    pub fn refusal(self, url: &Url, is_loopback: bool) -> Option<Fault> {
        let message = match self {
            Self::Typed => return None,
            Self::Public if !url.is_secure() => {
                "a public issuer names this URL without TLS, whose keys anybody on the way could change"
            }
            Self::Public if is_loopback || url.names_loopback() => {
                "a public issuer names this URL on your own computer, which it has no business with"
            }
            Self::Public => return None,
        };
        Some(failure::fault(url, message))
    }
}

/// What to fetch.
#[derive(Debug, Clone, Copy)]
pub struct Request<'r> {
    /// Where it is.
    pub url: &'r Url,
    /// Where that may lead.
    pub reach: Reach,
    /// The present moment, for servers that tell when a document expires and not what time it is.
    pub now: Timestamp,
}

/// A document as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its bytes.
    pub body: Vec<u8>,
    /// For how long it is fresh, where the server says so (RFC 9111 section 4.2).
    pub lifetime: Option<Duration>,
    /// Whether it came from this computer itself.
    pub is_loopback: bool,
}

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong.
    pub fault: Fault,
    /// The status, where the server answered with one that is not 200.
    pub status: Option<u16>,
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self { fault, status: None }
    }
}

/// Fetches documents.
pub trait Fetch: Send + Sync {
    /// Fetches one.
    fn fetch(&self, request: &Request<'_>) -> Result<Answer, Failure>;
}
