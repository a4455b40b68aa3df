//! What the options of `verify` mean.

use std::time::Duration;

use super::claim;
use crate::base::{Fault, duration};
use crate::cli::args::verify::VerifyArgs;
use crate::cli::value;
use crate::jose::alg::Algorithm;
use crate::token::claims::ClaimPath;
use crate::token::policy::Policy;

/// The only algorithms to accept; empty leaves that to the keys.
pub fn algorithms(args: &VerifyArgs) -> Result<Vec<Algorithm>, Fault> {
    args.algorithms.iter().map(|name| name.parse()).collect()
}

/// The policy of the options, over `default`.
pub fn policy(args: &VerifyArgs, default: Policy) -> Result<Policy, Fault> {
    let or_default = |given: &[String], default| if given.is_empty() { default } else { given.to_vec() };
    let path = |name: &String| ClaimPath::parse(name).map_err(|problem| value::usage("--require", &problem));
    Ok(Policy {
        signature_only: args.signature_only,
        issuers: or_default(&args.issuers, default.issuers),
        audiences: or_default(&args.audiences, default.audiences),
        subject: args.subject.clone(),
        typ: args.typ.clone(),
        refused_types: default.refused_types,
        scopes: scopes(&args.scopes)?,
        roles: args.roles.clone(),
        required: args.required.iter().map(path).collect::<Result<_, _>>()?,
        claims: args.claims.iter().map(|text| claim::parse_expected(text)).collect::<Result<_, _>>()?,
        leeway: leeway(args)?.unwrap_or(default.leeway),
        max_age: value::span("--max-age", args.max_age.as_deref())?,
        expires_after: value::span("--expires-after", args.expires_after.as_deref())?,
        allow_expired: args.allow_expired,
        allow_missing_exp: args.allow_missing_exp,
    })
}

/// The most leeway: with more, a mistyped unit would accept nearly every token.
const MAX_LEEWAY: Duration = Duration::from_secs(3650 * 24 * 60 * 60);

fn leeway(args: &VerifyArgs) -> Result<Option<Duration>, Fault> {
    match value::span("--leeway", args.leeway.as_deref())? {
        Some(leeway) if leeway > MAX_LEEWAY => {
            let problem = format!("expected at most {}", duration::format(MAX_LEEWAY));
            Err(value::usage("--leeway", &problem).hint("to accept an expired token of any age, pass --allow-expired"))
        }
        leeway => Ok(leeway),
    }
}

/// The words of each `--scope`. An empty one, as from an unset variable in a script, would require nothing.
fn scopes(given: &[String]) -> Result<Vec<String>, Fault> {
    let mut words = Vec::new();
    for text in given {
        let before = words.len();
        words.extend(text.split_whitespace().map(str::to_owned));
        if words.len() == before {
            return Err(value::usage("--scope", &"it contains no scope, so nothing would be checked"));
        }
    }
    Ok(words)
}
