//! The headers and the query that the server parses itself. What an attacker sends before a proxy's or browser's part of a
//! header changes nothing in what is read from that part.
#![no_main]

use std::net::IpAddr;
use std::time::Duration;

use http::header::{COOKIE, FORWARDED};
use http::{HeaderMap, HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use tokctl::base::Secret;
use tokctl::server::auth_check;
use tokctl::server::cookie::RefreshCookie;
use tokctl::server::defences::hosts::HostPort;
use tokctl::server::defences::origin::Origin;
use tokctl::server::defences::proxies::TrustedProxies;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        hold_host(text);
        hold_origin(text);
        hold_query(text);
        hold_cookie(text);
    }
    hold_proxies(data);
});

/// A host that is read is written and read again as the same.
fn hold_host(text: &str) {
    let Some(host) = HostPort::parse(text) else { return };
    let written = host.to_string();
    assert_eq!(HostPort::parse(&written), Some(host), "{text:?} is {written:?}");
    assert!(!text.contains(['@', '/', '?', '#', ',', ' ']), "{text:?}");
}

/// An origin has no other spelling.
fn hold_origin(text: &str) {
    let Some(origin) = Origin::parse(text) else { return };
    assert_eq!(origin.url().as_str(), format!("{text}/"));
}

/// Every parameter of an accepted query is one of the two, and asks for something.
fn hold_query(text: &str) {
    let Ok(needs) = auth_check::needs(Some(text)) else { return };
    let count = text.split('&').filter(|pair| !pair.is_empty()).count();
    assert_eq!(needs.roles.len() + needs.scopes.len(), count, "{text:?}");
    assert!(needs.roles.iter().chain(&needs.scopes).all(|need| !need.is_empty()), "{text:?}");
}

/// A token that is set is read again, whatever other cookies there are; two that differ are refused.
fn hold_cookie(text: &str) {
    let cookie = RefreshCookie::default();
    let read = |value: &str| {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_str(value).ok()?);
        Some(cookie.read(&headers))
    };
    let Some(alone) = read(text) else { return };
    if let Some(Ok(found)) = read(&format!("{text}; refreshToken=r1")) {
        assert_eq!(found, Some(Secret::from("r1".to_owned())), "{text:?}");
    }
    if let Ok(Some(token)) = alone {
        let token_text = token.expose_str().expect("cookies are read as text");
        assert!(!token_text.contains(';') && text.contains(token_text), "{text:?}");
        if let Ok(set) = cookie.set(&token, Duration::from_secs(1))
            && let Ok(set) = set.to_str()
        {
            let pair = set.split(';').next().expect("a name and a value");
            assert_eq!(read(pair).expect("a header").expect("one token"), Some(token), "{text:?}");
        }
    }
}

/// What a client forges stands before what its proxy appends.
fn hold_proxies(forged: &[u8]) {
    let proxies = TrustedProxies::new(vec!["10.0.0.0/8".parse().expect("a range")]);
    let proxy: IpAddr = [10, 0, 0, 1].into();
    let client: IpAddr = [203, 0, 113, 9].into();
    for (name, appended) in [(X_FORWARDED_FOR, "203.0.113.9, 10.0.0.2"), (FORWARDED, "for=203.0.113.9, for=10.0.0.2")] {
        let value = [forged, b", ", appended.as_bytes()].concat();
        let Ok(value) = HeaderValue::from_bytes(&value) else { return };
        let mut headers = HeaderMap::new();
        headers.append(name.clone(), value);
        let found = proxies.client(proxy, &headers);
        // A header with bytes outside ASCII is not read.
        assert!(found == client || (found == proxy && !forged.is_ascii()), "{name}: {}", forged.escape_ascii());
        assert_eq!(proxies.client(client, &headers), client, "the headers of a peer that is not a proxy are ignored");
    }
}
