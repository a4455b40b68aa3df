//! What other processes change in the home takes effect on the next request.

use crate::process::Running;

#[test]
fn other_commands_take_effect_on_the_next_request() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let ok = |args: &[&str]| {
        let output = server.tokctl(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let access = server.log_in().access_token();
    let profile = |token: &str| server.get("/api/user/profile", token).status;
    assert_eq!(profile(&access), 200);
    ok(&["revoke", &access, "-q"]);
    assert_eq!(profile(&access), 401);

    let access = server.log_in().access_token();
    ok(&["key", "rotate", "-q"]);
    assert_eq!(profile(&access), 200, "the old key still verifies");
    let rotated = server.log_in().access_token();
    let header = |token: &str| token.split('.').next().unwrap().to_owned();
    assert_ne!(header(&access), header(&rotated), "the new key signs");
    assert_eq!(profile(&rotated), 200);
    let keys = server.curl(&[], "/.well-known/jwks.json").json();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 2);

    ok(&["config", "set", "audience", "other", "-q"]);
    assert_eq!(profile(&rotated), 401);
    ok(&["config", "set", "audience", "api", "-q"]);
    assert_eq!(profile(&rotated), 200);
    ok(&["user", "disable", "alex", "-q"]);
    assert_eq!(profile(&rotated), 401);
    assert_eq!(server.log_in().status, 401);
}

#[test]
fn a_home_that_was_replaced_is_not_served() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let access = server.log_in().access_token();
    assert_eq!(server.curl(&[], "/healthz").status, 200);
    assert!(server.tokctl(&["init", "--force", "-q"]).status.success());
    assert_eq!(server.get("/api/user/profile", &access).status, 503);
    assert_eq!(server.curl(&[], "/healthz").status, 503);
    #[cfg(unix)]
    assert!(server.terminate().1.contains("was replaced"));
}
