use super::*;

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
    assert_eq!(names_in(dir.path()).unwrap(), ["tokens"]);
}

#[cfg(unix)]
#[test]
fn created_files_and_directories_are_owner_only() {
    let dir = tempfile::tempdir().unwrap();
    let inner = dir.path().join("a/b");
    create_dir(&inner).unwrap();
    create(&inner.join("c"), b"").unwrap();
    for path in [dir.path().join("a"), inner.join("c"), inner] {
        assert_eq!(exposure(&path).unwrap(), None, "{}", path.display());
    }
}

#[cfg(unix)]
#[test]
fn create_does_not_follow_a_link() {
    let dir = tempfile::tempdir().unwrap();
    let link = dir.path().join("link");
    std::os::unix::fs::symlink(dir.path().join("nowhere"), &link).unwrap();
    assert!(create(&link, b"x").is_err());
    assert!(!dir.path().join("nowhere").exists());
}
