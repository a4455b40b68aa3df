//! Reading and writing files that are nobody else's business. The one file with calls that only Unix has.
//!
//! Folders are made 0700 and files 0600. A file is written to a temporary one beside it, synced, and renamed into
//! place, so that whoever reads sees the old content or the new, never half of it, whenever the process dies. A
//! symbolic link in the place of a file is replaced, not followed, so that nobody can turn a write elsewhere.
//!
//! On other systems than Unix a home lies in the user's profile, which the system keeps private; nothing is done there.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::base::{Code, Fault, Secret};

/// What a temporary file's name ends in.
const TEMPORARY: &str = ".tmp";

/// How far a file or folder is open to others than its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// The permission bits, like `0o644`.
    pub mode: u32,
    /// The command that mends it.
    pub mend: String,
}

impl Exposure {
    /// The permission bits as `chmod` takes them.
    pub fn octal(&self) -> String {
        format!("{:04o}", self.mode)
    }
}

/// Makes a folder, and the folders above it that are missing, each for its owner alone.
pub fn create_dir(path: &Path) -> Result<(), Fault> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| fault("make the folder", path, &error))
}

/// Makes a folder that was not there before, for its owner alone. Refused where there is anything of that name already.
pub fn create_new_dir(path: &Path) -> Result<(), Fault> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| fault("make the folder", path, &error))
}

/// Puts `bytes` in the place of `path`, all or nothing.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let failed = |error: &io::Error| fault("write", path, error);
    let (temporary, mut file) = create_temporary(path).map_err(|error| failed(&error))?;
    let done = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| {
        drop(file);
        fs::rename(&temporary, path)
    });
    if let Err(error) = done {
        // What went wrong is what counts; a temporary file that stays is swept away by the next change.
        let _ = fs::remove_file(&temporary);
        return Err(failed(&error));
    }
    sync_dir_of(path).map_err(|error| failed(&error))
}

/// Makes the file `path` with `bytes` in it, for its owner alone. Refused where there is anything of that name already.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    create_with(path, |write| write(bytes))
}

/// Does the same with what `fill` writes, a part at a time. Where that fails there is no file afterwards.
pub fn create_with(
    path: &Path,
    fill: impl FnOnce(&mut (dyn FnMut(&[u8]) -> Result<(), Fault> + Send)) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let failed = |error: io::Error| fault("write", path, &error);
    let mut file = owner_only().create_new(true).open(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Fault::new(Code::Io, format!("{} is there already", path.display()))
            .hint("nothing is written over an old file: choose another name, or remove it first"),
        _ => failed(error),
    })?;
    let filled = fill(&mut |bytes| file.write_all(bytes).map_err(failed));
    if let Err(fault) = filled.and_then(|()| file.sync_all().map_err(failed)) {
        drop(file);
        let _ = fs::remove_file(path);
        return Err(fault);
    }
    sync_dir_of(path).map_err(failed)
}

/// Reads a file of at most `limit` bytes; `None` where there is none.
pub fn read(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Fault> {
    let Some((mut file, metadata)) = open(path)? else { return Ok(None) };
    read_opened(path, &mut file, &metadata, limit).map(Some)
}

/// Reads a file that holds a secret, and refuses it where others than its owner could read it as well.
pub fn read_private(path: &Path, limit: u64) -> Result<Option<Secret>, Fault> {
    let Some((mut file, metadata)) = open(path)? else { return Ok(None) };
    if let Some(exposure) = exposure_of(path, &metadata) {
        let message =
            format!("{} holds a secret, and others can get at it (its mode is {})", path.display(), exposure.octal());
        return Err(Fault::new(Code::KeyRefused, message).hint(format!("run `{}`", exposure.mend)));
    }
    read_opened(path, &mut file, &metadata, limit).map(|bytes| Some(Secret::new(bytes)))
}

/// Whether there is anything at `path`.
pub fn exists(path: &Path) -> Result<bool, Fault> {
    path.try_exists().map_err(|error| fault("look at", path, &error))
}

/// How far what stands at `path` is open to others; `None` where it is not, or where the system cannot tell.
pub fn exposure(path: &Path) -> Result<Option<Exposure>, Fault> {
    let metadata = fs::metadata(path).map_err(|error| fault("look at", path, &error))?;
    Ok(exposure_of(path, &metadata))
}

/// Removes a file, and tells whether there was one.
pub fn remove(path: &Path) -> Result<bool, Fault> {
    match fs::remove_file(path) {
        Ok(()) => sync_dir_of(path).map(|()| true).map_err(|error| fault("remove", path, &error)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(fault("remove", path, &error)),
    }
}

/// Removes a folder with everything in it, where there is one.
pub fn remove_dir(path: &Path) -> Result<(), Fault> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(fault("remove", path, &error)),
        _ => Ok(()),
    }
}

/// The names in a folder, sorted; none where there is no such folder.
pub fn names_in(dir: &Path) -> Result<Vec<String>, Fault> {
    let failed = |error: io::Error| fault("look into", dir, &error);
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

/// Removes the temporary files that killed processes left in `dir` for the files `of`. Only for the holder of the lock
/// that all writers of these files take: anybody else's temporary files may be in use.
pub fn sweep(dir: &Path, of: impl Fn(&str) -> bool) -> Result<(), Fault> {
    let target = |name: &str| Some(name.strip_prefix('.')?.strip_suffix(TEMPORARY)?.rsplitn(3, '.').last()?.to_owned());
    for name in names_in(dir)?.iter().filter(|name| target(name).is_some_and(|target| of(&target))) {
        remove(&dir.join(name))?;
    }
    Ok(())
}

/// Whether a file of that name is one that was being written when its writer was killed.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(TEMPORARY)
}

/// Refuses what belongs to somebody else.
pub fn own(path: &Path) -> Result<(), Fault> {
    let metadata = fs::metadata(path).map_err(|error| fault("look at", path, &error))?;
    check_owner(path, &metadata)
}

/// What stands at a path that is to be a folder of this user's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// Nothing.
    Missing,
    /// A folder that this user owns.
    Own,
}

/// Looks for a folder at `path`, and refuses whatever else is there, somebody else's folder above all: its files would
/// be read as one's own, and what is written there would lock out its owner.
pub fn own_folder(path: &Path) -> Result<Folder, Fault> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Folder::Missing),
        Err(error) => return Err(fault("look at", path, &error)),
    };
    if !metadata.is_dir() {
        return Err(Fault::new(Code::Io, format!("{} is not a folder", path.display())));
    }
    check_owner(path, &metadata)?;
    Ok(Folder::Own)
}

/// Refuses a folder that others may write to: they could put files of theirs in the place of its own.
pub fn refuse_writers(dir: &Path) -> Result<(), Fault> {
    #[cfg(unix)]
    {
        let metadata = fs::metadata(dir).map_err(|error| fault("look at", dir, &error))?;
        let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o7777;
        if mode & 0o022 != 0 {
            let message = format!("others can put files of theirs into {} (its mode is {mode:04o})", dir.display());
            return Err(Fault::new(Code::Io, message).hint(format!("run `chmod go-w {}`", shell_word(dir))));
        }
    }
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// Takes everybody else's permissions from a folder.
pub fn make_private(dir: &Path) -> Result<(), Fault> {
    #[cfg(unix)]
    fs::set_permissions(dir, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .map_err(|error| fault("change the permissions of", dir, &error))?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// Opens a file for locking, and makes it where it is missing.
pub(super) fn open_lock(path: &Path) -> Result<File, Fault> {
    refuse_no_file("lock", path)?;
    owner_only().create(true).open(path).map_err(|error| fault("open the lock file", path, &error))
}

/// Tells a failed system call in words, with advice where there is any to give.
pub fn fault(action: &str, path: &Path, error: &io::Error) -> Fault {
    let (what, hint) = match error.kind() {
        ErrorKind::NotFound => ("there is no such file or folder", None),
        ErrorKind::PermissionDenied => ("permission denied", Some("check who owns it, and its permissions")),
        ErrorKind::StorageFull => ("the disk is full", Some("free some space and try again: nothing was changed")),
        ErrorKind::QuotaExceeded => ("the disk quota is used up", Some("free some space: nothing was changed")),
        ErrorKind::ReadOnlyFilesystem => {
            ("the file system is read-only", Some("choose another place with --home, or mount it writable"))
        }
        ErrorKind::NotADirectory => ("a part of the path is not a folder", None),
        ErrorKind::IsADirectory => ("it is a folder", None),
        _ => return Fault::new(Code::Io, format!("could not {action} {}: {error}", path.display())),
    };
    let fault = Fault::new(Code::Io, format!("could not {action} {}: {what}", path.display()));
    match hint {
        Some(hint) => fault.hint(hint),
        None => fault,
    }
}

/// Refuses what stands in the place of a file and is none: opening a pipe, for one, would wait for its other end for ever.
fn refuse_no_file(action: &str, path: &Path) -> Result<(), Fault> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(fault(action, path, &ErrorKind::IsADirectory.into())),
        Ok(metadata) if !metadata.is_file() => {
            Err(Fault::new(Code::Io, format!("could not {action} {}: it is no file", path.display()))
                .hint("remove it: it is in the place of a file of the home"))
        }
        // What else is wrong, opening it tells.
        _ => Ok(()),
    }
}

fn open(path: &Path) -> Result<Option<(File, Metadata)>, Fault> {
    refuse_no_file("read", path)?;
    let opened = File::open(path).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
    match opened {
        Ok(opened) => Ok(Some(opened)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault("read", path, &error)),
    }
}

fn read_opened(path: &Path, file: &mut File, metadata: &Metadata, limit: u64) -> Result<Vec<u8>, Fault> {
    // Room for everything at once, so that no copy of a secret is left behind by a growing buffer.
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
        match owner_only().create_new(true).open(&temporary) {
            // Left by a killed process that had the same id.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (temporary, file)),
        }
    }
}

fn owner_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a rename, a creation or a removal durable. Only Unix lets a folder be opened and synced.
fn sync_dir_of(path: &Path) -> io::Result<()> {
    if cfg!(unix)
        && let Some(dir) = path.parent()
    {
        let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

#[cfg(unix)]
fn exposure_of(path: &Path, metadata: &Metadata) -> Option<Exposure> {
    let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o7777;
    let mend = if metadata.is_dir() { "700" } else { "600" };
    (mode & 0o077 != 0).then(|| Exposure { mode, mend: format!("chmod {mend} {}", shell_word(path)) })
}

#[cfg(not(unix))]
fn exposure_of(_: &Path, _: &Metadata) -> Option<Exposure> {
    None
}

/// The path as a shell takes it for one word.
#[cfg(unix)]
fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+,@%:=".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(unix)]
fn check_owner(path: &Path, metadata: &Metadata) -> Result<(), Fault> {
    let owner = std::os::unix::fs::MetadataExt::uid(metadata);
    let user = rustix::process::geteuid().as_raw();
    if owner != user {
        let message = format!("{} belongs to somebody else: to user {owner}, and you are user {user}", path.display());
        return Err(Fault::new(Code::Io, message).hint("run tokctl as its owner, or choose another place with --home"));
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_owner(_: &Path, _: &Metadata) -> Result<(), Fault> {
    Ok(())
}

/// Whether `file` is still what stands at `path`, and not something that was removed or replaced since.
pub(super) fn is_still_at(path: &Path, file: &File) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let identity = |metadata: &Metadata| (metadata.dev(), metadata.ino());
        matches!((&file.metadata(), &fs::metadata(path)), (Ok(a), Ok(b)) if identity(a) == identity(b))
    }
    #[cfg(not(unix))]
    {
        let _ = (path, file);
        true
    }
}

/// Puts `/dev/null` in the place of each standard stream that is closed: else the next file to be opened would stand there,
/// a key or the state perhaps, and be written over by the next line printed. Rust sees to it before a `main` of its own.
/// `false` where it cannot be had.
#[cfg(unix)]
#[must_use]
pub fn occupy_standard_streams() -> bool {
    use std::os::fd::{AsFd, IntoRawFd};
    [io::stdin().as_fd(), io::stdout().as_fd(), io::stderr().as_fd()].into_iter().all(|stream| {
        // In their order, so that each file opened takes the place that was found free.
        rustix::io::fcntl_getfd(stream).is_ok()
            || OpenOptions::new().read(true).write(true).open("/dev/null").map(IntoRawFd::into_raw_fd).is_ok()
    })
}

#[cfg(test)]
mod tests;
