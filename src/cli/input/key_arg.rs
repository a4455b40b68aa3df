//! What a typed key argument means, and key IDs as arguments.

use crate::base::shown::shell_word;
use crate::base::{Code, Fault, shown};
use crate::cli::render::escape::escape;
use crate::core::keys::remote::RemoteSource;

/// A typed key argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyArg<'t> {
    File(&'t str),
    Env(&'t str),
    Stdin,
    Remote(Box<RemoteSource>),
    /// A key ID in the ring.
    Kid(&'t str),
}

/// Suffixes that make a word the name of a file.
const SUFFIXES: [&str; 16] = [
    ".pem", ".der", ".jwk", ".jwks", ".json", ".crt", ".cer", ".key", ".pub", ".p8", ".pk8", ".p12", ".pfx", ".ppk",
    ".xml", ".txt",
];

impl<'t> KeyArg<'t> {
    pub fn parse(typed: &'t str) -> Result<Self, Fault> {
        if typed.is_empty() || matches!(typed, "kid:" | "@") {
            return Err(
                Fault::new(Code::Usage, "the source of the key is empty").hint("pass a file, env:NAME or a key ID")
            );
        }
        if typed.starts_with("file:") {
            return Err(Fault::new(Code::Usage, "file: URLs are not supported").hint("pass the path of the file"));
        }
        if typed == "-" {
            return Ok(Self::Stdin);
        }
        if let Some(name) = typed.strip_prefix("env:") {
            return Ok(Self::Env(name));
        }
        if let Some(remote) = RemoteSource::parse(typed) {
            return remote.map(|remote| Self::Remote(Box::new(remote)));
        }
        if let Some(file) = typed.strip_prefix('@') {
            return Ok(Self::File(file));
        }
        if let Some(kid) = typed.strip_prefix("kid:") {
            return Ok(Self::Kid(kid));
        }
        if let Some(what) = shown::credential(typed) {
            return Err(key_text(what));
        }
        // A bare word is never a file: a file planted in the working directory must not take the place of a key.
        let lower = typed.to_ascii_lowercase();
        let is_file = typed.contains(std::path::is_separator) || SUFFIXES.iter().any(|suffix| lower.ends_with(suffix));
        Ok(if is_file { Self::File(typed) } else { Self::Kid(typed) })
    }
}

/// Refuses an ID for a new key that `--key` or a command line would not read as a key ID.
pub fn check_new_kid(kid: Option<&str>) -> Result<(), Fault> {
    let Some(kid) = kid else { return Ok(()) };
    let problem = if kid.is_empty() {
        "is empty"
    } else if kid.starts_with('-') {
        "begins with `-`, so a command line reads it as an option"
    } else if escape(kid) != kid {
        "has control or invisible characters"
    } else if matches!(kid, "." | "..") || kid.trim() != kid || KeyArg::parse(kid) != Ok(KeyArg::Kid(kid)) {
        "is not a plain word: --key reads it as a file or another source"
    } else {
        return Ok(());
    };
    Err(Fault::new(Code::Usage, format!("the key ID {problem}"))
        .hint("choose letters, digits, `.`, `_` and `-`, as in 2026-11; without --kid the ID is the key's thumbprint"))
}

/// A key ID as a SOURCE of `--key` in a shell.
pub fn kid_source(kid: &str) -> String {
    let is_plain = !kid.starts_with('-') && KeyArg::parse(kid) == Ok(KeyArg::Kid(kid));
    shell_word(&if is_plain { kid.to_owned() } else { format!("kid:{kid}") })
}

/// The error for a key's text instead of its source.
fn key_text(what: &str) -> Fault {
    Fault::new(Code::Usage, format!("this is {what}, not the source of a key")).hint("pass a file or env:NAME")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_sources() {
        for (typed, expected) in [
            ("-", KeyArg::Stdin),
            ("env:KEY", KeyArg::Env("KEY")),
            ("./key.pem", KeyArg::File("./key.pem")),
            ("keys/key.pem", KeyArg::File("keys/key.pem")),
            ("@key.pem", KeyArg::File("key.pem")),
            ("key.pem", KeyArg::File("key.pem")),
            ("KEY.PEM", KeyArg::File("KEY.PEM")),
            ("C:key.pem", KeyArg::File("C:key.pem")),
            ("id_ed25519", KeyArg::Kid("id_ed25519")),
            ("2026-11", KeyArg::Kid("2026-11")),
            ("kid:legacy.pem", KeyArg::Kid("legacy.pem")),
            ("kid:a/b", KeyArg::Kid("a/b")),
        ] {
            assert_eq!(KeyArg::parse(typed), Ok(expected), "{typed}");
        }
        for typed in ["https://a.example/jwks", "issuer:https://a.example"] {
            assert!(matches!(KeyArg::parse(typed), Ok(KeyArg::Remote(_))), "{typed}");
        }
        assert_eq!(KeyArg::parse("https://").unwrap_err().code, Code::Usage);
    }

    #[test]
    fn ids_of_new_keys_are_plain_words() {
        for kid in
            ["2026-11", "web_1", "a.b", "needs quotes", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", "schlüssel"]
        {
            assert_eq!(check_new_kid(Some(kid)), Ok(()), "{kid}");
        }
        for kid in [
            "",
            "-",
            "-a",
            "--help",
            "@x",
            "@",
            ".",
            "..",
            "a/b",
            "../x",
            "x.pem",
            "x.PEM",
            "key.json",
            "kid:a",
            "kid:",
            "env:A",
            "file:a",
            "https://a.example/",
            "issuer:https://a.example",
            "a\nb",
            "\u{1b}[31m",
            "\u{202e}a",
            "\u{200b}",
            " a",
            "a ",
        ] {
            assert_eq!(check_new_kid(Some(kid)).map_err(|fault| fault.code), Err(Code::Usage), "{kid:?}");
        }
    }
}
