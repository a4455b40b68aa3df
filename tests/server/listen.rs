//! Sockets of both address families.

use crate::process::Running;

#[test]
fn one_free_port_serves_both_loopback_addresses() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let ports: Vec<&str> = server.urls.iter().map(|url| url.rsplit(':').next().unwrap()).collect();
    assert!(ports.iter().all(|port| *port == ports[0]), "{ports:?}");
    // A computer without IPv6 has one.
    if let [_, second] = server.urls.as_slice() {
        let output = std::process::Command::new("curl").args(["-sg", &format!("{second}/healthz")]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), r#"{"status":"ok"}"#);
    }
}
