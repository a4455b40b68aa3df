//! A temporary home.

use std::path::{Path, PathBuf};

use crate::base::files;
use crate::base::{Code, Dir, Fault, Random, b64, random};

/// A directory for a home; it is removed when this is dropped.
#[derive(Debug)]
pub struct Scratch {
    dir: PathBuf,
    is_removed: bool,
}

impl Scratch {
    /// Creates an empty directory in `parent` with an unpredictable name, so that no other process can create it first.
    pub fn new(parent: &Path, random: &dyn Random) -> Result<Self, Fault> {
        let name = b64::encode(random::bytes::<12>(random)?);
        let dir = parent.join(format!("tokctl-{name}"));
        files::create_new_dir(&dir)?;
        Ok(Self { dir, is_removed: false })
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Removes the directory and its content.
    pub fn remove(mut self) -> Result<(), Fault> {
        self.is_removed = true;
        files::remove_dir(&self.dir)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.is_removed {
            // Another error has been reported already.
            let _ = files::remove_dir(&self.dir);
        }
    }
}

/// Refuses a directory that is not empty or belongs to another user.
pub fn check_vacant(dir: &Path) -> Result<(), Fault> {
    let Some(opened) = Dir::open(dir)? else { return Ok(()) };
    opened.check_owner()?;
    if opened.names()?.is_empty() {
        return Ok(());
    }
    let hint = "existing files are not overwritten: name a new directory";
    Err(Fault::new(Code::Usage, format!("{} is not empty", dir.display())).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SystemRandom;

    #[test]
    fn it_is_removed_after_use() {
        let outer = tempfile::tempdir().unwrap();
        let dropped = Scratch::new(outer.path(), &SystemRandom).unwrap();
        let removed = Scratch::new(outer.path(), &SystemRandom).unwrap();
        for scratch in [&dropped, &removed] {
            assert_eq!(files::exposure(scratch.dir()).unwrap(), None);
            files::create_dir(&scratch.dir().join("keys")).unwrap();
            files::create(&scratch.dir().join("keys/one"), b"x").unwrap();
        }
        drop(dropped);
        removed.remove().unwrap();
        assert_eq!(files::names_in(outer.path()).unwrap(), [""; 0]);
    }

    #[test]
    fn a_directory_with_a_file_is_not_vacant() {
        let outer = tempfile::tempdir().unwrap();
        check_vacant(&outer.path().join("missing")).unwrap();
        check_vacant(outer.path()).unwrap();
        files::create(&outer.path().join("file"), b"").unwrap();
        assert_eq!(check_vacant(outer.path()).unwrap_err().code, Code::Usage);
        assert_eq!(check_vacant(&outer.path().join("file")).unwrap_err().code, Code::Io);
    }
}
