//! `tokctl issue`

use std::io::Write;

use crate::base::files;
use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::{Code, Fault, Timestamp};
use crate::cli::app::{App, write_fault};
use crate::cli::args::CommandResult;
use crate::cli::args::issue::IssueArgs;
use crate::cli::input::passphrase::Passphrase;
use crate::cli::input::{key, secret, source, token};
use crate::cli::report::issue::IssueReport;
use crate::cli::settings;
use crate::core::tokens::issue::{Issue, IssueRequest, denied};
use crate::home::Settings;
use crate::home::ring::RingKey;
use crate::jose::{Algorithm, Key, SigningKey};
use crate::token::decode::Unverified;
use crate::token::diagnose;
use crate::token::issue::TokenSpec;

/// The largest claims or payload, in bytes: longer ones make no token.
const LIMIT: usize = 1024 * 1024;

/// Issues one token or many.
pub fn run(args: IssueArgs, app: &mut App<'_>) -> CommandResult {
    app.demand_whole();
    let now = app.as_of(args.at.as_deref())?;
    if app.global.json && args.count != 1 {
        return Err(Fault::new(Code::Usage, "--json prints one token, so it cannot be combined with --count"));
    }
    let spec = spec(&args, app, now)?;
    let SigningSource { mut key, ring_alg, settings } = signing_source(&args, app, now)?;
    if let Some(kid) = &args.kid {
        key.kid = Some(kid.clone());
    }
    let spec = with_defaults(spec, &args, settings.as_ref())?;
    let like = spec.like.as_ref().and_then(|like| Algorithm::named(like.header.get_str("alg")?));
    let algorithm = key::algorithm(&key, args.alg.as_deref(), like, ring_alg)?;
    let strength = key::strength(app, args.allow_weak_key);
    let signing = SigningKey::new(&key, algorithm, strength)?;
    let request = IssueRequest { spec, count: args.count, detached: args.detached, deny_warnings: args.deny_warnings };
    let mut issue = Issue::prepare(request, &signing, now)?;
    // Warnings about the options, such as a secret that other users can read, are refused, too.
    if let Some(warning) = app.warned.take().filter(|_| args.deny_warnings) {
        return Err(denied(warning));
    }
    for note in settings::issue::notes(&args) {
        app.note(&note);
    }
    for warning in issue.warnings().to_vec() {
        if warning.is_note { app.note(&warning.message) } else { app.warn(&warning.message) }
    }
    answer(&args, app, &mut issue, &signing)?;
    Ok(0)
}

fn answer(args: &IssueArgs, app: &mut App<'_>, issue: &mut Issue, key: &SigningKey) -> Result<(), Fault> {
    let random = app.env.random.clone();
    let file = args.out.as_ref().filter(|path| path.as_os_str() != "-").map(|path| app.env.path(path));
    if app.global.json {
        let token = issue.sign(key, random.as_ref())?;
        let payload = issue.draft().payload();
        let (payload, payload_encoding) = payload.to_json();
        let report = IssueReport { token: &token, header: &issue.draft().header, payload, payload_encoding };
        if let Some(path) = &file {
            let text = serde_json::to_string(&report).map_err(|error| Fault::new(Code::Internal, error.to_string()))?;
            return files::create(path, (text + "\n").as_bytes());
        }
        return app.answer_json(&report);
    }
    // Asking for the number of processors takes longer than signing one token.
    let workers = if args.count == 1 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    if let Some(path) = &file {
        // An interrupted command leaves no file.
        let interrupts = (app.env.interrupts)();
        let check_interrupt = || match interrupts.asked() {
            true => Err(Fault::new(Code::Interrupted, "signing was interrupted").hint("no file was written")),
            false => Ok(()),
        };
        return files::create_with(path, |write| {
            issue.sign_lines(key, random.as_ref(), workers, |lines| check_interrupt().and_then(|()| write(lines)))?;
            check_interrupt()
        });
    }
    let out = &mut app.env.stdout;
    issue.sign_lines(key, random.as_ref(), workers, |lines| out.write_all(lines).map_err(write_fault))
}

/// The key to sign with and what comes with it.
struct SigningSource {
    key: Key,
    /// Its algorithm, if it is in the ring.
    ring_alg: Option<Algorithm>,
    /// The home's settings, if it is the home's active key.
    settings: Option<Settings>,
}

fn signing_source(args: &IssueArgs, app: &mut App<'_>, now: Timestamp) -> Result<SigningSource, Fault> {
    if let Some(typed) = &args.secret {
        let secret = secret::read_hmac(app, "--secret", typed)?;
        return Ok(SigningSource { key: Key::from_secret(secret), ring_alg: None, settings: None });
    }
    if let Some(typed) = &args.key {
        let mut passphrase = Passphrase::new(args.passphrase.as_deref());
        let (key, ring_alg) = key::signing(app, typed, now, &mut passphrase)?;
        passphrase.note_if_unused(app);
        return Ok(SigningSource { key, ring_alg, settings: None });
    }
    let home = super::home_or_new(app)?;
    let RingKey { key, alg } = home.signing_key()?;
    Ok(SigningSource { key, ring_alg: Some(alg), settings: Some(home.settings()?) })
}

fn spec(args: &IssueArgs, app: &mut App<'_>, now: Timestamp) -> Result<TokenSpec, Fault> {
    let payload = match &args.payload {
        Some(typed) => Some(source::read_required(app, "--payload", typed, LIMIT)?),
        None => None,
    };
    let like = match &args.like {
        None => None,
        Some(typed) => {
            let text = token::read(app, Some(typed))?;
            Some(Unverified::decode(&text).map_err(|malformed| diagnose::fault(&text, &malformed))?)
        }
    };
    let claims = match &args.claims_object {
        None => Object::new(),
        Some(typed) => claims_object(app, typed)?,
    };
    Ok(TokenSpec {
        like,
        keep_times: args.keep_times,
        claims,
        edits: settings::issue::edits(args, now)?,
        header: settings::issue::header(args)?,
        payload,
        ..TokenSpec::default()
    })
}

/// Adds what the options leave to the home's settings.
fn with_defaults(mut spec: TokenSpec, args: &IssueArgs, settings: Option<&Settings>) -> Result<TokenSpec, Fault> {
    let is_jwt = spec.payload.is_none();
    spec.typ = args.typ.clone().or_else(|| (is_jwt && spec.like.is_none()).then(|| "JWT".to_owned()));
    let default_ttl = settings.map_or_else(|| Settings::default().access_ttl, |settings| settings.access_ttl);
    spec.expiry = settings::issue::expiry(args, default_ttl)?;
    if let Some(settings) = settings {
        spec.defaults.set("iss", Json::string(settings.issuer.clone()));
        spec.defaults.set("aud", Json::string(settings.audience.clone()));
    }
    Ok(spec)
}

fn claims_object(app: &mut App<'_>, typed: &str) -> Result<Object<'static>, Fault> {
    let bytes = match source::read(app, typed, "--claims", LIMIT)? {
        Some(bytes) => bytes,
        None => typed.as_bytes().to_vec(),
    };
    let object = json::parse_object(&bytes, Duplicates::Refuse).map_err(|error| {
        Fault::new(Code::Usage, format!("--claims: {error}")).hint("pass a JSON object, @FILE or -")
    })?;
    Ok(object.into_owned())
}
