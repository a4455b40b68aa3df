//! The HTTP client. Only this directory names ureq.

mod guard;

use std::io::{self, Read as _};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, Response, Uri, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, Resolver};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};

use crate::base::{Code, Fault};

use super::cache_headers::CacheHeaders;
use super::{
    Authorities, Fetch, FetchFailure, FetchedDocument, MAX_BYTES, Proxies, Reach, Request, Url, failure, tls, url,
};
use guard::{ConnectionInfo, Guard};

const MAX_REDIRECTS: usize = 5;

const MAX_HEADER_BYTES: usize = 64 * 1024;

#[derive(Debug, Clone)]
pub struct FetchOptions {
    pub proxies: Proxies,
    pub authorities: Authorities,
    /// For one document, including redirects.
    pub time_limit: Duration,
}

/// The media types of a key set and of metadata.
const KEY_SETS: &str = "application/jwk-set+json, application/json, */*;q=0.1";

/// One request.
struct Get<'r> {
    /// For the rules and in messages.
    url: &'r Url,
    /// The whole URL to request.
    uri: &'r str,
    reach: Reach,
    accept: &'r str,
    headers: &'r [(&'r str, &'r str)],
}

/// Fetches over HTTP. CA certificates are read at the first request that needs TLS.
#[derive(Debug)]
pub struct HttpClient {
    options: FetchOptions,
    resolver: fn() -> Box<dyn Resolver>,
}

impl HttpClient {
    pub fn new(options: FetchOptions) -> Self {
        Self { options, resolver: || Box::new(DefaultResolver::default()) }
    }

    /// Sends one request for a document; redirects are not followed.
    fn send(&self, url: &Url, request: &Request<'_>, left: Duration) -> Result<Received, Fault> {
        let get = Get { url, uri: url.as_str(), reach: request.reach, accept: KEY_SETS, headers: &[] };
        self.exchange(&get, left, |response, is_loopback| self.read(response, is_loopback, url, request))
    }

    /// Sends one request with `headers` and returns the status of the response; redirects are not followed, and the body
    /// is not read. `query` is added to that of the URL, and is in no message.
    pub fn status(&self, url: &Url, reach: Reach, query: Option<&str>, headers: &[(&str, &str)]) -> Result<u16, Fault> {
        let joint = if url.as_str().contains('?') { '&' } else { '?' };
        let uri = query.map_or_else(|| url.to_string(), |query| format!("{url}{joint}{query}"));
        let get = Get { url, uri: &uri, reach, accept: "*/*", headers };
        self.exchange(&get, self.options.time_limit, |response, _| Ok(response.status().as_u16()))
    }

    /// Sends one request and reads the response. `read` also learns whether it comes from a loopback address.
    fn exchange<T>(
        &self,
        get: &Get<'_>,
        left: Duration,
        read: impl FnOnce(Response<Body>, bool) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let url = get.url;
        let uri: Uri = get.uri.parse().map_err(|error| failure::fault(url, error))?;
        let variable = self.options.proxies.of(url);
        let proxy = variable.map(|(name, text)| proxy(name, text)).transpose()?;
        let via = proxy.as_ref().zip(variable).map(|(proxy, (name, _))| Via { proxy, name });
        let mut tls = TlsConfig::builder().provider(TlsProvider::Rustls);
        if url.is_secure() {
            let certificates = self.options.authorities.certificates()?;
            let certificates: Vec<_> = certificates.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
            tls = tls
                .root_certs(RootCerts::Specific(Arc::new(certificates)))
                .unversioned_rustls_crypto_provider(tls::provider());
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(MAX_HEADER_BYTES)
            .timeout_global(Some(left))
            .user_agent(concat!("tokctl/", env!("CARGO_PKG_VERSION")))
            .accept(get.accept)
            .accept_encoding("identity")
            .tls_config(tls.build())
            .proxy(proxy.clone())
            .build();
        let connection = ConnectionInfo::default();
        let resolver = (self.resolver)();
        let guard =
            Guard { url: url.clone(), uri: uri.clone(), reach: get.reach, connection: connection.clone(), resolver };
        let agent = Agent::with_parts(config, DefaultConnector::new(), guard);
        let outcome = within(left, &agent, || {
            let request =
                get.headers.iter().fold(agent.get(uri), |request, (name, value)| request.header(*name, *value));
            let response = request.call().map_err(|error| self.fault(error, url, via.as_ref()))?;
            // Behind a proxy the address is unknown, so the host name decides.
            let is_loopback = connection.is_loopback().unwrap_or_else(|| url.names_loopback());
            read(response, is_loopback)
        });
        outcome.unwrap_or_else(|| Err(failure::timed_out(url, self.options.time_limit)))
    }

    fn read(
        &self,
        response: Response<Body>,
        is_loopback: bool,
        url: &Url,
        request: &Request<'_>,
    ) -> Result<Received, Fault> {
        let (parts, body) = response.into_parts();
        let status = parts.status.as_u16();
        if matches!(status, 301 | 302 | 303 | 307 | 308) {
            let location = text(&parts.headers, header::LOCATION);
            let location = location.ok_or_else(|| {
                failure::fault(url, format!("the server returned {status} without a Location header"))
            })?;
            return Ok(Received::Redirect(location));
        }
        if status != 200 {
            let reason = parts.status.canonical_reason().map(|reason| format!(" ({reason})")).unwrap_or_default();
            return Ok(Received::Status(status, failure::status(url, status, &reason)));
        }
        let body = self.read_body(body, &parts.headers, url)?;
        Ok(Received::Document(FetchedDocument {
            body,
            lifetime: headers(&parts.headers).lifetime(request.now),
            is_loopback,
        }))
    }

    fn read_body(&self, mut body: Body, headers: &HeaderMap, url: &Url) -> Result<Vec<u8>, Fault> {
        if let Some(encoding) =
            text(headers, header::CONTENT_ENCODING).filter(|name| !name.eq_ignore_ascii_case("identity"))
        {
            return Err(failure::fault(
                url,
                format!("the response is compressed ({encoding:?}), but compression was not requested"),
            ));
        }
        if let Some(length) = body.content_length().filter(|length| *length > MAX_BYTES as u64) {
            return Err(failure::too_long(url, Some(length)));
        }
        let mut bytes = Vec::new();
        let read = body.as_reader().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| self.fault(ureq::Error::from(error), url, None))?;
        if bytes.len() > MAX_BYTES {
            return Err(failure::too_long(url, None));
        }
        Ok(bytes)
    }

    fn fault(&self, error: ureq::Error, url: &Url, via: Option<&Via<'_>>) -> Fault {
        let refused = |error: &ureq::Error| matches!(error, ureq::Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused);
        let fault = match (error, via) {
            (ureq::Error::HostNotFound, Some(via)) => failure::proxy(url, via.name, "its host name was not found"),
            (error, Some(via)) if refused(&error) => failure::proxy(url, via.name, "it refused the connection"),
            (error, _) => self.other_fault(error, url, via),
        };
        match via {
            Some(Via { proxy, .. }) => {
                let place = format!("through the proxy {}:{}", proxy.host(), proxy.port());
                Fault { message: format!("{} ({place})", fault.message), ..fault }
            }
            None => fault,
        }
    }

    fn other_fault(&self, error: ureq::Error, url: &Url, via: Option<&Via<'_>>) -> Fault {
        match error {
            ureq::Error::Timeout(_) => failure::timed_out(url, self.options.time_limit),
            ureq::Error::HostNotFound => failure::unresolved(url, ""),
            ureq::Error::Io(error) => failure::io(url, &error),
            ureq::Error::Rustls(error) => failure::tls(url, &error),
            ureq::Error::Tls(_) => failure::fault(url, format!("{} is not a valid name in a certificate", url.host())),
            ureq::Error::LargeResponseHeader(..) => {
                failure::fault(url, format!("the response headers are longer than {MAX_HEADER_BYTES} bytes"))
            }
            ureq::Error::Protocol(error) => failure::fault(url, format!("invalid HTTP response: {error}")),
            ureq::Error::ConnectProxyFailed(why) => match via {
                Some(via) if why.contains("407") => failure::proxy_login(url, via.name, via.proxy.username().is_some()),
                _ => failure::fault(url, why),
            },
            // Faults of the guard.
            ureq::Error::Other(error) => match error.downcast::<Fault>() {
                Ok(fault) => *fault,
                Err(error) => failure::fault(url, error),
            },
            error => failure::fault(url, error),
        }
    }
}

impl Fetch for HttpClient {
    fn fetch(&self, request: &Request<'_>) -> Result<FetchedDocument, FetchFailure> {
        let start = Instant::now();
        let mut url = request.url.clone();
        for _ in 0..=MAX_REDIRECTS {
            if let Some(refusal) = request.reach.refuse(&url, false) {
                return Err(refusal.into());
            }
            let left = self.options.time_limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(failure::timed_out(request.url, self.options.time_limit).into());
            }
            match self.send(&url, request, left)? {
                Received::Document(document) => return Ok(document),
                Received::Status(status, fault) => return Err(FetchFailure { fault, status: Some(status) }),
                Received::Redirect(location) => url = redirected(&url, &location)?,
            }
        }
        Err(failure::fault(request.url, format!("more than {MAX_REDIRECTS} redirects")).into())
    }
}

/// The proxy of a request, and the variable that names it.
struct Via<'p> {
    proxy: &'p Proxy,
    name: &'static str,
}

/// The outcome of one request.
enum Received {
    Document(FetchedDocument),
    Status(u16, Fault),
    Redirect(String),
}

/// Runs `work` with `agent`, and closes its connections at the time limit; then `None`. The client's own time limit starts
/// again with every byte that a proxy sends in its response to CONNECT.
fn within<T>(limit: Duration, agent: &Agent, work: impl FnOnce() -> Result<T, Fault>) -> Option<Result<T, Fault>> {
    let start = Instant::now();
    let outcome = std::thread::scope(|scope| {
        let (done, ended) = mpsc::channel::<()>();
        scope.spawn(move || {
            if ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                agent.clone().shutdown();
            }
        });
        let outcome = work();
        drop(done);
        outcome
    });
    // The closed connection may look like the end of a document.
    (start.elapsed() < limit).then_some(outcome)
}

/// The target of a redirect. Another origin is refused: an attacker who can make a server redirect would choose the keys.
fn redirected(url: &Url, location: &str) -> Result<Url, Fault> {
    let target = url.join(location).map_err(|error| failure::fault(url, format!("invalid redirect: {error}")))?;
    if !target.is_same_origin(url) {
        return Err(failure::fault(url, format!("redirected to another origin: {target}"))
            .hint("if you trust that origin, pass its URL instead"));
    }
    Ok(target)
}

/// Parses a proxy variable. Its value may hold a password, so the message does not show it.
fn proxy(name: &str, text: &str) -> Result<Proxy, Fault> {
    let invalid = |problem: &str| {
        Fault::new(Code::Usage, format!("the variable {name} is not a valid proxy URL: {problem}"))
            .hint("set it to http://HOST:PORT, https://HOST:PORT or socks5h://HOST:PORT, or unset it")
    };
    let text = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    url::check_proxy(&text).map_err(invalid)?;
    Proxy::new(&text).map_err(|_| invalid("not a URL"))
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn headers(headers: &HeaderMap) -> CacheHeaders {
    let controls = headers.get_all(header::CACHE_CONTROL);
    CacheHeaders {
        cache_control: controls.iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect(),
        age: text(headers, header::AGE),
        expires: text(headers, header::EXPIRES),
        date: text(headers, header::DATE),
    }
}
