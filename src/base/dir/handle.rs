//! System calls relative to an opened directory. Systems that cannot open one get calls by path.

use std::fs::File;
use std::io;

/// How a file is opened. It is never followed if it is a symbolic link, and opening a named pipe does not block.
#[derive(Debug, Clone, Copy)]
pub(super) enum Access {
    Read,
    /// For reading and writing; created for its owner alone if it is missing.
    OpenOrCreate,
    /// Like `OpenOrCreate`, but an error if anything has that name already.
    CreateNew,
}

#[cfg(unix)]
pub(super) use unix::{Handle, is_link_error};

#[cfg(not(unix))]
pub(super) use by_path::{Handle, is_link_error};

#[cfg(unix)]
mod unix {
    use std::fs::Metadata;
    use std::path::Path;

    use rustix::fs::{AtFlags, Dir, Mode, OFlags};
    use rustix::io::Errno;

    use super::{Access, File, io};

    const DIRECTORY: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

    #[derive(Debug)]
    pub struct Handle(File);

    impl Handle {
        pub fn open(path: &Path) -> io::Result<Self> {
            Ok(Self(rustix::fs::open(path, DIRECTORY, Mode::empty())?.into()))
        }

        pub fn open_dir(&self, name: &str) -> io::Result<Self> {
            Ok(Self(rustix::fs::openat(&self.0, name, DIRECTORY, Mode::empty())?.into()))
        }

        pub fn open_file(&self, name: &str, access: Access) -> io::Result<File> {
            let flags = match access {
                Access::Read => OFlags::RDONLY,
                Access::OpenOrCreate => OFlags::RDWR | OFlags::CREATE,
                Access::CreateNew => OFlags::RDWR | OFlags::CREATE | OFlags::EXCL,
            };
            let flags = flags | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
            Ok(rustix::fs::openat(&self.0, name, flags, Mode::RUSR | Mode::WUSR)?.into())
        }

        pub fn create_dir(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::mkdirat(&self.0, name, Mode::RWXU)?)
        }

        pub fn metadata(&self) -> io::Result<Metadata> {
            self.0.metadata()
        }

        /// Removes the permissions of group and others.
        pub fn make_private(&self) -> io::Result<()> {
            Ok(rustix::fs::fchmod(&self.0, Mode::RWXU)?)
        }

        pub fn exists(&self, name: &str) -> io::Result<bool> {
            match rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(_) => Ok(true),
                Err(Errno::NOENT) => Ok(false),
                Err(error) => Err(error.into()),
            }
        }

        /// Whether `name` is `file`, and not another file that replaced it.
        pub fn is_at(&self, name: &str, file: &File) -> bool {
            let found = rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW);
            matches!((found, rustix::fs::fstat(file)), (Ok(a), Ok(b)) if (a.st_dev, a.st_ino) == (b.st_dev, b.st_ino))
        }

        pub fn names(&self) -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in Dir::read_from(&self.0)? {
                let name = entry?.file_name().to_string_lossy().into_owned();
                if name != "." && name != ".." {
                    names.push(name);
                }
            }
            Ok(names)
        }

        pub fn rename(&self, from: &str, to: &str) -> io::Result<()> {
            Ok(rustix::fs::renameat(&self.0, from, &self.0, to)?)
        }

        pub fn remove_file(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::empty())?)
        }

        /// Removes an empty directory.
        pub fn remove_dir(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::REMOVEDIR)?)
        }

        /// Makes renames, creations and removals durable.
        pub fn sync(&self) -> io::Result<()> {
            self.0.sync_all()
        }
    }

    /// Whether a file was not opened because it is a symbolic link.
    pub fn is_link_error(error: &io::Error) -> bool {
        Errno::from_io_error(error) == Some(Errno::LOOP)
    }
}

#[cfg(not(unix))]
mod by_path {
    use std::fs::{self, Metadata};
    use std::path::{Path, PathBuf};

    use super::{Access, File, io};

    #[derive(Debug)]
    pub struct Handle(PathBuf);

    impl Handle {
        pub fn open(path: &Path) -> io::Result<Self> {
            if fs::metadata(path)?.is_dir() {
                Ok(Self(path.to_owned()))
            } else {
                Err(io::ErrorKind::NotADirectory.into())
            }
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

        pub fn sync(&self) -> io::Result<()> {
            Ok(())
        }
    }

    pub fn is_link_error(_: &io::Error) -> bool {
        false
    }
}
