//! `tokctl header check`

use std::time::Duration;

use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::header::CheckArgs;
use crate::cli::args::verify::VerifyArgs;
use crate::cli::command::verify::{self, NotedVerdict};
use crate::cli::exit;
use crate::cli::input::{header, password};
use crate::cli::render;
use crate::cli::report::header::HeaderCheckReport;
use crate::cli::value;
use crate::core::http_auth::digest::{self, ExpectedCredentials};
use crate::core::http_auth::dpop::{self, ProofPolicy, ProvedRequest};
use crate::core::http_auth::grammar::{AuthValue, Content};
use crate::core::http_auth::{basic, lines::AuthHeader};
use crate::token::check::claims::PROOF_OF_POSSESSION;

/// How far `iat` of a proof may be from now, unless --max-age says otherwise.
const DEFAULT_MAX_AGE: Duration = Duration::from_secs(60);

/// What a check found.
#[derive(Default)]
struct HeaderCheck {
    scheme: &'static str,
    faults: Vec<Fault>,
    not_checked: Vec<&'static str>,
    /// `None` if there was no access token beside the proof.
    access_token_checked: Option<bool>,
    notes: Vec<String>,
}

/// What a request has in its headers, as far as options depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Basic,
    Digest,
    Bearer,
    /// A proof with an access token.
    Dpop,
    /// A proof without an access token, as at a token endpoint.
    Proof,
}

impl Sent {
    fn name(self) -> &'static str {
        match self {
            Self::Basic => "Basic",
            Self::Digest => "Digest",
            Self::Bearer => "Bearer",
            Self::Dpop => "DPoP",
            Self::Proof => "a DPoP proof without an access token",
        }
    }

    /// Refuses the options that would have no effect.
    fn refuse_other_options(self, args: &CheckArgs) -> Result<(), Fault> {
        use Sent::{Basic, Bearer, Digest, Dpop, Proof};
        let options: [(&str, bool, &[Self]); 17] = [
            ("--user", args.user.is_some(), &[Basic, Digest]),
            ("--password", args.password.password.is_some(), &[Basic, Digest]),
            ("--password-stdin", args.password.password_stdin, &[Basic, Digest]),
            ("--challenge", args.challenge.is_some(), &[Digest]),
            ("--uri", args.uri.is_some(), &[Digest]),
            ("--method", args.method.is_some(), &[Digest, Dpop, Proof]),
            ("--url", args.url.is_some(), &[Dpop, Proof]),
            ("--nonce", args.nonce.is_some(), &[Dpop, Proof]),
            ("--max-age", args.max_age.is_some(), &[Dpop, Proof]),
            ("--key", !args.keys.is_empty(), &[Bearer, Dpop]),
            ("--secret", args.secret.is_some(), &[Bearer, Dpop]),
            ("--iss", !args.issuers.is_empty(), &[Bearer, Dpop]),
            ("--aud", !args.audiences.is_empty(), &[Bearer, Dpop]),
            ("--at", args.at.is_some(), &[Bearer, Dpop, Proof]),
            ("--ca-cert", !args.net.ca_certs.is_empty(), &[Bearer, Dpop]),
            ("--offline", args.net.offline, &[Bearer, Dpop]),
            ("--allow-stale", args.net.allow_stale.is_some(), &[Bearer, Dpop]),
        ];
        let refused: Vec<&str> = options
            .iter()
            .filter(|(_, is_given, applies)| *is_given && !applies.contains(&self))
            .map(|(name, ..)| *name)
            .collect();
        if refused.is_empty() {
            return Ok(());
        }
        let own: Vec<&str> =
            options.iter().filter(|(_, _, applies)| applies.contains(&self)).map(|(name, ..)| *name).collect();
        let (name, verb) = (self.name(), if refused.len() == 1 { "does" } else { "do" });
        Err(Fault::new(Code::Usage, format!("{} {verb} not apply to {name}", refused.join(", ")))
            .hint(format!("the options for {name} are {}", own.join(", "))))
    }
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
        ([value], _) if value.is("Bearer") => return check_bearer(&args, value, app),
        ([value], _) if value.is("Basic") => check_basic(&args, value, app)?,
        ([value], _) if value.is("Digest") => check_digest(&args, value, app)?,
        ([value], [proof]) if value.is("DPoP") => check_proof(&args, proof, Some(word(value)?), app)?,
        ([value], []) if value.is("DPoP") => {
            return Err(Fault::new(Code::Malformed, "the request has no DPoP header with a proof (RFC 9449 §7.1)"));
        }
        ([], [proof]) => check_proof(&args, proof, None, app)?,
        ([value], _) => {
            let message = format!("the scheme {:?} cannot be checked", value.scheme);
            return Err(Fault::new(Code::Usage, message).hint("the schemes are Basic, Bearer, Digest and DPoP"));
        }
    };
    print(app, &checked)
}

fn print(app: &mut App<'_>, checked: &HeaderCheck) -> CommandResult {
    if app.global.json {
        app.print_json(&HeaderCheckReport {
            valid: checked.faults.is_empty(),
            scheme: checked.scheme,
            errors: &checked.faults,
            not_checked: &checked.not_checked,
            access_token_checked: checked.access_token_checked,
            notes: &checked.notes,
        })?;
        return Ok(exit::of_faults(&checked.faults));
    }
    for note in &checked.notes {
        app.note(note);
    }
    if !checked.faults.is_empty() {
        let text = render::verify::invalid(&checked.faults, app.global.err, app.error_columns());
        app.print_error_line(text.trim_end());
    } else if !app.global.quiet {
        let what = match checked.access_token_checked {
            None => checked.scheme.to_owned(),
            Some(true) => format!("{} proof and access token", checked.scheme),
            Some(false) => format!("{} proof; the access token was NOT verified", checked.scheme),
        };
        let line = format!("{}  {what}\n", app.global.out.good("valid"));
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

fn check_basic(args: &CheckArgs, value: &AuthValue, app: &mut App<'_>) -> Result<HeaderCheck, Fault> {
    Sent::Basic.refuse_other_options(args)?;
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
    Ok(HeaderCheck { scheme: "Basic", faults, ..HeaderCheck::default() })
}

fn check_digest(args: &CheckArgs, value: &AuthValue, app: &mut App<'_>) -> Result<HeaderCheck, Fault> {
    Sent::Digest.refuse_other_options(args)?;
    let user = user(args, "Digest")?;
    let method = method(args)?;
    let challenge = match &args.challenge {
        Some(typed) => Some(digest::answered(&super::challenges(header::read(app, Some(typed))?)?.1, value)?),
        None => None,
    };
    let password = password::read_foreign(app, &args.password)?;
    let uri = args.uri.as_deref();
    let expected = ExpectedCredentials { user, password: &password, method, uri, challenge: challenge.as_ref() };
    let faults = digest::check(value, &expected)?;
    let mut not_checked = vec!["reuse of the nonce count"];
    not_checked.extend(challenge.is_none().then_some("challenge (realm, nonce)"));
    not_checked.extend(uri.is_none().then_some("uri"));
    Ok(HeaderCheck { scheme: "Digest", faults, not_checked, ..HeaderCheck::default() })
}

fn method(args: &CheckArgs) -> Result<&str, Fault> {
    let method = args.method.as_deref().unwrap_or("GET");
    super::require_method(method)?;
    Ok(method)
}

/// Checks a proof, and verifies the access token if the options say how.
fn check_proof(
    args: &CheckArgs,
    proof: &str,
    access_token: Option<&str>,
    app: &mut App<'_>,
) -> Result<HeaderCheck, Fault> {
    let sent = if access_token.is_some() { Sent::Dpop } else { Sent::Proof };
    sent.refuse_other_options(args)?;
    let method = method(args)?;
    let url = args.url.as_deref();
    let url =
        url.ok_or_else(|| Fault::new(Code::Usage, "checking a DPoP proof needs --url, the URL of the request"))?;
    let max_age = value::span("--max-age", args.max_age.as_deref())?.unwrap_or(DEFAULT_MAX_AGE);
    let is_verifiable =
        args.secret.is_some() || [&args.keys, &args.issuers, &args.audiences].iter().any(|given| !given.is_empty());
    let noted = match access_token {
        Some(token) if is_verifiable => Some(verify::verdict(&verify_args(args, token)?, app)?),
        _ => None,
    };
    let now = match &noted {
        Some(noted) => noted.now,
        None => app.as_of(args.at.as_deref())?,
    };
    let request = ProvedRequest { method, url, access_token, nonce: args.nonce.as_deref() };
    let token_verdict = noted.as_ref().map(|noted| &noted.verdict);
    let proof = dpop::check(proof, &ProofPolicy { request, max_age, now, token_verdict });
    let mut checked = HeaderCheck {
        scheme: "DPoP",
        faults: proof.faults,
        not_checked: proof.not_checked,
        access_token_checked: access_token.map(|_| noted.is_some()),
        notes: Vec::new(),
    };
    if let Some(NotedVerdict { verdict, notes, .. }) = noted {
        checked.faults.extend(verdict.faults().iter().cloned());
        // An accepted proof is the proof of possession.
        let is_proved = |name: &str| name == PROOF_OF_POSSESSION && proof.thumbprint.is_some();
        checked.not_checked.extend(verdict.not_checked().into_iter().filter(|name| !is_proved(name)));
        checked.notes = notes;
    }
    Ok(checked)
}

/// Verifies the token, and reports as `tokctl verify` does.
fn check_bearer(args: &CheckArgs, value: &AuthValue, app: &mut App<'_>) -> CommandResult {
    Sent::Bearer.refuse_other_options(args)?;
    verify::run(verify_args(args, word(value)?)?, app)
}

/// The options of `tokctl verify` for the token in a header.
fn verify_args(args: &CheckArgs, token: &str) -> Result<VerifyArgs, Fault> {
    super::require_token68(token)?;
    if token == "-" {
        return Err(Fault::new(Code::Malformed, "the token is empty"));
    }
    Ok(VerifyArgs {
        token: Some(token.to_owned()),
        keys: args.keys.clone(),
        passphrase: args.passphrase.clone(),
        secret: args.secret.clone(),
        issuers: args.issuers.clone(),
        audiences: args.audiences.clone(),
        at: args.at.clone(),
        net: args.net.clone(),
        ..VerifyArgs::default()
    })
}
