//! Files by path: those that a user names, and those of SQLite. The files of a home are opened relative to its directory, see
//! [`dir`](super::dir).

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use super::fault::io_reason;
use super::{Code, Fault, permissions, system};

pub use super::permissions::{Exposure, sync_parent};

/// The suffix of a temporary file.
pub(super) const TEMPORARY: &str = ".tmp";

/// Creates a directory and its missing parents.
pub fn create_dir(path: &Path) -> Result<(), Fault> {
    system::owner_only_dir().recursive(true).create(path).map_err(|error| fault("create the directory", path, &error))
}

/// Creates a directory; an error if anything has that name already.
pub fn create_new_dir(path: &Path) -> Result<(), Fault> {
    system::owner_only_dir().create(path).map_err(|error| fault("create the directory", path, &error))
}

/// Opens a file for reading and writing, and creates it if it is missing. A symbolic link is not followed.
pub fn open_or_create(path: &Path) -> io::Result<File> {
    system::owner_only_file().read(true).create(true).truncate(false).open(path)
}

/// Creates a file for reading and writing; an error if anything has that name already.
pub fn create_new(path: &Path) -> io::Result<File> {
    system::owner_only_file().read(true).create_new(true).open(path)
}

/// Creates the file `path` with this content; an error if anything has that name already.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    create_with(path, |write| write(bytes))
}

/// Creates the file `path` with what `fill` writes, a part at a time. The file gets its name only when it is complete.
pub fn create_with(
    path: &Path,
    fill: impl FnOnce(&mut (dyn FnMut(&[u8]) -> Result<(), Fault> + Send)) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let failed = |error: io::Error| fault("write", path, &error);
    if fs::symlink_metadata(path).is_ok() {
        return Err(already_exists(path));
    }
    let (temporary, mut file) = create_temporary(path).map_err(failed)?;
    let filled = fill(&mut |bytes| file.write_all(bytes).map_err(failed));
    let done = filled.and_then(|()| {
        file.sync_all().map_err(failed)?;
        drop(file);
        rename_new(&temporary, path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => already_exists(path),
            _ => failed(error),
        })
    });
    if let Err(fault) = done {
        // The first error counts.
        let _ = fs::remove_file(&temporary);
        return Err(fault);
    }
    sync_parent(path).map_err(failed)
}

/// Renames a file; an error if anything has the new name already.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // The file system has no hard links.
        Err(_) if fs::symlink_metadata(to).is_err() => fs::rename(from, to),
        Err(_) => Err(ErrorKind::AlreadyExists.into()),
    }
}

/// The error about a file that is not overwritten.
pub fn already_exists(path: &Path) -> Fault {
    Fault::new(Code::Io, format!("{} already exists", path.display()))
        .hint("existing files are not overwritten: choose another name, or remove the file first")
}

/// Whether anything exists at `path`.
pub fn exists(path: &Path) -> Result<bool, Fault> {
    path.try_exists().map_err(|error| fault("examine", path, &error))
}

/// How far `path` is open to other users; `None` if it is not, or if the system has no permission bits.
pub fn exposure(path: &Path) -> Result<Option<Exposure>, Fault> {
    Ok(permissions::exposure(path, &examine(path)?))
}

/// Removes a directory and its content, if it exists.
pub fn remove_dir(path: &Path) -> Result<(), Fault> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(fault("remove", path, &error)),
        _ => Ok(()),
    }
}

/// The names in a directory, sorted; none if it does not exist.
pub fn names_in(dir: &Path) -> Result<Vec<String>, Fault> {
    let failed = |error: io::Error| fault("list", dir, &error);
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    Ok(names)
}

/// Whether a file of that name is the temporary file of an unfinished write.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(TEMPORARY)
}

/// Refuses a file that another user can change, or that is not a regular file: opening a named pipe would block. It is not
/// opened: closing a file of SQLite releases its locks. A directory is left to the caller.
pub fn check_unopened(path: &Path) -> Result<(), Fault> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(metadata) if metadata.is_file() => {
            permissions::check_owner(path, &metadata)?;
            permissions::refuse_writers(path, &metadata)
        }
        Ok(_) => Err(not_regular("open", path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(fault("examine", path, &error)),
    }
}

/// Refuses a symbolic link, even one whose target does not exist.
pub fn refuse_link(path: &Path) -> Result<(), Fault> {
    if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) {
        return Err(Fault::new(Code::Io, format!("could not open {}: it is a symbolic link", path.display()))
            .hint("remove it; tokctl creates a regular file there"));
    }
    Ok(())
}

/// What distinguishes the file at `path` from every other that exists. If it is removed while a process has it open, no other
/// file gets the same.
pub fn identity(path: &Path) -> io::Result<Option<(u64, u64)>> {
    fs::metadata(path).map(|metadata| system::identity(&metadata))
}

/// Refuses an opened file that another user can change.
pub fn check_opened(path: &Path, file: &File) -> Result<(), Fault> {
    let metadata = file.metadata().map_err(|error| fault("examine", path, &error))?;
    permissions::check_owner(path, &metadata)?;
    permissions::refuse_writers(path, &metadata)
}

/// Refuses a file or directory of another user.
pub fn check_owner(path: &Path) -> Result<(), Fault> {
    permissions::check_owner(path, &examine(path)?)
}

/// A hint if `path` contains `~`, which only a shell expands, at the start of a word without quotes.
pub fn tilde_hint(path: &Path) -> Option<&'static str> {
    let is_tilde = |part: std::path::Component<'_>| part.as_os_str() == "~";
    path.components()
        .any(is_tilde)
        .then_some("`~` is not expanded here: write \"$HOME/…\"; a directory of that name is ./~")
}

/// The failure of a system call: `could not ACTION PATH: reason`, with a hint if there is a remedy.
pub fn fault(action: &str, path: &Path, error: &io::Error) -> Fault {
    let (what, hint) = match error.kind() {
        ErrorKind::NotFound => ("no such file or directory", tilde_hint(path)),
        ErrorKind::PermissionDenied => ("permission denied", Some("check its owner and permissions")),
        ErrorKind::StorageFull => ("the disk is full", Some("free some space and try again: nothing was changed")),
        ErrorKind::QuotaExceeded => ("the disk quota is exceeded", Some("free some space: nothing was changed")),
        ErrorKind::ReadOnlyFilesystem => {
            ("the file system is read-only", Some("choose another place with --home, or mount it writable"))
        }
        ErrorKind::NotADirectory => ("a part of the path is not a directory", None),
        ErrorKind::IsADirectory => ("it is a directory", None),
        _ => return Fault::new(Code::Io, format!("could not {action} {}: {}", path.display(), io_reason(error))),
    };
    let fault = Fault::new(Code::Io, format!("could not {action} {}: {what}", path.display()));
    match hint {
        Some(hint) => fault.hint(hint),
        None => fault,
    }
}

/// The error about a directory, pipe, socket or device in the place of a file.
pub(super) fn not_regular(action: &str, path: &Path) -> Fault {
    Fault::new(Code::Io, format!("could not {action} {}: it is not a regular file", path.display()))
        .hint("remove it; tokctl expects a regular file there")
}

fn examine(path: &Path) -> Result<Metadata, Fault> {
    fs::metadata(path).map_err(|error| fault("examine", path, &error))
}

/// A new file beside `path`, named after it, this process and a running number.
fn create_temporary(path: &Path) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let name = path.file_name().ok_or(ErrorKind::InvalidFilename)?.to_string_lossy();
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let temporary = path.with_file_name(format!(".{name}.{}.{number}{TEMPORARY}", process::id()));
        match create_new(&temporary) {
            // Left by a killed process with the same ID.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (temporary, file)),
        }
    }
}

#[cfg(test)]
mod tests;
