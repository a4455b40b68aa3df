//! A panic in a handler ends one request.

use std::process::Command;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use http::Method;
use tokctl::base::Code;
use tokctl::server::log;

use crate::local::{Local, request};

const SECRET: &str = "s3cret of the request";

async fn server() -> Local {
    async fn fail() -> &'static str {
        panic!("{SECRET}");
    }
    Local::new().await.with_routes(Router::new().route("/fail", get(fail)).route("/work", get(async || "works")))
}

#[tokio::test]
async fn a_panic_is_one_500_and_no_other_request_notices() {
    let server = server().await;
    let get = async |path| server.send(request(Method::GET, path).body(Body::empty()).unwrap()).await;
    let (work, fail, again) = tokio::join!(get("/work"), get("/fail"), get("/work"));
    assert_eq!((&*work.body, &*again.body), ("works", "works"));
    assert_eq!((fail.outcome(), fail.json()["error"].as_str()), ((500, Some(Code::Internal)), Some("server_error")));
    assert!(!fail.body.contains(SECRET));
    for _ in 0..3 {
        assert_eq!(get("/fail").await.status.as_u16(), 500);
        assert_eq!(get("/work").await.body, "works");
    }
}

#[test]
fn the_log_of_a_panic_says_where_it_was_and_not_what() {
    let inside = "attacks::panics::inside_a_process_of_its_own";
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", inside, "--nocapture"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    assert!(text.contains("a thread panicked") && text.contains("panics.rs:"), "{text}");
    assert!(!text.contains(SECRET), "{text}");
}

#[tokio::test]
#[ignore = "run by the test above, because it changes what the process does on a panic"]
async fn inside_a_process_of_its_own() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    log::hide_panics();
    let server = server().await;
    let answer = server.send(request(Method::GET, "/fail").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status.as_u16(), 500);
}
