//! `tokctl issue`

mod bad;

use std::io::{self, Write};

use crate::base::files;
use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::shown::not_a_name;
use crate::base::{Code, Fault, Timestamp};
use crate::cli::app::{App, write_fault};
use crate::cli::args::CommandResult;
use crate::cli::args::issue::IssueArgs;
use crate::cli::input::passphrase::Passphrase;
use crate::cli::input::{key, secret, source, token};
use crate::cli::report::issue::IssueReport;
use crate::cli::settings;
use crate::cli::value;
use crate::core::tokens::issue::{IssueRequest, PreparedToken, denied};
use crate::home::ring::{NewKey, RingKey};
use crate::home::{FIRST_ALGORITHM, Home, Settings};
use crate::jose::alg::KeyType;
use crate::jose::{Algorithm, Key, SigningKey, Strength};
use crate::token::decode::Unverified;
use crate::token::issue::TokenSpec;

/// The largest claims or payload, in bytes: longer ones make no token.
const LIMIT: usize = 1024 * 1024;

/// Issues one token or many.
pub fn run(args: IssueArgs, app: &mut App<'_>) -> CommandResult {
    app.require_complete_output();
    let now = app.as_of(args.at.as_deref())?;
    if app.global.json && args.count != 1 {
        return Err(Fault::new(Code::Usage, "--json prints one token, so it cannot be combined with --count"));
    }
    if let Some(path) = &args.out {
        value::check_new_path("--out", path)?;
    }
    let target = settings::bad_token::target(&args.bad)?;
    let spec = spec(&args, app, now)?;
    let source = signing_source(&args, app, now)?;
    let strength = key::strength(app, args.allow_weak_key);
    // Warnings about the options, such as a secret that other users can read, are refused, too.
    if let Some(warning) = app.warned.take().filter(|_| args.deny_warnings) {
        return Err(denied(warning));
    }
    let source = match source {
        Some(source) => source,
        None => {
            // Without a home, the token is first prepared as a new home would, so that wrong arguments create no home.
            let (_, key, _) = prepare(&args, spec.clone(), SigningSource::of_new_home(app)?, strength, now)?;
            if let Some(kind) = &args.bad.kind {
                settings::bad_token::kinds(kind, key.key_type())?;
            }
            check_out_file(&args, app)?;
            SigningSource::of_home(&super::home_or_new(app)?)?
        }
    };
    let (mut issue, key, signing) = prepare(&args, spec, source, strength, now)?;
    for note in settings::issue::notes(&args) {
        app.note(&note);
    }
    for warning in issue.warnings().to_vec() {
        if warning.is_note { app.note(&warning.message) } else { app.warn(&warning.message) }
    }
    if let Some(kind) = &args.bad.kind {
        return bad::run(&args.bad, kind, target, app, &mut issue, (&key, &signing), now);
    }
    write_tokens(&args, app, &mut issue, &signing)?;
    Ok(0)
}

fn prepare(
    args: &IssueArgs,
    spec: TokenSpec,
    source: SigningSource,
    strength: Strength,
    now: Timestamp,
) -> Result<(PreparedToken, Key, SigningKey), Fault> {
    let SigningSource { mut key, ring_alg, settings } = source;
    if let Some(kid) = &args.kid {
        key.kid = Some(kid.clone());
    }
    let spec = with_defaults(spec, args, settings.as_ref())?;
    let like = spec.like.as_ref().and_then(|like| Algorithm::from_name(like.header.get_str("alg")?));
    let algorithm = key::algorithm(&key, args.alg.as_deref(), like, ring_alg)?;
    let signing = SigningKey::new(&key, algorithm, strength).map_err(|fault| match fault.code {
        Code::AlgorithmRefused if fault.hint.is_none() && settings.is_some() => fault.hint(other_key(algorithm)),
        _ => fault,
    })?;
    let request = IssueRequest { spec, count: args.count, detached: args.detached, deny_warnings: args.deny_warnings };
    Ok((PreparedToken::prepare(request, &signing, now)?, key, signing))
}

/// What to do if the home's key does not allow the algorithm.
fn other_key(algorithm: Algorithm) -> String {
    match algorithm.key_type() {
        KeyType::Oct => "pass the secret with --secret".to_owned(),
        _ => format!("`tokctl key generate --alg {algorithm}` generates a key for it; pass its ID with --key"),
    }
}

/// The file of `--out` is created after signing; that it exists, or that its directory does not, is an error before that.
fn check_out_file(args: &IssueArgs, app: &App<'_>) -> Result<(), Fault> {
    match args.out.as_ref().filter(|path| path.as_os_str() != "-").map(|path| app.env.path(path)) {
        Some(path) if files::exists(&path)? => Err(files::already_exists(&path)),
        Some(path) if path.parent().is_some_and(|dir| !dir.is_dir()) => {
            Err(files::fault("write", &path, &io::ErrorKind::NotFound.into()))
        }
        _ => Ok(()),
    }
}

fn write_tokens(args: &IssueArgs, app: &mut App<'_>, issue: &mut PreparedToken, key: &SigningKey) -> Result<(), Fault> {
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
        return app.print_json(&report);
    }
    // Asking for the number of processors takes longer than signing one token.
    let workers = if args.count == 1 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    if let Some(path) = &file {
        // An interrupted command leaves no file.
        let interrupts = (app.env.interrupts)();
        let check_interrupt = || match interrupts.received() {
            true => Err(Fault::new(Code::Interrupted, "signing was interrupted; no file was written")),
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

impl SigningSource {
    fn of_home(home: &Home) -> Result<Self, Fault> {
        let RingKey { key, alg } = home.signing_key()?;
        Ok(Self { key, ring_alg: Some(alg), settings: Some(home.settings()?) })
    }

    /// A key and settings like those of a new home.
    fn of_new_home(app: &App<'_>) -> Result<Self, Fault> {
        let new = NewKey::generate(FIRST_ALGORITHM.parse()?, None, None, app.env.random.as_ref())?;
        Ok(Self { key: new.key().clone(), ring_alg: Some(new.algorithm()), settings: Some(Settings::default()) })
    }
}

/// `None` if the home's key is meant and there is no home.
fn signing_source(args: &IssueArgs, app: &mut App<'_>, now: Timestamp) -> Result<Option<SigningSource>, Fault> {
    if let Some(typed) = &args.secret {
        let key = secret::read_hmac(app, "--secret", typed)?;
        return Ok(Some(SigningSource { key, ring_alg: None, settings: None }));
    }
    if let Some(typed) = &args.key {
        let mut passphrase = Passphrase::new(args.passphrase.as_deref());
        let (key, ring_alg) = key::signing(app, typed, now, &mut passphrase)?;
        passphrase.note_if_unused(app);
        return Ok(Some(SigningSource { key, ring_alg, settings: None }));
    }
    Home::open(app.global.home_dir()?)?.as_ref().map(SigningSource::of_home).transpose()
}

fn spec(args: &IssueArgs, app: &mut App<'_>, now: Timestamp) -> Result<TokenSpec, Fault> {
    let payload = match &args.payload {
        Some(typed) if typed.trim_start().starts_with('{') => {
            return Err(
                Fault::new(Code::Usage, "--payload takes @FILE or -, not JSON").hint("pass claims with --claims JSON")
            );
        }
        Some(typed) => Some(source::read_required(app, "--payload", typed, LIMIT)?),
        None => None,
    };
    let like = match &args.like {
        None => None,
        Some(typed) => {
            let text = token::read(app, Some(typed))?;
            Some(Unverified::decode(&text)?)
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

const OBJECT: &str = "pass a JSON object, @FILE or -";

fn claims_object(app: &mut App<'_>, typed: &str) -> Result<Object<'static>, Fault> {
    let bytes = match source::read(app, typed, "--claims", LIMIT)? {
        Some(bytes) => bytes,
        None => typed.as_bytes().to_vec(),
    };
    let object = json::parse_object(&bytes, Duplicates::Refuse).map_err(|error| {
        let is_file = not_a_name(typed).is_none() && app.env.path(typed).is_file();
        let hint = if is_file { format!("write --claims @{typed} to read the file") } else { OBJECT.to_owned() };
        Fault::new(Code::Usage, format!("--claims: {error}")).hint(hint)
    })?;
    Ok(object.into_owned())
}
