//! The host of a URL: a name or an address.

use std::fmt;
use std::net::IpAddr;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// In lower case.
    Name(String),
    Address(IpAddr),
}

impl Host {
    /// Whether it is this computer as far as it shows without DNS: by address, or by a name that RFC 6761 section 6.3
    /// reserves for it.
    pub fn names_loopback(&self) -> bool {
        match self {
            Self::Address(address) => is_this_computer(*address),
            Self::Name(name) => {
                let name = name.strip_suffix('.').unwrap_or(name);
                name == "localhost" || name.ends_with(".localhost")
            }
        }
    }

    /// Accepts DNS names (with `_`) only; RFC 3986 accepts more.
    pub fn from_name(host: &str) -> Result<Self, String> {
        if host.is_empty() {
            return Err("missing host".to_owned());
        }
        let name = host.to_ascii_lowercase();
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let labels: Vec<&str> = name.strip_suffix('.').unwrap_or(&name).split('.').collect();
        let is_name = |label: &&str| !label.is_empty() && label.len() <= 63 && label.bytes().all(is_letter);
        if name.len() > 254 || !labels.iter().all(is_name) {
            return Err(format!("invalid host name {host:?}"));
        }
        // Some programs read `127.1`, `0x7f000001` and `2130706433` as addresses, others as names.
        let last = labels.last().copied().unwrap_or_default();
        if last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x") {
            return Err(format!("host {host:?} ends in a number and is not an IPv4 address"));
        }
        Ok(Self::Name(name))
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Address(IpAddr::V4(address)) => write!(f, "{address}"),
            Self::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
        }
    }
}

/// Includes IPv4 loopback addresses written as IPv6.
pub fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// Whether connecting to this address reaches this computer: loopback, or the unspecified address, which systems treat alike.
pub fn is_this_computer(address: IpAddr) -> bool {
    let address = address.to_canonical();
    address.is_loopback() || address.is_unspecified()
}
