//! The cache: what is kept, for how long, and when it is fetched again.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::server::{Server, fixture, ok, response};
use crate::test_home::{CLAIMS, CommandOutput, TestHome, key, set, token};

/// A server that returns these responses in turn, then the last one.
fn in_turn(outputs: Vec<String>) -> Server {
    let next = AtomicUsize::new(0);
    Server::new(move |_, out| {
        let at = next.fetch_add(1, Ordering::SeqCst).min(outputs.len() - 1);
        out.write_all(outputs[at].as_bytes())
    })
}

fn verify(test: &TestHome, url: &str, token: &str, more: &[&str]) -> CommandOutput {
    test.run(&[&["verify", "--key", url, token], more].concat())
}

#[test]
fn a_copy_is_fresh_as_long_as_the_server_says_within_bounds() {
    let one = key(1, "one");
    let token = token(&one, CLAIMS);
    for (headers, fresh_for) in [
        ("", 600),
        ("Cache-Control: max-age=300\r\n", 300),
        ("Cache-Control: max-age=300\r\nAge: 100\r\n", 200),
        ("Cache-Control: max-age=5\r\n", 60),
        ("Cache-Control: no-store\r\n", 60),
        ("Cache-Control: no-cache\r\n", 60),
        ("Cache-Control: max-age=31536000\r\n", 86_400),
        ("Expires: Thu, 01 Jan 1970 00:00:00 GMT\r\n", 60),
        ("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nExpires: Thu, 01 Jan 1970 00:20:00 GMT\r\n", 1200),
    ] {
        let server = Server::always(ok(headers, &set(&[&one])));
        let test = TestHome::new();
        let url = server.url("/");
        assert_eq!(verify(&test, &url, &token, &[]).code, 0);
        test.advance(fresh_for - 1);
        assert_eq!(verify(&test, &url, &token, &[]).code, 0);
        assert_eq!(server.count(), 1, "{headers:?} is fresh for {fresh_for}");
        test.advance(1);
        // `--at` does not change the age of a copy.
        assert_eq!(verify(&test, &url, &token, &["--at", "2027-01-15"]).code, 0);
        assert_eq!(server.count(), 2, "{headers:?} is fresh for {fresh_for} only");
    }
}

#[test]
fn an_unknown_key_causes_one_fetch_in_30_seconds() {
    let (old, new, newer) = (key(1, "old"), key(2, "new"), key(3, "newer"));
    let server = in_turn(vec![ok("", &set(&[&old])), ok("", &set(&[&old, &new])), ok("", &set(&[&newer]))]);
    let test = TestHome::new();
    let url = server.url("/");
    let code = |key| verify(&test, &url, &token(key, CLAIMS), &[]).code;
    assert_eq!(code(&old), 0);
    assert_eq!(server.count(), 1);
    assert_eq!(code(&new), 11, "the copy is new");
    let output = verify(&test, &url, &token(&new, CLAIMS), &["-v"]);
    assert!(output.stderr.contains("less than 30s ago; not fetching again"), "{output:?}");
    assert_eq!(server.count(), 1);
    test.advance(31);
    assert_eq!(code(&new), 0);
    assert_eq!(server.count(), 2);
    test.advance(20);
    assert_eq!(code(&newer), 11);
    assert_eq!(server.count(), 2);
    test.advance(11);
    assert_eq!(code(&newer), 0);
    assert_eq!(server.count(), 3);
    // A key that the server no longer publishes is not trusted.
    assert_eq!(code(&old), 11);
    assert_eq!(server.count(), 3);
}

#[test]
fn a_failed_fetch_counts_and_keeps_the_copy() {
    let (one, other) = (key(1, "one"), key(2, "other"));
    for failure in [response("500 Oops", "", ""), ok("", "nonsense"), ok("", "{\"keys\":7}"), String::new()] {
        let server = in_turn(vec![ok("", &set(&[&one])), failure]);
        let test = TestHome::new();
        let url = server.url("/");
        assert_eq!(verify(&test, &url, &token(&one, CLAIMS), &[]).code, 0);
        test.advance(31);
        for _ in 0..3 {
            assert_eq!(verify(&test, &url, &token(&other, CLAIMS), &[]).code, 11);
        }
        assert_eq!(server.count(), 2);
        assert_eq!(verify(&test, &url, &token(&one, CLAIMS), &[]).code, 0);
        assert_eq!(server.count(), 2);
    }
}

#[test]
fn without_the_server_a_fresh_copy_is_used_and_an_expired_one_if_allowed() {
    let one = key(1, "one");
    let token = token(&one, CLAIMS);
    let server = Server::always(ok("", &set(&[&one])));
    let (test, url) = (TestHome::new(), server.url("/jwks"));
    let nothing = verify(&test, &url, &token, &["--offline"]);
    assert_eq!(nothing.code, 1, "{nothing:?}");
    assert!(nothing.stderr.contains("not in the cache") && nothing.stderr.contains("hint: "), "{nothing:?}");
    assert_eq!(server.count(), 0);
    assert_eq!(verify(&test, &url, &token, &[]).code, 0);
    drop(server);
    assert_eq!(verify(&test, &url, &token, &[]).code, 0);
    assert_eq!(verify(&test, &url, &token, &["--offline"]).code, 0);
    test.advance(600 + 90);
    let refused = verify(&test, &url, &token, &[]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(
        refused.stderr.contains("was refused") && refused.stderr.contains("accept it with --allow-stale 2m"),
        "{refused:?}"
    );
    let offline = verify(&test, &url, &token, &["--offline"]);
    assert_eq!(offline.code, 1, "{offline:?}");
    assert!(offline.stderr.contains("has expired") && offline.stderr.contains("--allow-stale 2m"), "{offline:?}");
    for more in [&["--allow-stale", "2m"][..], &["--allow-stale", "90s", "--offline"]] {
        let stale = verify(&test, &url, &token, more);
        assert_eq!(stale.code, 0, "{stale:?}");
        assert!(stale.stderr.contains("warning: ") && stale.stderr.contains("11 minutes ago"), "{stale:?}");
    }
    assert_eq!(verify(&test, &url, &token, &["--allow-stale", "1m"]).code, 1);
    assert_eq!(verify(&test, &url, &token, &["--allow-stale", "soon"]).code, 2);
    // Setting the clock back does not make a copy fresh again.
    test.clock.set(tokctl::base::Timestamp::from_secs(1_700_000_000));
    assert_eq!(verify(&test, &url, &token, &["--offline", "--allow-stale", "10w"]).code, 1);
}

#[test]
fn a_refused_response_is_not_hidden_by_an_older_copy() {
    let one = key(1, "one");
    let token = token(&one, CLAIMS);
    let secret = ok("", r#"{"keys":[{"kty":"oct","k":"AAAA"}]}"#);
    let server = in_turn(vec![ok("", &set(&[&one])), secret]);
    let (test, url) = (TestHome::new(), server.url("/"));
    assert_eq!(verify(&test, &url, &token, &[]).code, 0);
    test.advance(601);
    assert_eq!(verify(&test, &url, &token, &["--allow-stale", "1d"]).code, 11);
}

#[test]
fn without_a_home_nothing_is_cached_and_no_home_is_created() {
    let one = key(1, "one");
    let server = Server::always(ok("", &set(&[&one])));
    let test = TestHome::homeless();
    for count in 1..=2 {
        let output = verify(&test, &server.url("/"), &token(&one, CLAIMS), &["-v"]);
        assert_eq!(output.code, 0, "{output:?}");
        assert!(output.stderr.contains("no home, so fetched keys are not cached"), "{output:?}");
        assert_eq!(server.count(), count);
    }
    assert!(!test.home().exists());
}

#[test]
fn a_cache_that_cannot_be_written_is_not_used() {
    let (one, two) = (key(1, "one"), key(2, "two"));
    let server = Server::always(ok("", &set(&[&one])));
    let test = TestHome::new();
    std::fs::write(test.home().join("cache"), "a file where the directory should be").unwrap();
    for count in 1..=2 {
        let output = verify(&test, &server.url("/"), &token(&one, CLAIMS), &["-v"]);
        assert_eq!(output.code, 0, "{output:?}");
        assert!(output.stderr.contains("nothing is cached: "), "{output:?}");
        assert_eq!(server.count(), count);
    }
    // Within one process the copy is in memory.
    let output = verify(&test, &server.url("/"), &token(&two, CLAIMS), &[]);
    assert_eq!((output.code, server.count()), (11, 3), "{output:?}");
}

#[cfg(unix)]
#[test]
fn a_copy_that_other_users_may_write_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;

    let one = key(1, "one");
    let server = Server::always(ok("", &set(&[&one])));
    let (test, url, token) = (TestHome::new(), server.url("/"), token(&one, CLAIMS));
    assert_eq!(verify(&test, &url, &token, &[]).code, 0);
    let cache = test.home().join("cache");
    let copies = || std::fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path());
    let copy = copies().find(|path| path.extension().is_some_and(|kind| kind == "json")).unwrap();
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(&cache).unwrap().permissions().mode() & 0o777, 0o700);
    // So is any copy in a directory that others may write to.
    for (path, open, private) in [(&copy, 0o666, 0o600), (&cache, 0o777, 0o700)] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(open)).unwrap();
        for more in [&["--offline"][..], &[]] {
            let output = verify(&test, &url, &token, more);
            assert_eq!(output.code, 1, "{output:?}");
            assert!(output.stderr.contains(&format!("run `chmod go-w {}`", path.display())), "{output:?}");
        }
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(private)).unwrap();
        assert_eq!(verify(&test, &url, &token, &["--offline"]).code, 0);
    }
    assert_eq!(server.count(), 1);
    // A partial copy is ignored and replaced.
    std::fs::write(&copy, "{\"url\":").unwrap();
    assert_eq!(verify(&test, &url, &token, &[]).code, 0);
    assert_eq!(server.count(), 2);
}

#[test]
fn many_processes_at_once_fetch_once() {
    let (one, two) = (key(1, "one"), key(2, "two"));
    let asked = Arc::new(AtomicUsize::new(0));
    let (first, second) = (ok("", &set(&[&one])), ok("", &set(&[&one, &two])));
    let server = Server::new(move |_, out| {
        let is_first = asked.fetch_add(1, Ordering::SeqCst) == 0;
        std::thread::sleep(std::time::Duration::from_millis(100));
        out.write_all(if is_first { &first } else { &second }.as_bytes())
    });
    let test = TestHome::new();
    let run = |token: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
        command.args(["verify", "-q", "--key", &server.url("/"), token]).env_clear().env("TOKCTL_HOME", test.home());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let children: Vec<_> = (0..12).map(|_| run(&token(&one, CLAIMS))).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(server.count(), 1);
    // These processes use the system clock: the copy is new, so the unknown key causes no fetch.
    let children: Vec<_> = (0..4).map(|_| run(&token(&two, CLAIMS))).collect();
    for child in children {
        assert_eq!(child.wait_with_output().unwrap().status.code(), Some(11));
    }
    assert_eq!(server.count(), 1);
}

#[test]
fn a_copy_is_used_only_with_the_same_trust() {
    let one = key(1, "one");
    let jwks = ok("", &set(&[&one]));
    let server = Server::tls("server", move |_, out| out.write_all(jwks.as_bytes()));
    let (mut test, url, token) = (TestHome::new(), server.url("/"), token(&one, CLAIMS));
    let ca = fixture("ca.pem").display().to_string();
    assert_eq!(verify(&test, &url, &token, &["--ca-cert", &ca]).code, 0);
    assert_eq!(verify(&test, &url, &token, &["--ca-cert", &ca]).code, 0);
    assert_eq!(verify(&test, &url, &token, &["--ca-cert", &ca, "--ca-cert", &ca, "--offline"]).code, 0);
    assert_eq!(server.count(), 1);
    let offline = verify(&test, &url, &token, &["--offline"]);
    assert!(offline.code == 1 && offline.stderr.contains("not in the cache"), "{offline:?}");
    assert_eq!(verify(&test, &url, &token, &[]).code, 1);
    // The system settings count, too.
    test.set("SSL_CERT_FILE", &ca);
    assert_eq!(verify(&test, &url, &token, &["--offline"]).code, 1);
    assert_eq!(verify(&test, &url, &token, &[]).code, 0);
    assert_eq!(verify(&test, &url, &token, &["--offline"]).code, 0);
    assert_eq!(server.count(), 2);
    test.vars.clear();
    assert_eq!(verify(&test, &url, &token, &["--offline"]).code, 1);
    assert_eq!(verify(&test, &url, &token, &["--ca-cert", &ca, "--offline"]).code, 0);
}
