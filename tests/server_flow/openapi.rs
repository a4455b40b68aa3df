//! The document at `/openapi.json`: the same routes as the router's, and answers as it describes them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::test_server::{Ran, TestHome, TestServer};

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

fn document(server: &TestServer) -> Value {
    let response = server.send("GET", "/openapi.json", &[], "");
    assert_eq!(response.header("content-type"), Some("application/json"));
    response.json()
}

/// The methods of a path of the document.
fn methods(operations: &Map<String, Value>) -> BTreeSet<String> {
    operations.keys().map(|method| method.to_ascii_uppercase()).collect()
}

#[test]
fn each_path_has_the_methods_of_the_document() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let document = document(&server);
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() > 10, "{paths:?}");
    for (path, operations) in paths {
        let documented = methods(operations.as_object().unwrap());
        let path = path.replace("{id}", "00000000000000000000000000000000").replace("{name}", "style.css");
        for method in METHODS {
            let response = server.send(method, &path, &[], "");
            if documented.contains(method) {
                assert!(![404, 405].contains(&response.status), "{method} {path}: {response:?}");
            } else {
                assert_eq!(response.status, 405, "{method} {path}: {response:?}");
                assert_eq!(response.json()["error"], "invalid_request", "{method} {path}: {response:?}");
                let allowed: BTreeSet<String> =
                    response.header("allow").unwrap().split(',').map(|name| name.trim().to_owned()).collect();
                let expected = if documented.contains("GET") {
                    documented.iter().cloned().chain(["HEAD".to_owned()]).collect()
                } else {
                    documented.clone()
                };
                assert_eq!(allowed, expected, "{method} {path}");
            }
        }
    }
    let unknown = server.send("GET", "/api", &[], "");
    assert_eq!((unknown.status, &unknown.json()["error"]), (404, &"not_found".into()), "{unknown:?}");
}

/// Requests from the document, valid and invalid, and what it says about their answers. The program logs in by itself.
#[test]
fn schemathesis_finds_nothing() {
    let python = std::env::var("TOKCTL_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let program = Path::new(&python).with_file_name("schemathesis");
    if !crate::test_server::has(&program.display().to_string(), "--version") {
        return;
    }
    let test = TestHome::new(&[("login.attempts", "1000")]);
    let server = test.serve(&[]);
    fs::write(test.path().join("schemathesis.toml"), include_str!("schemathesis.toml")).unwrap();
    let mut command = test.command(&program.display().to_string());
    command.args(["--no-color", "run", "--checks", "all", "--seed", "1", "--max-examples", "25"]);
    // Its answer does not end.
    command.args(["--exclude-path", "/api/admin/events"]);
    command.arg(format!("{}/openapi.json", server.url)).env("TOKCTL_TEST_PASSWORD", crate::test_server::PASSWORD);
    let ran = Ran::new("schemathesis".to_owned(), &command.output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:?}\n{}", server.log());
    println!("{ran:?}");
}
