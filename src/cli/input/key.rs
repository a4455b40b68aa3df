//! Keys: from a file, the environment, standard input, the home's ring, or the network.

use std::path::Path;

use zeroize::Zeroizing;

use crate::base::files;
use crate::base::shown::shell_word;
use crate::base::{Code, Fault, Timestamp, shown};
use crate::cli::app::App;
use crate::cli::args::key::SourceArgs;
use crate::core::keys::remote::{RemoteKeys, RemoteSource};
use crate::core::tokens::local_verifier::RING;
use crate::home::Home;
use crate::home::ring::{KeyEntry, KeyState};
use crate::jose::Algorithm;
use crate::jose::jwk::SkippedKey;
use crate::jose::key::{Form, Key, Strength};
use crate::jose::key_strength::{self, Purpose};
use crate::jose::keyfile::{self, KeyFile};
use crate::token::key_issuer::KeyIssuer;
use crate::token::keyset::Candidate;
use crate::token::selection::CERTIFICATE;

use super::key_arg::KeyArg;
use super::passphrase::Passphrase;
use super::source;

/// The source of a key on standard input, for messages.
const STDIN: &str = "standard input";

/// Keys for verification.
pub enum VerificationKeys {
    Local {
        keys: Vec<Candidate>,
        skipped: Vec<SkippedKey>,
    },
    /// They are fetched when a token needs them.
    Remote(RemoteSource),
}

/// The keys of `typed`, a SOURCE of `--key`, for verifying at `now`.
pub fn candidates(
    app: &mut App<'_>,
    typed: &str,
    now: Timestamp,
    passphrase: &mut Passphrase<'_>,
) -> Result<VerificationKeys, Fault> {
    let mut skipped = Vec::new();
    let keys = match read(app, typed, passphrase)? {
        LoadedKey::Remote(source) => return Ok(VerificationKeys::Remote(*source)),
        LoadedKey::Ring(home, entry) => {
            if let Some(refusal) = entry.why_not_verifying(now) {
                return Err(refusal);
            }
            let key = home.verification_key(&entry)?;
            let issuer = entry.issuer.clone().map_or(KeyIssuer::Any, KeyIssuer::Only);
            vec![Candidate { key, source: RING.to_owned(), any_kid: false, issuer }]
        }
        LoadedKey::File(file, source) => {
            let any_kid = !file.is_set;
            skipped = file.skipped;
            let one = |key| Candidate { key, source: source.clone(), any_kid, issuer: KeyIssuer::Any };
            file.keys.into_iter().map(one).collect()
        }
    };
    Ok(VerificationKeys::Local { keys, skipped })
}

/// The one key of `typed`, a SOURCE of `--key`, for signing at `now`, and its algorithm if it is in the ring.
pub fn signing(
    app: &mut App<'_>,
    typed: &str,
    now: Timestamp,
    passphrase: &mut Passphrase<'_>,
) -> Result<(Key, Option<Algorithm>), Fault> {
    match read(app, typed, passphrase)? {
        LoadedKey::Remote(source) => {
            let source = match *source {
                RemoteSource::Jwks(url) => shown(&url.to_string()),
                RemoteSource::Issuer(_) => shown(typed),
            };
            Err(Fault::new(Code::Usage, format!("{source} has only public keys, which cannot sign"))
                .hint("pass a private key: a file, `env:NAME`, `-`, or a key ID in the ring"))
        }
        LoadedKey::Ring(home, entry) => {
            if let Some(refusal) = entry.why_not_verifying(now) {
                return Err(refusal);
            }
            if entry.state == KeyState::Retired {
                app.warn(&format!(
                    "the key {:?} is retired: its tokens are valid only until its retirement period ends",
                    entry.kid
                ));
            }
            Ok((home.private_key(&entry)?, Some(entry.alg)))
        }
        LoadedKey::File(file, source) => {
            let mut private = file.keys.into_iter().filter(Key::is_private);
            match (private.next(), private.next()) {
                (Some(key), None) => Ok((key, None)),
                (Some(_), Some(_)) => {
                    Err(Fault::new(Code::Usage, format!("{source} has several private keys, expected one"))
                        .hint("import it with `tokctl key import`, then pass one key ID"))
                }
                (None, _) => Err(Fault::new(Code::KeyRefused, format!("{source} has no private key to sign with"))),
            }
        }
    }
}

/// Every key of `typed`, with its private part if it has one, and whether it was a set. There is at least one.
pub fn all(app: &mut App<'_>, args: &SourceArgs) -> Result<(Vec<Key>, bool), Fault> {
    let mut passphrase = Passphrase::new(args.passphrase.as_deref());
    let found = read(app, &args.source, &mut passphrase)?;
    passphrase.note_if_unused(app);
    match found {
        LoadedKey::Remote(source) => {
            let fetcher = super::remote::fetcher(app, &args.net)?;
            let fetched = fetcher.keys(&source);
            super::remote::print_notes(app, &fetcher);
            let RemoteKeys { keys, broken, notes, url, .. } = fetched?;
            for note in notes {
                app.note(&format!("{url}: {note}"));
            }
            check_set(url.as_str(), &keys, broken)?;
            Ok((keys, true))
        }
        LoadedKey::Ring(home, entry) => {
            let key = if entry.private { home.private_key(&entry)? } else { home.verification_key(&entry)? };
            Ok((vec![key], false))
        }
        LoadedKey::File(file, source) => {
            check_set(&source, &file.keys, file.broken)?;
            if file.keys.iter().any(|key| key.form == Form::Certificate) {
                app.note(&format!("{source}: {CERTIFICATE}"));
            }
            Ok((file.keys, file.is_set))
        }
    }
}

/// Refuses a set without a supported key, or with invalid entries.
fn check_set(source: &str, keys: &[Key], broken: usize) -> Result<(), Fault> {
    if keys.is_empty() {
        return Err(Fault::new(Code::KeyUnreadable, format!("{source}: the set has no supported key")));
    }
    let entries = match broken {
        0 => return Ok(()),
        1 => "an invalid entry".to_owned(),
        many => format!("{many} invalid entries"),
    };
    Err(Fault::new(Code::KeyUnreadable, format!("{source}: the set has {entries}"))
        .hint("remove or repair what the notes describe, in a copy if the set is published"))
}

/// The algorithm to sign with: the requested one, else the key's own, else that of the token it is to be `like`, else the one that
/// the ring has for it, else the usual one of its type.
pub fn algorithm(
    key: &Key,
    asked: Option<&str>,
    like: Option<Algorithm>,
    ring: Option<Algorithm>,
) -> Result<Algorithm, Fault> {
    if let Some(name) = asked {
        return name.parse();
    }
    let allowed = key.algorithms();
    // A secret allows the algorithms that it is long enough for (RFC 7518 section 3.2).
    let fits = |alg: &Algorithm| {
        allowed.contains(alg)
            && (!key.is_symmetric() || key_strength::permit(key, *alg, Strength::Required, Purpose::Sign).is_ok())
    };
    let chosen = like.filter(fits).or(ring.filter(fits)).or(allowed.first().copied());
    chosen.ok_or_else(|| {
        Fault::new(Code::AlgorithmRefused, format!("no supported algorithm for this {}", key.key_type()))
    })
}

/// The required key strength, with a warning if weak keys are allowed.
pub fn strength(app: &mut App<'_>, allow_weak: bool) -> Strength {
    if !allow_weak {
        return Strength::Required;
    }
    app.warn("weak keys are allowed, for debugging only: anyone who guesses or factors the key can forge tokens");
    Strength::AllowWeak
}

enum LoadedKey {
    Ring(Home, Box<KeyEntry>),
    /// The file, and its source for reports.
    File(KeyFile, String),
    Remote(Box<RemoteSource>),
}

fn read(app: &mut App<'_>, typed: &str, passphrase: &mut Passphrase<'_>) -> Result<LoadedKey, Fault> {
    match KeyArg::parse(typed)? {
        KeyArg::Stdin => {
            let bytes = Zeroizing::new(app.env.read_stdin("the key", keyfile::MAX_BYTES)?);
            parsed(app, &bytes, STDIN, passphrase)
        }
        KeyArg::Env(name) => {
            let value = app.env.named_var(name).map(str::to_owned);
            let value = value.map_err(|problem| Fault::new(Code::KeyUnreadable, problem))?;
            parsed(app, value.as_bytes(), &format!("env:{name}"), passphrase)
        }
        KeyArg::Remote(source) => Ok(LoadedKey::Remote(source)),
        KeyArg::File(file) => from_file(app, file, passphrase),
        KeyArg::Kid(kid) => match in_ring(app, kid)? {
            Some((home, entry)) => Ok(LoadedKey::Ring(home, Box::new(entry))),
            None => Err(unknown_kid(app, kid)),
        },
    }
}

fn unknown_kid(app: &App<'_>, kid: &str) -> Fault {
    let is_file = !kid.is_empty() && shown::not_a_name(kid).is_none() && app.env.path(kid).is_file();
    let fault = Fault::new(Code::NotFound, format!("no key {} in the ring", shown::unknown_key_id(kid)));
    if is_file {
        fault.hint(format!("for the file, write ./{kid}"))
    } else if !shown::is_plain_key_id(kid) {
        fault.hint("a shared secret is for --secret: @FILE, env:NAME or prompt")
    } else {
        fault.hint("`tokctl key list` shows the key IDs; for a file, write ./NAME")
    }
}

/// The key with this ID in the home's ring, if there is a home and it has one.
fn in_ring(app: &App<'_>, kid: &str) -> Result<Option<(Home, KeyEntry)>, Fault> {
    let Some(dir) = &app.global.home else { return Ok(None) };
    let Some(home) = Home::open(dir)? else { return Ok(None) };
    let entry = home.ring()?.get(kid).cloned();
    Ok(entry.map(|entry| (home, entry)))
}

fn from_file(app: &mut App<'_>, typed: &str, passphrase: &mut Passphrase<'_>) -> Result<LoadedKey, Fault> {
    let path = app.env.path(typed);
    let read = source::read_path(&path, "the key", keyfile::MAX_BYTES).map_err(|fault| {
        let fault = Fault { code: Code::KeyUnreadable, ..fault };
        match in_ring(app, typed) {
            Ok(Some(_)) if !path.exists() => {
                fault.hint(format!("for the key with that ID in the ring, write kid:{typed}"))
            }
            _ => fault,
        }
    });
    let bytes = Zeroizing::new(read?);
    let found = parsed(app, &bytes, typed, passphrase)?;
    if let LoadedKey::File(file, _) = &found
        && file.keys.iter().any(Key::is_private)
    {
        let is_secret = file.keys.iter().all(Key::is_symmetric);
        warn_exposed(app, &path, if is_secret { "secret" } else { "private key" });
    }
    Ok(found)
}

fn parsed(app: &mut App<'_>, bytes: &[u8], source: &str, passphrase: &mut Passphrase<'_>) -> Result<LoadedKey, Fault> {
    let read = keyfile::read_with(bytes, &mut || passphrase.of(app, source));
    let file = read.map_err(|fault| with_file_name(fault, source).context(source))?;
    for note in &file.notes {
        app.note(&format!("{source}: {note}"));
    }
    Ok(LoadedKey::File(file, source.to_owned()))
}

/// Names the file in a hint that converts FILE; a key that is not in a file is saved to one first.
fn with_file_name(fault: Fault, source: &str) -> Fault {
    let Some(hint) = fault.hint.as_deref().filter(|hint| hint.contains(" FILE")) else { return fault };
    let hint = match source.strip_prefix("env:") {
        Some(name) => format!("save it with `(umask 077; printenv {name} > FILE)`, then {hint}"),
        None if source == STDIN => format!("save it to FILE, then {hint}"),
        // The command must not overwrite what it reads.
        None if hint.contains(&format!("> {source}")) || hint.contains(&format!("-out {source}")) => hint.to_owned(),
        None => hint.replace(" FILE", &format!(" {}", shell_word(source))),
    };
    fault.hint(hint)
}

/// Warns if other users can read `what` in the file.
pub fn warn_exposed(app: &mut App<'_>, path: &Path, what: &str) {
    if let Ok(Some(exposure)) = files::exposure(path) {
        let message = format!("other users can read the {what} in {} (mode {})", path.display(), exposure.octal());
        app.warn(&format!("{message}; `{}` fixes that", exposure.fix));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_name_the_file() {
        let hint = |source: &str| {
            let fault = Fault::new(Code::KeyUnreadable, "x").hint("decode it with `base64 -d FILE > key.der`");
            with_file_name(fault, source).hint.unwrap()
        };
        assert_eq!(hint("a/b.txt"), "decode it with `base64 -d a/b.txt > key.der`");
        assert_eq!(hint("it's b.txt"), "decode it with `base64 -d 'it'\\''s b.txt' > key.der`");
        assert_eq!(hint("key.der"), "decode it with `base64 -d FILE > key.der`");
        assert!(hint("env:KEY").starts_with("save it with `(umask 077; printenv KEY > FILE)`, then decode it with"));
        assert!(hint(STDIN).starts_with("save it to FILE, then decode"));
        let other = Fault::new(Code::Io, "x").hint("pass it as @FILE");
        assert_eq!(with_file_name(other.clone(), "a"), other);
    }
}
