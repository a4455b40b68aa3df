//! The write-ahead log beside a state file, checked before SQLite opens it. SQLite takes a log that it cannot use for an
//! empty one, and what was committed to it, perhaps a revocation, would be lost silently.
//!
//! Damage within the log looks like a commit that a power failure cut short, and ends the log there.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::store::error::StoreError;
use crate::store::port::Result;

use super::fault;
use super::paths::{beside, size};

/// The length of a log's header (sqlite.org/fileformat2.html, section 4.1).
const HEADER: usize = 32;

/// How often to look again, because another process may be closing the file or restarting its log.
const LOOKS: u32 = 10;

/// Refuses the state file `path` if its log was damaged or taken away.
pub fn refuse_damaged(path: &Path) -> Result<()> {
    let log = beside(path, "-wal");
    let mut looks = 0;
    while let Some(detail) = damage(path, &log)? {
        looks += 1;
        if looks == LOOKS {
            return Err(StoreError::Corrupt { path: path.to_owned(), detail });
        }
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

fn damage(path: &Path, log: &Path) -> Result<Option<String>> {
    let mut header = Vec::with_capacity(HEADER);
    match File::open(log).and_then(|file| file.take(HEADER as u64).read_to_end(&mut header)) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return missing(path, log),
        Err(error) => return Err(fault::from_io(path, log, error)),
    }
    // Nothing was ever committed to a log whose header is not all there or not on the disk.
    let begun = header.len() == HEADER && header.iter().any(|byte| *byte != 0);
    Ok((begun && !is_header(&header)).then(|| format!("its log {} is not a SQLite write-ahead log", log.display())))
}

/// The log's index is made after the log, and removed before it.
fn missing(path: &Path, log: &Path) -> Result<Option<String>> {
    let index: PathBuf = beside(path, "-shm");
    let left = size(&index)?.is_some_and(|size| size > 0);
    Ok(left
        .then(|| format!("its log {} is missing, but {}, which belongs to it, exists", log.display(), index.display())))
}

/// Whether this is the header that SQLite writes: a magic number, which gives the byte order of the checksum, and
/// the checksum of all before it.
fn is_header(header: &[u8]) -> bool {
    let (words, _) = header.as_chunks::<4>();
    let big = words[0] == 0x377f_0683_u32.to_be_bytes();
    if !big && words[0] != 0x377f_0682_u32.to_be_bytes() {
        return false;
    }
    let word = |at: usize| if big { u32::from_be_bytes(words[at]) } else { u32::from_le_bytes(words[at]) };
    let (mut one, mut two) = (0u32, 0u32);
    for at in [0, 2, 4] {
        one = one.wrapping_add(word(at)).wrapping_add(two);
        two = two.wrapping_add(word(at + 1)).wrapping_add(one);
    }
    [one, two] == [u32::from_be_bytes(words[6]), u32::from_be_bytes(words[7])]
}
