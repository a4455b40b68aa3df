//! Creating and replacing a home.

use std::path::Path;
use std::sync::Arc;

use crate::base::lock::{self, Lock};
use crate::base::{Clock, Dir, Fault, Random, Secret, b64, hex, random};
use crate::jose::Algorithm;

use super::config::ConfigFile;
use super::contents::RefreshSecret;
use super::ring::{NewKey, Ring};
use super::sandbox::Sandbox;
use super::{
    CACHE, CONFIG, Home, HomeContents, KEYS, MARKS, REFRESH_FINGERPRINT, REFRESH_KEY, REFRESH_SECRET_LEN,
    REPLACED_RING, RING, SANDBOX, SESSION, STATE, STATE_CREATED, STATE_LOCK,
};

/// The algorithm of a new home's key: short signatures, fast, and widely supported.
pub const FIRST_ALGORITHM: &str = "ES256";

/// What a new home begins with.
#[derive(Debug, Clone, Copy)]
pub enum Start<'s> {
    /// Default settings and a new signing key.
    New,
    /// The same, and a clock of its own.
    Sandbox(&'s Sandbox),
    /// The settings and keys of another home.
    Contents(&'s HomeContents),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedHome {
    pub home: Home,
    /// Whether it did not exist before.
    pub is_new: bool,
}

impl Home {
    /// The home at `dir`; if there is none, a new one with default settings and a new signing key.
    ///
    /// If several processes call it at once, one creates the home and all get the same. A process that is killed leaves an
    /// incomplete home, which the next call completes: `ring.json` is written last.
    pub fn open_or_create(dir: &Path, clock: &dyn Clock, random: &dyn Random) -> Result<OpenedHome, Fault> {
        match Self::open(dir)? {
            Some(home) => Ok(OpenedHome { home, is_new: false }),
            None => Self::create(dir, Start::New, clock, random),
        }
    }

    /// Creates the home at `dir`. A home that another process has created in the meantime is left unchanged.
    pub fn create(dir: &Path, start: Start<'_>, clock: &dyn Clock, random: &dyn Random) -> Result<OpenedHome, Fault> {
        let opened = Dir::open_or_create(dir)?;
        opened.check_owner()?;
        if opened.names()?.is_empty() {
            // Created by hand for this, or just now. A directory with other files keeps its permissions.
            opened.make_private()?;
        }
        opened.refuse_writers()?;
        let home = Self { dir: Arc::new(opened) };
        // A process that replaced the home was killed: a login may still wait for the session of the old one.
        let is_replaced = home.dir.exists(REPLACED_RING)?;
        let _session = if is_replaced { Some(home.lock_session()?) } else { None };
        let _lock = home.lock()?;
        if home.dir.exists(RING)? {
            return Ok(OpenedHome { home, is_new: false });
        }
        if home.dir.exists(REPLACED_RING)? {
            home.clear()?;
        } else if home.lost_its_ring()? {
            return Err(home.ring_lost());
        }
        home.fill(start, clock, random)?;
        Ok(OpenedHome { home, is_new: true })
    }

    /// Replaces the home at `dir`. Its keys, settings, users and sessions are gone. It waits for
    /// commands that work with the current session; a command that has the state open finds it replaced.
    pub fn recreate(dir: &Path, start: Start<'_>, clock: &dyn Clock, random: &dyn Random) -> Result<OpenedHome, Fault> {
        let Some(home) = Self::unchecked(dir)? else { return Self::create(dir, start, clock, random) };
        if !home.dir.exists(RING)? && !home.lost_its_ring()? {
            return Self::create(dir, start, clock, random);
        }
        home.dir.check_owner()?;
        home.dir.refuse_writers()?;
        let _session = home.lock_session()?;
        let _lock = home.lock()?;
        home.clear()?;
        home.fill(start, clock, random)?;
        Ok(OpenedHome { home, is_new: false })
    }

    /// Removes everything but the locks. The ring is renamed first and removed last: from then on there is no home, and if
    /// the process is killed, the next one that creates a home sees that the rest must be removed. So the old keys are never
    /// in use without the revocations.
    fn clear(&self) -> Result<(), Fault> {
        if self.dir.exists(RING)? {
            self.dir.rename(RING, REPLACED_RING)?;
        } else {
            self.dir.write(REPLACED_RING, b"")?;
        }
        self.dir.remove(SESSION)?;
        {
            // No step is committed to a database that is removed.
            let _state = Lock::acquire(&self.dir, STATE_LOCK, lock::DEADLINE)?;
            self.dir.remove(STATE_CREATED)?;
            // The write-ahead log goes before its database: SQLite would play a log that it finds into a new one.
            for suffix in ["-wal", "-shm", ""] {
                self.dir.remove(&format!("{STATE}{suffix}"))?;
            }
        }
        for name in [MARKS, CACHE, KEYS] {
            self.dir.remove_dir(name)?;
        }
        for name in [REFRESH_KEY, REFRESH_FINGERPRINT, CONFIG, SANDBOX, REPLACED_RING] {
            self.dir.remove(name)?;
        }
        Ok(())
    }

    /// Writes the files of a new home, the ring last. The caller holds the lock.
    fn fill(&self, start: Start<'_>, clock: &dyn Clock, random: &dyn Random) -> Result<(), Fault> {
        self.dir.subdir_or_create(KEYS)?;
        let sandbox = match start {
            Start::New => None,
            Start::Sandbox(sandbox) => Some(sandbox),
            Start::Contents(contents) => contents.sandbox.as_ref(),
        };
        match sandbox {
            Some(sandbox) => sandbox.save(self)?,
            // Left by an incomplete sandbox.
            None => _ = self.dir.remove(SANDBOX)?,
        }
        match start {
            Start::New | Start::Sandbox(_) => self.fill_new(clock, random),
            Start::Contents(contents) => self.fill_with(contents),
        }
    }

    /// Files of an incomplete home are used.
    fn fill_new(&self, clock: &dyn Clock, random: &dyn Random) -> Result<(), Fault> {
        self.dir.remove(REFRESH_FINGERPRINT)?;
        if !self.dir.exists(REFRESH_KEY)? {
            let secret = zeroize::Zeroizing::new(random::bytes::<REFRESH_SECRET_LEN>(random)?);
            self.write_refresh_secret(&Secret::new(secret.to_vec()))?;
        }
        if !self.dir.exists(CONFIG)? {
            ConfigFile::default().save(&self.dir, CONFIG)?;
        }
        let alg: Algorithm = FIRST_ALGORITHM.parse()?;
        let key = NewKey::generate(alg, None, None, random)?;
        let mut ring = Ring::default();
        self.write_key(key.key())?;
        ring.add(&key, clock.now())?;
        self.save_ring(&ring)
    }

    /// Files of an incomplete home are replaced. If the process is killed, the next one that creates a home clears what it
    /// wrote, as if a home was being replaced.
    fn fill_with(&self, contents: &HomeContents) -> Result<(), Fault> {
        self.dir.write(REPLACED_RING, b"")?;
        contents.private_keys.iter().try_for_each(|key| self.write_key(key))?;
        contents.config.save(&self.dir, CONFIG)?;
        match &contents.refresh {
            RefreshSecret::Known(secret) => {
                self.write_refresh_secret(secret)?;
                self.dir.remove(REFRESH_FINGERPRINT)?;
            }
            RefreshSecret::Fingerprint(fingerprint) => {
                self.dir.write(REFRESH_FINGERPRINT, format!("{}\n", hex::encode(fingerprint)).as_bytes())?;
                self.dir.remove(REFRESH_KEY)?;
            }
        }
        self.save_ring(&contents.ring)?;
        self.dir.remove(REPLACED_RING).map(drop)
    }

    fn write_refresh_secret(&self, secret: &Secret) -> Result<(), Fault> {
        let text = zeroize::Zeroizing::new(b64::encode(secret.expose()) + "\n");
        self.dir.write(REFRESH_KEY, text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;
    use std::path::PathBuf;
    use std::sync::Barrier;
    use std::thread;

    use super::*;
    use crate::base::{Code, FixedClock, SystemRandom, Timestamp};

    static CLOCK: FixedClock = FixedClock::new(Timestamp::from_secs(1_700_000_000));

    fn make(dir: &Path) -> Result<OpenedHome, Fault> {
        Home::open_or_create(dir, &CLOCK, &SystemRandom)
    }

    /// Every file of a home, by its path in it.
    fn files_of(dir: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                found.extend(files_of(&entry.path()));
            } else {
                found.push(entry.path());
            }
        }
        found.sort();
        found
    }

    /// The number of files but the locks, which outlive the home.
    fn count_files(dir: &Path) -> usize {
        files_of(dir).iter().filter(|path| !path.to_string_lossy().ends_with("lock")).count()
    }

    #[test]
    fn a_new_home_has_defaults_and_one_active_key() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("a/b");
        assert_eq!(Home::open(&dir).unwrap(), None);
        let OpenedHome { home, is_new } = make(&dir).unwrap();
        assert!(is_new);
        assert_eq!(home.settings().unwrap(), crate::home::Settings::default());
        assert_eq!(home.refresh_secret().unwrap().len(), 32);
        let signing = home.signing_key().unwrap();
        assert_eq!(signing.alg.name(), "ES256");
        assert_eq!(signing.key.kid.as_deref(), Some(home.ring().unwrap().active().unwrap().kid.as_str()));
        assert_eq!(make(&dir).unwrap(), OpenedHome { home: home.clone(), is_new: false });
        assert_eq!(Home::open(&dir).unwrap(), Some(home));
    }

    #[cfg(unix)]
    #[test]
    fn everything_in_it_is_private() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("home");
        fs::create_dir(&dir).unwrap();
        fs::set_permissions(&dir, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let home = make(&dir).unwrap().home;
        for path in files_of(&dir).iter().chain([&dir, &home.keys_dir()]) {
            assert_eq!(crate::base::files::exposure(path).unwrap(), None, "{}", path.display());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_directory_that_others_may_write_to_is_refused() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("home");
        let open_up = |mode| fs::set_permissions(&dir, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
        make(&dir).unwrap();
        for mode in [0o777, 0o770, 0o702] {
            open_up(mode);
            for fault in [Home::open(&dir).unwrap_err(), make(&dir).unwrap_err()] {
                assert!(fault.hint.unwrap().contains("chmod go-w"), "{}", fault.message);
            }
        }
        open_up(0o755);
        assert!(!make(&dir).unwrap().is_new);
        // Nor is a home created in such a directory.
        fs::remove_file(dir.join("ring.json")).unwrap();
        open_up(0o777);
        make(&dir).unwrap_err();
        open_up(0o755);
        assert!(make(&dir).unwrap().is_new);
    }

    #[test]
    fn twenty_threads_at_once_create_one_home() {
        let outer = tempfile::tempdir().unwrap();
        let (dir, start) = (outer.path().join("home"), Barrier::new(20));
        let answers: Vec<_> = thread::scope(|scope| {
            let one = || {
                start.wait();
                let opened = make(&dir).unwrap();
                (opened.is_new, opened.home.signing_key().unwrap().key.kid)
            };
            let threads: Vec<_> = (0..20).map(|_| scope.spawn(one)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(answers.iter().filter(|(is_new, _)| *is_new).count(), 1);
        assert_eq!(answers.iter().map(|(_, kid)| kid).collect::<HashSet<_>>().len(), 1);
        assert_eq!(count_files(&dir), 4, "{:?}", files_of(&dir));
    }

    #[test]
    fn an_incomplete_home_is_not_a_home_and_is_completed() {
        let outer = tempfile::tempdir().unwrap();
        let whole = outer.path().join("whole");
        make(&whole).unwrap();
        // A killed process leaves the first files in the order of writing, and perhaps a temporary file.
        let order = ["home.lock", "refresh.key", "config.json"];
        for cut in 0..=order.len() {
            let dir = outer.path().join(cut.to_string());
            fs::create_dir_all(dir.join("keys")).unwrap();
            for name in &order[..cut] {
                fs::copy(whole.join(name), dir.join(name)).unwrap();
            }
            fs::write(dir.join(".ring.json.1.0.tmp"), "{").unwrap();
            fs::write(dir.join("keys/.k.jwk.1.0.tmp"), "{").unwrap();
            assert_eq!(Home::open(&dir).unwrap(), None);
            let OpenedHome { home, is_new } = make(&dir).unwrap();
            assert!(is_new);
            home.signing_key().unwrap();
            assert_eq!(count_files(&dir), 4);
            if cut >= 2 {
                assert_eq!(fs::read(dir.join("refresh.key")).unwrap(), fs::read(whole.join("refresh.key")).unwrap());
            }
        }
    }

    #[test]
    fn a_replaced_home_keeps_nothing_of_the_old_one() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("home");
        let old = make(&dir).unwrap().home;
        let (kid, secret) = (old.signing_key().unwrap().key.kid, old.refresh_secret().unwrap());
        old.change_config(|config| config.set("audience", "old")).unwrap();
        for name in ["state.db", "state.db-wal", "state.db-shm", "session.json", "cache/x"] {
            fs::create_dir_all(dir.join(name).parent().unwrap()).unwrap();
            fs::write(dir.join(name), "old").unwrap();
        }
        let OpenedHome { home, is_new } = Home::recreate(&dir, Start::New, &CLOCK, &SystemRandom).unwrap();
        assert!(!is_new);
        assert_ne!(home.signing_key().unwrap().key.kid, kid);
        assert_ne!(home.refresh_secret().unwrap(), secret);
        assert_eq!(home.settings().unwrap().audience, "api");
        assert_eq!(count_files(&dir), 4);
    }

    #[test]
    fn a_home_whose_replacement_was_cut_short_keeps_nothing_of_the_old_one() {
        let outer = tempfile::tempdir().unwrap();
        // After the ring was renamed, the process is killed before each of the later steps.
        let later = ["session.json", "state.created", "state.db-wal", "state.db", "refresh.key", "config.json"];
        for cut in 0..=later.len() {
            let dir = outer.path().join(cut.to_string());
            let old = make(&dir).unwrap().home;
            let (kid, secret) = (old.signing_key().unwrap().key.kid, old.refresh_secret().unwrap());
            old.change_config(|config| config.set("audience", "old")).unwrap();
            for name in ["session.json", "state.created", "state.db-wal", "state.db"] {
                fs::write(dir.join(name), "old").unwrap();
            }
            old.dir.rename(RING, REPLACED_RING).unwrap();
            for name in &later[..cut] {
                fs::remove_file(dir.join(name)).unwrap();
            }
            assert_eq!(Home::open(&dir).unwrap(), None);
            let OpenedHome { home, is_new } = make(&dir).unwrap();
            assert!(is_new);
            assert_ne!(home.signing_key().unwrap().key.kid, kid);
            assert_ne!(home.refresh_secret().unwrap(), secret);
            assert_eq!(home.settings().unwrap().audience, "api");
            assert_eq!(count_files(&dir), 4, "{:?}", files_of(&dir));
        }
    }

    #[test]
    fn a_home_in_use_that_lost_its_ring_is_not_made_new_silently() {
        let outer = tempfile::tempdir().unwrap();
        for used in ["state.created", "session.json"] {
            let dir = outer.path().join(used);
            let old = make(&dir).unwrap().home;
            let secret = old.refresh_secret().unwrap();
            fs::write(dir.join(used), "old").unwrap();
            fs::remove_file(old.ring_path()).unwrap();
            for fault in [Home::open(&dir).unwrap_err(), make(&dir).unwrap_err()] {
                assert_eq!(fault.code, Code::KeyUnreadable);
                assert!(fault.hint.unwrap().contains("init --force"));
            }
            assert!(dir.join(used).exists() && !old.ring_path().exists());
            let new = Home::recreate(&dir, Start::New, &CLOCK, &SystemRandom).unwrap().home;
            assert_ne!(new.refresh_secret().unwrap(), secret);
            assert!(!dir.join(used).exists());
            new.signing_key().unwrap();
        }
    }

    #[test]
    fn a_home_that_is_being_replaced_is_waited_for() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("home");
        let home = make(&dir).unwrap().home;
        let replacing = home.lock().unwrap();
        home.dir.rename(RING, REPLACED_RING).unwrap();
        thread::scope(|scope| {
            let opening = scope.spawn(|| Home::open(&dir).unwrap());
            thread::sleep(std::time::Duration::from_millis(100));
            home.dir.rename(REPLACED_RING, RING).unwrap();
            drop(replacing);
            assert_eq!(opening.join().unwrap(), Some(home));
        });
    }

    #[test]
    fn clearing_a_home_begins_with_its_ring() {
        let outer = tempfile::tempdir().unwrap();
        let dir = outer.path().join("home");
        let home = make(&dir).unwrap().home;
        fs::write(home.state_path(), "state").unwrap();
        // A directory in the place of the session's file stops it at the first removal.
        fs::create_dir_all(home.session_path().join("x")).unwrap();
        home.clear().unwrap_err();
        assert_eq!(Home::open(&dir).unwrap(), None);
        assert!(home.state_path().exists());
    }

    #[test]
    fn a_file_in_its_place_is_an_error() {
        let outer = tempfile::tempdir().unwrap();
        let path = outer.path().join("file");
        fs::write(&path, "").unwrap();
        for dir in [path.clone(), path.join("home")] {
            assert_eq!(Home::open(&dir).unwrap_err().code, Code::Io);
            assert_eq!(make(&dir).unwrap_err().code, Code::Io);
        }
    }

    #[test]
    fn a_damaged_refresh_key_is_reported_and_not_changed() {
        let outer = tempfile::tempdir().unwrap();
        let home = make(&outer.path().join("home")).unwrap().home;
        for text in ["", "AAAA", "not base64!", "\u{fffd}"] {
            home.dir.write(REFRESH_KEY, text.as_bytes()).unwrap();
            assert_eq!(home.refresh_secret().unwrap_err().code, Code::KeyUnreadable);
            assert_eq!(fs::read(home.refresh_key_path()).unwrap(), text.as_bytes());
        }
    }
}
