//! The HTTP client: one request, its rules, and nothing kept. Only this folder names ureq.

mod guard;

use std::io::Read as _;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, Response, Uri, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, Resolver};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};

use crate::base::{Code, Fault};

use super::lifetime::Headers;
use super::{Answer, Authorities, Failure, Fetch, MOST_BYTES, Proxies, Request, Url, failure, tls};
use guard::{Found, Guard};

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 5;

/// More than any server's headers need.
const MOST_HEADER_BYTES: usize = 64 * 1024;

/// What the client goes by.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// Which proxy to go through.
    pub proxies: Proxies,
    /// Who may vouch for a server.
    pub authorities: Authorities,
    /// How long one document may take.
    pub time_limit: Duration,
}

/// Fetches over HTTP. Making one costs nothing; what TLS needs is read when it is needed.
#[derive(Debug)]
pub struct Client {
    settings: FetchOptions,
    /// Makes what looks names up.
    resolver: fn() -> Box<dyn Resolver>,
}

impl Client {
    /// A client with these settings.
    pub fn new(settings: FetchOptions) -> Self {
        Self { settings, resolver: || Box::new(DefaultResolver::default()) }
    }

    /// One request, without its redirects.
    fn ask(&self, url: &Url, request: &Request<'_>, left: Duration) -> Result<Asked, Fault> {
        let uri: Uri = url.as_str().parse().map_err(|error| failure::fault(url, error))?;
        let proxy = self.settings.proxies.of(url).map(|(name, text)| proxy(name, text)).transpose()?;
        let mut tls = TlsConfig::builder().provider(TlsProvider::Rustls);
        if url.is_secure() {
            let certificates = self.settings.authorities.certificates()?;
            let certificates: Vec<_> = certificates.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
            tls = tls
                .root_certs(RootCerts::Specific(Arc::new(certificates)))
                .unversioned_rustls_crypto_provider(tls::provider());
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(MOST_HEADER_BYTES)
            .timeout_global(Some(left))
            .user_agent(concat!("tokctl/", env!("CARGO_PKG_VERSION")))
            .accept("application/jwk-set+json, application/json, */*;q=0.1")
            .accept_encoding("identity")
            .tls_config(tls.build())
            .proxy(proxy.clone())
            .build();
        let found = Found::default();
        let resolver = (self.resolver)();
        let guard = Guard { url: url.clone(), uri: uri.clone(), reach: request.reach, found: found.clone(), resolver };
        let agent = Agent::with_parts(config, DefaultConnector::new(), guard);
        let outcome = within(left, &agent, || {
            let answer = agent.get(uri).call().map_err(|error| self.told(error, url, proxy.as_ref()))?;
            // Behind a proxy nobody knows the address; then the name is all there is to go by.
            let is_loopback = found.is_loopback().unwrap_or_else(|| url.names_loopback());
            self.read(answer, is_loopback, url, request)
        });
        outcome.unwrap_or_else(|| Err(failure::timed_out(url, self.settings.time_limit)))
    }

    /// What a server answered.
    fn read(
        &self,
        answer: Response<Body>,
        is_loopback: bool,
        url: &Url,
        request: &Request<'_>,
    ) -> Result<Asked, Fault> {
        let (parts, body) = answer.into_parts();
        let status = parts.status.as_u16();
        if matches!(status, 301 | 302 | 303 | 307 | 308) {
            let location = text(&parts.headers, header::LOCATION);
            let location = location
                .ok_or_else(|| failure::fault(url, format!("the server answered {status} without saying where to")))?;
            return Ok(Asked::Elsewhere(location));
        }
        if status != 200 {
            let reason = parts.status.canonical_reason().map(|reason| format!(" ({reason})")).unwrap_or_default();
            return Ok(Asked::Refused(status, failure::status(url, status, &reason)));
        }
        let body = self.read_body(body, &parts.headers, url)?;
        Ok(Asked::Answered(Answer { body, lifetime: headers(&parts.headers).lifetime(request.now), is_loopback }))
    }

    fn read_body(&self, mut body: Body, headers: &HeaderMap, url: &Url) -> Result<Vec<u8>, Fault> {
        if let Some(encoding) =
            text(headers, header::CONTENT_ENCODING).filter(|name| !name.eq_ignore_ascii_case("identity"))
        {
            return Err(failure::fault(
                url,
                format!("the answer is compressed ({encoding:?}), which was not asked for"),
            ));
        }
        if let Some(length) = body.content_length().filter(|length| *length > MOST_BYTES as u64) {
            return Err(failure::too_long(url, Some(length)));
        }
        let mut bytes = Vec::new();
        let read = body.as_reader().take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| self.told(ureq::Error::from(error), url, None))?;
        if bytes.len() > MOST_BYTES {
            return Err(failure::too_long(url, None));
        }
        Ok(bytes)
    }

    /// What an error of the client means.
    fn told(&self, error: ureq::Error, url: &Url, proxy: Option<&Proxy>) -> Fault {
        let via = proxy.map(|proxy| format!("proxy {}:{}", proxy.host(), proxy.port()));
        let fault = match error {
            ureq::Error::Timeout(_) => failure::timed_out(url, self.settings.time_limit),
            ureq::Error::HostNotFound => failure::unresolved(url, ""),
            ureq::Error::Io(error) => failure::io(url, &error),
            ureq::Error::Rustls(error) => failure::tls(url, &error),
            ureq::Error::Tls(_) => failure::fault(url, format!("{} is no name for a certificate", url.host())),
            ureq::Error::LargeResponseHeader(..) => {
                failure::fault(url, format!("the answer's headers are longer than {MOST_HEADER_BYTES} bytes"))
            }
            ureq::Error::Protocol(error) => {
                failure::fault(url, format!("the answer is not HTTP as it should be: {error}"))
            }
            ureq::Error::ConnectProxyFailed(why) => failure::fault(url, why),
            // Errors of the rules below, which say what there is to say.
            ureq::Error::Other(error) => match error.downcast::<Fault>() {
                Ok(fault) => return *fault,
                Err(error) => failure::fault(url, error),
            },
            error => failure::fault(url, error),
        };
        match via {
            Some(via) => Fault { message: format!("{} (through the {via})", fault.message), ..fault },
            None => fault,
        }
    }
}

impl Fetch for Client {
    fn fetch(&self, request: &Request<'_>) -> Result<Answer, Failure> {
        let start = Instant::now();
        let mut url = request.url.clone();
        for _ in 0..=MOST_REDIRECTS {
            if let Some(refusal) = request.reach.refusal(&url, false) {
                return Err(refusal.into());
            }
            let left = self.settings.time_limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(failure::timed_out(request.url, self.settings.time_limit).into());
            }
            match self.ask(&url, request, left)? {
                Asked::Answered(answer) => return Ok(answer),
                Asked::Refused(status, fault) => return Err(Failure { fault, status: Some(status) }),
                Asked::Elsewhere(location) => url = redirected(&url, &location)?,
            }
        }
        Err(failure::fault(request.url, format!("it was redirected more than {MOST_REDIRECTS} times")).into())
    }
}

/// How one request ended.
enum Asked {
    Answered(Answer),
    Refused(u16, Fault),
    Elsewhere(String),
}

/// Does `work` with `agent`, and ends its connections when the time is up; `None` then. The client's own time limit starts
/// anew with every byte that a proxy lets trickle while it is asked for a tunnel.
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
    // A connection ended so may look like the end of a document.
    (start.elapsed() < limit).then_some(outcome)
}

/// Where a redirect leads. To another origin nobody is sent: whoever can make a server redirect would choose the keys.
fn redirected(url: &Url, location: &str) -> Result<Url, Fault> {
    let target = url.join(location).map_err(|error| failure::fault(url, format!("it redirects to {error}")))?;
    if !target.is_same_origin(url) {
        return Err(failure::fault(url, format!("it redirects to {target}, which is another origin"))
            .hint("where that is right, give that URL itself"));
    }
    Ok(target)
}

/// The proxy that a variable names. What else the variable says, a password perhaps, is not repeated.
fn proxy(name: &str, text: &str) -> Result<Proxy, Fault> {
    Proxy::new(text).map_err(|_| {
        Fault::new(Code::Usage, format!("the variable {name} does not name a proxy"))
            .hint("write http://HOST:PORT, https://HOST:PORT or socks5h://HOST:PORT, or unset it")
    })
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn headers(headers: &HeaderMap) -> Headers {
    let controls = headers.get_all(header::CACHE_CONTROL);
    Headers {
        cache_control: controls.iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect(),
        age: text(headers, header::AGE),
        expires: text(headers, header::EXPIRES),
        date: text(headers, header::DATE),
    }
}
