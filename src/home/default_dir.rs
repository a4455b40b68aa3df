//! The default home.

use std::path::PathBuf;

/// `tokctl` in the platform's data directory: `XDG_DATA_HOME` if it is set, or `~/.local/share`,
/// `~/Library/Application Support`, `%LOCALAPPDATA%`. `None` if the environment names none.
pub fn default_dir(variable: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    // The XDG base directory specification: relative paths are ignored.
    let absolute = |name| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = if cfg!(windows) {
        absolute("LOCALAPPDATA").or_else(|| Some(absolute("USERPROFILE")?.join(r"AppData\Local")))
    } else if cfg!(target_os = "macos") {
        absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join("Library/Application Support")))
    } else {
        absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")))
    };
    data.map(|data| data.join("tokctl"))
}

#[cfg(test)]
#[cfg(not(windows))]
mod tests {
    use super::*;

    fn dir(variables: &[(&str, &str)]) -> Option<PathBuf> {
        default_dir(&|name| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn xdg_comes_first_and_has_to_be_absolute() {
        let home =
            if cfg!(target_os = "macos") { "/u/Library/Application Support/tokctl" } else { "/u/.local/share/tokctl" };
        assert_eq!(dir(&[("XDG_DATA_HOME", "/x"), ("HOME", "/u")]), Some("/x/tokctl".into()));
        assert_eq!(dir(&[("XDG_DATA_HOME", "x"), ("HOME", "/u")]), Some(home.into()));
        assert_eq!(dir(&[("XDG_DATA_HOME", ""), ("HOME", "/u")]), Some(home.into()));
        assert_eq!(dir(&[("HOME", "")]), None);
        assert_eq!(dir(&[]), None);
    }
}
