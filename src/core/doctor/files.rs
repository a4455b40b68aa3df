//! Files and folders: whose they are, who can read them, what was left behind, who holds a lock.

use std::path::Path;
use std::time::Duration;

use crate::base::Fault;
use crate::base::files::{self, is_temporary};
use crate::base::lock;
use crate::home::Home;

use super::Chart;

/// How long a lock may be held by somebody who is only busy.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Whether a folder without a ring holds what only a home has.
pub fn looks_like_a_home(home: &Home) -> Result<bool, Fault> {
    for path in [home.refresh_key_path(), home.keys_dir(), home.state_mark_path(), home.state_path()] {
        if files::exists(&path)? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub fn check(home: &Home, chart: &mut Chart) {
    chart.checked.push("files");
    let dir = home.dir();
    look(dir, chart);
    for folder in [dir.to_owned(), home.keys_dir(), home.cache_dir()] {
        if folder != dir && files::exists(&folder).unwrap_or(false) {
            look(&folder, chart);
        }
        match files::names_in(&folder) {
            Err(fault) => chart.fault("unreadable", &fault),
            Ok(names) => {
                for name in names {
                    look_at_file(&folder.join(&name), &name, chart);
                }
            }
        }
    }
    chart.checked.push("locks");
    for path in [home.lock_path(), home.session_lock_path(), home.state_lock_path()] {
        match lock::is_held(&path, PATIENCE) {
            Ok(false) => {}
            Ok(true) => {
                let path = path.display();
                chart.find(
                    "lock_held",
                    format!("the lock {path} is held, and nobody else can change anything"),
                    format!(
                        "find who holds it with `fuser {path}`; a stopped process goes on with `kill -CONT`, or ends"
                    ),
                );
            }
            Err(fault) => chart.fault("unreadable", &fault),
        }
    }
}

fn look_at_file(path: &Path, name: &str, chart: &mut Chart) {
    if is_temporary(name) {
        chart.find(
            "left_behind",
            format!("{} was left by a command that was killed", path.display()),
            "the next command that changes the home removes it".to_owned(),
        );
    }
    // Folders inside are looked at by themselves, or are none of ours.
    if !path.is_dir() {
        look(path, chart);
    }
}

/// Whose it is, and who else can get at it.
fn look(path: &Path, chart: &mut Chart) {
    if let Err(fault) = files::check_owner(path) {
        chart.fault("foreign", &fault);
    }
    match files::exposure(path) {
        Ok(None) => {}
        Ok(Some(exposure)) => chart.find(
            "exposed",
            format!("others can get at {} (its mode is {})", path.display(), exposure.octal()),
            format!("run `{}`", exposure.fix),
        ),
        Err(fault) => chart.fault("unreadable", &fault),
    }
}
