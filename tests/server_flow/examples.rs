//! The other files of `examples/`: what a program here can check of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::test_server::{Ran, TestHome, has};

fn example(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)).unwrap()
}

/// The file as JSON, read by the Python of the interoperability tests; `None` if it has no YAML reader.
fn yaml(test: &TestHome, name: &str) -> Option<Value> {
    let python = std::env::var("TOKCTL_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    fs::write(test.path().join(name), example(name)).unwrap();
    let script = "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)";
    let output = test.command(&python).args(["-c", script, name]).output();
    let ran = output.map(|output| Ran::new(name.to_owned(), &output));
    match ran {
        Ok(ran) if ran.code == Some(0) => Some(ran.json()),
        Ok(ran) if !ran.stderr.contains("No module named 'yaml'") => panic!("{ran:?}"),
        _ => {
            assert!(std::env::var_os("CI").is_none(), "PyYAML is missing, and CI must not do without it");
            eprintln!("NOT TESTED: PyYAML is not installed; see CONTRIBUTING.md");
            None
        }
    }
}

#[test]
fn systemd_accepts_the_unit() {
    if !has("systemd-analyze", "--version") {
        return;
    }
    let test = TestHome::new(&[]);
    let unit = example("tokctl.service").replace("/usr/local/bin/tokctl", env!("CARGO_BIN_EXE_tokctl"));
    assert!(unit.contains(&format!("ExecStart={} serve\n", env!("CARGO_BIN_EXE_tokctl"))));
    let verify = |name: &str, unit: &str| {
        fs::write(test.path().join(name), unit).unwrap();
        let output = test.command("systemd-analyze").args(["verify", "--man=no", name]).output().unwrap();
        Ran::new(format!("systemd-analyze verify {name}"), &output)
    };
    let ran = verify("tokctl.service", &unit).ok();
    assert!(!ran.stderr.contains("tokctl.service"), "{ran:?}");
    // A misspelled directive is only a warning.
    let misspelled = verify("misspelled.service", &unit.replace("ProtectSystem=", "ProtectSytem="));
    assert!(misspelled.stderr.contains("ProtectSytem"), "{misspelled:?}");
}

#[test]
fn the_command_of_the_compose_file_starts_a_server() {
    let test = TestHome::new(&[]);
    let Some(compose) = yaml(&test, "compose.yaml") else { return };
    let service = &compose["services"]["tokctl"];
    let strings = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(root.join("examples").join(service["build"]["context"].as_str().unwrap()).join("Cargo.toml").exists());
    assert!(root.join(service["build"]["dockerfile"].as_str().unwrap()).exists());
    // Files of this directory are mounted by their names in the container.
    let mut command: Vec<String> = strings(&service["command"]);
    for mount in strings(&service["volumes"]).iter().filter(|mount| mount.starts_with("./")) {
        let parts: Vec<&str> = mount.split(':').collect();
        let file = root.join("examples").join(parts[0]);
        assert!(file.exists(), "{mount}");
        for argument in command.iter_mut().filter(|argument| *argument == parts[1]) {
            *argument = file.display().to_string();
        }
    }
    let [serve, arguments @ ..] = command.as_slice() else { panic!("{command:?}") };
    assert_eq!(serve, "serve");
    let arguments: Vec<String> =
        arguments.iter().map(|argument| argument.replace("0.0.0.0:8700", "127.0.0.1:0")).collect();
    let server = test.serve_with(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(server.send("GET", "/healthz", &[], "").status, 200);
    let health = strings(&service["healthcheck"]["test"]);
    assert_eq!(health, ["CMD", "tokctl", "serve", "--check"]);
    test.tokctl(&["serve", "--check", &server.url], "").ok();
}

#[test]
fn traefik_overwrites_each_header_of_the_check() {
    let test = TestHome::new(&[]);
    let Some(traefik) = yaml(&test, "traefik.yaml") else { return };
    let set = |value: &Value| -> BTreeSet<String> {
        let names = value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_ascii_lowercase());
        names.collect()
    };
    let server = test.serve(&[]);
    let checked = server.get("/auth/check", &server.login("alex").access_token());
    let sent: BTreeSet<String> =
        checked.headers.iter().map(|(name, _)| name.clone()).filter(|name| name.starts_with("x-")).collect();
    assert_eq!(sent.len(), 4, "{checked:?}");
    let http = &traefik["http"];
    let middlewares = http["middlewares"].as_object().unwrap();
    let mut checks = 0;
    for forward in middlewares.values().filter_map(|middleware| middleware.get("forwardAuth")) {
        assert_eq!(set(&forward["authResponseHeaders"]), sent);
        assert!(forward["address"].as_str().unwrap().starts_with("http://127.0.0.1:8700/auth/check"));
        checks += 1;
    }
    assert_eq!(checks, 2);
    // Each router has a service and middlewares that exist; without a check it removes the headers.
    for router in http["routers"].as_object().unwrap().values() {
        assert!(http["services"].get(router["service"].as_str().unwrap()).is_some(), "{router}");
        let [name] = router["middlewares"].as_array().unwrap().as_slice() else { panic!("{router}") };
        let middleware = &middlewares[name.as_str().unwrap()];
        if middleware.get("forwardAuth").is_none() {
            // An empty value removes a header.
            let changed = middleware["headers"]["customRequestHeaders"].as_object().unwrap();
            assert!(changed.values().all(|value| value == ""), "{router}");
            assert_eq!(changed.keys().map(|name| name.to_ascii_lowercase()).collect::<BTreeSet<_>>(), sent);
        }
    }
}
