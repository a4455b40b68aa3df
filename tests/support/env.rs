//! An environment without input, variables or terminal.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use tokctl::base::datetime::Zone;
use tokctl::base::{Clock, Random};
use tokctl::cli::env::{Env, Prompt, Terminal};
use tokctl::cli::interrupt::Interrupts;

pub fn empty(dir: &Path, clock: Arc<dyn Clock>, random: Arc<dyn Random>, prompt: Box<dyn Prompt>) -> Env {
    Env {
        args: vec!["tokctl".into()],
        vars: BTreeMap::new(),
        not_text: BTreeSet::new(),
        dir: dir.to_owned(),
        temporary: dir.to_owned(),
        stdin: Box::new(io::empty()),
        stdout: Box::new(io::sink()),
        stderr: Box::new(io::sink()),
        log: || Box::new(io::sink()),
        terminal: Terminal::default(),
        is_stdout_closed: false,
        width: None,
        clock,
        random,
        prompt,
        format_page: |_, _| None,
        interrupts: Interrupts::default,
        zone: Zone::Utc,
        stdin_taken: None,
    }
}
