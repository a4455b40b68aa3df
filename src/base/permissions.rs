//! Owners and permissions of files.
//!
//! Directories are created 0700 and files 0600. On other systems a home lies in the user's profile, which the system keeps
//! private; there these functions do nothing.

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

use super::shown::shell_word;
use super::{Code, Fault};

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

/// Options that create files for their owner alone.
pub(super) fn owner_only_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Creates directories for their owner alone.
pub(super) fn owner_only_dir() -> DirBuilder {
    #[allow(unused_mut, reason = "mutable on Unix")]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Makes a rename, a creation or a removal durable. Only on Unix can a directory be opened and synced.
pub fn sync_parent(path: &Path) -> io::Result<()> {
    if cfg!(unix)
        && let Some(dir) = path.parent()
    {
        let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

/// How far `path` is open to other users; `None` if it is not, or if the system has no permission bits.
#[cfg(unix)]
pub(super) fn exposure(path: &Path, metadata: &Metadata) -> Option<Exposure> {
    let mode = mode(metadata);
    let private = if metadata.is_dir() { "700" } else { "600" };
    (mode & 0o077 != 0)
        .then(|| Exposure { mode, fix: format!("chmod {private} {}", shell_word(&path.display().to_string())) })
}

#[cfg(not(unix))]
pub(super) fn exposure(_: &Path, _: &Metadata) -> Option<Exposure> {
    None
}

/// Refuses a directory or file that other users may write to: they could replace its files, or change it.
#[cfg(unix)]
pub(super) fn refuse_writers(path: &Path, metadata: &Metadata) -> Result<(), Fault> {
    let mode = mode(metadata);
    if mode & 0o022 != 0 {
        let what = if metadata.is_dir() { "other users can replace files in" } else { "other users can change" };
        let message = format!("{what} {} (its mode is {mode:04o})", path.display());
        return Err(
            Fault::new(Code::Io, message).hint(format!("run `chmod go-w {}`", shell_word(&path.display().to_string())))
        );
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn refuse_writers(_: &Path, _: &Metadata) -> Result<(), Fault> {
    Ok(())
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
#[cfg(unix)]
pub(super) fn check_owner(path: &Path, metadata: &Metadata) -> Result<(), Fault> {
    let owner = std::os::unix::fs::MetadataExt::uid(metadata);
    let user = rustix::process::geteuid().as_raw();
    if owner != user && owner != 0 {
        let message = format!("{} belongs to user {owner}, and you are user {user}", path.display());
        let all = if metadata.is_dir() { "-R " } else { "" };
        return Err(Fault::new(Code::Io, message).hint(format!(
            "run `sudo chown {all}{user} {}`, or run tokctl as its owner, or choose another place with --home",
            shell_word(&path.display().to_string())
        )));
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn check_owner(_: &Path, _: &Metadata) -> Result<(), Fault> {
    Ok(())
}

/// What distinguishes a file from every other that exists: device and inode. `None` if the system does not provide them.
pub(super) fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
    #[cfg(unix)]
    return Some((std::os::unix::fs::MetadataExt::dev(metadata), std::os::unix::fs::MetadataExt::ino(metadata)));
    #[cfg(not(unix))]
    {
        let _ = metadata;
        None
    }
}

#[cfg(unix)]
fn mode(metadata: &Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o7777
}
