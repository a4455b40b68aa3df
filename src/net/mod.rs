//! Layer 2: fetching a document from the network, and the rules about allowed URLs.
//!
//! `https`, or `http` to a loopback address. The rules apply to the address, not to the host name: the name is
//! resolved, the address is checked, and the connection is made to exactly that address. Redirects stay within the
//! origin. This layer knows nothing of the content of documents, or of a cache.

pub mod cache_headers;
pub mod client;
pub mod host;
pub mod proxy;
pub mod url;

mod failure;
mod tls;

use std::time::Duration;

use crate::base::{Fault, Timestamp};

pub use client::{FetchOptions, HttpClient};
pub use proxy::Proxies;
pub use tls::Authorities;
pub use url::Url;

/// The largest document that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// The time limit for one document, including redirects.
pub const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Which URLs a request may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The user gave the URL: `https`, or `http` to a loopback address.
    Typed,
    /// Only a loopback address, over `https` or `http`.
    Loopback,
    /// A remote issuer gave the URL: only `https`, and no loopback address, so that the issuer cannot make this computer
    /// send requests to its own services.
    Public,
}

impl Reach {
    /// Why `url` is refused. `is_loopback` is whether the host name was resolved to a loopback address.
    pub fn refuse(self, url: &Url, is_loopback: bool) -> Option<Fault> {
        let message = match self {
            // The guard of a connection knows the address.
            Self::Typed | Self::Loopback => return None,
            Self::Public if !url.is_secure() => {
                "public issuers must use https; an attacker on the network could replace keys fetched over http"
            }
            Self::Public if is_loopback || url.names_loopback() => "public issuers may not point to loopback addresses",
            Self::Public => return None,
        };
        Some(failure::fault(url, message))
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Request<'r> {
    pub url: &'r Url,
    pub reach: Reach,
    /// The current time, for responses with `Expires` but no `Date`.
    pub now: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedDocument {
    pub body: Vec<u8>,
    /// How long it is fresh, if the server says so (RFC 9111 section 4.2).
    pub lifetime: Option<Duration>,
    /// Whether it came from a loopback address.
    pub is_loopback: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchFailure {
    pub fault: Fault,
    /// The status, if the server responded with one other than 200.
    pub status: Option<u16>,
}

impl From<Fault> for FetchFailure {
    fn from(fault: Fault) -> Self {
        Self { fault, status: None }
    }
}

pub trait Fetch: Send + Sync {
    fn fetch(&self, request: &Request<'_>) -> Result<FetchedDocument, FetchFailure>;
}
