//! The router in this process, over a home with a user and a clock that changes only when it is set.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST, SET_COOKIE};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tokctl::base::{Code, FixedClock, Object, Random, Secret, SystemRandom, Timestamp};
use tokctl::core::Context;
use tokctl::core::users::manage::{self, AddRequest};
use tokctl::home::{Home, Sandbox, Start};
use tokctl::server::defences::hosts::{HostPort, Hosts};
use tokctl::server::defences::origin::{Origin, Origins};
use tokctl::server::reply::Reason;
use tokctl::server::{Defended, LOGIN, Options, REFRESH, Site, router};

pub const PASSWORD: &str = "correct horse";

pub struct Local {
    _dir: tempfile::TempDir,
    pub home: Home,
    pub clock: Arc<FixedClock>,
    pub site: Arc<Site>,
    router: Defended,
}

/// A response whose body was read.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// Why the request was refused, which the log names.
    pub reason: Option<Code>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn header(&self, name: impl http::header::AsHeaderName) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub fn outcome(&self) -> (u16, Option<Code>) {
        (self.status.as_u16(), self.reason)
    }

    /// The access token of the body and the refresh token of the cookie.
    pub fn tokens(&self) -> (String, String) {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        assert_eq!(self.header("cache-control"), "no-store");
        let cookie = self.header(SET_COOKIE).strip_prefix("refreshToken=").unwrap().split(';').next().unwrap();
        (self.json()["accessToken"].as_str().unwrap().to_owned(), cookie.to_owned())
    }
}

impl Local {
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// A home with these settings.
    pub async fn with(settings: &[(&str, &str)]) -> Self {
        Self::serving(settings, options(), Arc::new(SystemRandom)).await
    }

    /// A server that only this computer can reach.
    pub async fn on_loopback() -> Self {
        Self::serving(&[], Options { is_loopback: true, ..options() }, Arc::new(SystemRandom)).await
    }

    /// A server with the sandbox controls, whose home is a sandbox.
    pub async fn with_controls() -> Self {
        let options = Options { is_loopback: true, controls: Some(Arc::default()), ..options() };
        Self::open_in(true, &[], options, Arc::new(SystemRandom)).await
    }

    /// The same, whose responses pages of `origin` may read.
    pub async fn with_controls_and_cors(origin: &str) -> Self {
        let cors = Arc::new(Origins::new(vec![Origin::parse(origin).unwrap()]));
        let options = Options { is_loopback: true, controls: Some(Arc::default()), cors, ..options() };
        Self::open_in(true, &[], options, Arc::new(SystemRandom)).await
    }

    /// A server with these options.
    pub async fn serving(settings: &[(&str, &str)], options: Options, random: Arc<dyn Random>) -> Self {
        Self::open_in(false, settings, options, random).await
    }

    async fn open_in(is_sandbox: bool, settings: &[(&str, &str)], options: Options, random: Arc<dyn Random>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::new(Timestamp::from_secs(1_800_000_000)));
        let sandbox = is_sandbox.then(|| Sandbox::new(&SystemRandom).unwrap());
        let home = dir.path().join("home");
        let home =
            Home::create(&home, sandbox.as_ref().map_or(Start::New, Start::Sandbox), clock.as_ref(), &SystemRandom)
                .unwrap()
                .home;
        for (name, value) in settings {
            home.change_config(|config| config.set(name, value)).unwrap();
        }
        let request = AddRequest {
            name: "alice".to_owned(),
            password: Secret::from(PASSWORD.to_owned()),
            roles: vec!["EDITOR".to_owned()],
            scope: vec!["read write".to_owned()],
            claims: Object::new(),
        };
        manage::add(&Context::new(clock.as_ref(), &SystemRandom, Some(&home)), request).unwrap();
        let site = Arc::new(Site::open(home.clone(), None, clock.clone(), random, options).await.unwrap());
        Self { _dir: dir, home, router: router(&site), site, clock }
    }

    /// The same server with other routes behind its defences.
    pub fn with_routes(mut self, routes: Router<Arc<Site>>) -> Self {
        self.router = Defended::new(&self.site, routes);
        self
    }

    /// What another process works with.
    pub fn context(&self) -> Context<'_> {
        Context::new(self.clock.as_ref(), &SystemRandom, Some(&self.home))
    }

    pub fn pass(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// The response before its body is read.
    pub async fn respond(&self, request: Request<Body>) -> Response<Body> {
        self.router.respond(request).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.respond(request).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
            reason: parts.extensions.get::<Reason>().and_then(|reason| Some(reason.fault.as_ref()?.code)),
        }
    }

    pub async fn get(&self, path: &str, authorization: &str) -> Answer {
        self.send(request(Method::GET, path).header(AUTHORIZATION, authorization).body(Body::empty()).unwrap()).await
    }

    pub async fn with_token(&self, method: Method, path: &str, token: &str) -> Answer {
        let request = request(method, path).header(AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn log_in_with(&self, password: &str) -> Answer {
        let body = format!("{{\"username\":\"alice\",\"password\":\"{password}\"}}");
        let request = request(Method::POST, LOGIN).header(CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// The access token and the refresh token.
    pub async fn log_in(&self) -> (String, String) {
        self.log_in_with(PASSWORD).await.tokens()
    }

    /// Sends a refresh token to the path of the cookie.
    pub async fn with_cookie(&self, method: Method, token: &str) -> Answer {
        let request = request(method, REFRESH).header(COOKIE, format!("refreshToken={token}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

/// A server for the host of [`request`].
pub fn options() -> Options {
    Options { hosts: Arc::new(hosts()), ..Options::default() }
}

/// The host of [`request`].
pub fn hosts() -> Hosts {
    let mut hosts = Hosts::default();
    hosts.add(HostPort::parse("server.test").unwrap());
    hosts
}

pub fn request(method: Method, path: &str) -> http::request::Builder {
    Request::builder().method(method).uri(path).header(HOST, "server.test")
}
