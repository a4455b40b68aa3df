//! `demo`: the whole story of tokens, from the login to the rotation of keys, told by what really happens.
//!
//! Each step hands a request to the handler that the server calls, or runs the verb that the command line runs, in a home
//! of its own, under a clock that is moved rather than waited for. What comes of it is held against the story: where the
//! two differ, the story ends there.

mod revocation;
mod session;
mod story;

use std::path::PathBuf;
use std::time::Duration;

use crate::base::{Clock, Code, Fault, FixedClock, Object, Random, Secret, Timestamp};
use crate::home::{Home, Scratch, check_vacant};

use crate::core::Context;
use crate::core::wire::{Request, Response};
use story::Story;

/// The only user's name.
pub const USER: &str = "alice";

/// Her password.
pub const PASSWORD: &str = "correct horse battery staple";

/// How long the story takes by its own clock. It ends at the present moment, so that what it leaves behind is of the past.
const SPAN: Duration = Duration::from_secs(60 * 60);

/// Where the story takes place.
#[derive(Debug, Clone)]
pub enum Place {
    /// In a folder made inside this one, and removed at the end.
    Temporary(PathBuf),
    /// In this folder, which stays.
    Kept(PathBuf),
}

/// One step of the story.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its number, from one.
    pub number: usize,
    /// The chapter that it is in.
    pub chapter: &'static str,
    /// What happens, in a few words.
    pub title: &'static str,
    /// Why, in a sentence or three.
    pub why: &'static str,
    /// When, by the story's clock.
    pub at: Timestamp,
    /// How long after the beginning that is.
    pub elapsed: Duration,
    /// What an access token says, where the step is a look into one.
    pub claims: Option<Object<'static>>,
    /// What goes over the wire.
    pub exchange: Option<Exchange>,
    /// The command that does the same. It may hold tokens.
    pub command: Option<Secret>,
    /// What speaks against what was asked; the command says the same.
    pub refused: Option<Code>,
    /// Whether such an exchange was shown before, so that a line is enough.
    pub is_familiar: bool,
    /// Why the story ends here, where it is not as it should be.
    pub problem: Option<String>,
}

/// A request and its response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What the client asks.
    pub request: Request,
    /// What the server answers.
    pub response: Response,
}

/// The story as far as it went.
#[derive(Debug)]
pub struct Told {
    /// Its steps.
    pub steps: Vec<Step>,
    /// Why it ended early, where it did.
    pub fault: Option<Fault>,
}

/// Tells the story as if it ended now. Between the steps `interrupted` is asked whether to stop, and tidy up.
pub fn run(
    place: &Place,
    clock: &dyn Clock,
    random: &dyn Random,
    interrupted: &dyn Fn() -> bool,
) -> Result<Told, Fault> {
    let (dir, scratch) = match place {
        Place::Kept(dir) => {
            check_vacant(dir)?;
            (dir.clone(), None)
        }
        Place::Temporary(parent) => {
            let scratch = Scratch::new(parent, random)?;
            (scratch.dir().to_owned(), Some(scratch))
        }
    };
    let clock = FixedClock::new(clock.now().floor_secs().saturating_sub(SPAN));
    let opened = Home::open_or_create(&dir, &clock, random)?;
    if !opened.is_new {
        return Err(Fault::new(Code::Usage, format!("another process has just created a home in {}", dir.display())));
    }
    let told = tell(&opened.home, &clock, random, interrupted)?;
    scratch.map_or(Ok(()), Scratch::remove)?;
    Ok(told)
}

fn tell(home: &Home, clock: &FixedClock, random: &dyn Random, interrupted: &dyn Fn() -> bool) -> Result<Told, Fault> {
    let context = Context::new(clock, random, Some(home));
    let store = context.open_store()?;
    let mut story = Story::new(context, store.as_ref(), clock, interrupted)?;
    let fault = session::tell(&mut story).and_then(|()| revocation::tell(&mut story)).err();
    let steps = story.end();
    store.close()?;
    match fault {
        // Nobody wants to read on.
        Some(fault) if fault.code == Code::Interrupted => Err(fault),
        fault => Ok(Told { steps, fault }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SystemRandom;

    const NOW: Timestamp = Timestamp::from_millis(1_795_510_800_123);

    #[test]
    fn the_story_is_as_it_should_be_ends_now_and_leaves_nothing() {
        let outer = tempfile::tempdir().unwrap();
        let told =
            run(&Place::Temporary(outer.path().to_owned()), &FixedClock::new(NOW), &SystemRandom, &|| false).unwrap();
        assert_eq!(told.fault, None);
        assert_eq!(told.steps.last().unwrap().at, NOW.floor_secs());
        assert!(told.steps.is_sorted_by_key(|step| step.at));
        assert_eq!(std::fs::read_dir(outer.path()).unwrap().count(), 0);
    }

    /// With a grace for retries the stolen token is answered like an honest client's: no theft is seen, and that must not
    /// go unnoticed.
    #[test]
    fn a_theft_that_is_not_seen_ends_the_story() {
        let outer = tempfile::tempdir().unwrap();
        let clock = FixedClock::new(NOW);
        let home = Home::open_or_create(&outer.path().join("home"), &clock, &SystemRandom).unwrap().home;
        home.change_config(|config| config.set("refresh.grace", "60s")).unwrap();
        let told = tell(&home, &clock, &SystemRandom, &|| false).unwrap();
        let fault = told.fault.unwrap();
        assert_eq!(fault.code, Code::Internal);
        let last = told.steps.last().unwrap();
        assert_eq!(last.chapter, "Theft");
        assert!(last.problem.as_deref().is_some_and(|problem| problem.contains("200 OK")), "{:?}", last.problem);
    }

    #[test]
    fn an_interrupt_leaves_nothing() {
        let outer = tempfile::tempdir().unwrap();
        let asked = std::cell::Cell::new(0);
        let interrupted = || asked.replace(asked.get() + 1) == 3;
        let place = Place::Temporary(outer.path().to_owned());
        let fault = run(&place, &FixedClock::new(NOW), &SystemRandom, &interrupted).unwrap_err();
        assert_eq!((fault.code, asked.get()), (Code::Interrupted, 4));
        assert_eq!(std::fs::read_dir(outer.path()).unwrap().count(), 0);
    }

    #[test]
    fn it_is_never_told_over_an_old_home() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("home");
        let told = |dir: &PathBuf| run(&Place::Kept(dir.clone()), &FixedClock::new(NOW), &SystemRandom, &|| false);
        assert_eq!(told(&dir).unwrap().fault, None);
        assert_eq!(told(&dir).unwrap_err().code, Code::Usage);
        assert!(Home::open(&dir).unwrap().is_some());
    }
}
