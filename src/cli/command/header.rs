//! `tokctl header`

mod check;

use crate::base::{Code, Fault, Secret, hex, random};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::header::{BasicArgs, BearerArgs, DigestArgs, DpopArgs, HeaderAction, HeaderArgs, ParseArgs};
use crate::cli::input::passphrase::Passphrase;
use crate::cli::input::{header, key, password, token};
use crate::cli::render;
use crate::cli::report::header::{ParseReport, WrittenReport};
use crate::core::http_auth::digest::{DigestAlgorithm, DigestRequest, choose};
use crate::core::http_auth::dpop::{self, ProvedRequest};
use crate::core::http_auth::grammar::{AuthValue, is_quotable, is_token, is_token68};
use crate::core::http_auth::lines::AuthHeader;
use crate::core::http_auth::{basic, digest, parsed};
use crate::core::reports::claims::Times;
use crate::token::Unverified;
use crate::token::diagnose::{self, DiagnosisKind};
use crate::token::template::new_jti;

pub fn run(args: HeaderArgs, app: &mut App<'_>) -> CommandResult {
    match args.action {
        HeaderAction::Parse(args) => parse(&args, app),
        HeaderAction::Basic(args) => write_basic(&args, app),
        HeaderAction::Bearer(args) => write_bearer(&args, app),
        HeaderAction::Digest(args) => write_digest(&args, app),
        HeaderAction::Dpop(args) => write_dpop(&args, app),
        HeaderAction::Check(args) => check::run(*args, app),
    }
}

fn parse(args: &ParseArgs, app: &mut App<'_>) -> CommandResult {
    let now = app.as_of(args.at.as_deref())?;
    let headers = parsed::parse(header::read(app, args.line.as_deref())?)?;
    if app.global.json {
        app.print_json(&ParseReport::new(&headers, args.show, now))?;
    } else {
        let times = Times { zone: crate::base::datetime::Zone::Utc, now };
        app.print(&render::header::headers(&headers, args.show, times, app.global.out))?;
    }
    Ok(0)
}

fn write_basic(args: &BasicArgs, app: &mut App<'_>) -> CommandResult {
    // A user name that cannot be written is refused before the password is asked for.
    basic::write(&args.user, &Secret::default())?;
    let password = password::read_foreign(app, &args.password)?;
    let value = basic::write(&args.user, &password)?;
    print(app, &[("Authorization", value.expose_str().unwrap_or_default())])
}

fn write_bearer(args: &BearerArgs, app: &mut App<'_>) -> CommandResult {
    let token = token::read(app, args.token.as_deref())?;
    refuse_missing(&token)?;
    require_token68(&token)?;
    print(app, &[("Authorization", &format!("Bearer {token}"))])
}

/// Refuses what a program prints if it has no token, such as `undefined`.
fn refuse_missing(token: &str) -> Result<(), Fault> {
    let Err(malformed) = Unverified::parse(token) else { return Ok(()) };
    let found = diagnose::diagnose(token, &malformed);
    match found.kind {
        DiagnosisKind::Empty | DiagnosisKind::Unset | DiagnosisKind::Placeholder | DiagnosisKind::Shortened => {
            Err(found.into())
        }
        _ => Ok(()),
    }
}

fn require_token68(token: &str) -> Result<(), Fault> {
    if is_token68(token) {
        return Ok(());
    }
    let message =
        "not a token that a header can carry: it has characters other than A-Z a-z 0-9 - . _ ~ + / and = at the end";
    Err(Fault::new(Code::Malformed, message).hint("RFC 6750 §2.1 defines the characters"))
}

fn write_digest(args: &DigestArgs, app: &mut App<'_>) -> CommandResult {
    let algorithm = args.algorithm.as_deref().map(algorithm).transpose()?;
    require_method(&args.method)?;
    let (name, challenges) = challenges(header::read(app, Some(&args.challenge))?)?;
    let challenge = choose(&challenges, algorithm)?;
    let cnonce = match &args.cnonce {
        Some(text) if text.is_empty() || !is_quotable(text) => {
            return Err(Fault::new(Code::Usage, "--cnonce must not be empty or contain control characters"));
        }
        Some(text) => text.clone(),
        None => hex::encode(&random::bytes::<16>(app.env.random.as_ref())?),
    };
    if args.uri.contains("://") {
        app.note("--uri: a whole URL is the request target of a proxy; a server expects path and query");
    }
    let password = password::read_foreign(app, &args.password)?;
    let request = DigestRequest { method: &args.method, uri: &args.uri, count: args.nc, cnonce: &cnonce };
    print(app, &[(name, &digest::answer(&challenge, &args.user, &password, &request)?)])
}

fn algorithm(name: &str) -> Result<DigestAlgorithm, Fault> {
    DigestAlgorithm::ALL.iter().copied().find(|alg| alg.name().eq_ignore_ascii_case(name)).ok_or_else(|| {
        let names: Vec<&str> = DigestAlgorithm::ALL.iter().map(|alg| alg.name()).collect();
        Fault::new(Code::Usage, "--algorithm: unknown Digest algorithm")
            .hint(format!("use one of {}", names.join(", ")))
    })
}

fn require_method(method: &str) -> Result<(), Fault> {
    if is_token(method) { Ok(()) } else { Err(Fault::new(Code::Usage, "--method: a method is one word, such as GET")) }
}

/// The challenges in `headers`, and the name of the header that responds to them.
fn challenges(headers: Vec<AuthHeader>) -> Result<(&'static str, Vec<AuthValue>), Fault> {
    let mut name = "Authorization";
    let mut all = Vec::new();
    for header in headers {
        if let AuthHeader::Challenges { name: sent, values } = header {
            if sent == "Proxy-Authenticate" {
                name = "Proxy-Authorization";
            }
            all.extend(values);
        }
    }
    if all.is_empty() {
        return Err(Fault::new(Code::Usage, "--challenge: expected a challenge, found credentials")
            .hint("pass the WWW-Authenticate header of the server's 401 response"));
    }
    Ok((name, all))
}

fn write_dpop(args: &DpopArgs, app: &mut App<'_>) -> CommandResult {
    require_method(&args.method)?;
    let now = app.as_of(args.at.as_deref())?;
    let token = match &args.token {
        Some(typed) => Some(token::read(app, Some(typed))?),
        None => None,
    };
    token.as_deref().map(require_token68).transpose()?;
    let mut passphrase = Passphrase::new(args.passphrase.as_deref());
    let (key, of_ring) = key::signing(app, &args.key, now, &mut passphrase)?;
    passphrase.note_if_unused(app);
    let alg = key::algorithm(&key, args.alg.as_deref(), None, of_ring)?;
    let jti = new_jti(app.env.random.as_ref())?;
    let request = ProvedRequest {
        method: &args.method,
        url: &args.url,
        access_token: token.as_deref(),
        nonce: args.nonce.as_deref(),
    };
    let proof = dpop::prove(&request, &key, alg, &jti, now)?;
    let authorization = token.map(|token| format!("DPoP {token}"));
    let mut headers = vec![("DPoP", proof.as_str())];
    headers.extend(authorization.as_deref().map(|value| ("Authorization", value)));
    print(app, &headers)
}

/// Prints headers that a request can use.
fn print(app: &mut App<'_>, headers: &[(&str, &str)]) -> CommandResult {
    if app.global.json {
        app.print_json(&WrittenReport::new(headers))?;
        return Ok(0);
    }
    for (name, value) in headers {
        app.print(&format!("{name}: {value}\n"))?;
    }
    Ok(0)
}
