//! `tokctl verify`

use std::io::{self, Read};

use crate::base::{Code, Fault, Timestamp};
use crate::cli::app::{App, write_fault};
use crate::cli::args::Outcome;
use crate::cli::args::verify::VerifyArgs;
use crate::cli::exit;
use crate::cli::input::passphrase::Passphrase;
use crate::cli::input::{key, secret, source, token};
use crate::cli::render;
use crate::cli::render::escape::{escape, escape_json};
use crate::cli::render::progress::Bar;
use crate::cli::report::verify::{LineReport, VerifyReport};
use crate::cli::settings::verify::VerifySettings;
use crate::core::batch::{self, BatchError, LineAnswer, Summary};
use crate::core::verify::{Judge, Judgement};
use crate::home::Config;
use crate::home::ring::RingKey;
use crate::jose::key::Key;
use crate::token::diagnose::diagnose;
use crate::token::keyset::{Candidate, KeySet};
use crate::token::verify::{Refusal, Verdict};

/// A detached payload longer than this makes no token that is looked at.
const PAYLOAD_LIMIT: usize = 1024 * 1024;

/// Verifies one token or a batch.
pub fn run(args: VerifyArgs, app: &mut App<'_>) -> Outcome {
    if args.show_claims && !app.global.json {
        return Err(Fault::new(Code::Usage, "--claims puts claims in the lines of --json, which was not given"));
    }
    let now = app.as_of(args.at.as_deref())?;
    let (candidates, config) = candidates(&args, app, now)?;
    let VerifySettings { asked, algorithms, strength } = VerifySettings::new(&args, config.as_ref())?;
    let keys = KeySet::new(candidates, algorithms, strength);
    let judge = Judge { keys: &keys, asked, now };
    if let Some(input) = &args.batch {
        return verify_batch(app, &judge, input, args.show_claims);
    }
    let payload = match &args.detached_payload {
        Some(typed) => Some(source::read_required(app, "--detached-payload", typed, PAYLOAD_LIMIT)?),
        None => None,
    };
    let judgement = match (token::read(app, args.token.as_deref()), payload) {
        (Ok(text), Some(payload)) => judge.detached(&text, &payload),
        (Ok(text), None) => explained(judge.token(&text), &text),
        // What is no token was judged, too: the answer is "no", in the shape that answers have.
        (Err(fault), _) if matches!(fault.code, Code::Malformed | Code::AmbiguousToken) => {
            Judgement::refused(Refusal::from(fault))
        }
        (Err(fault), _) => return Err(fault),
    };
    answer(app, &judgement, &judge)
}

/// A broken token's fault with what it looks like.
fn explained(mut judgement: Judgement, text: &str) -> Judgement {
    if let Verdict::Unsigned(refusal) = &mut judgement.verdict
        && let Some(malformed) = &refusal.malformed
        && refusal.fault.code == Code::Malformed
        && !diagnose(text, malformed).is_empty()
    {
        refusal.fault = super::decode::diagnosed(text, malformed);
    }
    judgement
}

fn answer(app: &mut App<'_>, judgement: &Judgement, judge: &Judge<'_>) -> Outcome {
    let report = VerifyReport::new(judgement, judge.now.secs());
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

/// The keys to verify with, and the configuration where they are the home's own.
fn candidates(args: &VerifyArgs, app: &mut App<'_>, now: Timestamp) -> Result<(Vec<Candidate>, Option<Config>), Fault> {
    let mut candidates = Vec::new();
    if let Some(typed) = &args.secret {
        let key = Key::from_secret(secret::read_hmac(app, "--secret", typed)?);
        candidates.push(Candidate { key, source: "--secret".to_owned(), any_kid: true });
    }
    let mut passphrase = Passphrase::new(args.passphrase.as_deref());
    for typed in &args.keys {
        candidates.extend(key::candidates(app, typed, now, &mut passphrase)?);
    }
    if args.secret.is_some() || !args.keys.is_empty() {
        return Ok((candidates, None));
    }
    let home = super::home(app).map_err(|fault| match fault.code {
        Code::NoHome => fault.hint("`tokctl init` makes one; --key or --secret does without"),
        _ => fault,
    })?;
    let keys = home.verification_keys(now, |_| true)?;
    let candidate = |RingKey { key, .. }| Candidate { key, source: key::RING.to_owned(), any_kid: false };
    Ok((keys.into_iter().map(candidate).collect(), Some(home.config()?)))
}

fn verify_batch(app: &mut App<'_>, judge: &Judge<'_>, input: &str, show_claims: bool) -> Outcome {
    app.demand_whole();
    let style = app.global.out;
    let is_terminal = app.env.terminal.stdout;
    let as_json = |answer: &LineAnswer<'_>, out: &mut Vec<u8>| {
        let start = out.len();
        // A vector takes every byte, and the report has nothing that JSON could not say.
        let _ = serde_json::to_writer(&mut *out, &LineReport::new(answer, show_claims));
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
        let fault = |error| Fault::new(Code::Io, format!("the batch {}: {error}", path.display()));
        let file = std::fs::File::open(&path).map_err(fault)?;
        let length = file.metadata().map_err(fault)?.len();
        (Box::new(file), Some(length))
    };
    let bar = Bar::new(app, length);
    let summary = batch::run(judge, input, &mut app.env.stdout, workers, render, &|bytes| bar.advance(bytes));
    bar.clear();
    let summary = summary.map_err(|error| match error {
        BatchError::Read(error) => Fault::new(Code::Io, format!("the batch could not be read: {error}")),
        BatchError::Write(error) => write_fault(error),
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
