//! A test that runs itself again where its folders are mounted: some on small disks, one that may not be written.

use std::path::Path;
use std::process::Command;

/// Makes the folder `written`, has `furnish` fill it, and runs the ignored test `inside` of this program in a mount
/// namespace. There, in the folder that the environment variable `TEST_DISKS` names, each of `small` is a file system of
/// its own of the size that it says, and `readonly` shows what is in `written`.
///
/// Answers the folder, or `None` where this system lets nobody mount, which CI does not put up with.
pub fn rerun(inside: &str, small: &[(&str, &str)], furnish: impl FnOnce(&Path)) -> Option<tempfile::TempDir> {
    let may_mount = Command::new("unshare").args(["-rm", "true"]).output().is_ok_and(|output| output.status.success());
    if !may_mount {
        assert!(std::env::var_os("CI").is_none(), "nobody can mount in a namespace here, and CI needs it");
        eprintln!("skipped: this system lets nobody mount in a namespace");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let names = small.iter().map(|(name, _)| *name);
    for name in names.chain(["written", "readonly"]) {
        std::fs::create_dir(folder.path().join(name)).unwrap();
    }
    furnish(&folder.path().join("written"));
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
        .env("TEST_DISKS", folder.path())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    Some(folder)
}

/// The folder with the mounted ones, for the test inside; `None` where somebody runs it by hand.
pub fn folder() -> Option<std::path::PathBuf> {
    std::env::var_os("TEST_DISKS").map(Into::into)
}
