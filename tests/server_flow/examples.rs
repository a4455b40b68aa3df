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
