//! A home for a while: in the system's temporary folder, and gone with its last use.

use std::path::{Path, PathBuf};

use crate::base::files::{self, Directory};
use crate::base::{Code, Fault, Random, b64, random};

/// A folder for a home that is removed when this is dropped.
#[derive(Debug)]
pub struct Scratch {
    dir: PathBuf,
    is_removed: bool,
}

impl Scratch {
    /// Makes an empty folder inside `parent`, under a name that nobody can guess and take before.
    pub fn new(parent: &Path, random: &dyn Random) -> Result<Self, Fault> {
        let name = b64::encode(random::bytes::<12>(random)?);
        let dir = parent.join(format!("tokctl-{name}"));
        files::create_new_dir(&dir)?;
        Ok(Self { dir, is_removed: false })
    }

    /// Where it is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Removes the folder with everything in it, and tells where that fails.
    pub fn remove(mut self) -> Result<(), Fault> {
        self.is_removed = true;
        files::remove_dir(&self.dir)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.is_removed {
            // Something else has failed already, which is what is told.
            let _ = files::remove_dir(&self.dir);
        }
    }
}

/// Refuses a folder that a fresh home must not be made in: one with anything in it, or somebody else's.
pub fn check_vacant(dir: &Path) -> Result<(), Fault> {
    if files::check_dir(dir)? == Directory::Missing || files::names_in(dir)?.is_empty() {
        return Ok(());
    }
    let hint = "nothing is written over an old home or other files: name a new folder";
    Err(Fault::new(Code::Usage, format!("{} is not empty", dir.display())).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SystemRandom;

    #[test]
    fn it_is_gone_after_use() {
        let outer = tempfile::tempdir().unwrap();
        let dropped = Scratch::new(outer.path(), &SystemRandom).unwrap();
        let removed = Scratch::new(outer.path(), &SystemRandom).unwrap();
        for scratch in [&dropped, &removed] {
            assert_eq!(files::exposure(scratch.dir()).unwrap(), None);
            files::create_dir(&scratch.dir().join("keys")).unwrap();
            files::write(&scratch.dir().join("keys/one"), b"x").unwrap();
        }
        drop(dropped);
        removed.remove().unwrap();
        assert_eq!(files::names_in(outer.path()).unwrap(), [""; 0]);
    }

    #[test]
    fn a_folder_with_anything_in_it_is_not_vacant() {
        let outer = tempfile::tempdir().unwrap();
        check_vacant(&outer.path().join("missing")).unwrap();
        check_vacant(outer.path()).unwrap();
        files::write(&outer.path().join("file"), b"").unwrap();
        assert_eq!(check_vacant(outer.path()).unwrap_err().code, Code::Usage);
        assert_eq!(check_vacant(&outer.path().join("file")).unwrap_err().code, Code::Io);
    }
}
