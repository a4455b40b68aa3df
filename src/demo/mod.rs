//! Layer 5: the demo, a client that walks through the whole flow, from the login to key rotation.
//!
//! Each step sends a request to the server's router in this process, or runs the verb of a command, in a home of its own whose
//! clock is moved forward instead of waiting. The result of each step is compared with what it should be; a difference ends
//! the demo.

mod client;
mod revocation;
mod session;
mod walk;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response};

use crate::base::{Clock, Code, Fault, FixedClock, Object, Random, Secret, Timestamp};
use crate::home::{Home, Scratch, check_vacant};

pub use client::{access_token, error_description};
use walk::Walk;

/// The only user.
pub const USER: &str = "alice";

pub const PASSWORD: &str = "correct horse battery staple";

/// How long the demo takes by its own clock. It ends at the current time, so that what it leaves behind is in the past.
const SPAN: Duration = Duration::from_secs(60 * 60);

/// Where the home is made.
#[derive(Debug, Clone)]
pub enum DemoHome {
    /// A directory made inside this one, and removed at the end.
    Temporary(PathBuf),
    /// This directory, which stays.
    Kept(PathBuf),
}

#[derive(Debug, Clone)]
pub struct Step {
    /// From one.
    pub number: usize,
    pub chapter: &'static str,
    /// What happens, in a few words.
    pub title: &'static str,
    /// Why, in one to three sentences.
    pub why: &'static str,
    /// The time by the demo's clock.
    pub at: Timestamp,
    /// The time since the first step.
    pub elapsed: Duration,
    /// The claims of an access token, if the step shows them.
    pub claims: Option<Object<'static>>,
    pub exchange: Option<Exchange>,
    /// The equivalent command. It may contain tokens.
    pub command: Option<Secret>,
    /// Why the request was refused; the command fails with the same code.
    pub refused: Option<Code>,
    /// Whether a similar exchange was shown before, so that one line is enough.
    pub is_familiar: bool,
    /// Why the demo ends here, if the result is not what it should be.
    pub problem: Option<String>,
}

/// A request and its response.
#[derive(Debug, Clone)]
pub struct Exchange {
    pub request: Request<Secret>,
    pub response: Response<Secret>,
}

#[derive(Debug)]
pub struct Walkthrough {
    pub steps: Vec<Step>,
    /// Why it ended early, if it did.
    pub fault: Option<Fault>,
}

/// Runs the demo as if it ended now. `interrupted` is asked between the steps. A temporary home
/// is removed in any case.
pub fn run(
    place: &DemoHome,
    clock: &dyn Clock,
    random: &Arc<dyn Random>,
    interrupted: &dyn Fn() -> bool,
) -> Result<Walkthrough, Fault> {
    let (dir, scratch) = match place {
        DemoHome::Kept(dir) => {
            check_vacant(dir)?;
            (dir.clone(), None)
        }
        DemoHome::Temporary(parent) => {
            let scratch = Scratch::new(parent, random.as_ref())?;
            (scratch.dir().to_owned(), Some(scratch))
        }
    };
    let clock = Arc::new(FixedClock::new(clock.now().floor_secs().saturating_sub(SPAN)));
    let opened = Home::open_or_create(&dir, clock.as_ref(), random.as_ref())?;
    if !opened.is_new {
        return Err(Fault::new(Code::Usage, format!("another process has just created a home in {}", dir.display())));
    }
    let walked = walk(&opened.home, &clock, random, interrupted)?;
    scratch.map_or(Ok(()), Scratch::remove)?;
    Ok(walked)
}

fn walk(
    home: &Home,
    clock: &Arc<FixedClock>,
    random: &Arc<dyn Random>,
    interrupted: &dyn Fn() -> bool,
) -> Result<Walkthrough, Fault> {
    let mut walk = Walk::new(home, clock, random, interrupted)?;
    let fault = session::walk(&mut walk).and_then(|()| revocation::walk(&mut walk)).err();
    let steps = walk.finish()?;
    match fault {
        Some(fault) if fault.code == Code::Interrupted => Err(fault),
        fault => Ok(Walkthrough { steps, fault }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SystemRandom;

    const NOW: Timestamp = Timestamp::from_millis(1_795_510_800_123);

    fn random() -> Arc<dyn Random> {
        Arc::new(SystemRandom)
    }

    #[test]
    fn every_step_is_as_expected_the_last_is_now_and_nothing_is_left() {
        let outer = tempfile::tempdir().unwrap();
        let place = DemoHome::Temporary(outer.path().to_owned());
        let walked = run(&place, &FixedClock::new(NOW), &random(), &|| false).unwrap();
        assert_eq!(walked.fault, None);
        assert_eq!(walked.steps.last().unwrap().at, NOW.floor_secs());
        assert!(walked.steps.is_sorted_by_key(|step| step.at));
        assert_eq!(std::fs::read_dir(outer.path()).unwrap().count(), 0);
    }

    /// With a grace for retries the stolen token gets the response of an honest client: the theft is not detected, and the
    /// demo must notice that.
    #[test]
    fn a_theft_that_is_not_detected_ends_the_demo() {
        let outer = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::new(NOW));
        let home = Home::open_or_create(&outer.path().join("home"), clock.as_ref(), &SystemRandom).unwrap().home;
        home.change_config(|config| config.set("refresh.grace", "60s")).unwrap();
        let walked = walk(&home, &clock, &random(), &|| false).unwrap();
        assert_eq!(walked.fault.unwrap().code, Code::Internal);
        let last = walked.steps.last().unwrap();
        assert_eq!(last.chapter, "Theft");
        assert!(last.problem.as_deref().is_some_and(|problem| problem.contains("200 OK")), "{:?}", last.problem);
    }

    #[test]
    fn an_interrupt_leaves_nothing() {
        let outer = tempfile::tempdir().unwrap();
        let asked = std::cell::Cell::new(0);
        let interrupted = || asked.replace(asked.get() + 1) == 3;
        let place = DemoHome::Temporary(outer.path().to_owned());
        let fault = run(&place, &FixedClock::new(NOW), &random(), &interrupted).unwrap_err();
        assert_eq!((fault.code, asked.get()), (Code::Interrupted, 4));
        assert_eq!(std::fs::read_dir(outer.path()).unwrap().count(), 0);
    }

    #[test]
    fn an_existing_home_is_refused() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("home");
        let walked = |dir: &PathBuf| run(&DemoHome::Kept(dir.clone()), &FixedClock::new(NOW), &random(), &|| false);
        assert_eq!(walked(&dir).unwrap().fault, None);
        assert_eq!(walked(&dir).unwrap_err().code, Code::Usage);
        assert!(Home::open(&dir).unwrap().is_some());
    }

    #[test]
    fn neither_headers_nor_bodies_print_their_secrets() {
        let outer = tempfile::tempdir().unwrap();
        let place = DemoHome::Temporary(outer.path().to_owned());
        let walked = run(&place, &FixedClock::new(NOW), &random(), &|| false).unwrap();
        let exchanges: Vec<_> = walked.steps.iter().filter_map(|step| step.exchange.as_ref()).collect();
        let token = exchanges.iter().find_map(|exchange| access_token(&exchange.response)).unwrap();
        assert!(!format!("{exchanges:?}").contains(token.expose_str().unwrap()));
    }
}
