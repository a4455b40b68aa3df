//! How the story is told: steps are made, held against what they should be, and kept.

use std::time::Duration;

use crate::base::{Code, Fault, FixedClock, Secret, Timestamp};
use crate::core::Context;
use crate::core::wire::message::{Method, Request, Response, Status};
use crate::core::wire::{self, PROFILE, REFRESH, body, cookie};
use crate::store::Store;
use crate::token::decode::{Payload, Unverified};

use super::{Exchange, Step};

/// What is told of a step before anything happens.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    /// What happens, in a few words.
    pub title: &'static str,
    /// Why.
    pub why: &'static str,
    /// Whether such an exchange was shown before.
    pub is_familiar: bool,
}

impl Scene {
    /// Something that has not been shown before.
    pub const fn new(title: &'static str, why: &'static str) -> Self {
        Self { title, why, is_familiar: false }
    }

    /// Something like what was shown before: a line of it is enough.
    pub const fn familiar(title: &'static str, why: &'static str) -> Self {
        Self { title, why, is_familiar: true }
    }
}

/// How a step has to come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Answered with this status.
    Success(Status),
    /// Refused with this status, because of this.
    Refusal(Status, Code),
}

/// What a client has after a login or a refresh: what it found in the response.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The access token, from the body.
    pub access: Secret,
    /// The refresh token, from the cookie.
    pub refresh: Secret,
}

/// The story as it is told.
pub struct Story<'a> {
    /// What the verbs are given.
    pub context: Context<'a>,
    store: &'a dyn Store,
    clock: &'a FixedClock,
    interrupted: &'a dyn Fn() -> bool,
    start: Timestamp,
    host: String,
    chapter: &'static str,
    steps: Vec<Step>,
}

impl<'a> Story<'a> {
    /// A story at its beginning.
    pub fn new(
        context: Context<'a>,
        store: &'a dyn Store,
        clock: &'a FixedClock,
        interrupted: &'a dyn Fn() -> bool,
    ) -> Result<Self, Fault> {
        let issuer = context.settings()?.issuer.clone();
        // What a browser puts into `Host` is what stands between the scheme and the path.
        let host = issuer.split("://").last().and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned();
        let start = context.now();
        Ok(Self { context, store, clock, interrupted, start, host, chapter: "", steps: Vec::new() })
    }

    /// The steps so far.
    pub fn end(self) -> Vec<Step> {
        self.steps
    }

    /// Begins a chapter.
    pub fn chapter(&mut self, title: &'static str) {
        self.chapter = title;
    }

    /// Lets time pass.
    pub fn pass(&mut self, minutes: u64) {
        self.clock.advance(Duration::from_secs(60 * minutes));
    }

    /// A step that nothing goes over the wire for: only the command.
    pub fn done(&mut self, scene: Scene, command: impl Into<Secret>) {
        let step = self.step(scene);
        self.steps.push(Step { command: Some(command.into()), ..step });
    }

    /// A step that shows what is in an access token.
    pub fn look(&mut self, scene: Scene, access: &Secret) -> Result<(), Fault> {
        let decoded = Unverified::decode(access.expose_str().unwrap_or_default())?;
        let claims = decoded.payload.as_ref().and_then(Payload::claims).cloned();
        let step = self.step(scene);
        let command = Some(with("tokctl decode --part payload ", access));
        self.steps.push(Step { claims, command, ..step });
        self.check(decoded.signature.len() > 1, || "the access token should be signed".to_owned())
    }

    /// A step that is a request, which has to be answered as `expected`.
    pub fn exchange(
        &mut self,
        scene: Scene,
        request: Request,
        command: impl Into<Secret>,
        expected: Outcome,
    ) -> Result<Response, Fault> {
        let answer = wire::answer(&self.context, self.store, &request);
        let refused = answer.because.map(|fault| fault.code);
        let response = answer.response;
        let found = match refused {
            None => Outcome::Success(response.status),
            Some(code) => Outcome::Refusal(response.status, code),
        };
        let step = self.step(scene);
        let exchange = Some(Exchange { request, response: response.clone() });
        self.steps.push(Step { exchange, command: Some(command.into()), refused, ..step });
        self.check(found == expected, || format!("expected {}, found {}", told(expected), told(found)))?;
        Ok(response)
    }

    /// Ends the story at its latest step where that is not as it should be, or where somebody wants it to end.
    pub fn check(&mut self, is_right: bool, problem: impl FnOnce() -> String) -> Result<(), Fault> {
        if (self.interrupted)() {
            return Err(Fault::new(Code::Interrupted, "the story was interrupted"));
        }
        if is_right {
            return Ok(());
        }
        let problem = problem();
        let number = self.steps.len();
        if let Some(step) = self.steps.last_mut() {
            step.problem = Some(problem.clone());
        }
        let message = format!("step {number} failed: {problem}");
        Err(Fault::new(Code::Internal, message).hint("this is a bug in tokctl: please report it"))
    }

    /// A login or a refresh, after which the client has two tokens.
    pub fn pair(&mut self, scene: Scene, request: Request, command: &str) -> Result<Pair, Fault> {
        let response = self.exchange(scene, request, command.to_owned(), Outcome::Success(Status::OK))?;
        let pair = body::access_token(&response.body).zip(cookie::received(&response));
        self.check(pair.is_some(), || "the response should have two tokens in it".to_owned())?;
        let (access, refresh) = pair.unwrap_or_default();
        Ok(Pair { access, refresh })
    }

    /// A call to the API, with an access token.
    pub fn call(&mut self, scene: Scene, access: &Secret, expected: Outcome) -> Result<(), Fault> {
        self.call_as(scene, access, "tokctl verify ", expected)
    }

    /// The same, where the command is another one. The token comes at its end.
    pub fn call_as(&mut self, scene: Scene, access: &Secret, command: &str, expected: Outcome) -> Result<(), Fault> {
        let request = self.request(Method::Get, PROFILE).header("Authorization", bearer(access));
        self.exchange(scene, request, with(command, access), expected).map(drop)
    }

    /// A request to the path of the cookie.
    pub fn with_cookie(&self, method: Method, refresh: &Secret) -> Request {
        self.request(method, REFRESH).header("Cookie", cookie::sent(refresh))
    }

    /// A request with nothing in it yet.
    pub fn request(&self, method: Method, path: &str) -> Request {
        Request::new(method, path).header("Host", self.host.clone())
    }

    fn step(&self, scene: Scene) -> Step {
        let at = self.context.now();
        Step {
            number: self.steps.len() + 1,
            chapter: self.chapter,
            title: scene.title,
            why: scene.why,
            at,
            elapsed: at.since(self.start),
            claims: None,
            exchange: None,
            command: None,
            refused: None,
            is_familiar: scene.is_familiar,
            problem: None,
        }
    }
}

/// The value of `Authorization` that carries an access token.
pub fn bearer(access: &Secret) -> Secret {
    with("Bearer ", access)
}

/// A text with a token at its end.
pub fn with(text: &str, token: &Secret) -> Secret {
    Secret::new([text.as_bytes(), token.expose()].concat())
}

fn told(outcome: Outcome) -> String {
    match outcome {
        Outcome::Success(status) => status.to_string(),
        Outcome::Refusal(status, code) => format!("{status} ({code})"),
    }
}
