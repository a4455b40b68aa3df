//! Systems other than Unix. A home lies in the user's profile, which the system keeps private.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{Access, FileStamp};

/// The path of a directory, which cannot be opened.
#[derive(Debug)]
pub struct DirHandle(PathBuf);

impl DirHandle {
    pub fn open(path: &Path) -> io::Result<Self> {
        if fs::metadata(path)?.is_dir() { Ok(Self(path.to_owned())) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    pub fn open_dir(&self, name: &str) -> io::Result<Self> {
        Self::open(&self.0.join(name))
    }

    pub fn open_file(&self, name: &str, access: Access) -> io::Result<File> {
        let mut options = File::options();
        options.read(true);
        match access {
            Access::Read => {}
            Access::OpenOrCreate => _ = options.write(true).create(true).truncate(false),
            Access::CreateNew => _ = options.write(true).create_new(true),
        }
        options.open(self.0.join(name))
    }

    pub fn create_dir(&self, name: &str) -> io::Result<()> {
        fs::create_dir(self.0.join(name))
    }

    pub fn metadata(&self) -> io::Result<Metadata> {
        fs::metadata(&self.0)
    }

    pub fn make_private(&self) -> io::Result<()> {
        Ok(())
    }

    pub fn exists(&self, name: &str) -> io::Result<bool> {
        self.0.join(name).try_exists()
    }

    pub fn stamp(&self, name: &str) -> io::Result<Option<FileStamp>> {
        match fs::symlink_metadata(self.0.join(name)) {
            Ok(metadata) => {
                let since = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
                let modified = (since.as_secs().into(), since.subsec_nanos().into());
                Ok(Some(FileStamp { identity: (0, 0), modified, len: metadata.len().into() }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub fn is_at(&self, _: &str, _: &File) -> bool {
        true
    }

    pub fn names(&self) -> io::Result<Vec<String>> {
        fs::read_dir(&self.0)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.0.join(from), self.0.join(to))
    }

    pub fn remove_file(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    pub fn remove_dir(&self, name: &str) -> io::Result<()> {
        fs::remove_dir(self.0.join(name))
    }

    /// A directory cannot be synced.
    pub fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

pub fn is_link_error(_: &io::Error) -> bool {
    false
}

pub fn owner_only_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    options
}

pub fn owner_only_dir() -> DirBuilder {
    DirBuilder::new()
}

pub fn sync_dir(_: &Path) -> io::Result<()> {
    Ok(())
}

pub fn mode(_: &Metadata) -> Option<u32> {
    None
}

pub fn owner_and_user(_: &Metadata) -> Option<(u32, u32)> {
    None
}

pub fn identity(_: &Metadata) -> Option<(u64, u64)> {
    None
}

pub fn raise_open_files() -> Option<u64> {
    None
}

pub fn protect_memory() {}

pub fn is_stdout_closed() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;

    #[test]
    fn files_of_a_directory_by_path() {
        let outer = tempfile::tempdir().unwrap();
        assert_eq!(DirHandle::open(&outer.path().join("missing")).unwrap_err().kind(), io::ErrorKind::NotFound);
        let dir = DirHandle::open(outer.path()).unwrap();
        dir.open_file("a", Access::CreateNew).unwrap().write_all(b"text").unwrap();
        assert_eq!(dir.open_file("a", Access::CreateNew).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(DirHandle::open(&outer.path().join("a")).unwrap_err().kind(), io::ErrorKind::NotADirectory);
        dir.rename("a", "b").unwrap();
        let mut text = String::new();
        dir.open_file("b", Access::OpenOrCreate).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "text");
        dir.create_dir("inner").unwrap();
        assert!(dir.open_dir("inner").unwrap().names().unwrap().is_empty());
        let stamp = dir.stamp("b").unwrap();
        assert_eq!(dir.stamp("missing").unwrap(), None);
        dir.open_file("b", Access::OpenOrCreate).unwrap().write_all(b"longer").unwrap();
        assert_ne!(dir.stamp("b").unwrap(), stamp);
        assert!(dir.exists("b").unwrap() && !dir.exists("a").unwrap());
        dir.remove_file("b").unwrap();
        dir.remove_dir("inner").unwrap();
        assert!(dir.names().unwrap().is_empty());
    }
}
