//! `doctor`: checks the home. No check depends on the result of another, so that one run reports everything. Nothing is
//! changed or created.

mod files;
mod keys;
mod problem;
mod settings;
mod state;

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::{Code, Fault, Level};
use crate::home::Home;
use crate::store::step::{AcceptRestored, Stats};

use crate::core::Context;
use crate::core::context::no_home;

pub use problem::HomeProblem;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeFinding {
    pub problem: HomeProblem,
    pub message: String,
    /// A command or an instruction.
    pub fix: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoctorReport {
    pub home: PathBuf,
    /// Whether there are no errors and no warnings.
    pub healthy: bool,
    /// Errors first.
    pub findings: Vec<HomeFinding>,
    pub checked: Vec<&'static str>,
    /// What could not be checked, and why.
    pub not_checked: Vec<String>,
    /// `None` if there is no state, or if it cannot be read.
    pub state: Option<Stats>,
}

#[derive(Debug, Default)]
struct HomeFindings {
    findings: Vec<HomeFinding>,
    checked: Vec<&'static str>,
    not_checked: Vec<String>,
    state: Option<Stats>,
}

impl HomeFindings {
    fn add(&mut self, problem: HomeProblem, message: impl Into<String>, fix: impl Into<String>) {
        let finding = HomeFinding { problem, message: message.into(), fix: fix.into() };
        // Several checks fail alike if a server does not respond.
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// Adds a fault of the home's own functions, whose hint is the fix.
    fn add_fault(&mut self, problem: HomeProblem, fault: &Fault) {
        let fix = fault.hint.clone().unwrap_or_else(|| "no automatic fix known; inspect it manually".to_owned());
        self.add(problem, fault.message.clone(), fix);
    }
}

/// Accepts a state that is older than the home remembers, or that may have forgotten revocations too early: gives it a new ID.
/// Returns whether it was one.
pub fn accept_restored_state(context: &Context<'_>) -> Result<bool, Fault> {
    let Some(lookup) = context.open_list()? else { return Ok(false) };
    let meta = lookup.meta()?;
    let is_restored =
        context.went_back(lookup.as_ref(), &meta)?.is_some() || state::forgotten_expiry(&meta, context.now()).is_some();
    drop(lookup);
    if is_restored {
        let step = AcceptRestored { op: context.operation()?, id: context.new_store_id()? };
        context.with_restored_store(|store| Ok(store.accept_restored(&step)?))?;
    }
    Ok(is_restored)
}

/// The directory `dir`, if it exists and belongs to this user.
fn owned(dir: &Path) -> Result<Option<Home>, Fault> {
    let Some(home) = Home::unchecked(dir)? else { return Ok(None) };
    home.directory().check_owner()?;
    Ok(Some(home))
}

/// Checks the home in `dir`. The home of `context` is not used.
pub fn doctor(context: &Context<'_>, dir: &Path) -> Result<DoctorReport, Fault> {
    let mut found = HomeFindings::default();
    match owned(dir) {
        Ok(None) => return Err(no_home(Some(dir))),
        Ok(Some(home)) => {
            if !files::looks_like_a_home(&home)? {
                return Err(no_home(Some(dir)));
            }
            let context = Context { home: Some(&home), snapshot: Arc::default(), ..context.clone() };
            files::check(&context, &home, &mut found);
            settings::check(&home, &mut found);
            keys::check(&context, &home, &mut found);
            state::check(&context, &home, &mut found);
        }
        // Nothing in it can be trusted, so nothing in it is read.
        Err(fault) if fault.code == Code::Io => found.add_fault(HomeProblem::Home, &fault),
        Err(fault) => return Err(fault),
    }
    let HomeFindings { mut findings, checked, not_checked, state } = found;
    findings.sort_by_key(|finding| Reverse(finding.problem.level()));
    let healthy = findings.iter().all(|finding| finding.problem.level() == Level::Note);
    Ok(DoctorReport { home: dir.to_owned(), healthy, findings, checked, not_checked, state })
}
