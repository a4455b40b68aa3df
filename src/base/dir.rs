//! An opened directory of files that belong to their owner alone.
//!
//! Files are opened relative to the directory, and their owner and mode are read from the opened file: replacing the
//! directory, or a file between the check and the use, has no effect. A symbolic link in the place of a file is refused
//! by reads and replaced by writes, so that neither can be redirected.
//!
//! A file is written to a temporary file beside it, synced, and renamed into place. A reader sees the old content or the
//! new, never a part of it, whenever the process dies.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use super::files::{self, TEMPORARY, fault};
use super::system::{Access, DirHandle};
use super::{Code, Fault, Secret, permissions, system};

pub use super::system::FileStamp;

#[derive(Debug)]
pub struct Dir {
    path: PathBuf,
    handle: DirHandle,
}

/// A regular file of a directory, opened for reading.
#[derive(Debug)]
pub struct OpenedFile {
    path: PathBuf,
    file: File,
    metadata: Metadata,
}

impl OpenedFile {
    /// Refuses the file if another user can change it.
    pub fn refuse_writers(&self) -> Result<(), Fault> {
        permissions::check_owner(&self.path, &self.metadata)?;
        permissions::refuse_writers(&self.path, &self.metadata)
    }

    /// Its content, at most `limit` bytes.
    pub fn read(mut self, limit: u64) -> Result<Vec<u8>, Fault> {
        let path = &self.path;
        // The whole size is reserved at once: a growing buffer would leave copies of a secret in memory.
        let room = usize::try_from(self.metadata.len().min(limit)).unwrap_or(0) + 1;
        let mut bytes = Vec::with_capacity(room);
        let read = Read::take(&mut self.file, limit.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| fault("read", path, &error))?;
        if bytes.len() as u64 > limit {
            return Err(Fault::new(Code::Io, format!("{} is larger than the {limit} bytes allowed", path.display())));
        }
        Ok(bytes)
    }
}

impl Dir {
    /// Opens the directory `path`; `None` if it does not exist. Its owner and mode are not checked.
    pub fn open(path: &Path) -> Result<Option<Self>, Fault> {
        match DirHandle::open(path) {
            Ok(handle) => Ok(Some(Self { path: path.to_owned(), handle })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(_) if path.metadata().is_ok_and(|metadata| !metadata.is_dir()) => {
                Err(Fault::new(Code::Io, format!("{} is not a directory", path.display())))
            }
            Err(error) => Err(fault("open the directory", path, &error)),
        }
    }

    /// Like [`Self::open`], and creates a missing directory with its missing parents.
    pub fn open_or_create(path: &Path) -> Result<Self, Fault> {
        if let Some(dir) = Self::open(path)? {
            return Ok(dir);
        }
        files::create_dir(path)?;
        Self::open(path)?.ok_or_else(|| fault("open the directory", path, &ErrorKind::NotFound.into()))
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path of a file in it, for messages.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Refuses the directory if it belongs to another user: that user's files would be read as one's own, and files written
    /// there would lock out its owner.
    pub fn check_owner(&self) -> Result<(), Fault> {
        permissions::check_owner(&self.path, &self.metadata()?)
    }

    /// Refuses the directory if other users may write to it: they could replace its files.
    pub fn refuse_writers(&self) -> Result<(), Fault> {
        permissions::refuse_writers(&self.path, &self.metadata()?)
    }

    /// Removes the permissions of group and others.
    pub fn make_private(&self) -> Result<(), Fault> {
        self.handle.make_private().map_err(|error| fault("change the permissions of", &self.path, &error))
    }

    /// Opens a directory in this one; `None` if it does not exist. Refuses one of another user, or that others may write to.
    pub fn subdir(&self, name: &str) -> Result<Option<Self>, Fault> {
        let Some(dir) = self.open_subdir(name)? else { return Ok(None) };
        dir.check_owner()?;
        dir.refuse_writers()?;
        Ok(Some(dir))
    }

    /// Opens a directory in this one, even if other users can change it; `None` if it does not exist.
    pub fn open_subdir(&self, name: &str) -> Result<Option<Self>, Fault> {
        let path = self.path_of(name);
        match self.handle.open_dir(name) {
            Ok(handle) => Ok(Some(Self { path, handle })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault("open the directory", &path, &error)),
        }
    }

    /// Like [`Self::subdir`], and creates a missing directory.
    pub fn subdir_or_create(&self, name: &str) -> Result<Self, Fault> {
        let failed = |error| fault("create the directory", &self.path_of(name), &error);
        match self.handle.create_dir(name) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(error)),
            _ => {}
        }
        self.subdir(name)?.ok_or_else(|| failed(ErrorKind::NotFound.into()))
    }

    /// Reads a file of at most `limit` bytes; `None` if it does not exist. Refuses a file that another user can change.
    pub fn read(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Fault> {
        let Some(file) = self.open_file(name)? else { return Ok(None) };
        file.refuse_writers()?;
        file.read(limit).map(Some)
    }

    /// Reads a file that holds a secret, and refuses it if other users can access it or own it.
    pub fn read_private(&self, name: &str, limit: u64) -> Result<Option<Secret>, Fault> {
        let Some(file) = self.open_file(name)? else { return Ok(None) };
        permissions::check_owner(&file.path, &file.metadata)?;
        permissions::refuse_access(&file.path, &file.metadata)?;
        file.read(limit).map(|bytes| Some(Secret::new(bytes)))
    }

    /// Whether the file exists. Refuses one that another user can change.
    pub fn has(&self, name: &str) -> Result<bool, Fault> {
        let Some(file) = self.open_file(name)? else { return Ok(false) };
        file.refuse_writers()?;
        Ok(true)
    }

    /// Opens a regular file, even if other users can change it; `None` if it does not exist.
    pub fn open_file(&self, name: &str) -> Result<Option<OpenedFile>, Fault> {
        self.open_with(name, Access::Read, "read")
    }

    /// Whether anything has this name. It is not opened: closing a file of SQLite releases its locks.
    pub fn exists(&self, name: &str) -> Result<bool, Fault> {
        self.handle.exists(name).map_err(|error| fault("examine", &self.path_of(name), &error))
    }

    /// What to compare to notice that the file was replaced or written to; `None` if it does not exist.
    pub fn stamp(&self, name: &str) -> Result<Option<FileStamp>, Fault> {
        self.handle.stamp(name).map_err(|error| fault("examine", &self.path_of(name), &error))
    }

    /// Opens a file for reading and writing, and creates it if it is missing. Refuses one that another user can change.
    pub fn open_or_create_file(&self, name: &str, action: &str) -> Result<File, Fault> {
        let opened = self.open_with(name, Access::OpenOrCreate, action)?;
        let file = opened.ok_or_else(|| fault(action, &self.path_of(name), &ErrorKind::NotFound.into()))?;
        file.refuse_writers()?;
        Ok(file.file)
    }

    /// Whether `name` is still the opened `file`, and was not removed or replaced.
    pub fn is_at(&self, name: &str, file: &File) -> bool {
        self.handle.is_at(name, file)
    }

    /// Replaces the content of the file `name`, all or nothing.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let failed = |error: io::Error| fault("write", &self.path_of(name), &error);
        let (temporary, mut file) = self.create_temporary(name).map_err(failed)?;
        let done = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| {
            drop(file);
            self.handle.rename(&temporary, name)
        });
        if let Err(error) = done {
            // The first error counts. A temporary file that cannot be removed is swept up by the next change.
            let _ = self.handle.remove_file(&temporary);
            return Err(failed(error));
        }
        self.handle.sync().map_err(failed)
    }

    /// Renames a file, if it exists, and replaces any file of the new name.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), Fault> {
        let failed = |error: io::Error| fault("rename", &self.path_of(from), &error);
        match self.handle.rename(from, to) {
            Ok(()) => self.handle.sync().map_err(failed),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }

    /// Removes a file; `false` if it did not exist.
    pub fn remove(&self, name: &str) -> Result<bool, Fault> {
        let failed = |error: io::Error| fault("remove", &self.path_of(name), &error);
        match self.handle.remove_file(name) {
            Ok(()) => self.handle.sync().map(|()| true).map_err(failed),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    /// Removes a directory and its content, if it exists.
    pub fn remove_dir(&self, name: &str) -> Result<(), Fault> {
        let failed = |error: io::Error| fault("remove", &self.path_of(name), &error);
        // A symbolic link is removed, not followed.
        if self.handle.remove_file(name).is_ok() {
            return Ok(());
        }
        let Some(dir) = self.open_subdir(name)? else { return Ok(()) };
        for inner in dir.names()? {
            dir.remove_dir(&inner)?;
        }
        self.handle.remove_dir(name).map_err(failed)
    }

    /// The names in it, sorted.
    pub fn names(&self) -> Result<Vec<String>, Fault> {
        let mut names = self.handle.names().map_err(|error| fault("list", &self.path, &error))?;
        names.sort_unstable();
        Ok(names)
    }

    /// Removes the temporary files that killed processes left for the targets that `is_target` names. The caller holds the
    /// lock that all writers of these files take: other temporary files may be in use.
    pub fn sweep(&self, is_target: impl Fn(&str) -> bool) -> Result<(), Fault> {
        let target =
            |name: &str| Some(name.strip_prefix('.')?.strip_suffix(TEMPORARY)?.rsplitn(3, '.').last()?.to_owned());
        for name in self.names()?.iter().filter(|name| target(name).is_some_and(|target| is_target(&target))) {
            self.remove(name)?;
        }
        Ok(())
    }

    fn open_with(&self, name: &str, access: Access, action: &str) -> Result<Option<OpenedFile>, Fault> {
        let path = self.path_of(name);
        let opened = self.handle.open_file(name, access).and_then(|file| Ok((file.metadata()?, file)));
        match opened {
            Ok((metadata, _)) if metadata.is_dir() => Err(fault(action, &path, &ErrorKind::IsADirectory.into())),
            Ok((metadata, file)) if metadata.is_file() => Ok(Some(OpenedFile { path, file, metadata })),
            Ok(_) => Err(files::not_regular(action, &path)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) if system::is_link_error(&error) => {
                Err(Fault::new(Code::Io, format!("could not {action} {}: it is a symbolic link", path.display()))
                    .hint("replace it with the file that it points to"))
            }
            // A socket cannot be opened.
            Err(_) if path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) => {
                Err(files::not_regular(action, &path))
            }
            Err(error) => Err(fault(action, &path, &error)),
        }
    }

    /// A new file named after `name`, this process and a running number.
    fn create_temporary(&self, name: &str) -> io::Result<(String, File)> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let temporary = format!(".{name}.{}.{number}{TEMPORARY}", process::id());
            match self.handle.open_file(&temporary, Access::CreateNew) {
                // Left by a killed process with the same ID.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                opened => return opened.map(|file| (temporary, file)),
            }
        }
    }

    fn metadata(&self) -> Result<Metadata, Fault> {
        self.handle.metadata().map_err(|error| fault("examine", &self.path, &error))
    }
}

#[cfg(test)]
mod tests;
