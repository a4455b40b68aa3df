//! Reading and writing files that belong to their owner alone.
//!
//! A file is written to a temporary file beside it, synced, and renamed into place. A reader sees the old content or the
//! new, never a part of it, whenever the process dies. A symbolic link in the place of a file is replaced, not followed,
//! so that a write cannot be redirected.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use super::permissions;
use super::{Code, Fault, Secret};

pub use super::permissions::{Exposure, sync_parent};

/// The suffix of a temporary file.
const TEMPORARY: &str = ".tmp";

/// Creates a directory and its missing parents.
pub fn create_dir(path: &Path) -> Result<(), Fault> {
    permissions::owner_only_dir()
        .recursive(true)
        .create(path)
        .map_err(|error| fault("create the directory", path, &error))
}

/// Creates a directory; an error if anything has that name already.
pub fn create_new_dir(path: &Path) -> Result<(), Fault> {
    permissions::owner_only_dir().create(path).map_err(|error| fault("create the directory", path, &error))
}

/// Opens a file for reading and writing, and creates it if it is missing.
pub fn open_or_create(path: &Path) -> io::Result<File> {
    permissions::owner_only_file().read(true).create(true).truncate(false).open(path)
}

/// Creates a file for reading and writing; an error if anything has that name already.
pub fn create_new(path: &Path) -> io::Result<File> {
    permissions::owner_only_file().read(true).create_new(true).open(path)
}

/// Replaces the file `path` with `bytes`, all or nothing.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let failed = |error: &io::Error| fault("write", path, error);
    let (temporary, mut file) = create_temporary(path).map_err(|error| failed(&error))?;
    let done = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| {
        drop(file);
        fs::rename(&temporary, path)
    });
    if let Err(error) = done {
        // The first error counts. A temporary file that cannot be removed is swept up by the next change.
        let _ = fs::remove_file(&temporary);
        return Err(failed(&error));
    }
    sync_parent(path).map_err(|error| failed(&error))
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

/// Reads a file of at most `limit` bytes; `None` if it does not exist. Refuses a file that another user can change.
pub fn read(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Fault> {
    let Some((mut file, metadata)) = open(path)? else { return Ok(None) };
    permissions::check_owner(path, &metadata)?;
    permissions::refuse_writers(path, &metadata)?;
    read_opened(path, &mut file, &metadata, limit).map(Some)
}

/// Reads a file that holds a secret, and refuses it if other users can access it or own it.
pub fn read_private(path: &Path, limit: u64) -> Result<Option<Secret>, Fault> {
    let Some((mut file, metadata)) = open(path)? else { return Ok(None) };
    permissions::check_owner(path, &metadata)?;
    if let Some(exposure) = permissions::exposure(path, &metadata) {
        let message = format!(
            "{} contains a secret, but other users can access it (its mode is {})",
            path.display(),
            exposure.octal()
        );
        return Err(Fault::new(Code::KeyRefused, message).hint(format!("run `{}`", exposure.fix)));
    }
    read_opened(path, &mut file, &metadata, limit).map(|bytes| Some(Secret::new(bytes)))
}

/// Whether anything exists at `path`.
pub fn exists(path: &Path) -> Result<bool, Fault> {
    path.try_exists().map_err(|error| fault("examine", path, &error))
}

/// How far `path` is open to other users; `None` if it is not, or if the system has no permission bits.
pub fn exposure(path: &Path) -> Result<Option<Exposure>, Fault> {
    Ok(permissions::exposure(path, &examine(path)?))
}

/// Renames a file, if it exists, and replaces any file of the new name.
pub fn rename(from: &Path, to: &Path) -> Result<(), Fault> {
    match fs::rename(from, to) {
        Ok(()) => sync_parent(to).map_err(|error| fault("rename", from, &error)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(fault("rename", from, &error)),
    }
}

/// Removes a file; `false` if it did not exist.
pub fn remove(path: &Path) -> Result<bool, Fault> {
    match fs::remove_file(path) {
        Ok(()) => sync_parent(path).map(|()| true).map_err(|error| fault("remove", path, &error)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(fault("remove", path, &error)),
    }
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

/// Removes the temporary files that killed processes left in `dir` for the targets that `is_target` names. The caller holds
/// the lock that all writers of these files take: other temporary files may be in use.
pub fn sweep(dir: &Path, is_target: impl Fn(&str) -> bool) -> Result<(), Fault> {
    let target = |name: &str| Some(name.strip_prefix('.')?.strip_suffix(TEMPORARY)?.rsplitn(3, '.').last()?.to_owned());
    for name in names_in(dir)?.iter().filter(|name| target(name).is_some_and(|target| is_target(&target))) {
        remove(&dir.join(name))?;
    }
    Ok(())
}

/// Whether a file of that name is the temporary file of an unfinished write.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(TEMPORARY)
}

/// Refuses a file that another user can change, or that is not a regular file: opening a named pipe would block. It is not opened:
/// closing a file of SQLite releases its locks. A directory is left to the caller.
pub fn check_unopened(path: &Path) -> Result<(), Fault> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(metadata) => {
            refuse_special("open", path)?;
            permissions::check_owner(path, &metadata)?;
            permissions::refuse_writers(path, &metadata)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(fault("examine", path, &error)),
    }
}

/// Refuses a file or directory of another user.
pub fn check_owner(path: &Path) -> Result<(), Fault> {
    permissions::check_owner(path, &examine(path)?)
}

/// The result of [`check_dir`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directory {
    Missing,
    /// A directory that this user owns.
    Owned,
}

/// Checks that `path` is a directory of this user, or missing. In a directory of another user, that user's files would be
/// read as one's own, and files written there would lock out its owner.
pub fn check_dir(path: &Path) -> Result<Directory, Fault> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) if !metadata.is_dir() => {
            return Err(Fault::new(Code::Io, format!("{} is not a directory", path.display())));
        }
        Ok(_) => examine_dir(path)?,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Directory::Missing),
        Err(error) => return Err(fault("examine", path, &error)),
    };
    permissions::check_owner(path, &metadata)?;
    Ok(Directory::Owned)
}

/// Refuses a directory that other users may write to: they could replace its files.
pub fn refuse_writers(dir: &Path) -> Result<(), Fault> {
    permissions::refuse_writers(dir, &examine_dir(dir)?)
}

/// Removes the permissions of group and others from a directory.
pub fn make_private(dir: &Path) -> Result<(), Fault> {
    permissions::make_private(dir).map_err(|error| fault("change the permissions of", dir, &error))
}

/// Opens a lock file, and creates it if it is missing.
pub(super) fn open_lock(path: &Path) -> Result<File, Fault> {
    let failed = |error: io::Error| fault("open the lock file", path, &error);
    refuse_special("lock", path)?;
    let file = open_or_create(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    permissions::check_owner(path, &metadata)?;
    permissions::refuse_writers(path, &metadata)?;
    Ok(file)
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
        _ => return Fault::new(Code::Io, format!("could not {action} {}: {error}", path.display())),
    };
    let fault = Fault::new(Code::Io, format!("could not {action} {}: {what}", path.display()));
    match hint {
        Some(hint) => fault.hint(hint),
        None => fault,
    }
}

fn examine(path: &Path) -> Result<Metadata, Fault> {
    fs::metadata(path).map_err(|error| fault("examine", path, &error))
}

/// The owner and mode of an opened directory. Only on Unix can a directory be opened.
fn examine_dir(path: &Path) -> Result<Metadata, Fault> {
    if cfg!(unix) {
        let opened = File::open(path).and_then(|dir| dir.metadata());
        return opened.map_err(|error| fault("open the directory", path, &error));
    }
    examine(path)
}

/// Refuses what is not a regular file: opening a named pipe would block until its other end is opened.
fn refuse_special(action: &str, path: &Path) -> Result<(), Fault> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(fault(action, path, &ErrorKind::IsADirectory.into())),
        Ok(metadata) if !metadata.is_file() => {
            Err(Fault::new(Code::Io, format!("could not {action} {}: it is not a regular file", path.display()))
                .hint("remove it: a file of the home belongs in its place"))
        }
        // Any other error appears when the file is opened.
        _ => Ok(()),
    }
}

fn open(path: &Path) -> Result<Option<(File, Metadata)>, Fault> {
    refuse_special("read", path)?;
    let opened = File::open(path).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
    match opened {
        Ok(opened) => Ok(Some(opened)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault("read", path, &error)),
    }
}

fn read_opened(path: &Path, file: &mut File, metadata: &Metadata, limit: u64) -> Result<Vec<u8>, Fault> {
    // The whole size is reserved at once: a growing buffer would leave copies of a secret in memory.
    let room = usize::try_from(metadata.len().min(limit)).unwrap_or(0) + 1;
    let mut bytes = Vec::with_capacity(room);
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| fault("read", path, &error))?;
    if bytes.len() as u64 > limit {
        return Err(Fault::new(Code::Io, format!("{} is larger than the {limit} bytes allowed", path.display())));
    }
    Ok(bytes)
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
