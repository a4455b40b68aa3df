//! `tokctl header check`

use crate::base::{Code, Fault, Timestamp};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::header::CheckArgs;
use crate::cli::args::verify::VerifyArgs;
use crate::cli::command::verify;
use crate::cli::exit;
use crate::cli::input::{header, password};
use crate::cli::render;
use crate::cli::report::header::CheckReport;
use crate::cli::value;
use crate::core::http_auth::digest::{self, Expected};
use crate::core::http_auth::dpop::{self, ProofPolicy, ProvedRequest};
use crate::core::http_auth::grammar::{AuthValue, Content};
use crate::core::http_auth::{basic, lines::AuthHeader};

/// What a check found.
struct Checked {
    scheme: &'static str,
    faults: Vec<Fault>,
    not_checked: Vec<&'static str>,
}

pub fn run(args: CheckArgs, app: &mut App<'_>) -> CommandResult {
    let (mut credentials, mut proofs) = (Vec::new(), Vec::new());
    for header in header::read(app, args.line.as_deref())? {
        match header {
            AuthHeader::Credentials { value, .. } => credentials.push(value),
            AuthHeader::Proof(proof) => proofs.push(proof),
            AuthHeader::Challenges { .. } => {}
        }
    }
    let checked = match (credentials.as_slice(), proofs.as_slice()) {
        ([], []) => {
            return Err(Fault::new(Code::Usage, "a challenge cannot be checked, only a response to it")
                .hint("`tokctl header parse` shows a challenge, and `tokctl header digest` answers it"));
        }
        ([_, _, ..], _) | (_, [_, _, ..]) => {
            return Err(Fault::new(
                Code::Malformed,
                "the request has two headers with credentials, or two with a proof",
            ));
        }
        ([value], _) if value.is("Bearer") => return check_bearer(args, value, app),
        ([value], _) if value.is("Basic") => check_basic(&args, value, app)?,
        ([value], _) if value.is("Digest") => check_digest(&args, value, app)?,
        ([value], [proof]) if value.is("DPoP") => {
            let now = app.as_of(args.at.as_deref())?;
            check_proof(&args, proof, Some(word(value)?), now)?
        }
        ([value], []) if value.is("DPoP") => {
            return Err(Fault::new(Code::Malformed, "the request has no DPoP header with a proof (RFC 9449 §7.1)"));
        }
        ([], [proof]) => {
            let now = app.as_of(args.at.as_deref())?;
            check_proof(&args, proof, None, now)?
        }
        ([value], _) => {
            let message = format!("the scheme {:?} cannot be checked", value.scheme);
            return Err(Fault::new(Code::Usage, message).hint("the schemes are Basic, Bearer, Digest and DPoP"));
        }
    };
    print(app, &checked)
}

fn print(app: &mut App<'_>, checked: &Checked) -> CommandResult {
    if app.global.json {
        app.print_json(&CheckReport::new(checked.scheme, &checked.faults, &checked.not_checked))?;
    } else if !checked.faults.is_empty() {
        let text = render::verify::invalid(&checked.faults, app.global.err);
        app.print_error_line(text.trim_end());
    } else if !app.global.quiet {
        let line = format!("{}  {}\n", app.global.out.good("valid"), checked.scheme);
        app.print(&line)?;
        if !checked.not_checked.is_empty() {
            app.note(&render::verify::not_checked(&checked.not_checked));
        }
    }
    Ok(exit::of_faults(&checked.faults))
}

fn word(value: &AuthValue) -> Result<&str, Fault> {
    match &value.content {
        Content::Token68(word) => Ok(word),
        Content::Params(_) => {
            Err(Fault::new(Code::Malformed, format!("expected one word after {}, found parameters", value.scheme)))
        }
    }
}

fn user<'a>(args: &'a CheckArgs, scheme: &str) -> Result<&'a str, Fault> {
    let missing = || Fault::new(Code::Usage, format!("checking {scheme} needs --user and a password"));
    args.user.as_deref().ok_or_else(missing)
}

fn check_basic(args: &CheckArgs, value: &AuthValue, app: &mut App<'_>) -> Result<Checked, Fault> {
    let expected = user(args, "Basic")?;
    let found = basic::read(word(value)?)?;
    let password = password::read_foreign(app, &args.password)?;
    let mut faults = Vec::new();
    if found.user != expected {
        faults.push(Fault::new(Code::LoginRefused, "the user name does not match"));
    }
    if found.password != password {
        faults.push(Fault::new(Code::LoginRefused, "the password does not match"));
    }
    Ok(Checked { scheme: "Basic", faults, not_checked: Vec::new() })
}

fn check_digest(args: &CheckArgs, value: &AuthValue, app: &mut App<'_>) -> Result<Checked, Fault> {
    let user = user(args, "Digest")?;
    super::require_method(&args.method)?;
    let challenge = match &args.challenge {
        Some(typed) => Some(digest::answered(&super::challenges(header::read(app, Some(typed))?)?.1, value)?),
        None => None,
    };
    let password = password::read_foreign(app, &args.password)?;
    let uri = args.uri.as_deref();
    let expected = Expected { user, password: &password, method: &args.method, uri, challenge: challenge.as_ref() };
    let faults = digest::check(value, &expected)?;
    let mut not_checked = vec!["reuse of the nonce count"];
    not_checked.extend(challenge.is_none().then_some("challenge (realm, nonce)"));
    not_checked.extend(uri.is_none().then_some("uri"));
    Ok(Checked { scheme: "Digest", faults, not_checked })
}

fn check_proof(args: &CheckArgs, proof: &str, token: Option<&str>, now: Timestamp) -> Result<Checked, Fault> {
    super::require_method(&args.method)?;
    let url = args.url.as_deref();
    let url =
        url.ok_or_else(|| Fault::new(Code::Usage, "checking a DPoP proof needs --url, the URL of the request"))?;
    let nonce = args.nonce.as_deref();
    let request = ProvedRequest { method: &args.method, url, access_token: token, nonce };
    let max_age = value::duration("--max-age", &args.max_age)?;
    let verdict = dpop::check(proof, &ProofPolicy { request, max_age, now });
    Ok(Checked { scheme: "DPoP", faults: verdict.faults, not_checked: verdict.not_checked })
}

/// Verifies the token, and reports as `tokctl verify` does.
fn check_bearer(args: CheckArgs, value: &AuthValue, app: &mut App<'_>) -> CommandResult {
    let token = word(value)?.to_owned();
    super::require_token68(&token)?;
    if token == "-" {
        return Err(Fault::new(Code::Malformed, "the token is empty"));
    }
    let CheckArgs { keys, passphrase, secret, issuers, audiences, at, net, .. } = args;
    let args = VerifyArgs {
        token: Some(token),
        keys,
        passphrase,
        secret,
        issuers,
        audiences,
        at,
        net,
        ..VerifyArgs::default()
    };
    verify::run(args, app)
}
