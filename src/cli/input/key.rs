//! Keys: from a file, the environment, standard input, the home's ring, or the network.

use std::path::Path;

use zeroize::Zeroizing;

use crate::base::files;
use crate::base::{Code, Fault, Timestamp};
use crate::cli::app::App;
use crate::cli::args::key::SourceArgs;
use crate::core::keys::remote;
use crate::core::tokens::local_verifier::RING;
use crate::home::Home;
use crate::home::ring::{Entry, State};
use crate::jose::Algorithm;
use crate::jose::check::{self, Purpose};
use crate::jose::key::{Form, Key, Strength};
use crate::jose::keyfile::{self, KeyFile};
use crate::token::keyset::Candidate;

use super::passphrase::Passphrase;
use super::source;

/// More than this no key file needs.
const LIMIT: usize = 1024 * 1024;

/// Where a key is to come from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Source<'t> {
    File(&'t str),
    Env(&'t str),
    Stdin,
    Remote(Box<remote::Source>),
    /// A bare word: a name in the ring, or a file in this folder.
    Word(&'t str),
}

impl<'t> Source<'t> {
    fn parse(typed: &'t str) -> Result<Self, Fault> {
        if typed == "-" {
            return Ok(Self::Stdin);
        }
        if let Some(name) = typed.strip_prefix("env:") {
            return Ok(Self::Env(name));
        }
        if let Some(remote) = remote::Source::parse(typed) {
            return remote.map(|remote| Self::Remote(Box::new(remote)));
        }
        if let Some(file) = typed.strip_prefix('@') {
            return Ok(Self::File(file));
        }
        Ok(if typed.contains(std::path::is_separator) { Self::File(typed) } else { Self::Word(typed) })
    }
}

/// Keys for verification, as far as they could be had.
pub enum Keys {
    /// They are here.
    Here(Vec<Candidate>),
    /// They are to be fetched, once there is a token that they are needed for.
    Remote(remote::Source),
}

/// The keys of `typed`, a SOURCE of `--key`, for verification at `now`.
pub fn candidates(
    app: &mut App<'_>,
    typed: &str,
    now: Timestamp,
    passphrase: &mut Passphrase<'_>,
) -> Result<Keys, Fault> {
    let candidates = match read(app, typed, passphrase)? {
        Found::Remote(source) => return Ok(Keys::Remote(*source)),
        Found::Ring(home, entry) => {
            if let Some(refusal) = entry.refusal(now) {
                return Err(refusal);
            }
            let key = home.verification_key(&entry)?;
            vec![Candidate { key, source: RING.to_owned(), any_kid: false, issuer: None }]
        }
        Found::File(file, source) => {
            let any_kid = !file.is_set;
            let one = |key| Candidate { key, source: source.clone(), any_kid, issuer: None };
            file.keys.into_iter().map(one).collect()
        }
    };
    Ok(Keys::Here(candidates))
}

/// The one key of `typed`, a SOURCE of `--key`, for signing at `now`, and the algorithm that the ring keeps it for.
pub fn signing(
    app: &mut App<'_>,
    typed: &str,
    now: Timestamp,
    passphrase: &mut Passphrase<'_>,
) -> Result<(Key, Option<Algorithm>), Fault> {
    match read(app, typed, passphrase)? {
        Found::Remote(_) => {
            Err(Fault::new(Code::Usage, format!("{typed:?} has public keys, which verify and cannot sign"))
                .hint("a private key to sign with is a file, `env:NAME`, `-`, or a key of the ring"))
        }
        Found::Ring(home, entry) => {
            if let Some(refusal) = entry.refusal(now) {
                return Err(refusal);
            }
            if entry.state == State::Retired {
                app.warn(&format!(
                    "the key {:?} is retired: what it signs is good only while it still verifies",
                    entry.kid
                ));
            }
            Ok((home.private_key(&entry)?, Some(entry.alg)))
        }
        Found::File(file, source) => {
            let mut private = file.keys.into_iter().filter(Key::is_private);
            match (private.next(), private.next()) {
                (Some(key), None) => Ok((key, None)),
                (Some(_), Some(_)) => Err(Fault::new(Code::Usage, format!("{source} holds several private keys"))
                    .hint("`tokctl key import` it, and name one by its kid")),
                (None, _) => Err(Fault::new(Code::KeyRefused, format!("{source} holds no private key to sign with"))),
            }
        }
    }
}

/// Every key of `typed`, to look at or to keep: at least one, with its private half where there is one; and whether it
/// was a set.
pub fn all(app: &mut App<'_>, args: &SourceArgs) -> Result<(Vec<Key>, bool), Fault> {
    let mut passphrase = Passphrase::new(args.passphrase.as_deref());
    let found = read(app, &args.source, &mut passphrase)?;
    passphrase.note_if_unused(app);
    match found {
        Found::Remote(source) => {
            let access = super::remote::access(app, &args.net)?;
            let fetched = access.keys(&source);
            super::remote::print_notes(app, &access);
            Ok((fetched?.keys, true))
        }
        Found::Ring(home, entry) => {
            let key = if entry.private { home.private_key(&entry)? } else { home.verification_key(&entry)? };
            Ok((vec![key], false))
        }
        Found::File(file, source) if file.keys.is_empty() => {
            Err(Fault::new(Code::KeyUnreadable, format!("{source}: there is no key in the set that can be used here")))
        }
        Found::File(file, source) => {
            if file.keys.iter().any(|key| key.form == Form::Certificate) {
                app.note(&format!("{source}: a certificate's dates and chain are not checked, only its key is used"));
            }
            Ok((file.keys, file.is_set))
        }
    }
}

/// The algorithm to sign with: the one asked for, else the usual one where the key leaves no choice that matters.
pub fn algorithm(key: &Key, asked: Option<&str>) -> Result<Algorithm, Fault> {
    if let Some(name) = asked {
        return name.parse();
    }
    let mut allowed = key.algorithms();
    if key.is_symmetric() {
        // A secret allows the algorithms that it is long enough for (RFC 7518 section 3.2); the first says why not one.
        let strong = |alg: &Algorithm| check::permit(key, *alg, Strength::Required, Purpose::Sign).is_ok();
        let count = allowed.iter().filter(|alg| strong(alg)).count();
        allowed.truncate(count.max(1));
    }
    match allowed.as_slice() {
        [] => {
            Err(Fault::new(Code::AlgorithmRefused, format!("no algorithm known here is for this {}", key.key_type())))
        }
        [first, rest @ ..] if rest.iter().all(|other| other.is_same_as(*first)) => Ok(*first),
        several => {
            let names: Vec<&str> = several.iter().map(|alg| alg.name()).collect();
            Err(Fault::new(Code::Usage, format!("the key allows several algorithms: {}", names.join(", ")))
                .hint(format!("choose one, as with --alg {}", names.first().copied().unwrap_or_default())))
        }
    }
}

/// How strong a key must be; that weak ones are allowed is said aloud.
pub fn strength(app: &mut App<'_>, allow_weak: bool) -> Strength {
    if !allow_weak {
        return Strength::Required;
    }
    app.warn("weak keys are allowed, for debugging: whoever guesses or factors one signs what he likes");
    Strength::AllowWeak
}

enum Found {
    Ring(Home, Box<Entry>),
    File(KeyFile, String),
    Remote(Box<remote::Source>),
}

fn read(app: &mut App<'_>, typed: &str, passphrase: &mut Passphrase<'_>) -> Result<Found, Fault> {
    match Source::parse(typed)? {
        Source::Stdin => {
            let bytes = Zeroizing::new(app.env.read_stdin("the key", LIMIT)?);
            parsed(app, &bytes, "standard input", passphrase)
        }
        Source::Env(name) => {
            let value = app.env.named_var(name).map(str::to_owned);
            let value = value.map_err(|problem| Fault::new(Code::KeyUnreadable, problem))?;
            parsed(app, value.as_bytes(), &format!("env:{name}"), passphrase)
        }
        Source::Remote(source) => Ok(Found::Remote(source)),
        Source::File(file) => from_file(app, file, passphrase),
        Source::Word(word) => {
            let is_file = app.env.path(word).is_file();
            let in_ring = in_ring(app, word)?;
            match (is_file, in_ring) {
                (true, Some(_)) => {
                    Err(Fault::new(Code::Usage, format!("{word:?} is both a file here and a key in the ring"))
                        .hint(format!("write ./{word} for the file, or move it away")))
                }
                (true, None) => from_file(app, word, passphrase),
                (false, Some((home, entry))) => Ok(Found::Ring(home, Box::new(entry))),
                (false, None) => {
                    Err(Fault::new(Code::NotFound, format!("there is no file and no key in the ring named {word:?}"))
                        .hint("`tokctl key list` shows the ring"))
                }
            }
        }
    }
}

/// The key of that name in the home's ring, where there is a home and it has one.
fn in_ring(app: &App<'_>, kid: &str) -> Result<Option<(Home, Entry)>, Fault> {
    let Some(dir) = &app.global.home else { return Ok(None) };
    let Some(home) = Home::open(dir)? else { return Ok(None) };
    let entry = home.ring()?.get(kid).cloned();
    Ok(entry.map(|entry| (home, entry)))
}

fn from_file(app: &mut App<'_>, typed: &str, passphrase: &mut Passphrase<'_>) -> Result<Found, Fault> {
    let path = app.env.path(typed);
    let read = source::read_path(&path, "the key", LIMIT);
    let bytes = Zeroizing::new(read.map_err(|fault| Fault { code: Code::KeyUnreadable, ..fault })?);
    let found = parsed(app, &bytes, typed, passphrase)?;
    if let Found::File(file, _) = &found
        && file.keys.iter().any(Key::is_private)
    {
        warn_exposed(app, &path);
    }
    Ok(found)
}

fn parsed(app: &mut App<'_>, bytes: &[u8], source: &str, passphrase: &mut Passphrase<'_>) -> Result<Found, Fault> {
    let read = keyfile::read_with(bytes, &mut || passphrase.of(app, source));
    let file = read.map_err(|fault| fault.context(source))?;
    for note in &file.notes {
        app.note(&format!("{source}: {note}"));
    }
    Ok(Found::File(file, source.to_owned()))
}

fn warn_exposed(app: &mut App<'_>, path: &Path) {
    if let Ok(Some(exposure)) = files::exposure(path) {
        let message = format!("others can read the private key in {} (mode {})", path.display(), exposure.octal());
        app.warn(&format!("{message}; `{}` fixes that", exposure.fix));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_sources() {
        for (typed, expected) in [
            ("-", Source::Stdin),
            ("env:KEY", Source::Env("KEY")),
            ("./key.pem", Source::File("./key.pem")),
            ("keys/key.pem", Source::File("keys/key.pem")),
            ("@key.pem", Source::File("key.pem")),
            ("key.pem", Source::Word("key.pem")),
            ("C:key.pem", Source::Word("C:key.pem")),
        ] {
            assert_eq!(Source::parse(typed), Ok(expected), "{typed}");
        }
        for typed in ["https://a.example/jwks", "issuer:https://a.example"] {
            assert!(matches!(Source::parse(typed), Ok(Source::Remote(_))), "{typed}");
        }
        assert_eq!(Source::parse("https://").unwrap_err().code, Code::Usage);
    }
}
