//! What the sandbox controls remember, in memory only.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::StatusCode;

use crate::base::Secret;
use crate::base::sync::lock;
use crate::core::seed::Baseline;

/// The most failures that are set and not used up.
const MAX_SET: usize = 100;

/// The most sessions whose previous refresh token is kept.
const MAX_REMEMBERED: usize = 10_000;

#[derive(Debug, Default)]
pub struct Controls {
    pub failures: Failures,
    /// By session, the refresh token that was rotated last.
    previous: Mutex<HashMap<String, Secret>>,
    /// What a reset restores, if the server was started with a seed.
    baseline: Option<Arc<Mutex<Baseline>>>,
}

impl Controls {
    pub fn new(baseline: Option<Baseline>) -> Self {
        Self { baseline: baseline.map(|baseline| Arc::new(Mutex::new(baseline))), ..Self::default() }
    }

    /// Whether the server was started with a seed.
    pub fn has_baseline(&self) -> bool {
        self.baseline.is_some()
    }

    pub fn baseline(&self) -> Option<Arc<Mutex<Baseline>>> {
        self.baseline.clone()
    }

    /// Forgets the failures that are set and the refresh tokens.
    pub fn clear(&self) {
        self.failures.clear();
        lock(&self.previous).clear();
    }

    /// Keeps the refresh token that a session has just rotated.
    pub fn remember(&self, sid: &str, token: &Secret) {
        let mut previous = lock(&self.previous);
        if previous.len() >= MAX_REMEMBERED {
            previous.clear();
        }
        previous.insert(sid.to_owned(), token.clone());
    }

    /// The refresh token that a session rotated last.
    pub fn previous(&self, sid: &str) -> Option<Secret> {
        lock(&self.previous).get(sid).cloned()
    }
}

/// What happens to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Another answer is given, and nothing else is done.
    Answer {
        status: StatusCode,
        error: String,
    },
    Delay(Duration),
    /// Half of the body is sent, and the connection closed.
    CutBody,
    /// The body is said to be HTML.
    WrongType,
}

/// A failure of the next answers of an endpoint.
#[derive(Debug)]
pub struct PlannedFailure {
    /// The path of a route, as in the router's table.
    pub endpoint: &'static str,
    /// How many answers are left.
    pub left: u64,
    pub failure: Failure,
}

/// Those that are set and not used up, the oldest first.
#[derive(Debug, Default)]
pub struct Failures(Mutex<VecDeque<PlannedFailure>>);

impl Failures {
    /// Whether there was room for it.
    pub fn add(&self, planned: PlannedFailure) -> bool {
        let mut all = lock(&self.0);
        let has_room = all.len() < MAX_SET;
        if has_room {
            all.push_back(planned);
        }
        has_room
    }

    pub fn clear(&self) {
        lock(&self.0).clear();
    }

    /// The failure of the next answer of `endpoint`.
    pub fn next(&self, endpoint: &str) -> Option<Failure> {
        let mut all = lock(&self.0);
        let at = all.iter().position(|planned| planned.endpoint == endpoint)?;
        let planned = &mut all[at];
        planned.left -= 1;
        let failure = planned.failure.clone();
        if planned.left == 0 {
            all.remove(at);
        }
        Some(failure)
    }
}
