//! Documents fetched from the network: a file in `cache/` for each URL and trust, named by their hash. A copy is used only by
//! commands that trust the same CA certificates.
//!
//! An attacker who can write there chooses the keys, so a copy that other users can change is refused.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::lock::Lock;
use crate::base::{Code, Dir, Fault, hex};
use crate::jose::crypto;

use super::{CACHE, Home};

/// In bytes; enough for the largest document with its quotation marks escaped.
const LIMIT: u64 = 8 * 1024 * 1024;

#[derive(Debug, Clone)]
pub struct Cache {
    home: Arc<Dir>,
    /// Whom the commands that share copies trust, as a hash.
    trust: String,
}

/// The content of a file.
#[derive(Serialize, Deserialize)]
struct CachedFile<F> {
    trust: String,
    #[serde(flatten)]
    fetched: F,
}

/// A cached document. Times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    pub url: String,
    pub fetched_at: i64,
    pub fresh_until: i64,
    /// The last request, whether it succeeded or not.
    pub asked_at: i64,
    /// Whether it came from a loopback address.
    pub is_loopback: bool,
    pub body: String,
}

impl Home {
    /// The copies that were fetched with the same `trust`: CA certificates, or the settings that name them.
    pub fn cache(&self, trust: &[u8]) -> Cache {
        Cache { home: Arc::clone(&self.dir), trust: hex::encode(&crypto::sha256(trust)) }
    }
}

impl Cache {
    /// The copy of the document at `url`; `None` if there is none, or if it cannot be read. An error only if another user can
    /// change it.
    pub fn read(&self, url: &str) -> Result<Option<Fetched>, Fault> {
        let Ok(Some(dir)) = self.home.open_subdir(CACHE) else { return Ok(None) };
        dir.check_owner()?;
        dir.refuse_writers()?;
        let Ok(Some(file)) = dir.open_file(&self.name(url)) else { return Ok(None) };
        file.refuse_writers()?;
        let Ok(bytes) = file.read(LIMIT) else { return Ok(None) };
        let stored: Option<CachedFile<Fetched>> = serde_json::from_slice(&bytes).ok();
        let stored = stored.filter(|stored| stored.fetched.url == url && stored.trust == self.trust);
        Ok(stored.map(|stored| stored.fetched))
    }

    /// Replaces the copy of a document. The caller holds the lock.
    pub fn write(&self, fetched: &Fetched, _lock: &Lock) -> Result<(), Fault> {
        let (dir, name) = (self.home.subdir_or_create(CACHE)?, self.name(&fetched.url));
        dir.sweep(|of| of == name)?;
        let text = serde_json::to_vec(&CachedFile { trust: self.trust.clone(), fetched })
            .map_err(|error| Fault::new(Code::Internal, format!("could not serialize the copy: {error}")))?;
        dir.write(&name, &text)
    }

    /// Takes the lock for the copy of `url`, so that one of many processes fetches it and the others read the copy. Creates
    /// the directory if it is missing. All URLs share sixteen locks, so that mistyped URLs leave no files.
    pub fn lock(&self, url: &str, timeout: Duration) -> Result<Lock, Fault> {
        let dir = self.home.subdir_or_create(CACHE)?;
        let slot = &hash(url)[..1];
        Lock::acquire(&dir, &format!("{slot}.lock"), timeout)
    }

    pub fn dir(&self) -> PathBuf {
        self.home.path_of(CACHE)
    }

    fn name(&self, url: &str) -> String {
        format!("{}.json", hash(&format!("{} {url}", self.trust)))
    }
}

/// The file name of a copy: a URL may contain any character, and be longer than a file name.
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
        let home = Arc::new(Dir::open(dir.path()).unwrap().unwrap());
        let cache = Cache { home, trust: "one".to_owned() };
        (dir, cache)
    }

    fn path(cache: &Cache, url: &str) -> PathBuf {
        cache.dir().join(cache.name(url))
    }

    #[test]
    fn a_copy_is_found_only_by_its_url() {
        let (_dir, cache) = cache();
        assert_eq!(cache.read(URL).unwrap(), None);
        let lock = cache.lock(URL, Duration::ZERO).unwrap();
        cache.write(&fetched(), &lock).unwrap();
        assert_eq!(cache.read(URL).unwrap(), Some(fetched()));
        assert_eq!(cache.read("https://idp.example/other").unwrap(), None);
        // A copy that was renamed is not accepted for another URL.
        std::fs::rename(path(&cache, URL), path(&cache, "https://idp.example/other")).unwrap();
        assert_eq!(cache.read("https://idp.example/other").unwrap(), None);
    }

    #[test]
    fn a_copy_is_found_only_with_the_same_trust() {
        let (_dir, cache) = cache();
        let other = Cache { trust: "other".to_owned(), ..cache.clone() };
        cache.write(&fetched(), &cache.lock(URL, Duration::ZERO).unwrap()).unwrap();
        assert_eq!(other.read(URL).unwrap(), None);
        std::fs::rename(path(&cache, URL), path(&other, URL)).unwrap();
        assert_eq!(other.read(URL).unwrap(), None);
    }

    #[test]
    fn a_damaged_copy_is_ignored() {
        let (_dir, cache) = cache();
        let lock = cache.lock(URL, Duration::ZERO).unwrap();
        for text in ["", "{", "[]", "{\"url\":\"https://idp.example/jwks\"}", "\u{0}"] {
            std::fs::write(path(&cache, URL), text.as_bytes()).unwrap();
            assert_eq!(cache.read(URL).unwrap(), None, "{text:?}");
        }
        cache.write(&fetched(), &lock).unwrap();
        assert_eq!(cache.read(URL).unwrap(), Some(fetched()));
    }

    #[cfg(unix)]
    #[test]
    fn a_copy_that_other_users_can_change_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;

        let (_dir, cache) = cache();
        let lock = cache.lock(URL, Duration::ZERO).unwrap();
        cache.write(&fetched(), &lock).unwrap();
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&cache.dir()), mode(&path(&cache, URL))), (0o700, 0o600));
        std::fs::set_permissions(path(&cache, URL), std::fs::Permissions::from_mode(0o620)).unwrap();
        let fault = cache.read(URL).unwrap_err();
        assert!(fault.hint.unwrap().starts_with("run `chmod go-w "));
        cache.write(&fetched(), &lock).unwrap();
        cache.read(URL).unwrap();
        std::fs::set_permissions(cache.dir(), std::fs::Permissions::from_mode(0o770)).unwrap();
        assert!(cache.read(URL).is_err() && cache.lock(URL, Duration::ZERO).is_err());
    }
}
