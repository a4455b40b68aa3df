//! The client of the demo: requests as a browser sends them, and what it reads from the responses.

use std::sync::Arc;

use axum::body::Body;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, SET_COOKIE};
use http::request::Builder;
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use tokio::runtime::{self, Runtime};

use crate::base::json::{self, Duplicates};
use crate::base::{Clock, Code, Fault, Json, Object, Random, Secret};
use crate::home::Home;
use crate::server::{Defended, Options, Site, cookie, router};

/// The server, and what runs it in this thread.
pub struct DemoClient {
    runtime: Runtime,
    server: Defended,
    site: Arc<Site>,
}

impl DemoClient {
    pub fn new(home: Home, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<Self, Fault> {
        let runtime = runtime::Builder::new_current_thread().enable_time().build().map_err(internal)?;
        let site = Arc::new(runtime.block_on(Site::open(home, None, clock, random, Options::default()))?);
        Ok(Self { runtime, server: router(&site), site })
    }

    pub fn send(&self, request: Request<Secret>) -> Result<Response<Secret>, Fault> {
        let request = request.map(|body| Body::from(body.expose().to_vec()));
        self.runtime.block_on(async {
            let response = self.server.respond(request).await;
            let (mut parts, body) = response.into_parts();
            if parts.status == StatusCode::NO_CONTENT {
                // As the connection of a server does (RFC 9110 section 8.6).
                parts.headers.remove(CONTENT_LENGTH);
            }
            let body = body.collect().await.map_err(internal)?.to_bytes();
            Ok(Response::from_parts(parts, Secret::new(body.into())))
        })
    }

    pub fn close(self) -> Result<(), Fault> {
        drop(self.server);
        let site = Arc::into_inner(self.site).ok_or_else(|| internal("a request is still in flight"))?;
        self.runtime.block_on(site.close())
    }
}

/// Adds a header whose value does not print.
pub fn secret_header(request: Builder, name: HeaderName, value: &Secret) -> Result<Builder, Fault> {
    let mut value = HeaderValue::from_bytes(value.expose()).map_err(internal)?;
    value.set_sensitive(true);
    Ok(request.header(name, value))
}

pub fn finish(request: Builder, body: Secret) -> Result<Request<Secret>, Fault> {
    request.body(body).map_err(internal)
}

/// Adds the body of a login.
pub fn login(request: Builder, user: &str, password: &str) -> Result<Request<Secret>, Fault> {
    let mut body = Object::new();
    body.set("username", Json::string(user));
    body.set("password", Json::string(password));
    finish(request.header(CONTENT_TYPE, "application/json"), Secret::from(body.to_string()))
}

/// The value of `Cookie` with a refresh token.
pub fn cookie(refresh: &Secret) -> Secret {
    Secret::new([cookie::NAME.as_bytes(), b"=", refresh.expose()].concat())
}

/// The access token in the body of a login or refresh.
pub fn access_token(response: &Response<Secret>) -> Option<Secret> {
    member(response, "accessToken").map(Secret::from)
}

/// The refresh token in the cookie of a response.
pub fn refresh_token(response: &Response<Secret>) -> Option<Secret> {
    let value = response.headers().get(SET_COOKIE)?.to_str().ok()?;
    let token = value.strip_prefix(cookie::NAME)?.strip_prefix('=')?.split(';').next()?;
    (!token.is_empty()).then(|| Secret::from(token.to_owned()))
}

/// What the body of an error says.
pub fn error_description(response: &Response<Secret>) -> Option<String> {
    member(response, "error_description")
}

fn member(response: &Response<Secret>, name: &str) -> Option<String> {
    let object = json::parse_object(response.body().expose(), Duplicates::Refuse).ok()?;
    object.get_str(name).map(str::to_owned)
}

fn internal(error: impl std::fmt::Display) -> Fault {
    Fault::new(Code::Internal, error.to_string())
}
