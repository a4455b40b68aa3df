//! Secrets: from a file, the environment, standard input, a prompt, or, with a warning, the command line.

use crate::base::{Code, Fault, Secret, b64, hex};
use crate::cli::app::App;
use crate::jose::keyfile;

use super::source;

/// More than this no secret needs.
const LIMIT: usize = 64 * 1024;

/// Reads a secret from `typed`, a SOURCE of `option`. It is never empty.
pub fn read(app: &mut App<'_>, option: &str, typed: &str) -> Result<Secret, Fault> {
    let secret = read_any(app, option, typed)?;
    if secret.is_empty() {
        return Err(Fault::new(Code::Usage, format!("{option}: the secret is empty"))
            .hint("an empty secret protects nothing; `tokctl key generate --alg HS256` makes a good one"));
    }
    Ok(secret)
}

/// Reads a secret for HMAC, and refuses what is a key of another kind in disguise (RFC 8725 section 2.1).
pub fn read_hmac(app: &mut App<'_>, option: &str, typed: &str) -> Result<Secret, Fault> {
    let secret = read(app, option, typed)?;
    if let Some(what) = keyfile::find_key_material(secret.expose()) {
        return Err(Fault::new(Code::KeyRefused, format!("{option}: this is {what}, not a shared secret"))
            .hint("a key that others may know must not serve as a secret; give it with --key"));
    }
    Ok(secret)
}

fn read_any(app: &mut App<'_>, option: &str, typed: &str) -> Result<Secret, Fault> {
    if let Some(bytes) = source::read(app, typed, option, LIMIT)? {
        return Ok(without_newline(app, bytes));
    }
    if typed == "prompt" {
        return app.env.ask_secret("Secret: ");
    }
    let Some((word, rest)) = typed.split_once(':') else {
        warn_visible(app);
        return Ok(Secret::from(typed.to_owned()));
    };
    let fault = |problem: &str| Fault::new(Code::Usage, format!("{option}: {problem}"));
    match word {
        "env" => app.env.named_var(rest).map(|value| Secret::from(value.to_owned())).map_err(|problem| fault(&problem)),
        "hex" => {
            warn_visible(app);
            hex::decode(rest).map(Secret::new).ok_or_else(|| fault("the text after `hex:` is not hexadecimal"))
        }
        "base64" => {
            warn_visible(app);
            b64::decode_lenient(rest).map(Secret::new).ok_or_else(|| fault("the text after `base64:` is not base64"))
        }
        "text" => {
            warn_visible(app);
            Ok(Secret::from(rest.to_owned()))
        }
        word if is_prefix(word) => Err(fault(&format!("`{word}:` is no kind of source")).hint(format!(
            "the kinds are env:, hex:, base64:, text:, @FILE, - and prompt; a secret that begins so is text:{word}:…"
        ))),
        _ => {
            warn_visible(app);
            Ok(Secret::from(typed.to_owned()))
        }
    }
}

/// Drops the one line end that editors and `echo` leave, and says so.
fn without_newline(app: &mut App<'_>, mut bytes: Vec<u8>) -> Secret {
    if bytes.ends_with(b"\n") {
        bytes.pop();
        if bytes.ends_with(b"\r") {
            bytes.pop();
        }
        app.note("the line end after the secret was dropped");
    }
    Secret::new(bytes)
}

fn warn_visible(app: &mut App<'_>) {
    app.warn("other users of this computer can read a secret on the command line; @FILE or env:NAME hides it");
}

/// Whether a word before a colon was meant as the kind of a source.
fn is_prefix(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
