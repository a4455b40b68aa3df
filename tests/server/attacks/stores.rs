//! A store that cannot be read or written: 503, never 200, and the client keeps its tokens.

use std::fs::File;
use std::thread;

use http::Method;
use tokctl::base::SystemRandom;
use tokctl::core::home::init::{InitRequest, init};
use tokctl::home::Start;
use tokctl::server::{LOGOUT, PROFILE};

use crate::local::Local;
use crate::process::{Answer, Running};

fn assert_unavailable(answer: &Answer, what: &str) {
    assert_eq!(answer.status, 503, "{what}: {}", answer.body);
    assert_eq!(answer.header("retry-after"), Some("1"), "{what}");
    assert_eq!(answer.header("set-cookie"), None, "{what}: the client keeps its cookie");
    assert_eq!(answer.json()["error"], "temporarily_unavailable", "{what}");
}

#[test]
fn a_store_that_another_process_locks_is_503() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let login = server.log_in();
    let access = login.access_token();
    let bearer = format!("Authorization: Bearer {access}");
    let cookie = format!("Cookie: {}", login.header("set-cookie").unwrap().split(';').next().unwrap());
    let lock = File::options().write(true).open(dir.path().join("home/state.db-lock")).unwrap();
    lock.lock().unwrap();
    thread::scope(|scope| {
        let login = scope.spawn(|| server.log_in());
        let refresh = scope.spawn(|| server.curl(&["-X", "POST", "-H", &cookie], "/api/refresh"));
        let end = scope.spawn(|| server.curl(&["-X", "DELETE", "-H", &cookie], "/api/refresh"));
        let logout = scope.spawn(|| server.curl(&["-X", "POST", "-H", &bearer], "/api/logout"));
        // Reads do not wait for a lock.
        assert_eq!(server.get("/api/user/profile", &access).status, 200);
        assert_eq!(server.curl(&[], "/healthz").status, 200);
        for (what, request) in [("login", login), ("refresh", refresh), ("delete", end), ("logout", logout)] {
            assert_unavailable(&request.join().unwrap(), what);
        }
    });
    lock.unlock().unwrap();
    assert_eq!(server.get("/api/user/profile", &access).status, 200, "the session did not end");
    assert_eq!(server.curl(&["-X", "POST", "-H", &cookie], "/api/refresh").status, 200, "the token was not used up");
}

#[test]
fn a_state_that_is_damaged_is_503() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let access = server.log_in().access_token();
    for name in ["state.db", "state.db-wal", "state.db-shm"] {
        let path = dir.path().join("home").join(name);
        if path.exists() {
            std::fs::rename(&path, path.with_extension("moved")).unwrap();
        }
    }
    assert_unavailable(&server.get("/api/user/profile", &access), "profile");
    assert_unavailable(&server.curl(&["-X", "POST"], "/api/refresh"), "refresh");
    assert_unavailable(&server.log_in(), "login");
    assert_unavailable(&server.curl(&[], "/healthz"), "health");
}

#[tokio::test]
async fn a_home_that_was_replaced_answers_nothing_from_either() {
    let server = Local::new().await;
    let (access, refresh) = server.log_in().await;
    let request = InitRequest { dir: server.home.dir().to_owned(), force: true, start: Start::New };
    assert!(init(&request, server.clock.as_ref(), &SystemRandom).unwrap().replaced);
    for answer in [
        server.with_token(Method::GET, PROFILE, &access).await,
        server.with_token(Method::POST, LOGOUT, &access).await,
        server.with_cookie(Method::POST, &refresh).await,
        server.with_cookie(Method::DELETE, &refresh).await,
        server.log_in_with(crate::local::PASSWORD).await,
        server.get(tokctl::server::JWKS, "").await,
        server.get(tokctl::server::HEALTH, "").await,
    ] {
        assert_eq!((answer.status.as_u16(), answer.header("set-cookie")), (503, ""));
    }
}

#[cfg(target_os = "linux")]
mod disks {
    use std::path::Path;

    use super::*;
    use crate::namespace;
    use crate::process::tokctl;

    #[test]
    fn a_full_disk_is_503() {
        namespace::rerun("attacks::stores::disks::inside_the_namespace", &[("disk", "4m")], |_| {});
    }

    #[test]
    #[ignore = "run by the test above, where its directory is mounted"]
    fn inside_the_namespace() {
        let Some(directory) = namespace::directory() else { return };
        let disk = Path::new(&directory).join("disk");
        let server = Running::start(&disk, &[]);
        let login = server.log_in();
        let access = login.access_token();
        let cookie = format!("Cookie: {}", login.header("set-cookie").unwrap().split(';').next().unwrap());
        let ballast = disk.join("ballast");
        // Until nothing more fits.
        assert!(std::fs::write(&ballast, vec![1; 8 << 20]).is_err());
        for attempt in 0..3 {
            assert_unavailable(&server.log_in(), &format!("login {attempt}"));
            assert_unavailable(&server.curl(&["-X", "POST", "-H", &cookie], "/api/refresh"), "refresh");
            assert_eq!(server.get("/api/user/profile", &access).status, 200);
        }
        std::fs::remove_file(&ballast).unwrap();
        assert_eq!(
            server.curl(&["-X", "POST", "-H", &cookie], "/api/refresh").status,
            200,
            "the token was not used up"
        );
        assert_eq!(server.log_in().status, 200);
        assert!(tokctl(&disk, &["doctor", "-q"], "").status.success());
    }
}
