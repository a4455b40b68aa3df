//! How long a document is fresh according to its headers (RFC 9111 section 4.2).

use std::time::Duration;

use crate::base::{Timestamp, datetime};

/// The header fields of a response that decide on freshness.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CacheHeaders {
    /// Every `Cache-Control` field, in order.
    pub cache_control: Vec<String>,
    /// `Age`: the time spent in other caches.
    pub age: Option<String>,
    pub expires: Option<String>,
    pub date: Option<String>,
}

impl CacheHeaders {
    /// How long the document is fresh from now on; `None` if the headers do not say.
    ///
    /// `no-store`, `no-cache` and invalid values mean zero. This is a private cache, so `s-maxage`, `public` and `private`
    /// are ignored.
    pub fn lifetime(&self, now: Timestamp) -> Option<Duration> {
        let mut max_age: Option<u64> = None;
        for directive in self.cache_control.iter().flat_map(|line| line.split(',')) {
            let (name, value) =
                directive.split_once('=').map_or((directive, None), |(name, value)| (name, Some(value)));
            match name.trim().to_ascii_lowercase().as_str() {
                // `no-cache="Set-Cookie"` is only about that field.
                "no-cache" if value.is_some() => {}
                "no-store" | "no-cache" => return Some(Duration::ZERO),
                "max-age" => {
                    let seconds = seconds(value.unwrap_or_default().trim().trim_matches('"')).unwrap_or(0);
                    // If there are two, the shorter one counts (RFC 9111 section 4.2.1).
                    max_age = Some(max_age.map_or(seconds, |known| known.min(seconds)));
                }
                _ => {}
            }
        }
        let lifetime = match (max_age, &self.expires) {
            (Some(seconds), _) => Duration::from_secs(seconds),
            (None, Some(expires)) => self.expires_in(expires, now),
            (None, None) => return None,
        };
        let age = self.age.as_deref().and_then(|text| seconds(text.trim())).unwrap_or(0);
        Some(lifetime.saturating_sub(Duration::from_secs(age)))
    }

    /// Counted from the server's `Date`, else from `now`. An invalid date, especially `0`, is in the past (RFC 9111
    /// section 5.3).
    fn expires_in(&self, expires: &str, now: Timestamp) -> Duration {
        let date = self.date.as_deref().and_then(datetime::parse_http).unwrap_or(now);
        datetime::parse_http(expires).map_or(Duration::ZERO, |expires| expires.since(date))
    }
}

/// A number of seconds, capped at 2^32 - 1 (RFC 9111 section 1.2.2).
fn seconds(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::from(u32::MAX)).min(u64::from(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110 section 5.6.7.
    const NOW: Timestamp = Timestamp::from_secs(784_111_777);

    fn lifetime(headers: &[(&str, &str)]) -> Option<u64> {
        let mut read = CacheHeaders::default();
        for (name, value) in headers {
            let value = (*value).to_owned();
            match *name {
                "cache-control" => read.cache_control.push(value),
                "age" => read.age = Some(value),
                "expires" => read.expires = Some(value),
                _ => read.date = Some(value),
            }
        }
        read.lifetime(NOW).map(|span| span.as_secs())
    }

    #[test]
    fn the_headers_decide() {
        for (headers, expected) in [
            (&[][..], None),
            (&[("cache-control", "public")], None),
            (&[("cache-control", "max-age=300")], Some(300)),
            (&[("cache-control", "Public, Max-Age=\"300\" , must-revalidate")], Some(300)),
            (&[("cache-control", "max-age=300"), ("age", "100")], Some(200)),
            (&[("cache-control", "max-age=300"), ("age", "1000")], Some(0)),
            (&[("cache-control", "max-age=300"), ("age", "soon")], Some(300)),
            (&[("cache-control", "max-age=300"), ("cache-control", "max-age=60")], Some(60)),
            (&[("cache-control", "max-age=300"), ("expires", "0")], Some(300)),
            (&[("cache-control", "max-age")], Some(0)),
            (&[("cache-control", "max-age=-1")], Some(0)),
            (&[("cache-control", "max-age=99999999999999999999999")], Some(4_294_967_295)),
            (&[("cache-control", "s-maxage=300")], None),
            (&[("cache-control", "no-store")], Some(0)),
            (&[("cache-control", "max-age=300, no-cache")], Some(0)),
            (&[("cache-control", "max-age=300, no-cache=\"set-cookie\"")], Some(300)),
            (&[("expires", "Sun, 06 Nov 1994 08:59:37 GMT")], Some(600)),
            (&[("expires", "Sun, 06 Nov 1994 08:59:37 GMT"), ("date", "Sun, 06 Nov 1994 08:54:37 GMT")], Some(300)),
            (&[("expires", "Sun, 06 Nov 1994 07:59:37 GMT")], Some(0)),
            (&[("expires", "0")], Some(0)),
            (&[("age", "5")], None),
        ] {
            assert_eq!(lifetime(headers), expected, "{headers:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(control: String, age: String, expires: String, date: String) {
            let headers = [("cache-control", &*control), ("age", &*age), ("expires", &*expires), ("date", &*date)];
            lifetime(&headers);
        }
    }
}
