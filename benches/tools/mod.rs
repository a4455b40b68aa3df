//! Programs that tokctl is compared with, from crates.io.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The program that the environment variable `name` names, or the one under `target/bench-tools`, which is installed there
/// the first time.
pub fn installed(name: &str, package: &str, version: &str, program: &str) -> PathBuf {
    if let Some(path) = std::env::var_os(name) {
        return path.into();
    }
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-tools");
    let program = tools.join("bin").join(program);
    if !program.exists() {
        eprintln!("installing {package} {version} under {}", tools.display());
        let status = Command::new("cargo")
            .args(["install", "--quiet", "--locked", package, "--version", version, "--root"])
            .arg(&tools)
            .status()
            .expect("cargo runs");
        assert!(status.success(), "{package} could not be installed");
    }
    program
}
