//! `tokctl verify`

use std::io::{self, Read};

use anyhow::Context as _;

use crate::base::datetime::Zone;
use crate::base::{Code, Fault, Timestamp};
use crate::cli::app::{App, write_fault};
use crate::cli::args::CommandResult;
use crate::cli::args::verify::VerifyArgs;
use crate::cli::command::workspace::Workspace;
use crate::cli::exit;
use crate::cli::input::key::VerificationKeys;
use crate::cli::input::passphrase::Passphrase;
use crate::cli::input::source::displayed;
use crate::cli::input::{key, remote, secret, source, token};
use crate::cli::render;
use crate::cli::render::escape::{escape, escape_json};
use crate::cli::render::progress;
use crate::cli::settings::verify as settings;
use crate::core::keys::KeySource;
use crate::core::keys::remote::RemoteKeySet;
use crate::core::reports::claims::Times;
use crate::core::reports::verify::{Explanation, LineReport, VerifyReport};
use crate::core::tokens::batch::{self, BatchError, LineResult, Summary};
use crate::core::tokens::claimed_issuer::HomeIssuer;
use crate::core::tokens::local_verifier::LocalVerifier;
use crate::core::tokens::second_opinion::Comparison;
use crate::core::tokens::verify::Verification;
use crate::jose::key::Form;
use crate::token::key_issuer::KeyIssuer;
use crate::token::keyset::{Candidate, KeySet};
use crate::token::policy::Policy;
use crate::token::selection::CERTIFICATE;
use crate::token::verify::Verdict;

/// The largest detached payload, in bytes: with a longer one the token would be too long.
const PAYLOAD_LIMIT: usize = 1024 * 1024;

/// Verifies one token or a batch.
pub fn run(args: VerifyArgs, app: &mut App<'_>) -> CommandResult {
    if args.show_claims && !app.global.json {
        return Err(Fault::new(Code::Usage, "--claims requires --json"));
    }
    with_verification(&args, app, |app, verification| verify(&args, app, verification))
}

/// A verdict on a token that is part of other input, and the notes of its report.
pub struct NotedVerdict {
    pub verdict: Verdict<'static>,
    pub notes: Vec<String>,
    pub now: Timestamp,
}

/// Verifies the token in `args` as [`run`] does, and leaves the report to the caller.
pub fn verdict(args: &VerifyArgs, app: &mut App<'_>) -> Result<NotedVerdict, Fault> {
    with_verification(args, app, |app, verification| {
        let verdict = verification.verify_input(token::read(app, args.token.as_deref()), None)?;
        let notes = VerifyReport::new(&verdict, verification.policy, verification.now, None).notes;
        Ok(NotedVerdict { verdict, notes, now: verification.now })
    })
}

/// Runs `action` with the keys, the policy and the state that `args` name.
fn with_verification<T>(
    args: &VerifyArgs,
    app: &mut App<'_>,
    action: impl FnOnce(&mut App<'_>, &Verification<'_>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let now = app.as_of(args.at.as_deref())?;
    if args.secret.is_none() && args.keys.is_empty() {
        let home = match local_verifier(args, app, now) {
            Err(fault) if fault.code == Code::NoHome && args.batch.is_none() => {
                return Err(super::name_issuer(fault, app, args.token.as_deref()));
            }
            other => other?,
        };
        let policy = settings::policy(args, home.audience_policy())?;
        return action(app, &Verification { explain: args.explain, ..home.verification(&policy, now) });
    }
    let keys = key_source(args, app, now)?;
    let policy = settings::policy(args, Policy::default())?;
    let dir = app.global.home_dir().ok().cloned();
    let home = dir.as_deref().map_or(HomeIssuer::Unknown, HomeIssuer::Unused);
    let stateless = Verification::stateless(&keys, &policy, now);
    let outcome = action(app, &Verification { explain: args.explain, home, ..stateless });
    if let Some(fetcher) = keys.fetcher() {
        remote::print_notes(app, fetcher);
    }
    outcome
}

fn verify(args: &VerifyArgs, app: &mut App<'_>, verification: &Verification<'_>) -> CommandResult {
    if let Some(input) = &args.batch {
        return verify_batch(app, verification, input, args.show_claims);
    }
    let payload = match &args.detached_payload {
        Some(typed) => Some(source::read_required(app, "--detached-payload", typed, PAYLOAD_LIMIT)?),
        None => None,
    };
    let token = token::read(app, args.token.as_deref());
    let text = token.as_ref().ok().cloned();
    let verdict = verification.verify_input(token, payload.as_deref())?;
    let opinion = match text {
        _ if !args.second_opinion => None,
        Some(text) => Some(verification.second_opinion(&text, &verdict)?),
        None => Some(Comparison::without_signature()),
    };
    if let Some(fetcher) = verification.keys.fetcher() {
        remote::print_notes(app, fetcher);
    }
    print_verdict(app, &verdict, verification, opinion.as_ref())
}

fn print_verdict(
    app: &mut App<'_>,
    verdict: &Verdict<'_>,
    verification: &Verification<'_>,
    opinion: Option<&Comparison>,
) -> CommandResult {
    let now = verification.now;
    let mut report = VerifyReport::new(verdict, verification.policy, now, opinion);
    if verification.explain {
        report = report.explained(verdict);
    }
    if app.global.json {
        app.print_json(&report)?;
        return Ok(exit::of_faults(report.errors));
    }
    for note in &report.notes {
        app.note(note);
    }
    if let Some(explanation) = &report.explanation {
        print_explained(app, &report, explanation, now)?;
    } else if report.valid && !app.global.quiet {
        let times = Times { zone: Zone::Utc, now };
        let text = render::verify::valid(&report, times, app.global.out, app.columns());
        app.print(&text)?;
        app.note(&render::verify::not_checked(&report.not_checked));
    } else if !report.valid {
        let text = render::verify::invalid(report.errors, app.global.err, app.error_columns());
        app.print_error_line(text.trim_end());
    }
    Ok(exit::of_faults(report.errors))
}

/// The verdict and the list of checks. The user asked for the explanation, so it is on standard output even
/// if the token is invalid.
fn print_explained(
    app: &mut App<'_>,
    report: &VerifyReport<'_>,
    explanation: &Explanation<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    let (style, columns) = (app.global.out, app.columns());
    let verdict = match (report.errors, explanation.cause) {
        ([], _) if app.global.quiet => return Ok(()),
        ([], _) => render::verify::valid(report, Times { zone: Zone::Utc, now }, style, columns),
        ([fault], Some(cause)) => render::verify::cause(fault, cause, style, columns),
        (faults, _) => render::verify::invalid(faults, style, columns),
    };
    app.print(&format!(
        "{verdict}{}\n{}",
        style.heading("checks:"),
        render::explain::checks(&explanation.checks, columns, style)
    ))
}

/// The home's keys and its state.
fn local_verifier(args: &VerifyArgs, app: &mut App<'_>, now: Timestamp) -> Result<LocalVerifier, Fault> {
    let workspace = Workspace::existing_as_of(app, now, args.at.is_some()).map_err(|fault| match fault.code {
        Code::NoHome => fault.hint("pass --key or --secret to verify without a home"),
        _ => fault,
    })?;
    let strength = key::strength(app, args.allow_weak_key);
    let mut verifier = LocalVerifier::open_with(&workspace.context(), settings::algorithms(args)?, strength)?;
    verifier.state.rules.present = app.clock(None)?.now();
    Ok(verifier)
}

/// The keys of --secret and --key.
fn key_source(args: &VerifyArgs, app: &mut App<'_>, now: Timestamp) -> Result<KeySource, Fault> {
    let (mut candidates, mut skipped, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(typed) = &args.secret {
        let key = secret::read_hmac(app, "--secret", typed)?;
        candidates.push(Candidate { key, source: "--secret".to_owned(), any_kid: true, issuer: KeyIssuer::Any });
    }
    let mut passphrase = Passphrase::new(args.passphrase.as_deref());
    for typed in &args.keys {
        match key::candidates(app, typed, now, &mut passphrase)? {
            VerificationKeys::Local { keys, skipped: more } => {
                candidates.extend(keys);
                skipped.extend(more);
            }
            VerificationKeys::Remote(source) => sources.push(source),
        }
    }
    passphrase.note_if_unused(app);
    // A batch has no report that could contain the note.
    if args.batch.is_some() && candidates.iter().any(|candidate| candidate.key.form == Form::Certificate) {
        app.note(CERTIFICATE);
    }
    let algorithms = settings::algorithms(args)?;
    let strength = key::strength(app, args.allow_weak_key);
    if sources.is_empty() {
        return Ok(KeySource::fixed(KeySet::new(candidates, algorithms, strength).with_skipped(skipped)));
    }
    let fetcher = remote::fetcher(app, &args.net)?;
    Ok(KeySource::remote(RemoteKeySet::new(fetcher, sources, candidates, algorithms, strength)))
}

fn verify_batch(app: &mut App<'_>, verification: &Verification<'_>, input: &str, show_claims: bool) -> CommandResult {
    app.require_complete_output();
    let style = app.global.out;
    let is_terminal = app.env.terminal.stdout;
    let as_json = |result: &LineResult<'_>, out: &mut Vec<u8>| {
        let start = out.len();
        LineReport::new(result, show_claims).write(out);
        if is_terminal {
            let json = out.split_off(start);
            let json = String::from_utf8_lossy(&json);
            let escaped = escape_json(&json);
            out.extend_from_slice(escaped.as_bytes());
        }
        out.push(b'\n');
    };
    let as_text = |result: &LineResult<'_>, out: &mut Vec<u8>| {
        let verdict = match result.verdict.faults() {
            [] => style.good("valid"),
            faults => {
                let codes: Vec<&str> = faults.iter().map(|fault| fault.code.name()).collect();
                style.bad(&codes.join(","))
            }
        };
        let kid = result.verdict.signed().and_then(|signed| signed.key().kid.as_deref());
        let kid = kid.map(|kid| format!("\t{}", escape(kid))).unwrap_or_default();
        out.extend_from_slice(format!("{}\t{verdict}{kid}\n", result.number).as_bytes());
    };
    let render: batch::Render<'_> = if app.global.json { &as_json } else { &as_text };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let (input, length): (Box<dyn Read + Send>, Option<u64>) = if input == "-" {
        app.env.claim_stdin("the batch")?;
        (std::mem::replace(&mut app.env.stdin, Box::new(io::empty())), None)
    } else {
        let path = app.env.path(input);
        let file = source::open(&path, "the batch")?;
        let context = || format!("could not read the batch {}", displayed(&path));
        let length = file.metadata().with_context(context)?.len();
        (Box::new(file), Some(length))
    };
    let terminal = app.env.terminal;
    // If standard output is the terminal too, a bar would overwrite the results.
    let is_visible = terminal.stderr && !terminal.stdout && !app.global.quiet;
    let bar = progress::bar(length, is_visible);
    let summary = batch::run(verification, input, &mut app.env.stdout, workers, render, &|bytes| bar.inc(bytes));
    bar.finish_and_clear();
    let summary = summary.map_err(|error| match error {
        BatchError::Read(error) => anyhow::Error::new(error).context("could not read the batch").into(),
        BatchError::Write(error) => write_fault(error),
        BatchError::Keys(fault) => fault,
    })?;
    if !app.global.quiet {
        app.print_error_line(&tally(&summary));
    }
    Ok(exit::of_all(summary.failures.iter().map(|(code, _)| *code)))
}

fn tally(summary: &Summary) -> String {
    let mut text = format!("{} tokens, {} valid", summary.lines, summary.valid);
    for (code, count) in &summary.failures {
        text += &format!(", {count} {code}");
    }
    text
}
