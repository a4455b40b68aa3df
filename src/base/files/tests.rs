use super::*;

fn names(dir: &Path) -> Vec<String> {
    names_in(dir).unwrap()
}

#[test]
fn a_write_replaces_the_whole_file_and_leaves_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.json");
    write(&path, b"one, rather long").unwrap();
    write(&path, b"two").unwrap();
    assert_eq!(read(&path, 100).unwrap().unwrap(), b"two");
    assert_eq!(names(dir.path()), ["a.json"]);
}

#[test]
fn a_failed_write_leaves_the_old_file_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    // A directory cannot be replaced by a file: the rename, the last step, fails.
    let path = dir.path().join("in-the-way");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("x"), "x").unwrap();
    assert_eq!(write(&path, b"new").unwrap_err().code, Code::Io);
    assert_eq!(names(dir.path()), ["in-the-way"]);
}

#[test]
fn create_never_touches_an_old_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("out.pem");
    create(&path, b"first").unwrap();
    let fault = create(&path, b"second").unwrap_err();
    assert!(fault.message.ends_with("out.pem already exists"), "{fault}");
    assert_eq!(fs::read(&path).unwrap(), b"first");
}

#[test]
fn a_file_created_in_parts_is_complete_or_missing() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("tokens");
    create_with(&path, |write| write(b"one ").and_then(|()| write(b"two"))).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"one two");
    let gone = dir.path().join("gone");
    let fault = create_with(&gone, |write| {
        write(b"one")?;
        Err(Fault::new(Code::Internal, "no more"))
    });
    assert_eq!(fault.unwrap_err().code, Code::Internal);
    assert_eq!(names(dir.path()), ["tokens"]);
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("f");
    fs::write(&path, [0; 11]).unwrap();
    assert!(read(&path, 10).is_err());
    assert_eq!(read(&path, 11).unwrap().unwrap().len(), 11);
    assert_eq!(read(&dir.path().join("none"), 10).unwrap(), None);
}

#[test]
fn only_temporary_files_of_the_target_are_swept() {
    let dir = tempfile::tempdir().unwrap();
    for name in [".ring.json.12.0.tmp", ".session.json.12.0.tmp", "ring.json", ".tmp", ".a.tmp"] {
        fs::write(dir.path().join(name), "x").unwrap();
    }
    sweep(dir.path(), |target| target == "ring.json").unwrap();
    assert_eq!(names(dir.path()), [".a.tmp", ".session.json.12.0.tmp", ".tmp", "ring.json"]);
}

#[test]
fn a_file_in_the_place_of_a_directory() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("file");
    fs::write(&path, "").unwrap();
    assert!(check_dir(&path).unwrap_err().message.ends_with("is not a directory"));
    assert!(check_dir(&path.join("below")).unwrap_err().message.ends_with("not a directory"));
    assert_eq!(check_dir(&dir.path().join("none")).unwrap(), Directory::Missing);
    assert_eq!(check_dir(dir.path()).unwrap(), Directory::Owned);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn files_and_directories_are_owner_only() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("a/b");
        create_dir(&inner).unwrap();
        write(&inner.join("w"), b"").unwrap();
        create(&inner.join("c"), b"").unwrap();
        assert_eq!([mode(&dir.path().join("a")), mode(&inner)], [0o700, 0o700]);
        assert_eq!([mode(&inner.join("w")), mode(&inner.join("c"))], [0o600, 0o600]);
        assert_eq!(exposure(&inner).unwrap(), None);
    }

    #[test]
    fn a_secret_readable_by_others_is_refused_with_the_fix() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("it's a key");
        write(&path, b"secret").unwrap();
        assert_eq!(read_private(&path, 100).unwrap().unwrap().expose(), b"secret");
        for open_mode in [0o644, 0o640, 0o620, 0o601] {
            fs::set_permissions(&path, PermissionsExt::from_mode(open_mode)).unwrap();
            let fault = read_private(&path, 100).unwrap_err();
            assert_eq!(fault.code, Code::KeyRefused);
            assert!(fault.message.contains(&format!("{open_mode:04o}")), "{fault}");
            let hint = fault.hint.unwrap();
            assert!(hint.starts_with("run `chmod 600 '/") && hint.ends_with(r"/it'\''s a key'`"), "{hint}");
        }
    }

    #[test]
    fn a_link_is_replaced_and_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let (victim, link) = (dir.path().join("victim"), dir.path().join("link"));
        fs::write(&victim, "precious").unwrap();
        symlink(&victim, &link).unwrap();
        write(&link, b"new").unwrap();
        assert_eq!(fs::read(&victim).unwrap(), b"precious");
        assert!(create(&dir.path().join("link2"), b"").is_ok());
        symlink(dir.path().join("nowhere"), dir.path().join("link3")).unwrap();
        assert!(create(&dir.path().join("link3"), b"x").is_err());
        assert!(!dir.path().join("nowhere").exists());
    }

    #[test]
    fn a_directory_of_another_user_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        // Only root can change the owner; any other user can test with the directory of root.
        let foreign = if rustix::process::geteuid().is_root() {
            std::os::unix::fs::chown(dir.path(), Some(12_345), None).unwrap();
            dir.path()
        } else {
            Path::new("/")
        };
        let fault = check_dir(foreign).unwrap_err();
        assert_eq!(fault.code, Code::Io);
        assert!(fault.message.contains("belongs to user "), "{fault}");
        assert!(fault.hint.is_some());
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_an_error_and_does_not_block() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("session.json");
    let made = process::Command::new("mkfifo").arg("-m").arg("600").arg(&path).status().unwrap();
    assert!(made.success());
    let faults = [read(&path, 10).map(drop), read_private(&path, 10).map(drop), open_lock(&path).map(drop)]
        .map(Result::unwrap_err);
    for fault in faults {
        assert!(fault.code == Code::Io && fault.message.ends_with("session.json: it is not a regular file"), "{fault}");
    }
    // A write replaces it.
    write(&path, b"new").unwrap();
    assert_eq!(read(&path, 10).unwrap().unwrap(), b"new");
    let inner = dir.path().join("ring.json");
    fs::create_dir(&inner).unwrap();
    assert!(read_private(&inner, 10).unwrap_err().message.ends_with("ring.json: it is a directory"));
}
