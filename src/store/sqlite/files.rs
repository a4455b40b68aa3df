//! The files of a store, which only their owner can read. The one place of the store that names permissions.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::store::error::StoreError;
use crate::store::port::Result;

/// Opens `path` for writing, and creates it owner-only where it is not there.
pub fn open_private(path: &Path) -> io::Result<File> {
    options().create(true).truncate(false).open(path)
}

/// Creates `path` owner-only. Fails where it is there.
pub fn create_private(path: &Path) -> io::Result<File> {
    options().create_new(true).open(path)
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a rename in the folder of `path` durable. Only Unix lets a folder be opened; elsewhere the rename itself is.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// How large a file is, if it is there.
pub fn size(path: &Path) -> Result<Option<u64>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            Err(StoreError::Io { path: path.to_owned(), source: io::ErrorKind::IsADirectory.into() })
        }
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::Io { path: path.to_owned(), source }),
    }
}

/// The file of the same name with `suffix` added.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
