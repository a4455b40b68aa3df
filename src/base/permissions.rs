//! Owners and permissions of files. Systems without permission bits refuse nothing.

use std::fs::Metadata;
use std::io;
use std::path::Path;

use super::shown::shell_word;
use super::{Code, Fault, system};

/// How far a file or directory is open to other users.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// The permission bits, like `0o644`.
    pub mode: u32,
    /// The command that fixes it.
    pub fix: String,
}

impl Exposure {
    /// The permission bits as `chmod` takes them.
    pub fn octal(&self) -> String {
        format!("{:04o}", self.mode)
    }
}

/// Makes a rename, a creation or a removal durable.
pub fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(dir) if dir.as_os_str().is_empty() => system::sync_dir(Path::new(".")),
        Some(dir) => system::sync_dir(dir),
        None => Ok(()),
    }
}

/// How far `path` is open to other users; `None` if it is not, or if the system has no permission bits.
pub(super) fn exposure(path: &Path, metadata: &Metadata) -> Option<Exposure> {
    let mode = system::mode(metadata)?;
    let private = if metadata.is_dir() { "700" } else { "600" };
    (mode & 0o077 != 0)
        .then(|| Exposure { mode, fix: format!("chmod {private} {}", shell_word(&path.display().to_string())) })
}

/// Refuses a directory or file that other users may write to: they could replace its files, or change it.
pub(super) fn refuse_writers(path: &Path, metadata: &Metadata) -> Result<(), Fault> {
    let Some(mode) = system::mode(metadata).filter(|mode| mode & 0o022 != 0) else { return Ok(()) };
    let what = if metadata.is_dir() { "other users can replace files in" } else { "other users can change" };
    let message = format!("{what} {} (its mode is {mode:04o})", path.display());
    Err(Fault::new(Code::Io, message).hint(format!("run `chmod go-w {}`", shell_word(&path.display().to_string()))))
}

/// Refuses a file with a secret that other users can access.
pub(super) fn refuse_access(path: &Path, metadata: &Metadata) -> Result<(), Fault> {
    let Some(Exposure { mode, fix }) = exposure(path, metadata) else { return Ok(()) };
    let hint = format!("run `{fix}`");
    let path = path.display();
    Err(if mode & 0o022 == 0 {
        let message = format!("{path} contains a secret, but other users can access it (its mode is {mode:04o})");
        Fault::new(Code::KeyRefused, message).hint(hint)
    } else {
        Fault::new(Code::Io, format!("other users can change {path} (its mode is {mode:04o})")).hint(hint)
    })
}

/// Refuses a file or directory of a user other than the effective user and root.
pub(super) fn check_owner(path: &Path, metadata: &Metadata) -> Result<(), Fault> {
    match system::owner_and_user(metadata) {
        Some((owner, user)) if owner != user && owner != 0 => {
            let message = format!("{} belongs to user {owner}, and you are user {user}", path.display());
            let all = if metadata.is_dir() { "-R " } else { "" };
            Err(Fault::new(Code::Io, message).hint(format!(
                "run `sudo chown {all}{user} {}`, or run tokctl as its owner, or choose another place with --home",
                shell_word(&path.display().to_string())
            )))
        }
        _ => Ok(()),
    }
}
