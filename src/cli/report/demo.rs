//! A step of the demo as JSON.

use http::HeaderMap;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::base::{Object, Secret};
use crate::cli::exit;
use crate::demo::{Exchange, Step};

#[derive(Serialize)]
pub struct StepReport<'a> {
    step: usize,
    chapter: &'static str,
    title: &'static str,
    why: &'static str,
    at: i64,
    elapsed: u64,
    claims: Option<&'a Object<'static>>,
    request: Option<RequestReport<'a>>,
    response: Option<ResponseReport<'a>>,
    /// The equivalent command.
    pub command: Option<&'a str>,
    pub exit_code: Option<u8>,
    problem: Option<&'a str>,
}

#[derive(Serialize)]
struct RequestReport<'a> {
    method: &'a str,
    path: &'a str,
    headers: HeaderFields<'a>,
    body: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct ResponseReport<'a> {
    status: u16,
    reason: &'static str,
    headers: HeaderFields<'a>,
    body: Option<&'a RawValue>,
}

/// Serialized as an object in order. No name occurs twice in the demo's messages.
struct HeaderFields<'a>(&'a HeaderMap);

impl Serialize for HeaderFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default())))
    }
}

impl<'a> StepReport<'a> {
    pub fn new(step: &'a Step) -> Self {
        Self {
            step: step.number,
            chapter: step.chapter,
            title: step.title,
            why: step.why,
            at: step.at.secs(),
            elapsed: step.elapsed.as_secs(),
            claims: step.claims.as_ref(),
            request: step.exchange.as_ref().map(request),
            response: step.exchange.as_ref().map(response),
            command: step.command.as_ref().and_then(Secret::expose_str),
            exit_code: exit_code(step),
            problem: step.problem.as_deref(),
        }
    }
}

/// The exit code of a step's command.
pub fn exit_code(step: &Step) -> Option<u8> {
    step.command.as_ref().map(|_| step.refused.map_or(0, exit::of))
}

fn request(exchange: &Exchange) -> RequestReport<'_> {
    let request = &exchange.request;
    RequestReport {
        method: request.method().as_str(),
        path: request.uri().path(),
        headers: HeaderFields(request.headers()),
        body: json(request.body()),
    }
}

fn response(exchange: &Exchange) -> ResponseReport<'_> {
    let response = &exchange.response;
    ResponseReport {
        status: response.status().as_u16(),
        reason: response.status().canonical_reason().unwrap_or_default(),
        headers: HeaderFields(response.headers()),
        body: json(response.body()),
    }
}

/// Parses a body; all bodies of the demo are JSON.
fn json(body: &Secret) -> Option<&RawValue> {
    serde_json::from_slice(body.expose()).ok()
}
