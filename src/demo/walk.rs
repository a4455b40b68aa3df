//! The walk through the steps: each is made, compared with what it should be, and kept.

use std::sync::Arc;
use std::time::Duration;

use http::header::{AUTHORIZATION, COOKIE, HOST};
use http::request::Builder;
use http::{Method, Request, Response, StatusCode};

use crate::base::{Code, Fault, FixedClock, Random, Secret, Timestamp};
use crate::core::Context;
use crate::home::Home;
use crate::server::reply::Reason;
use crate::server::{PROFILE, REFRESH};
use crate::token::decode::{Payload, Unverified};

use super::client::{self, DemoClient};
use super::{Exchange, Step};

/// What a step is about.
#[derive(Debug, Clone, Copy)]
pub struct Scene {
    /// What happens, in a few words.
    pub title: &'static str,
    pub why: &'static str,
    /// Whether a similar exchange was shown before.
    pub is_familiar: bool,
}

impl Scene {
    /// Something that was not shown before.
    pub const fn new(title: &'static str, why: &'static str) -> Self {
        Self { title, why, is_familiar: false }
    }

    /// Something similar to an earlier exchange: one line is enough.
    pub const fn familiar(title: &'static str, why: &'static str) -> Self {
        Self { title, why, is_familiar: true }
    }
}

/// The expected result of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepResult {
    Success(StatusCode),
    /// With this status, for this reason.
    Refusal(StatusCode, Code),
}

/// The two tokens of a login or refresh, as the client finds them in the response.
#[derive(Debug, Clone)]
pub struct Pair {
    pub access: Secret,
    pub refresh: Secret,
}

pub struct Walk<'a> {
    home: &'a Home,
    clock: &'a Arc<FixedClock>,
    random: &'a Arc<dyn Random>,
    interrupted: &'a dyn Fn() -> bool,
    client: DemoClient,
    /// The value of `Host`.
    host: String,
    start: Timestamp,
    chapter: &'static str,
    steps: Vec<Step>,
}

impl<'a> Walk<'a> {
    pub fn new(
        home: &'a Home,
        clock: &'a Arc<FixedClock>,
        random: &'a Arc<dyn Random>,
        interrupted: &'a dyn Fn() -> bool,
    ) -> Result<Self, Fault> {
        let client = DemoClient::new(home.clone(), Arc::clone(clock) as _, Arc::clone(random))?;
        let issuer = home.settings()?.issuer;
        let host = issuer.split("://").last().and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned();
        let start = crate::base::Clock::now(clock.as_ref());
        Ok(Self { home, clock, random, interrupted, client, host, start, chapter: "", steps: Vec::new() })
    }

    /// Ends the server. Returns the steps so far.
    pub fn finish(self) -> Result<Vec<Step>, Fault> {
        self.client.close()?;
        Ok(self.steps)
    }

    /// What a command works with: it reads the home again, as a process of its own does.
    pub fn context(&self) -> Context<'a> {
        Context::new(self.clock.as_ref(), self.random.as_ref(), Some(self.home))
    }

    pub fn chapter(&mut self, title: &'static str) {
        self.chapter = title;
    }

    /// Moves the clock forward.
    pub fn pass(&mut self, minutes: u64) {
        self.clock.advance(Duration::from_secs(60 * minutes));
    }

    /// Adds a step without a request: only the command.
    pub fn done(&mut self, scene: Scene, command: impl Into<Secret>) {
        let step = self.step(scene);
        self.steps.push(Step { command: Some(command.into()), ..step });
    }

    /// Adds a step that shows the claims of an access token.
    pub fn decode(&mut self, scene: Scene, access: &Secret) -> Result<(), Fault> {
        let decoded = Unverified::decode(access.expose_str().unwrap_or_default())?;
        let claims = decoded.payload.as_ref().and_then(Payload::claims).cloned();
        let step = self.step(scene);
        let command = Some(with("tokctl decode --part payload ", access));
        self.steps.push(Step { claims, command, ..step });
        self.check(decoded.signature.len() > 1, || "the access token should be signed".to_owned())
    }

    /// Sends a request, whose outcome should be `expected`.
    pub fn exchange(
        &mut self,
        scene: Scene,
        request: Request<Secret>,
        command: impl Into<Secret>,
        expected: StepResult,
    ) -> Result<Response<Secret>, Fault> {
        let response = self.client.send(request.clone())?;
        let reason = response.extensions().get::<Reason>();
        let refused = reason.map(|reason| reason.fault.as_ref().map_or(Code::Usage, |fault| fault.code));
        let found = match refused {
            None => StepResult::Success(response.status()),
            Some(code) => StepResult::Refusal(response.status(), code),
        };
        let step = self.step(scene);
        let exchange = Some(Exchange { request, response: response.clone() });
        self.steps.push(Step { exchange, command: Some(command.into()), refused, ..step });
        self.check(found == expected, || format!("expected {}, found {}", shown(expected), shown(found)))?;
        Ok(response)
    }

    /// Ends the demo at its latest step if that is not as it should be, or if it was interrupted.
    pub fn check(&mut self, is_right: bool, problem: impl FnOnce() -> String) -> Result<(), Fault> {
        if (self.interrupted)() {
            return Err(Fault::new(Code::Interrupted, "the demo was interrupted"));
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

    /// A login or refresh, after which the client has two tokens.
    pub fn pair(&mut self, scene: Scene, request: Request<Secret>, command: &str) -> Result<Pair, Fault> {
        let response = self.exchange(scene, request, command.to_owned(), StepResult::Success(StatusCode::OK))?;
        let pair = client::access_token(&response).zip(client::refresh_token(&response));
        self.check(pair.is_some(), || "the response should have two tokens".to_owned())?;
        let (access, refresh) = pair.unwrap_or_default();
        Ok(Pair { access, refresh })
    }

    /// Calls the API with an access token.
    pub fn call(&mut self, scene: Scene, access: &Secret, expected: StepResult) -> Result<(), Fault> {
        self.call_as(scene, access, "tokctl verify ", expected)
    }

    /// Like [`Self::call`], with another command, to whose end the token is added.
    pub fn call_as(&mut self, scene: Scene, access: &Secret, command: &str, expected: StepResult) -> Result<(), Fault> {
        let request = self.with_token(PROFILE, access)?;
        self.exchange(scene, request, with(command, access), expected).map(drop)
    }

    /// A request with an access token.
    pub fn with_token(&self, path: &'static str, access: &Secret) -> Result<Request<Secret>, Fault> {
        let request = self.request(Method::GET, path);
        client::finish(client::secret_header(request, AUTHORIZATION, &with("Bearer ", access))?, Secret::default())
    }

    /// A request to the path of the cookie.
    pub fn with_cookie(&self, method: Method, refresh: &Secret) -> Result<Request<Secret>, Fault> {
        let request = self.request(method, REFRESH);
        client::finish(client::secret_header(request, COOKIE, &client::cookie(refresh))?, Secret::default())
    }

    pub fn request(&self, method: Method, path: &'static str) -> Builder {
        Request::builder().method(method).uri(path).header(HOST, &self.host)
    }

    fn step(&self, scene: Scene) -> Step {
        let at = self.context().now();
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

/// `text` with a token at its end.
pub fn with(text: &str, token: &Secret) -> Secret {
    Secret::new([text.as_bytes(), token.expose()].concat())
}

fn shown(outcome: StepResult) -> String {
    match outcome {
        StepResult::Success(status) => status.to_string(),
        StepResult::Refusal(status, code) => format!("{status} ({code})"),
    }
}
