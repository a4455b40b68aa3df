//! What was fetched from the network, kept for a while: a file for each URL in `cache/`, named by its hash.
//!
//! Whoever could write there could choose the keys, so a copy that others than its owner can get at counts for nothing.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::files::{self, Directory};
use crate::base::lock::Lock;
use crate::base::{Code, Fault, hex};
use crate::jose::crypto;

use super::Home;

/// Room for the largest document, its quotation marks escaped.
const LIMIT: u64 = 8 * 1024 * 1024;

/// The folder that fetched documents are kept in.
#[derive(Debug, Clone)]
pub struct Cache {
    dir: PathBuf,
}

/// A document as it was fetched. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    /// Where from.
    pub url: String,
    /// When.
    pub fetched_at: i64,
    /// Until when it is as good as the original.
    pub fresh_until: i64,
    /// When the server was last asked for it, whatever came of that.
    pub asked_at: i64,
    /// Whether it came from this computer itself.
    pub is_loopback: bool,
    /// The document.
    pub body: String,
}

impl Home {
    /// The cache of this home.
    pub fn cache(&self) -> Cache {
        Cache { dir: self.cache_dir() }
    }
}

impl Cache {
    /// The copy of the document at `url`; `None` where there is none, or none that can be relied on.
    pub fn read(&self, url: &str) -> Result<Option<Fetched>, Fault> {
        if files::check_dir(&self.dir)? == Directory::Missing {
            return Ok(None);
        }
        files::refuse_writers(&self.dir)?;
        let bytes = match files::read_private(&self.path(url), LIMIT) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Ok(None),
            Err(fault) if fault.code == Code::KeyRefused => return Ok(None),
            Err(fault) => return Err(fault),
        };
        let fetched: Option<Fetched> = serde_json::from_slice(bytes.expose()).ok();
        Ok(fetched.filter(|fetched| fetched.url == url))
    }

    /// Keeps a document in the place of what was kept of its URL. The lock must be held.
    pub fn write(&self, fetched: &Fetched, _lock: &Lock) -> Result<(), Fault> {
        let path = self.path(&fetched.url);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files::sweep(&self.dir, |of| of == name)?;
        let text = serde_json::to_vec(fetched)
            .map_err(|error| Fault::new(Code::Internal, format!("the copy is no JSON: {error}")))?;
        files::write(&path, &text)
    }

    /// Takes the lock on the copy of `url`, so that of many processes one asks the server and the others read what it
    /// was answered. Makes the folder where it is missing. There are sixteen locks for all copies, so that no file stays
    /// behind for every URL that was ever mistyped.
    pub fn lock(&self, url: &str, patience: Duration) -> Result<Lock, Fault> {
        files::create_dir(&self.dir)?;
        files::check_dir(&self.dir)?;
        files::refuse_writers(&self.dir)?;
        let shelf = &hash(url)[..1];
        Lock::acquire(&self.dir.join(format!("{shelf}.lock")), patience)
    }

    /// Where it is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    fn path(&self, url: &str) -> PathBuf {
        self.dir.join(format!("{}.json", hash(url)))
    }
}

/// The name of a copy: a URL may have anything in it, and be longer than a file's name.
fn hash(url: &str) -> String {
    hex::encode(&crypto::sha256(url.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://idp.example/jwks";

    fn fetched() -> Fetched {
        let body = "{\"keys\":[]}".to_owned();
        Fetched { url: URL.to_owned(), fetched_at: 1, fresh_until: 2, asked_at: 1, is_loopback: false, body }
    }

    fn cache() -> (tempfile::TempDir, Cache) {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache { dir: dir.path().join("cache") };
        (dir, cache)
    }

    #[test]
    fn what_is_kept_is_found_again_under_its_url_alone() {
        let (_dir, cache) = cache();
        assert_eq!(cache.read(URL).unwrap(), None);
        let lock = cache.lock(URL, Duration::ZERO).unwrap();
        cache.write(&fetched(), &lock).unwrap();
        assert_eq!(cache.read(URL).unwrap(), Some(fetched()));
        assert_eq!(cache.read("https://idp.example/other").unwrap(), None);
        // A file that was moved to another name's place is none of that name.
        std::fs::rename(cache.path(URL), cache.path("https://idp.example/other")).unwrap();
        assert_eq!(cache.read("https://idp.example/other").unwrap(), None);
    }

    #[test]
    fn what_is_damaged_counts_for_nothing() {
        let (_dir, cache) = cache();
        let lock = cache.lock(URL, Duration::ZERO).unwrap();
        for text in ["", "{", "[]", "{\"url\":\"https://idp.example/jwks\"}", "\u{0}"] {
            files::write(&cache.path(URL), text.as_bytes()).unwrap();
            assert_eq!(cache.read(URL).unwrap(), None, "{text:?}");
        }
        cache.write(&fetched(), &lock).unwrap();
        assert_eq!(cache.read(URL).unwrap(), Some(fetched()));
    }

    #[cfg(unix)]
    #[test]
    fn what_others_can_get_at_counts_for_nothing() {
        use std::os::unix::fs::PermissionsExt as _;

        let (_dir, cache) = cache();
        let lock = cache.lock(URL, Duration::ZERO).unwrap();
        cache.write(&fetched(), &lock).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(cache.dir()), mode(&cache.path(URL))), (0o700, 0o600));
        std::fs::set_permissions(cache.path(URL), std::fs::Permissions::from_mode(0o620)).unwrap();
        assert_eq!(cache.read(URL).unwrap(), None);
        cache.write(&fetched(), &lock).unwrap();
        std::fs::set_permissions(cache.dir(), std::fs::Permissions::from_mode(0o770)).unwrap();
        assert!(cache.read(URL).is_err() && cache.lock(URL, Duration::ZERO).is_err());
    }
}
