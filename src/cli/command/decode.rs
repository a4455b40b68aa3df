//! `tokctl decode`

use crate::base::datetime::Zone;
use crate::base::json::Json;
use crate::base::shown::shown;
use crate::base::{Code, Fault, Timestamp};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::decode::{DecodeArgs, FailIfArg, PartArg};
use crate::cli::exit;
use crate::cli::input::token;
use crate::cli::render::decode::{decode, decode_redacted};
use crate::cli::render::verify::failed;
use crate::cli::value;
use crate::core::reports::claims::Times;
use crate::core::reports::decode::{DecodeReport, RedactedReport};
use crate::token::claims::ClaimPath;
use crate::token::decode::{Payload, Unverified};
use crate::token::redact;
use crate::token::time_conditions::TimeConditions;

pub fn run(args: DecodeArgs, app: &mut App<'_>) -> CommandResult {
    let now = app.as_of(args.at.as_deref())?;
    let text = token::look(app, args.token.as_deref())?.token;
    let conditions = TimeConditions {
        expired: args.fail_if.contains(&FailIfArg::Expired),
        not_yet_valid: args.fail_if.contains(&FailIfArg::NotYetValid),
        expires_within: value::span("--expires-after", args.expires_after.as_deref())?,
    };
    let token = Unverified::decode(&text)?;
    let faults = conditions.faults(&token, now)?;
    if args.redact {
        print_redacted(app, &args, &text, &token, now)?;
    } else if let Some(part) = args.part {
        print_part(app, &token, part)?;
    } else if let Some(name) = &args.claim {
        print_claim(app, &token, name)?;
    } else if app.global.json {
        app.print_json(&DecodeReport::new(&token, now))?;
    } else {
        let text = decode(&token, times(app, &args, now), app.global.out);
        app.print(&text)?;
    }
    if !faults.is_empty() {
        let text = failed(&faults, app.global.err, app.error_columns());
        app.print_error_line(text.trim_end());
    }
    Ok(exit::of_faults(&faults))
}

fn print_redacted(
    app: &mut App<'_>,
    args: &DecodeArgs,
    text: &str,
    token: &Unverified,
    now: Timestamp,
) -> Result<(), Fault> {
    let redacted = redact::redact(token, &args.keep);
    let fingerprint = redact::fingerprint(text, token);
    for name in args.keep.iter().filter(|name| !redacted.has_member(name)) {
        app.note(&format!("--keep: the token has no claim or header parameter {}", shown(name)));
    }
    if let Err(reason) = fingerprint {
        app.note(reason);
    }
    let fingerprint = fingerprint.ok();
    if app.global.json {
        return app.print_json(&RedactedReport::new(DecodeReport::new(&redacted, now), fingerprint.as_deref()));
    }
    let text = decode_redacted(&redacted, fingerprint.as_deref(), times(app, args, now), app.global.out);
    app.print(&text)
}

fn times(app: &App<'_>, args: &DecodeArgs, now: Timestamp) -> Times {
    Times { zone: if args.date == Zone::Local { app.env.zone } else { args.date }, now }
}

fn print_part(app: &mut App<'_>, token: &Unverified, part: PartArg) -> Result<(), Fault> {
    match (part, &token.payload) {
        (PartArg::Header, _) => app.print_untrusted(format!("{}\n", token.header).as_bytes()),
        (PartArg::Signature, _) => app.print(&format!("{}\n", token.signature)),
        (PartArg::Payload, Some(Payload::Json(value))) => app.print_untrusted(format!("{value}\n").as_bytes()),
        (PartArg::Payload, Some(Payload::Text(text))) => app.print_untrusted(text.as_bytes()),
        (PartArg::Payload, Some(Payload::Binary(bytes))) => app.print_untrusted(bytes),
        (PartArg::Payload, None) => Err(Fault::new(Code::Encrypted, "the payload is encrypted (JWE)")),
    }
}

/// Prints a string without quotes, and any other value as JSON.
fn print_claim(app: &mut App<'_>, token: &Unverified, name: &str) -> Result<(), Fault> {
    let usage = |problem: String| Fault::new(Code::Usage, format!("--claim: {problem}"));
    let claims =
        token.claims().ok_or_else(|| Fault::new(Code::NotFound, "the token's payload is not a set of claims"))?;
    let path = ClaimPath::parse(name).map_err(usage)?;
    // Namespaced claims are URLs, so the name with its dots may be a claim itself.
    let found = claims.get(name).or_else(|| path.find(claims));
    match found {
        None => Err(Fault::new(Code::NotFound, format!("the token has no claim {}", shown(name)))
            .hint("`tokctl decode` without --claim shows every claim")),
        Some(value) if app.global.json => app.print_json(value),
        Some(Json::String(text)) => app.print_untrusted(format!("{text}\n").as_bytes()),
        Some(value) => app.print_untrusted(format!("{value}\n").as_bytes()),
    }
}
