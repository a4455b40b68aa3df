//! The address of a client behind proxies. Only proxies that `--trust-proxy` names are believed, and only about the address.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use http::header::{FORWARDED, HeaderName, VIA};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// What proxies add to a request.
const ADDED: [HeaderName; 4] = [X_FORWARDED_FOR, FORWARDED, VIA, HeaderName::from_static("x-real-ip")];

/// Whether a proxy says that it passed the request on. A client cannot undo that, nor gain by claiming it.
pub fn is_forwarded(headers: &HeaderMap) -> bool {
    ADDED.iter().any(|name| headers.contains_key(name))
}

/// The address of the connection, an extension of the request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// The address of the client, an extension of the request: that of the connection, or the one that a trusted proxy names.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

/// The ranges that `--trust-proxy` names.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    pub fn new(ranges: Vec<IpNet>) -> Self {
        Self(ranges)
    }

    fn trust(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|range| range.contains(&address))
    }

    /// The client's address: that of the connection or, if it is a trusted proxy's, the right-most address in
    /// `X-Forwarded-For` or `Forwarded` (RFC 7239) that is not. If the two differ, a client forged the one that the proxy does
    /// not set, and neither counts.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        match (x_forwarded_for(headers), forwarded(headers)) {
            (hops, None) | (None, hops) => self.untrusted(peer, hops.unwrap_or_default()),
            (Some(one), Some(other)) => {
                let client = self.untrusted(peer, one);
                if client == self.untrusted(peer, other) { client } else { peer }
            }
        }
    }

    /// The right-most address that is not a trusted proxy's.
    fn untrusted(&self, peer: IpAddr, mut hops: Vec<Option<IpAddr>>) -> IpAddr {
        let mut client = peer;
        while self.trust(client) {
            match hops.pop() {
                Some(Some(hop)) => client = hop.to_canonical(),
                // What comes before an address that cannot be read may be forged.
                Some(None) | None => break,
            }
        }
        client
    }
}

/// The addresses of `X-Forwarded-For`, the nearest last; `None` without the header.
fn x_forwarded_for(headers: &HeaderMap) -> Option<Vec<Option<IpAddr>>> {
    items(headers, &X_FORWARDED_FOR).map(|items| items.iter().map(|item| address(item)).collect())
}

/// The addresses of `Forwarded`, the nearest last; `None` without the header.
fn forwarded(headers: &HeaderMap) -> Option<Vec<Option<IpAddr>>> {
    let parameter = |element: &String| {
        let pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
        let value = pairs.filter(|(name, _)| name.eq_ignore_ascii_case("for")).map(|(_, value)| value).next()?;
        address(value.trim_matches('"'))
    };
    items(headers, &FORWARDED).map(|items| items.iter().map(parameter).collect())
}

/// The elements of a list. Commas in quoted strings separate, too: an unclosed quote of a client hides nothing after it.
fn items(headers: &HeaderMap, name: &HeaderName) -> Option<Vec<String>> {
    let values = headers.get_all(name).iter().map(|value| value.to_str().unwrap_or_default());
    let items: Vec<String> = values.flat_map(|value| value.split(',')).map(|item| item.trim().to_owned()).collect();
    (!items.is_empty()).then_some(items)
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let proxies = TrustedProxies::new(vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()]);
        let xff = "x-forwarded-for";
        for (peer, given, expected) in [
            ("192.0.2.1", &[(xff, "203.0.113.9")][..], "192.0.2.1"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &[(xff, "203.0.113.9")], "203.0.113.9"),
            ("::ffff:10.0.0.1", &[(xff, "203.0.113.9")], "203.0.113.9"),
            ("10.0.0.1", &[(xff, "1.1.1.1, 203.0.113.9, 10.0.0.2")], "203.0.113.9"),
            ("10.0.0.1", &[(xff, "1.1.1.1"), (xff, "203.0.113.9")], "203.0.113.9"),
            ("10.0.0.1", &[(xff, "1.1.1.1, nonsense")], "10.0.0.1"),
            ("10.0.0.1", &[(xff, "203.0.113.9:4711")], "203.0.113.9"),
            ("::1", &[("forwarded", "for=1.1.1.1;proto=https, for=\"[2001:db8::1]:4711\"")], "2001:db8::1"),
            ("::1", &[("forwarded", "for=_hidden")], "::1"),
            ("::1", &[("forwarded", "for=\"1.1.1.1, for=2.2.2.2")], "2.2.2.2"),
            ("::1", &[("forwarded", "for=1.1.1.1"), (xff, "1.1.1.1, ::1")], "1.1.1.1"),
            ("::1", &[(xff, "1.1.1.1"), ("forwarded", "for=2.2.2.2")], "::1"),
            ("::1", &[(xff, "")], "::1"),
            ("::1", &[(xff, "1.1.1.1,")], "::1"),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in given {
                headers.append(*name, HeaderValue::from_static(value));
            }
            let client = proxies.client(peer.parse().unwrap(), &headers);
            assert_eq!(client, expected.parse::<IpAddr>().unwrap(), "{peer} {given:?}");
        }
    }
}
