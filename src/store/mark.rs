//! What a home remembers of its stores, beside them: the commit counter of each, by store ID. A store whose own counter is
//! lower was restored: an older copy of its file was restored, or its log was lost.
//!
//! A commit mark is written after a commit, under the store's lock, in place and without a sync. After a crash it may lag behind
//! the store. It never leads it.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex};

use crate::base::{Dir, Fault, sync};

/// In bytes; a mark has fewer.
const LIMIT: u64 = 256;

/// The commit marks of a home.
#[derive(Debug)]
pub struct Marks {
    home: Arc<Dir>,
    /// The name of their directory in the home.
    name: &'static str,
    /// The mark that was written last.
    open: Mutex<Option<Open>>,
}

#[derive(Debug)]
struct Open {
    id: String,
    commits: u64,
    file: File,
}

/// What is remembered of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    Missing,
    /// There is a file, but it is not a mark.
    Unreadable,
    /// The store had this many commits.
    Commits(u64),
}

impl Marks {
    /// The marks in the directory `name` of `home`, which is created with the first one.
    pub fn new(home: Arc<Dir>, name: &'static str) -> Self {
        Self { home, name, open: Mutex::new(None) }
    }

    /// The mark of the store with this ID. An error only if another user can change it.
    pub fn read(&self, id: &str) -> Result<Mark, Fault> {
        let Some(dir) = self.home.subdir(self.name)?.filter(|_| is_id(id)) else { return Ok(Mark::Missing) };
        let file = match dir.open_file(id) {
            Ok(Some(file)) => file,
            Ok(None) => return Ok(Mark::Missing),
            Err(_) => return Ok(Mark::Unreadable),
        };
        file.refuse_writers()?;
        Ok(file.read(LIMIT).ok().and_then(|bytes| parse(&bytes, id)).map_or(Mark::Unreadable, Mark::Commits))
    }

    /// Remembers that the store with this ID has so many commits. The caller holds the store's lock. A mark that cannot be
    /// written lags behind: the commit is done.
    pub(super) fn write(&self, id: &str, commits: u64) {
        let mut open = sync::lock(&self.open);
        if open.as_ref().is_none_or(|open| open.id != id) {
            let file = self.open_mark(id).ok().flatten();
            *open = file.map(|file| Open { id: id.to_owned(), commits: 0, file });
        }
        if let Some(open) = open.as_mut().filter(|open| open.commits != commits)
            && overwrite(&mut open.file, &text(id, commits)).is_ok()
        {
            open.commits = commits;
        }
    }

    fn open_mark(&self, id: &str) -> Result<Option<File>, Fault> {
        if !is_id(id) {
            return Ok(None);
        }
        self.home.subdir_or_create(self.name)?.open_or_create_file(id, "write").map(Some)
    }
}

/// Whether an ID is one of ours; any other must not become a path.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Of the same length for every number, so that it can be written in place.
fn text(id: &str, commits: u64) -> String {
    format!("{id} {commits:020}\n")
}

fn overwrite(file: &mut File, text: &str) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())
}

fn parse(bytes: &[u8], id: &str) -> Option<u64> {
    let commits = std::str::from_utf8(bytes).ok()?.strip_prefix(id)?.strip_prefix(' ')?.strip_suffix('\n')?;
    let is_number = commits.len() == 20 && commits.bytes().all(|byte| byte.is_ascii_digit());
    commits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(dir: &tempfile::TempDir) -> Marks {
        Marks::new(Arc::new(Dir::open(dir.path()).unwrap().unwrap()), "marks")
    }

    #[test]
    fn each_store_has_a_mark_of_its_own() {
        let dir = tempfile::tempdir().unwrap();
        let marks = marks(&dir);
        assert_eq!(marks.read("a").unwrap(), Mark::Missing);
        for commits in [1, 7, u64::MAX, 8] {
            marks.write("a", commits);
            assert_eq!(marks.read("a").unwrap(), Mark::Commits(commits));
        }
        marks.write("b", 3);
        marks.write("a", 9);
        assert_eq!([marks.read("a").unwrap(), marks.read("b").unwrap()], [Mark::Commits(9), Mark::Commits(3)]);
        assert_eq!(self::marks(&dir).read("a").unwrap(), Mark::Commits(9));
    }

    #[test]
    fn anything_else_in_its_place_is_unreadable_and_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let good = text("a", 5);
        for bytes in ["", "a", "a 5\n", &good[..good.len() - 1], &text("b", 5), "a -0000000000000000005\n"] {
            let file = dir.path().join("marks/a");
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
            let marks = marks(&dir);
            assert_eq!(marks.read("a").unwrap(), Mark::Unreadable, "{bytes:?}");
            marks.write("a", 6);
            assert_eq!(marks.read("a").unwrap(), Mark::Commits(6), "{bytes:?}");
        }
    }

    #[test]
    fn an_id_that_could_be_a_path_has_no_mark() {
        let dir = tempfile::tempdir().unwrap();
        let marks = marks(&dir);
        for id in ["", "..", "../a", "a/b", "a\0", &"a".repeat(65)] {
            marks.write(id, 1);
            assert_eq!(marks.read(id).unwrap(), Mark::Missing, "{id:?}");
        }
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
