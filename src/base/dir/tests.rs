use std::fs;

use super::*;

fn open(dir: &tempfile::TempDir) -> Dir {
    Dir::open(dir.path()).unwrap().unwrap()
}

#[test]
fn a_write_replaces_the_whole_file_and_leaves_nothing_else() {
    let outer = tempfile::tempdir().unwrap();
    let dir = open(&outer);
    dir.write("a.json", b"one, rather long").unwrap();
    dir.write("a.json", b"two").unwrap();
    assert_eq!(dir.read("a.json", 100).unwrap().unwrap(), b"two");
    assert_eq!(dir.names().unwrap(), ["a.json"]);
}

#[test]
fn a_failed_write_leaves_the_old_file_and_nothing_else() {
    let outer = tempfile::tempdir().unwrap();
    let dir = open(&outer);
    // A directory cannot be replaced by a file: the rename, the last step, fails.
    fs::create_dir_all(outer.path().join("in-the-way/x")).unwrap();
    assert_eq!(dir.write("in-the-way", b"new").unwrap_err().code, Code::Io);
    assert_eq!(dir.names().unwrap(), ["in-the-way"]);
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let outer = tempfile::tempdir().unwrap();
    let dir = open(&outer);
    fs::write(outer.path().join("f"), [0; 11]).unwrap();
    dir.read("f", 10).unwrap_err();
    assert_eq!(dir.read("f", 11).unwrap().unwrap().len(), 11);
    assert_eq!(dir.read("none", 10).unwrap(), None);
}

#[test]
fn only_temporary_files_of_the_target_are_swept() {
    let outer = tempfile::tempdir().unwrap();
    for name in [".ring.json.12.0.tmp", ".session.json.12.0.tmp", "ring.json", ".tmp", ".a.tmp"] {
        fs::write(outer.path().join(name), "x").unwrap();
    }
    let dir = open(&outer);
    dir.sweep(|target| target == "ring.json").unwrap();
    assert_eq!(dir.names().unwrap(), [".a.tmp", ".session.json.12.0.tmp", ".tmp", "ring.json"]);
}

#[test]
fn a_directory_is_removed_with_its_content() {
    let outer = tempfile::tempdir().unwrap();
    fs::create_dir_all(outer.path().join("cache/deep/er")).unwrap();
    fs::write(outer.path().join("cache/deep/er/file"), "x").unwrap();
    let dir = open(&outer);
    dir.remove_dir("cache").unwrap();
    dir.remove_dir("cache").unwrap();
    assert_eq!(dir.names().unwrap(), [""; 0]);
}

#[test]
fn a_file_in_the_place_of_a_directory() {
    let outer = tempfile::tempdir().unwrap();
    let path = outer.path().join("file");
    fs::write(&path, "").unwrap();
    assert!(Dir::open(&path).unwrap_err().message.ends_with("is not a directory"));
    assert!(Dir::open(&path.join("below")).unwrap_err().message.ends_with("not a directory"));
    assert!(Dir::open(&outer.path().join("none")).unwrap().is_none());
    open(&outer).subdir("file").unwrap_err();
    open(&outer).subdir_or_create("file").unwrap_err();
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    }

    #[test]
    fn files_and_directories_are_owner_only() {
        let outer = tempfile::tempdir().unwrap();
        let dir = Dir::open_or_create(&outer.path().join("a/b")).unwrap();
        let inner = dir.subdir_or_create("inner").unwrap();
        inner.write("w", b"").unwrap();
        inner.open_or_create_file("lock", "lock").unwrap();
        assert_eq!([mode(&outer.path().join("a")), mode(dir.path()), mode(inner.path())], [0o700; 3]);
        assert_eq!(["w", "lock"].map(|name| mode(&inner.path_of(name))), [0o600; 2]);
    }

    #[test]
    fn files_stay_those_of_the_opened_directory() {
        let outer = tempfile::tempdir().unwrap();
        let dir = Dir::open_or_create(&outer.path().join("home")).unwrap();
        dir.write("ring.json", b"own").unwrap();
        fs::rename(dir.path(), outer.path().join("moved")).unwrap();
        let planted = Dir::open_or_create(&outer.path().join("home")).unwrap();
        planted.write("ring.json", b"planted").unwrap();
        assert_eq!(dir.read("ring.json", 10).unwrap().unwrap(), b"own");
        dir.write("ring.json", b"new").unwrap();
        assert_eq!(fs::read(outer.path().join("moved/ring.json")).unwrap(), b"new");
    }

    #[test]
    fn a_secret_readable_by_others_is_refused_with_the_fix() {
        let outer = tempfile::tempdir().unwrap();
        let dir = open(&outer);
        dir.write("it's a key", b"secret").unwrap();
        assert_eq!(dir.read_private("it's a key", 100).unwrap().unwrap().expose(), b"secret");
        for (open_mode, code) in
            [(0o644, Code::KeyRefused), (0o640, Code::KeyRefused), (0o601, Code::KeyRefused), (0o620, Code::Io)]
        {
            set_mode(&dir.path_of("it's a key"), open_mode);
            let fault = dir.read_private("it's a key", 100).unwrap_err();
            assert_eq!(fault.code, code);
            assert!(fault.message.contains(&format!("{open_mode:04o}")), "{fault}");
            let hint = fault.hint.unwrap();
            assert!(hint.starts_with("run `chmod 600 '/") && hint.ends_with(r"/it'\''s a key'`"), "{hint}");
        }
    }

    #[test]
    fn what_others_may_write_is_refused_with_the_fix() {
        let outer = tempfile::tempdir().unwrap();
        let dir = open(&outer);
        dir.write("file", b"").unwrap();
        fs::create_dir(dir.path_of("inner")).unwrap();
        for open_mode in [0o620, 0o602, 0o666] {
            set_mode(&dir.path_of("file"), open_mode);
            set_mode(&dir.path_of("inner"), open_mode | 0o700);
            for (name, fault) in [
                ("file", dir.read("file", 10).unwrap_err()),
                ("file", dir.has("file").unwrap_err()),
                ("file", dir.open_or_create_file("file", "lock").unwrap_err()),
                ("inner", dir.subdir("inner").unwrap_err()),
                ("inner", dir.subdir_or_create("inner").unwrap_err()),
            ] {
                assert_eq!(fault.code, Code::Io);
                assert_eq!(fault.hint, Some(format!("run `chmod go-w {}`", dir.path_of(name).display())));
            }
        }
    }

    #[test]
    fn a_link_is_replaced_by_writes_and_refused_by_reads() {
        let outer = tempfile::tempdir().unwrap();
        let dir = open(&outer);
        let victim = outer.path().join("victim");
        fs::write(&victim, "precious").unwrap();
        for name in ["link", "dangling"] {
            symlink(if name == "link" { "victim" } else { "nowhere" }, dir.path_of(name)).unwrap();
            for fault in [
                dir.read(name, 10).unwrap_err(),
                dir.read_private(name, 10).unwrap_err(),
                dir.has(name).unwrap_err(),
                dir.open_or_create_file(name, "lock").unwrap_err(),
            ] {
                assert!(fault.message.ends_with("it is a symbolic link"), "{fault}");
            }
            dir.write(name, b"new").unwrap();
            assert_eq!(dir.read(name, 10).unwrap().unwrap(), b"new");
        }
        assert_eq!(fs::read(&victim).unwrap(), b"precious");
        assert!(!outer.path().join("nowhere").exists());
        // A link in the place of a directory that is to be removed.
        fs::create_dir(outer.path().join("kept")).unwrap();
        symlink("kept", dir.path_of("cache")).unwrap();
        dir.remove_dir("cache").unwrap();
        assert!(outer.path().join("kept").is_dir() && !dir.exists("cache").unwrap());
    }

    #[test]
    fn a_directory_of_another_user_is_refused() {
        let outer = tempfile::tempdir().unwrap();
        // Only root can change the owner; any other user can test with the directory of root.
        let foreign = if rustix::process::geteuid().is_root() {
            std::os::unix::fs::chown(outer.path(), Some(12_345), None).unwrap();
            outer.path()
        } else {
            Path::new("/")
        };
        let fault = Dir::open(foreign).unwrap().unwrap().check_owner().unwrap_err();
        assert_eq!(fault.code, Code::Io);
        assert!(fault.message.contains("belongs to user "), "{fault}");
        assert!(fault.hint.is_some());
    }

    #[test]
    fn what_is_not_a_regular_file_is_an_error_and_does_not_block() {
        let outer = tempfile::tempdir().unwrap();
        let dir = open(&outer);
        let path = dir.path_of("session.json");
        let make_pipe =
            || assert!(process::Command::new("mkfifo").arg("-m").arg("600").arg(&path).status().unwrap().success());
        let make_socket = || drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        for make in [&make_pipe as &dyn Fn(), &make_socket] {
            make();
            let faults = [
                dir.read("session.json", 10).map(drop),
                dir.read_private("session.json", 10).map(drop),
                dir.has("session.json").map(drop),
                dir.open_or_create_file("session.json", "open").map(drop),
            ];
            for fault in faults.map(Result::unwrap_err) {
                let ending = "session.json: it is not a regular file";
                assert!(fault.code == Code::Io && fault.message.ends_with(ending), "{fault}");
            }
            // A write replaces it.
            dir.write("session.json", b"new").unwrap();
            assert_eq!(dir.read("session.json", 10).unwrap().unwrap(), b"new");
            dir.remove("session.json").unwrap();
        }
        fs::create_dir(dir.path_of("ring.json")).unwrap();
        assert!(dir.read_private("ring.json", 10).unwrap_err().message.ends_with("ring.json: it is a directory"));
    }
}
