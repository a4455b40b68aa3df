//! The claims and header of `issue`. Options override `--claims`, which overrides `--like`; no claim may be set twice by options.

use super::claim;
use crate::base::json::{self, Duplicates};
use crate::base::time::Timestamp;
use crate::base::{Code, Fault, Json, shown};
use crate::cli::args::issue::IssueArgs;
use crate::cli::value;
use crate::token::claims::ClaimPath;
use crate::token::issue::Expiry;

type Edit = (ClaimPath, Json<'static>);

/// The claims set by options, in the order of the token.
pub fn edits(args: &IssueArgs, now: Timestamp) -> Result<Vec<Edit>, Fault> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut flag = |name: &str, value: Option<Json<'static>>| {
        edits.extend(value.map(|value| (ClaimPath::literal(name), value)));
    };
    let text = |value: &Option<String>| value.clone().map(Json::string);
    let time = |option: &str, value: &Option<String>| -> Result<_, Fault> {
        Ok(value::time(option, value.as_deref(), now)?.map(|moment| Json::integer(moment.secs())))
    };
    flag("iss", text(&args.iss));
    flag("sub", text(&args.sub));
    flag("aud", audience(&args.aud));
    flag("exp", time("--exp", &args.exp)?);
    flag("nbf", time("--nbf", &args.nbf)?);
    flag("iat", time("--iat", &args.iat)?);
    flag("jti", text(&args.jti));
    flag("scope", (!args.scope.is_empty()).then(|| Json::string(args.scope.join(" "))));
    flag("roles", (!args.roles.is_empty()).then(|| array(&args.roles)));
    for text in &args.claims {
        edits.push(claim::parse(text)?);
    }
    refuse_twice(&edits, args)?;
    Ok(edits)
}

/// The expiry; `default` applies if no option sets it.
pub fn expiry(args: &IssueArgs, default: std::time::Duration) -> Result<Expiry, Fault> {
    Ok(match value::span("--ttl", args.ttl.as_deref())? {
        _ if args.no_exp => Expiry::Never,
        Some(ttl) => Expiry::After(ttl),
        None => Expiry::Default(default),
    })
}

/// The header parameters set by options.
pub fn header(args: &IssueArgs) -> Result<Vec<Edit>, Fault> {
    let mut edits: Vec<Edit> = Vec::new();
    if args.kid.as_deref() == Some("") {
        return Err(Fault::new(Code::Usage, "--kid is empty")
            .hint("without --kid, the key's own ID is used; for a test token, write --header kid="));
    }
    for text in &args.header {
        edits.push(claim::parse(text)?);
    }
    let reserved = [("typ", args.typ.is_some()), ("kid", args.kid.is_some())];
    for (name, given) in reserved {
        if given && edits.iter().any(|(path, _)| path.is_plain() && path.root() == name) {
            return Err(twice(name, "the header parameter"));
        }
    }
    unique(&edits, "the header parameter")?;
    Ok(edits)
}

/// Notes on values that are probably mistakes: a comma in what is one value, JSON given as text.
pub fn notes(args: &IssueArgs) -> Vec<String> {
    let mut notes = Vec::new();
    for (option, values) in [("role", &args.roles), ("scope", &args.scope), ("aud", &args.aud)] {
        notes.extend(list_notes(option, values));
    }
    for (option, value) in [("iss", &args.iss), ("sub", &args.sub), ("jti", &args.jti)] {
        notes.extend(value.as_deref().filter(|value| value.is_empty()).map(|_| format!("--{option} is empty")));
    }
    for (option, values) in [("claim", &args.claims), ("header", &args.header)] {
        for (name, value) in
            values.iter().filter_map(|text| text.split_once('=')).filter(|(name, _)| !name.ends_with(':'))
        {
            let json = match json::parse(value.as_bytes(), Duplicates::Keep) {
                Ok(Json::String(_)) | Err(_) => continue,
                Ok(json) => json,
            };
            let literal = match &json {
                Json::Array(_) | Json::Object(_) => "…".to_owned(),
                other => other.to_string(),
            };
            notes.push(format!(
                "--{option} {name}={} is a string; for {} write {name}:={literal}",
                shown(value),
                json.kind()
            ));
        }
    }
    notes
}

/// Notes on the values of an option that is repeated for several values.
pub fn list_notes(option: &str, values: &[String]) -> Vec<String> {
    let note = |value: &String| match value.as_str() {
        "" => Some(format!("--{option} is empty")),
        value if value.starts_with(['[', '{']) => {
            Some(format!("--{option} {} is a string, not JSON; repeat --{option} for several values", shown(value)))
        }
        value if value.contains(',') => {
            let value = shown(value);
            Some(format!("--{option} {value} is one value with a comma in it; repeat --{option} for several"))
        }
        _ => None,
    };
    values.iter().filter_map(note).collect()
}

/// One audience is a string, several are an array (RFC 7519 section 4.1.3).
fn audience(audiences: &[String]) -> Option<Json<'static>> {
    match audiences {
        [] => None,
        [one] => Some(Json::string(one.clone())),
        several => Some(array(several)),
    }
}

fn array(items: &[String]) -> Json<'static> {
    Json::Array(items.iter().map(|item| Json::string(item.clone())).collect())
}

fn refuse_twice(edits: &[Edit], args: &IssueArgs) -> Result<(), Fault> {
    unique(edits, "the claim")?;
    let exp_by_flag = edits.iter().any(|(path, _)| path.is_plain() && path.root() == "exp");
    if exp_by_flag && (args.ttl.is_some() || args.no_exp) {
        return Err(twice("exp", "the claim"));
    }
    Ok(())
}

/// Refuses options that override each other: the same name twice, or an object that replaces a member set before.
fn unique(edits: &[Edit], what: &str) -> Result<(), Fault> {
    for (i, (path, value)) in edits.iter().enumerate() {
        let before = || edits[..i].iter().map(|(other, _)| other);
        if before().any(|other| other == path) {
            return Err(twice(&path.to_string(), what));
        }
        if let Some(inner) = before().find(|other| path.is_around(other)) {
            let message = format!("{what} \"{path}\" would replace \"{inner}\" inside it");
            let hint =
                if matches!(value, Json::Object(_)) { "put the outer one first" } else { "set only one of them" };
            return Err(Fault::new(Code::Usage, message).hint(hint));
        }
    }
    Ok(())
}

fn twice(name: &str, what: &str) -> Fault {
    Fault::new(Code::Usage, format!("{what} {name:?} is set twice")).hint("set it once")
}
