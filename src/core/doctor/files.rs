//! Files and directories: owners, permissions, leftovers of killed commands, and held locks.

use std::path::Path;
use std::time::Duration;

use crate::base::files::{self, is_temporary};
use crate::base::lock;
use crate::base::{Dir, Fault};
use crate::core::Context;
use crate::home::Home;
use crate::store::Location;
use crate::store::sqlite::lock_path;

use super::{HomeFindings, HomeProblem};

/// How long a command may hold a lock in normal operation.
const LOCK_PROBE: Duration = Duration::from_millis(1500);

/// Whether a directory contains what only a home has.
pub fn looks_like_a_home(home: &Home) -> Result<bool, Fault> {
    for path in
        [home.ring_path(), home.refresh_key_path(), home.keys_dir(), home.state_created_path(), home.state_path()]
    {
        if files::exists(&path)? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub fn check(context: &Context<'_>, home: &Home, found: &mut HomeFindings) {
    found.checked.push("files");
    let dir = home.dir();
    check_access(dir, found);
    for inner in [dir.to_owned(), home.keys_dir(), home.marks_dir(), home.cache_dir()] {
        if inner != dir && files::exists(&inner).unwrap_or(false) {
            check_access(&inner, found);
        }
        match files::names_in(&inner) {
            Err(fault) => found.add_fault(HomeProblem::Unreadable, &fault),
            Ok(names) => {
                for name in names {
                    check_file(&inner.join(&name), &name, found);
                }
            }
        }
    }
    found.checked.push("locks");
    let own_state = home.state_path();
    // A store on a server has no lock.
    let state = context.store.map_or(Some(own_state.as_path()), Location::path).map(lock_path);
    for path in [home.lock_path(), home.session_lock_path()].into_iter().chain(state) {
        match is_held(&path) {
            Ok(false) => {}
            Ok(true) => {
                let message = format!("the lock {} is held; no other command can change anything", path.display());
                found.add(HomeProblem::LockHeld, message, lock::holder_hint(&path));
            }
            Err(fault) => found.add_fault(HomeProblem::Unreadable, &fault),
        }
    }
}

fn is_held(lock: &Path) -> Result<bool, Fault> {
    let (Some(dir), Some(name)) = (lock.parent(), lock.file_name().and_then(|name| name.to_str())) else {
        return Ok(false);
    };
    let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    Dir::open(dir)?.map_or(Ok(false), |dir| lock::is_held(&dir, name, LOCK_PROBE))
}

fn check_file(path: &Path, name: &str, found: &mut HomeFindings) {
    if is_temporary(name) {
        found.add(
            HomeProblem::LeftBehind,
            format!("{} was left behind by a command that was killed", path.display()),
            "the next command that changes the home removes it".to_owned(),
        );
    }
    // Directories of the home are checked by themselves, others do not belong to it.
    if !path.is_dir() {
        check_access(path, found);
    }
}

fn check_access(path: &Path, found: &mut HomeFindings) {
    if let Err(fault) = files::check_owner(path) {
        found.add_fault(HomeProblem::Foreign, &fault);
    }
    match files::exposure(path) {
        Ok(None) => {}
        Ok(Some(exposure)) => found.add(
            HomeProblem::Exposed,
            format!("other users can access {} (its mode is {})", path.display(), exposure.octal()),
            format!("run `{}`", exposure.fix),
        ),
        Err(fault) => found.add_fault(HomeProblem::Unreadable, &fault),
    }
}
