//! Damaged, missing and exposed files.

use std::path::Path;

use super::*;

#[test]
fn damaged_rings_are_reported_and_not_changed() {
    let (_dir, home) = home();
    let good = fs::read_to_string(home.ring_path()).unwrap();
    let cases = [
        (String::new(), "is damaged"),
        (good[..good.len() / 2].to_owned(), "is damaged"),
        ("\u{0}\u{1}\u{2}".to_owned(), "is damaged"),
        ("{\"version\":1,\"keys\":{}}".to_owned(), "is damaged"),
        (good.replace("\"version\": 1", "\"version\": 2"), "has version 2; this tokctl supports version 1"),
        (good.replace("\"alg\": \"ES256\"", "\"alg\": \"XY\""), "unknown or unsupported algorithm \"XY\""),
        (good.replace("\"private\": true", "\"private\": false"), "has no private key"),
    ];
    for (text, says) in cases {
        fs::write(home.ring_path(), &text).unwrap();
        let fault = home.signing_key().unwrap_err();
        assert_eq!(fault.code, Code::KeyUnreadable);
        assert!(fault.message.contains(says) && fault.hint.is_some(), "{fault} for {text}");
        assert!(home.add_keys(&[new("EdDSA", "x")], &at(NOW)).is_err());
        assert_eq!(fs::read_to_string(home.ring_path()).unwrap(), text);
    }
}

#[test]
fn contradictions_in_a_ring_are_damage() {
    let entry = |kid: &str, state: &str| {
        format!(
            r#"{{"kid":"{kid}","alg":"HS256","state":"{state}","origin":"generated","bits":256,"created_at":1,"private":true}}"#
        )
    };
    let parse = |keys: &[String]| {
        Ring::parse(format!(r#"{{"version":1,"keys":[{}]}}"#, keys.join(",")).as_bytes(), Path::new("ring.json"))
    };
    assert!(parse(&[entry("a", "active"), entry("b", "published")]).is_ok());
    let fault = parse(&[entry("a", "published"), entry("a", "retired")]).unwrap_err();
    assert!(fault.message.contains("two keys have the ID \"a\""), "{fault}");
    let fault = parse(&[entry("a", "active"), entry("b", "active")]).unwrap_err();
    assert!(fault.message.contains("several keys are active"), "{fault}");
}

#[test]
fn damaged_key_files_are_reported_and_not_changed() {
    let (_dir, home) = home();
    let kid = home.ring().unwrap().active().unwrap().kid.clone();
    let path = home.private_key_path(&kid);
    let public = home.ring().unwrap().active().unwrap().public_key().unwrap().unwrap();
    let other = new("ES256", &kid);
    let cases = [
        Secret::from(&b""[..]),
        Secret::from(&b"garbage"[..]),
        jwk::write(&public, false).unwrap(),
        jwk::write(other.key(), true).unwrap(),
    ];
    for text in cases {
        fs::write(&path, text.expose()).unwrap();
        let fault = home.signing_key().unwrap_err();
        assert_eq!(fault.code, Code::KeyUnreadable);
        assert!(fault.message.contains(&path.display().to_string()), "{fault}");
        assert_eq!(fs::read(&path).unwrap(), text.expose());
    }
    fs::remove_file(&path).unwrap();
    let fault = home.signing_key().unwrap_err();
    assert!(fault.message.ends_with("is missing") && fault.hint.unwrap().contains("key rotate"));
}

#[test]
fn a_missing_key_that_does_not_sign_can_be_removed() {
    let (_dir, home) = home();
    home.add_keys(&[new("HS256", "other")], &at(NOW)).unwrap();
    fs::remove_file(home.private_key_path("other")).unwrap();
    let entry = home.ring().unwrap().find("other").unwrap().clone();
    let hint = home.private_key(&entry).unwrap_err().hint.unwrap();
    assert!(hint.contains("`tokctl key remove other`"), "{hint}");
    home.remove_key("other").unwrap();
    assert!(home.ring().unwrap().get("other").is_none());
}

#[cfg(unix)]
#[test]
fn a_private_key_that_others_can_read_signs_nothing() {
    let (_dir, home) = home();
    let path = home.private_key_path(&home.ring().unwrap().active().unwrap().kid);
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let fault = home.signing_key().unwrap_err();
    assert_eq!(fault.code, Code::KeyRefused);
    assert!(fault.hint.unwrap().starts_with("run `chmod 600 /"));
}

#[test]
fn a_change_that_cannot_be_written_changes_nothing() {
    let (_dir, home) = home();
    let before = fs::read(home.ring_path()).unwrap();
    // A directory in the place of a new key's file: the ring is not written.
    let in_the_way = home.private_key_path("x");
    fs::create_dir_all(in_the_way.join("y")).unwrap();
    assert_eq!(home.add_keys(&[new("ES256", "w"), new("ES256", "x")], &at(NOW)).unwrap_err().code, Code::Io);
    assert!(!home.private_key_path("w").exists());
    assert_eq!(fs::read(home.ring_path()).unwrap(), before);
    // A directory in the place of the ring: the key written for it is removed again.
    let ring = home.ring().unwrap();
    fs::remove_file(home.ring_path()).unwrap();
    fs::create_dir(home.ring_path()).unwrap();
    assert_eq!(home.save_ring(&ring).unwrap_err().code, Code::Io);
    assert!(home.ring_path().is_dir());
}

#[cfg(unix)]
#[test]
fn files_that_others_may_write_are_refused_with_the_command_that_fixes_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let (_dir, home) = home();
    let kid = home.ring().unwrap().active().unwrap().kid.clone();
    let key = home.private_key_path(&kid);
    for (path, mode, right) in [
        (home.ring_path(), 0o620, 0o600),
        (home.ring_path(), 0o602, 0o600),
        (home.config_path(), 0o660, 0o600),
        (home.keys_dir(), 0o720, 0o700),
        (key, 0o620, 0o600),
        (home.refresh_key_path(), 0o602, 0o600),
    ] {
        let set_mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let read = || home.signing_key().and(home.settings().map(drop)).and(home.refresh_secret().map(drop));
        set_mode(mode);
        let fault = read().unwrap_err();
        let hint = fault.hint.unwrap();
        assert!(hint.starts_with("run `chmod ") && hint.contains(path.to_str().unwrap()), "{} {hint}", fault.message);
        set_mode(right);
        read().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn files_of_another_user_are_refused() {
    // Only root can give a file to another user.
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let (_dir, home) = home();
    for path in [home.ring_path(), home.config_path(), home.refresh_key_path(), home.dir().to_owned()] {
        std::os::unix::fs::chown(&path, Some(4_242), None).unwrap();
        let read = || home.ring().map(drop).and(home.settings().map(drop)).and(home.refresh_secret().map(drop));
        let fault = read().and(Home::open(home.dir()).map(drop)).unwrap_err();
        assert!(fault.message.contains("belongs to user 4242"), "{fault}");
        assert!(fault.hint.unwrap().starts_with("run `sudo chown "));
        std::os::unix::fs::chown(&path, Some(0), None).unwrap();
    }
}
