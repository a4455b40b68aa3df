//! What `verify` checks.

use crate::base::Fault;
use crate::cli::args::verify::VerifyArgs;
use crate::cli::input::{claim, value};
use crate::core::tokens::verify::Asked;
use crate::home::Settings;
use crate::jose::alg::Algorithm;
use crate::token::claims::ClaimPath;
use crate::token::policy::Policy;

/// What `verify` is to do, apart from the token and the keys.
#[derive(Debug)]
pub struct VerifySettings {
    /// What is asked of the token besides its signature.
    pub asked: Asked,
    /// The only algorithms to accept; empty leaves it to the keys.
    pub algorithms: Vec<Algorithm>,
}

impl VerifySettings {
    /// Takes the arguments for what they mean. `config` is there where the home's own keys are used: then its issuer and
    /// audience are expected unless others are named, and refresh tokens are no access tokens.
    pub fn new(args: &VerifyArgs, config: Option<&Settings>) -> Result<Self, Fault> {
        let algorithms = args.algorithms.iter().map(|name| name.parse()).collect::<Result<_, _>>()?;
        let asked = if args.signature_only { Asked::Nothing } else { Asked::Claims(Box::new(policy(args, config)?)) };
        Ok(Self { asked, algorithms })
    }
}

fn policy(args: &VerifyArgs, config: Option<&Settings>) -> Result<Policy, Fault> {
    let or_configured = |given: &[String], configured: fn(&Settings) -> &str| match config {
        Some(config) if given.is_empty() => vec![configured(config).to_owned()],
        _ => given.to_vec(),
    };
    let leeway = value::span("--leeway", args.leeway.as_deref())?;
    let path = |name: &String| ClaimPath::parse(name).map_err(|problem| value::usage("--require", &problem));
    Ok(Policy {
        issuers: or_configured(&args.issuers, |config| &config.issuer),
        audiences: or_configured(&args.audiences, |config| &config.audience),
        subject: args.subject.clone(),
        typ: args.typ.clone(),
        refused_types: config.map(|_| "refresh+jwt".to_owned()).into_iter().collect(),
        scopes: scopes(&args.scopes)?,
        roles: args.roles.clone(),
        required: args.required.iter().map(path).collect::<Result<_, _>>()?,
        claims: args.claims.iter().map(|text| claim::parse(text)).collect::<Result<_, _>>()?,
        leeway: leeway.or(config.map(|config| config.leeway)).unwrap_or_default(),
        max_age: value::span("--max-age", args.max_age.as_deref())?,
        expires_after: value::span("--expires-after", args.expires_after.as_deref())?,
        allow_expired: args.allow_expired,
        allow_missing_exp: args.allow_missing_exp,
    })
}

/// The words of each `--scope`. One without any would ask for nothing, as an unset variable in a script does.
fn scopes(given: &[String]) -> Result<Vec<String>, Fault> {
    let mut words = Vec::new();
    for text in given {
        let before = words.len();
        words.extend(text.split_whitespace().map(str::to_owned));
        if words.len() == before {
            return Err(value::usage("--scope", &"the value is empty, so nothing would be checked"));
        }
    }
    Ok(words)
}
