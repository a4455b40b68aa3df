//! `tokctl decode`

use crate::base::datetime::Zone;
use crate::base::json::Json;
use crate::base::shown::shown;
use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::decode::{DecodeArgs, PartArg};
use crate::cli::input::token;
use crate::cli::render::claims::Times;
use crate::cli::render::decode::decode;
use crate::cli::report::decode::DecodeReport;
use crate::token::claims::ClaimPath;
use crate::token::decode::{Payload, Unverified};

pub fn run(args: DecodeArgs, app: &mut App<'_>) -> CommandResult {
    let now = app.as_of(args.at.as_deref())?;
    let text = token::look(app, args.token.as_deref())?.token;
    let token = Unverified::decode(&text)?;
    if let Some(part) = args.part {
        print_part(app, &token, part)?;
    } else if let Some(name) = &args.claim {
        print_claim(app, &token, name)?;
    } else if app.global.json {
        app.print_json(&DecodeReport::new(&token, now))?;
    } else {
        let zone = if args.date == Zone::Local { app.env.zone } else { args.date };
        let times = Times { zone, now };
        app.print(&decode(&token, times, app.global.out))?;
    }
    Ok(0)
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
