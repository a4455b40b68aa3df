//! A test that runs itself again in a namespace with its directories mounted: some on small disks, one read-only.

use std::path::Path;
use std::process::Command;

/// Makes the directory `written`, has `furnish` fill it, and runs the ignored test `inside` of this program in a mount
/// namespace. There, in the directory that the environment variable `TEST_DISKS` names, each of `small` is a file system of
/// its own of the size that it says, and `readonly` shows what is in `written`.
///
/// Returns the directory, or `None` if this system does not allow mounts, which fails in CI.
pub fn rerun(inside: &str, small: &[(&str, &str)], furnish: impl FnOnce(&Path)) -> Option<tempfile::TempDir> {
    let may_mount = Command::new("unshare").args(["-rm", "true"]).output().is_ok_and(|output| output.status.success());
    if !may_mount {
        assert!(
            std::env::var_os("CI").is_none(),
            "this system does not allow mounts in a namespace, and CI needs them"
        );
        eprintln!("skipped: this system does not allow mounts in a namespace");
        return None;
    }
    let directory = tempfile::tempdir().unwrap();
    let names = small.iter().map(|(name, _)| *name);
    for name in names.chain(["written", "readonly"]) {
        std::fs::create_dir(directory.path().join(name)).unwrap();
    }
    furnish(&directory.path().join("written"));
    let mut script = "set -e\ncd \"$TEST_DISKS\"\n".to_owned();
    for (name, size) in small {
        script += &format!("mount -t tmpfs -o size={size} none {name}\n");
    }
    script += "mount --bind written readonly\nmount -o remount,ro,bind readonly\n";
    script += "exec \"$0\" --ignored --exact \"$1\" --nocapture\n";
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", &script])
        .arg(std::env::current_exe().unwrap())
        .arg(inside)
        .env("TEST_DISKS", directory.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    Some(directory)
}

/// The directory with the mounted ones, for the test inside; `None` if the test is run by hand.
pub fn directory() -> Option<std::path::PathBuf> {
    std::env::var_os("TEST_DISKS").map(Into::into)
}
