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
use crate::token::issue::Wish;

/// Claims and payloads longer than this are no tokens any more.
const LIMIT: usize = 1024 * 1024;

/// Issues one token or many.
pub fn run(args: IssueArgs, app: &mut App<'_>) -> CommandResult {
    app.demand_whole();
    let now = app.as_of(args.at.as_deref())?;
    if app.global.json && args.count != 1 {
        return Err(Fault::new(Code::Usage, "--json answers with one token, and --count asks for several"));
    }
    let wish = wish(&args, app, now)?;
    let Signer { mut key, usual, config } = signer(&args, app, now)?;
    if let Some(kid) = &args.kid {
        key.kid = Some(kid.clone());
    }
    let wish = with_defaults(wish, &args, config.as_ref())?;
    let algorithm = match usual.filter(|_| args.alg.is_none()) {
        Some(usual) => usual,
        None => key::algorithm(&key, args.alg.as_deref())?,
    };
    let strength = key::strength(app, args.allow_weak_key);
    let signing = SigningKey::new(&key, algorithm, strength)?;
    let request = IssueRequest { wish, count: args.count, detached: args.detached, deny_warnings: args.deny_warnings };
    let mut issue = Issue::prepare(request, &signing, now)?;
    // What was warned of on the way here, such as a secret that others can read, is refused like the rest.
    if let Some(warning) = app.warned.take().filter(|_| args.deny_warnings) {
        return Err(denied(warning));
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
    // To ask how many threads there could be takes longer than to sign one token.
    let workers = if args.count == 1 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    if let Some(path) = &file {
        // Whoever interrupts this leaves no file behind that looks whole.
        let interrupts = (app.env.interrupts)();
        let going_on = || match interrupts.asked() {
            true => Err(Fault::new(Code::Interrupted, "signing was interrupted").hint("no file was made")),
            false => Ok(()),
        };
        return files::create_with(path, |write| {
            issue.sign_lines(key, random.as_ref(), workers, |lines| going_on().and_then(|()| write(lines)))?;
            going_on()
        });
    }
    let out = &mut app.env.stdout;
    issue.sign_lines(key, random.as_ref(), workers, |lines| out.write_all(lines).map_err(write_fault))
}

/// A key to sign with.
struct Signer {
    key: Key,
    /// The algorithm that the ring keeps it for.
    usual: Option<Algorithm>,
    /// The configuration, where the key is the home's own active one.
    config: Option<Settings>,
}

fn signer(args: &IssueArgs, app: &mut App<'_>, now: Timestamp) -> Result<Signer, Fault> {
    if let Some(typed) = &args.secret {
        let secret = secret::read_hmac(app, "--secret", typed)?;
        return Ok(Signer { key: Key::from_secret(secret), usual: None, config: None });
    }
    if let Some(typed) = &args.key {
        let mut passphrase = Passphrase::new(args.passphrase.as_deref());
        let (key, usual) = key::signing(app, typed, now, &mut passphrase)?;
        passphrase.note_if_unused(app);
        return Ok(Signer { key, usual, config: None });
    }
    let home = super::home_or_new(app)?;
    let RingKey { key, alg } = home.signing_key()?;
    Ok(Signer { key, usual: Some(alg), config: Some(home.settings()?) })
}

fn wish(args: &IssueArgs, app: &mut App<'_>, now: Timestamp) -> Result<Wish, Fault> {
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
    Ok(Wish {
        like,
        keep_times: args.keep_times,
        claims,
        edits: settings::issue::edits(args, now)?,
        header: settings::issue::header(args)?,
        payload,
        ..Wish::default()
    })
}

/// What the configuration says where nothing else does.
fn with_defaults(mut wish: Wish, args: &IssueArgs, config: Option<&Settings>) -> Result<Wish, Fault> {
    let is_jwt = wish.payload.is_none();
    wish.typ = args.typ.clone().or_else(|| (is_jwt && wish.like.is_none()).then(|| "JWT".to_owned()));
    let usual = config.map_or_else(|| Settings::default().access_ttl, |config| config.access_ttl);
    wish.expiry = settings::issue::expiry(args, usual)?;
    if let Some(config) = config {
        wish.defaults.set("iss", Json::string(config.issuer.clone()));
        wish.defaults.set("aud", Json::string(config.audience.clone()));
    }
    Ok(wish)
}

fn claims_object(app: &mut App<'_>, typed: &str) -> Result<Object<'static>, Fault> {
    let bytes = match source::read(app, typed, "--claims", LIMIT)? {
        Some(bytes) => bytes,
        None => typed.as_bytes().to_vec(),
    };
    let object = json::parse_object(&bytes, Duplicates::Refuse).map_err(|error| {
        Fault::new(Code::Usage, format!("--claims: {error}")).hint("it takes a JSON object, @FILE or -")
    })?;
    Ok(object.into_owned())
}
