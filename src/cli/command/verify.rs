//! `tokctl verify`

use std::io::{self, Read};

use anyhow::Context as _;

use crate::base::{Code, Fault, Timestamp};
use crate::cli::app::{App, write_fault};
use crate::cli::args::CommandResult;
use crate::cli::args::verify::VerifyArgs;
use crate::cli::command::workspace::Workspace;
use crate::cli::exit;
use crate::cli::input::passphrase::Passphrase;
use crate::cli::input::{key, remote, secret, source, token};
use crate::cli::render;
use crate::cli::render::escape::{escape, escape_json};
use crate::cli::render::progress;
use crate::cli::report::verify::{LineReport, VerifyReport};
use crate::cli::settings::verify::VerifySettings;
use crate::core::keys::remote::{Source, Supply};
use crate::core::tokens::batch::{self, BatchError, LineAnswer, Summary};
use crate::core::tokens::local_verifier;
use crate::core::tokens::revocation::AccessCheck;
use crate::core::tokens::verify::{Asked, Judge, Judgement, beforehand};
use crate::home::Settings;
use crate::jose::key::{Form, Key};
use crate::token::diagnose;
use crate::token::keyset::{Candidate, KeySet};
use crate::token::verify::{CERTIFICATE, Refusal, Verdict};

/// A detached payload longer than this makes no token that is looked at.
const PAYLOAD_LIMIT: usize = 1024 * 1024;

/// Verifies one token or a batch.
pub fn run(args: VerifyArgs, app: &mut App<'_>) -> CommandResult {
    if args.show_claims && !app.global.json {
        return Err(Fault::new(Code::Usage, "--claims puts claims in the lines of --json, which was not given"));
    }
    let now = app.as_of(args.at.as_deref())?;
    let Keys { candidates, remote, own } = keys(&args, app, now)?;
    let config = own.as_ref().map(|(config, _)| config);
    let VerifySettings { asked, algorithms } = VerifySettings::new(&args, config)?;
    let strength = key::strength(app, args.allow_weak_key);
    if remote.is_empty() {
        let keys = KeySet::new(candidates, algorithms, strength);
        let judge = Judge { keys: &keys, supply: None, asked, access: own.as_ref().map(|(_, access)| access), now };
        return match &args.batch {
            Some(input) => verify_batch(app, &judge, input, args.show_claims),
            None => {
                let (text, payload) = token_and_payload(&args, app)?;
                let judgement = text.map_or_else(Judgement::refused, |text| judged(&judge, &text, payload.as_deref()));
                answer(app, judgement.told()?, now)
            }
        };
    }
    let access = remote::access(app, &args.net)?;
    let supply = Supply::new(access, remote, candidates, algorithms, strength);
    let outcome = with_supply(&args, app, &supply, asked, now);
    remote::print_notes(app, supply.access());
    outcome
}

/// Verifies with keys that are fetched when it is known what for.
fn with_supply(args: &VerifyArgs, app: &mut App<'_>, supply: &Supply, asked: Asked, now: Timestamp) -> CommandResult {
    let judge = |asked| -> Result<Judge<'_>, Fault> {
        Ok(Judge { keys: supply.keys()?, supply: Some(supply), asked, access: None, now })
    };
    if let Some(input) = &args.batch {
        return verify_batch(app, &judge(asked)?, input, args.show_claims);
    }
    let (text, payload) = token_and_payload(args, app)?;
    let judgement = match text {
        Err(refusal) => Judgement::refused(refusal),
        Ok(text) => match beforehand(supply, &text, payload.as_deref()) {
            Some(judgement) => explained(judgement, &text),
            None => judged(&judge(asked)?, &text, payload.as_deref()),
        },
    };
    remote::print_notes(app, supply.access());
    answer(app, judgement.told()?, now)
}

/// The token, or why it is none, and the payload that was kept apart from it.
type TokenAndPayload = (Result<String, Refusal>, Option<Vec<u8>>);

fn token_and_payload(args: &VerifyArgs, app: &mut App<'_>) -> Result<TokenAndPayload, Fault> {
    let payload = match &args.detached_payload {
        Some(typed) => Some(source::read_required(app, "--detached-payload", typed, PAYLOAD_LIMIT)?),
        None => None,
    };
    match token::read(app, args.token.as_deref()) {
        Ok(text) => Ok((Ok(text), payload)),
        // What is no token was judged, too: the answer is "no", in the shape that answers have.
        Err(fault) if matches!(fault.code, Code::Malformed | Code::AmbiguousToken) => {
            Ok((Err(Refusal::from(fault)), payload))
        }
        Err(fault) => Err(fault),
    }
}

fn judged(judge: &Judge<'_>, text: &str, payload: Option<&[u8]>) -> Judgement {
    match payload {
        Some(payload) => judge.detached(text, payload),
        None => explained(judge.token(text), text),
    }
}

/// A broken token's fault with what it looks like.
fn explained(mut judgement: Judgement, text: &str) -> Judgement {
    if let Verdict::Unsigned(refusal) = &mut judgement.verdict
        && let Some(malformed) = &refusal.malformed
        && refusal.fault.code == Code::Malformed
    {
        refusal.fault = diagnose::fault(text, malformed);
    }
    judgement
}

fn answer(app: &mut App<'_>, judgement: Judgement, now: Timestamp) -> CommandResult {
    let report = VerifyReport::new(&judgement, now.secs());
    if app.global.json {
        app.answer_json(&report)?;
        return Ok(exit::of_faults(report.errors));
    }
    for note in &report.notes {
        app.note(note);
    }
    if report.valid {
        let text = render::verify::valid(&report, app.global.out);
        app.answer(&text)?;
        app.note(&render::verify::not_checked(report.not_checked));
    } else {
        let text = render::verify::invalid(report.errors, app.global.err);
        app.say(text.trim_end());
    }
    Ok(exit::of_faults(report.errors))
}

/// The keys to verify with.
struct Keys {
    candidates: Vec<Candidate>,
    /// Where more are to be fetched.
    remote: Vec<Source>,
    /// The configuration and the state, where they are the home's own.
    own: Option<(Settings, AccessCheck)>,
}

fn keys(args: &VerifyArgs, app: &mut App<'_>, now: Timestamp) -> Result<Keys, Fault> {
    let (mut candidates, mut remote) = (Vec::new(), Vec::new());
    if let Some(typed) = &args.secret {
        let key = Key::from_secret(secret::read_hmac(app, "--secret", typed)?);
        candidates.push(Candidate { key, source: "--secret".to_owned(), any_kid: true, issuer: None });
    }
    let mut passphrase = Passphrase::new(args.passphrase.as_deref());
    for typed in &args.keys {
        match key::candidates(app, typed, now, &mut passphrase)? {
            key::Keys::Here(keys) => candidates.extend(keys),
            key::Keys::Remote(source) => remote.push(source),
        }
    }
    passphrase.note_if_unused(app);
    // A batch has no report that could say so.
    if args.batch.is_some() && candidates.iter().any(|candidate| candidate.key.form == Form::Certificate) {
        app.note(CERTIFICATE);
    }
    if args.secret.is_some() || !args.keys.is_empty() {
        return Ok(Keys { candidates, remote, own: None });
    }
    let workspace = Workspace::existing_as_of(app, now).map_err(|fault| match fault.code {
        Code::NoHome => fault.hint("`tokctl init` makes one; --key or --secret does without"),
        _ => fault,
    })?;
    let context = workspace.context();
    let config = workspace.home.settings()?;
    let ring = workspace.home.ring()?;
    let access = AccessCheck::open(&context, &ring, &config.issuer)?;
    Ok(Keys {
        candidates: local_verifier::candidates(&workspace.home, &ring, now)?,
        remote,
        own: Some((config, access)),
    })
}

fn verify_batch(app: &mut App<'_>, judge: &Judge<'_>, input: &str, show_claims: bool) -> CommandResult {
    app.demand_whole();
    let style = app.global.out;
    let is_terminal = app.env.terminal.stdout;
    let as_json = |answer: &LineAnswer<'_>, out: &mut Vec<u8>| {
        let start = out.len();
        LineReport::new(answer, show_claims).write(out);
        if is_terminal {
            let json = out.split_off(start);
            let json = String::from_utf8_lossy(&json);
            let harmless = escape_json(&json);
            out.extend_from_slice(harmless.as_bytes());
        }
        out.push(b'\n');
    };
    let as_text = |answer: &LineAnswer<'_>, out: &mut Vec<u8>| {
        let verdict = match answer.faults {
            [] => style.good("valid"),
            faults => {
                let codes: Vec<&str> = faults.iter().map(|fault| fault.code.name()).collect();
                style.bad(&codes.join(","))
            }
        };
        let kid = answer.kid.map(|kid| format!("\t{}", escape(kid))).unwrap_or_default();
        out.extend_from_slice(format!("{}\t{verdict}{kid}\n", answer.number).as_bytes());
    };
    let render: batch::Render<'_> = if app.global.json { &as_json } else { &as_text };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let (input, length): (Box<dyn Read + Send>, Option<u64>) = if input == "-" {
        app.env.claim_stdin("the batch")?;
        (std::mem::replace(&mut app.env.stdin, Box::new(io::empty())), None)
    } else {
        let path = app.env.path(input);
        let context = || format!("could not read the batch {}", path.display());
        let file = std::fs::File::open(&path).with_context(context)?;
        let length = file.metadata().with_context(context)?.len();
        (Box::new(file), Some(length))
    };
    let terminal = app.env.terminal;
    // If standard output is the terminal too, a bar would overwrite the results.
    let is_visible = terminal.stderr && !terminal.stdout && !app.global.quiet;
    let bar = progress::bar(length, is_visible);
    let summary = batch::run(judge, input, &mut app.env.stdout, workers, render, &|bytes| bar.inc(bytes));
    bar.finish_and_clear();
    let summary = summary.map_err(|error| match error {
        BatchError::Read(error) => anyhow::Error::new(error).context("could not read the batch").into(),
        BatchError::Write(error) => write_fault(error),
        BatchError::Keys(fault) => fault,
    })?;
    if !app.global.quiet {
        app.say(&tally(&summary));
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
