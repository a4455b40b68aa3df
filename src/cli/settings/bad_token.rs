//! What the options of `issue` for invalid tokens mean.

use crate::base::{Code, Fault, percent, shown};
use crate::cli::args::bad_token::BadTokenArgs;
use crate::cli::value;
use crate::core::http_auth::grammar;
use crate::core::tokens::against::{Placement, TOTAL_TIME_LIMIT, TestedServer};
use crate::jose::alg::KeyType;
use crate::net::{Reach, Url};
use crate::token::bad_token::BadKind;

/// The kinds of `--bad`. `all` leaves out those that do not exist for keys of this type.
pub fn kinds(typed: &str, key_type: KeyType) -> Result<Vec<BadKind>, Fault> {
    if typed == "all" {
        return Ok(BadKind::ALL.iter().copied().filter(|kind| kind.refusal(key_type).is_none()).collect());
    }
    let names: Vec<&str> = BadKind::ALL.iter().map(|kind| kind.name()).collect();
    let kind = BadKind::from_name(typed).ok_or_else(|| {
        value::usage("--bad", &format!("unknown kind {}", shown(typed))).hint(format!("use all, {}", names.join(", ")))
    })?;
    Ok(vec![kind])
}

/// The server of `--against`, if it is given.
pub fn target(args: &BadTokenArgs) -> Result<Option<TestedServer>, Fault> {
    let Some(typed) = &args.against else { return Ok(None) };
    let url = Url::parse(typed).map_err(|error| Fault::new(Code::Usage, error.to_string()))?;
    let expected = if args.expect.is_empty() { vec![401, 403] } else { args.expect.clone() };
    if let Some(wrong) = expected.iter().find(|status| !(300..600).contains(*status)) {
        return Err(value::usage(
            "--expect",
            &format!("{wrong} does not refuse a token; expected a status from 300 to 599"),
        ));
    }
    let reach = if args.allow_remote { Reach::Typed } else { Reach::Loopback };
    let placement = placement(args.placement.as_deref())?;
    Ok(Some(TestedServer { url, reach, placement, expected, time_limit: TOTAL_TIME_LIMIT }))
}

fn placement(typed: Option<&str>) -> Result<Placement, Fault> {
    let named = |prefix, is_name: fn(&str) -> bool| {
        typed.and_then(|typed: &str| typed.strip_prefix(prefix)).filter(|name| is_name(name)).map(str::to_owned)
    };
    let is_plain = |name: &str| !name.is_empty() && name.bytes().all(percent::is_unreserved);
    let cookie = || named("cookie:", grammar::is_token).map(Placement::Cookie);
    let query = || named("query:", is_plain).map(Placement::Query);
    match typed {
        None | Some("header") => Ok(Placement::Header),
        Some(typed) => cookie().or_else(query).ok_or_else(|| {
            value::usage("--in", &format!("unknown place {}", shown(typed)))
                .hint("write header, cookie:NAME or query:NAME")
        }),
    }
}
