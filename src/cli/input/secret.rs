//! Secrets: from a file, the environment, standard input, a prompt, or, with a warning, the command line.

use crate::base::{Code, Fault, Secret, b64, hex, shown, utf16};
use crate::cli::app::App;
use crate::core::keys::shared_secret;
use crate::jose::Key;

use super::source;

/// The longest secret that is read, in bytes.
const LIMIT: usize = 64 * 1024;

/// Reads a secret from `typed`, a SOURCE of `option`. It is never empty.
pub fn read(app: &mut App<'_>, option: &str, typed: &str) -> Result<Secret, Fault> {
    let secret = read_any(app, option, typed)?;
    if secret.is_empty() {
        return Err(Fault::new(Code::Usage, format!("{option}: the secret is empty"))
            .hint("generate one with `openssl rand -base64 48`"));
    }
    Ok(secret)
}

/// Reads a secret for HMAC. A key of another kind is refused (RFC 8725 section 2.1); what could be one causes a note.
pub fn read_hmac(app: &mut App<'_>, option: &str, typed: &str) -> Result<Key, Fault> {
    let secret = read(app, option, typed)?;
    let (key, note) = shared_secret::key(secret).map_err(|fault| match fault.hint {
        Some(_) => fault.context(option),
        None => fault.context(option).hint("pass a key with --key"),
    })?;
    if let Some(note) = note {
        app.note(&format!("{option}: {note}"));
    }
    Ok(key)
}

fn read_any(app: &mut App<'_>, option: &str, typed: &str) -> Result<Secret, Fault> {
    if let Some(bytes) = source::read(app, typed, option, LIMIT)? {
        return Ok(from_file(app, bytes));
    }
    if typed == "prompt" {
        return app.env.ask_secret("Secret: ");
    }
    let fault = |problem: &str| Fault::new(Code::Usage, format!("{option}: {problem}"));
    if !typed.is_empty() && app.env.path(typed).is_file() {
        return Err(fault(&format!("{} is a file; a literal secret must not be a file name", shown(typed)))
            .hint(format!("pass {option} @FILE for its content, or text:… for the literal text")));
    }
    if app.env.var(typed).is_some() {
        return Err(fault(&format!("{} is the name of an environment variable", shown(typed)))
            .hint(format!("pass {option} env:NAME for its value, or text:… for the literal text")));
    }
    let prefixed = typed.split_once(':').filter(|(kind, _)| is_prefix(kind));
    if let (None, Some(what)) = (prefixed, misread_literal(typed)) {
        return Err(fault(what).hint(format!("pass {option} @FILE, env:NAME, or text:… for the literal text")));
    }
    let (kind, rest) = prefixed.unwrap_or(("text", typed));
    if kind == "env" {
        let value = app.env.named_var(rest).map(|value| Secret::from(value.to_owned()));
        return value.map_err(|problem| fault(&problem));
    }
    let secret = match kind {
        "hex" => hex::decode(rest).ok_or_else(|| fault("the text after `hex:` is not hexadecimal"))?,
        "base64" => b64::decode_lenient(rest).ok_or_else(|| fault("the text after `base64:` is not base64"))?,
        "text" => rest.as_bytes().to_vec(),
        // The word is not repeated: it may be the beginning of a secret.
        _ => {
            return Err(fault("unknown kind of source before the colon")
                .hint("use @FILE, env:NAME, -, prompt, hex:, base64: or text:; write text: before a literal secret with a colon"));
        }
    };
    app.warn("other users of this computer can read a secret on the command line; pass it as @FILE or env:NAME");
    Ok(Secret::new(secret))
}

/// The secret in a file. One line break at the end of text is removed, because editors and `echo` write it.
fn from_file(app: &mut App<'_>, mut bytes: Vec<u8>) -> Secret {
    match bytes.as_slice() {
        bytes if utf16::byte_order(bytes).is_some() => {
            app.note("the secret is text in UTF-16; its bytes are used as they are");
        }
        [0xef, 0xbb, 0xbf, ..] => app.note("the secret begins with a byte order mark, which is part of it"),
        _ => {}
    }
    if bytes.ends_with(b"\n") && std::str::from_utf8(&bytes).is_ok() {
        bytes.pop();
        if bytes.ends_with(b"\r") {
            bytes.pop();
        }
        app.note("the line break at the end of the secret was removed");
    }
    Secret::new(bytes)
}

/// Why a literal is probably not the secret that was meant. No base64 looks like this.
fn misread_literal(typed: &str) -> Option<&'static str> {
    let is_path = ["./", "../", "~/"].iter().any(|start| typed.starts_with(start))
        || [".txt", ".pem", ".key", ".secret"].iter().any(|end| typed.ends_with(end));
    if is_path && !typed.contains(char::is_whitespace) {
        return Some("the literal secret looks like the name of a file, and there is no such file");
    }
    (typed.starts_with("${") && typed.ends_with('}'))
        .then_some("the literal secret is a variable that was not expanded")
}

/// Whether a word before a colon was meant as the kind of a source.
fn is_prefix(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
