//! `doctor`: whether the home is in order. Every check stands on its own, so that a badly broken home gets as long a list as
//! it needs; nothing is changed, and nothing is made.

mod files;
mod keys;
mod settings;
mod state;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::files as on_disk;
use crate::base::{Code, Fault};
use crate::home::Home;

use crate::core::Context;
use crate::core::context::no_home;

/// Something that is not in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A stable name for it.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// What mends it.
    pub mend: String,
}

/// How the home is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DoctorReport {
    /// The folder looked at.
    pub home: PathBuf,
    /// Whether nothing was found.
    pub healthy: bool,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was looked at.
    pub checked: Vec<&'static str>,
    /// What could not be looked at, and why.
    pub not_checked: Vec<String>,
}

/// The findings so far.
#[derive(Debug, Default)]
struct Chart {
    findings: Vec<Finding>,
    checked: Vec<&'static str>,
    not_checked: Vec<String>,
}

impl Chart {
    fn find(&mut self, code: &'static str, message: impl Into<String>, mend: impl Into<String>) {
        self.findings.push(Finding { code, message: message.into(), mend: mend.into() });
    }

    /// A fault of one of the home's own functions, whose hint is the mend.
    fn fault(&mut self, code: &'static str, fault: &Fault) {
        let mend = fault.hint.clone().unwrap_or_else(|| "look at it yourself: nothing here knows a mend".to_owned());
        self.find(code, fault.message.clone(), mend);
    }
}

/// Looks at the home in `dir`. `context` has the clock, chance and the store that was asked for; its home is not used.
pub fn doctor(context: &Context<'_>, dir: &Path) -> Result<DoctorReport, Fault> {
    let home = Home::unchecked(dir);
    let mut chart = Chart::default();
    match on_disk::check_dir(dir) {
        Ok(on_disk::Directory::Missing) => return Err(no_home()),
        Ok(on_disk::Directory::Owned) => {
            let whole = on_disk::exists(&home.ring_path())?;
            if !whole && !files::looks_like_a_home(&home)? {
                return Err(no_home());
            }
            let context = Context { home: Some(&home), ..*context };
            files::check(&home, &mut chart);
            settings::check(&home, &mut chart);
            keys::check(&context, &home, &mut chart);
            state::check(&context, &home, &mut chart);
        }
        // Nothing in it can be trusted, so nothing in it is read.
        Err(fault) if fault.code == Code::Io => chart.fault("home", &fault),
        Err(fault) => return Err(fault),
    }
    let Chart { findings, checked, not_checked } = chart;
    Ok(DoctorReport { home: dir.to_owned(), healthy: findings.is_empty(), findings, checked, not_checked })
}
