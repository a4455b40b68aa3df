//! Which addresses may be connected to.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::base::Fault;
use crate::base::fault::io_reason;
use crate::net::host::{is_loopback, is_this_computer};
use crate::net::{Reach, Url, failure};

/// Resolves host names, and passes only addresses that the rules allow. The connection is made to exactly these addresses,
/// so that a DNS record that changes in between has no effect.
#[derive(Debug)]
pub(super) struct Guard {
    pub(super) url: Url,
    /// `url` in the client's type.
    pub(super) uri: Uri,
    pub(super) reach: Reach,
    pub(super) connection: ConnectionInfo,
    pub(super) resolver: Box<dyn Resolver>,
}

/// What the resolver learned about the connection.
#[derive(Debug, Clone, Default)]
pub(super) struct ConnectionInfo(Arc<OnceLock<bool>>);

impl ConnectionInfo {
    /// Whether it was made to a loopback address; `None` if a proxy made it.
    pub(super) fn is_loopback(&self) -> Option<bool> {
        self.0.get().copied()
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = self.resolver.resolve(uri, config, timeout);
        if *uri != self.uri {
            // The address of the proxy, which the user chose.
            return addresses;
        }
        let other = |fault: Fault| ureq::Error::Other(Box::new(fault));
        let addresses = addresses.map_err(|error| match error {
            ureq::Error::Io(error) => other(failure::unresolved(&self.url, &format!(": {}", io_reason(&error)))),
            error => error,
        })?;
        self.check(&addresses).map_err(other)?;
        Ok(addresses)
    }
}

impl Guard {
    fn check(&self, addresses: &[SocketAddr]) -> Result<(), Fault> {
        if self.reach == Reach::Loopback
            && let Some(other) = addresses.iter().find(|address| !is_loopback(address.ip()))
        {
            let message = format!("only loopback addresses are allowed, but {} is {}", self.url.host(), other.ip());
            return Err(
                failure::fault(&self.url, message).hint("pass --allow-remote to allow other addresses, over https")
            );
        }
        if !self.url.is_secure()
            && let Some(other) = addresses.iter().find(|address| !is_loopback(address.ip()))
        {
            let message =
                format!("http is only allowed to loopback addresses, but {} is {}", self.url.host(), other.ip());
            return Err(failure::fault(&self.url, message).hint("use https"));
        }
        let is_loopback = addresses.iter().any(|address| is_this_computer(address.ip()));
        if let Some(refusal) = self.reach.refuse(&self.url, is_loopback) {
            return Err(refusal);
        }
        // A name is resolved once per request, so the cell is empty.
        let _ = self.connection.0.set(is_loopback);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;
    use crate::base::Timestamp;
    use crate::net::client::{FetchOptions, HttpClient};
    use crate::net::{Authorities, Fetch as _, FetchedDocument, Proxies, Request};

    /// Resolves names to the next entry of a list each time.
    #[derive(Debug)]
    struct Fickle;

    static ANSWERS: Mutex<Vec<Vec<SocketAddr>>> = Mutex::new(Vec::new());
    /// The tests share the list, so they run one at a time.
    static TURN: Mutex<()> = Mutex::new(());

    impl Resolver for Fickle {
        fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let mut addresses = self.empty();
            ANSWERS.lock().unwrap().remove(0).into_iter().for_each(|address| addresses.push(address));
            Ok(addresses)
        }
    }

    /// The result of a fetch with these DNS responses, and how many of them were left.
    fn fetch(url: &str, reach: Reach, answers: &[&[&str]]) -> (Result<FetchedDocument, String>, usize) {
        let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let parse = |answer: &&[&str]| answer.iter().map(|address| address.parse().unwrap()).collect();
        *ANSWERS.lock().unwrap() = answers.iter().map(parse).collect();
        let authorities = Authorities::Only(Vec::new());
        let options = FetchOptions { proxies: Proxies::default(), authorities, time_limit: Duration::from_secs(5) };
        let client = HttpClient { options, resolver: || Box::new(Fickle) };
        let url = Url::parse(url).unwrap();
        let answer = client.fetch(&Request { url: &url, reach, now: Timestamp::from_secs(0) });
        (answer.map_err(|failure| failure.fault.message), ANSWERS.lock().unwrap().len())
    }

    #[test]
    fn a_name_that_is_resolved_differently_later_changes_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let here = listener.local_addr().unwrap().to_string();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 4096]).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").unwrap();
        });
        let (answer, left) = fetch("http://fickle.example/", Reach::Typed, &[&[&here], &["192.0.2.1:80"]]);
        assert_eq!((answer.map(|answer| answer.body), left), (Ok(b"{}".to_vec()), 1));
        server.join().unwrap();
    }

    #[test]
    fn addresses_are_refused_whatever_the_name() {
        for (url, reach, addresses, expected) in [
            ("http://localhost/", Reach::Typed, &["192.0.2.1:80"][..], "http is only allowed to loopback addresses"),
            ("http://localhost/", Reach::Typed, &["127.0.0.1:1", "[2001:db8::1]:80"], "2001:db8::1"),
            ("http://localhost/", Reach::Typed, &["0.0.0.0:80"], "0.0.0.0"),
            ("http://localhost/", Reach::Typed, &["[::ffff:192.0.2.1]:80"], "192.0.2.1"),
            ("https://localhost/", Reach::Loopback, &["192.0.2.1:443"], "only loopback addresses are allowed"),
            ("https://localhost/", Reach::Loopback, &["127.0.0.1:443", "192.0.2.1:443"], "192.0.2.1"),
            ("https://idp.example/", Reach::Public, &["127.0.0.1:443"], "loopback addresses"),
            ("https://idp.example/", Reach::Public, &["192.0.2.1:443", "127.9.9.9:443"], "loopback addresses"),
            ("https://idp.example/", Reach::Public, &["[::1]:443"], "loopback addresses"),
            ("https://idp.example/", Reach::Public, &["[::ffff:127.0.0.1]:443"], "loopback addresses"),
            ("https://idp.example/", Reach::Public, &["0.0.0.0:443"], "loopback addresses"),
            ("https://idp.example/", Reach::Public, &["[::]:443"], "loopback addresses"),
        ] {
            let (answer, _) = fetch(url, reach, &[addresses]);
            let message = answer.unwrap_err();
            assert!(message.contains(expected), "{url} {addresses:?}: {message}");
        }
    }
}
