//! The issuer that a token names while no key accepts its signature. It only leads to a hint: nothing of it is verified.

use std::path::Path;

use crate::base::Code;
use crate::base::shown::shell_word;
use crate::home::Home;
use crate::jose::Algorithm;
use crate::jose::alg::KeyType;
use crate::token::Unverified;
use crate::token::check::token_use;
use crate::token::keyset::KeySet;
use crate::token::parser::Refusal;
use crate::token::signature::cause::{Cause, CauseKind};

use crate::core::keys::remote::RemoteSource;

/// The `iss` of `token` as a source of keys for `--key`, quoted for a shell; `None` if keys cannot be found by it.
pub fn key_source(token: &str) -> Option<String> {
    source_of(&name(token)?)
}

fn name(token: &str) -> Option<String> {
    Unverified::parse(token).ok()?.claims()?.get_str("iss").map(str::to_owned)
}

fn source_of(issuer: &str) -> Option<String> {
    let source = format!("issuer:{issuer}");
    matches!(RemoteSource::parse(&source), Some(Ok(_))).then(|| shell_word(&source))
}

/// The issuer of a home beside the keys that a token is verified with.
#[derive(Clone, Copy, Default)]
pub enum HomeIssuer<'a> {
    /// The home's keys are among them.
    Used(&'a str),
    /// Other keys were given. The home in this directory is read only for a hint, and there may be none.
    Unused(&'a Path),
    #[default]
    Unknown,
}

impl HomeIssuer<'_> {
    fn used(&self) -> Option<&str> {
        match self {
            Self::Used(issuer) => Some(issuer),
            Self::Unused(_) | Self::Unknown => None,
        }
    }

    fn is_unused(&self, issuer: &str) -> bool {
        let Self::Unused(dir) = self else { return false };
        let settings = || Home::open(dir).ok()??.settings().ok();
        settings().is_some_and(|settings| settings.issuer == issuer)
    }
}

/// Adds the issuer that `token` names to the refusal, if keys of that issuer may accept it.
pub(super) fn explain(refusal: &mut Refusal, token: &str, keys: &KeySet, home: HomeIssuer<'_>, is_explained: bool) {
    let is_about_keys = matches!(refusal.fault.code, Code::BadSignature | Code::NoMatchingKey | Code::AlgorithmRefused);
    let alg = refusal.header.as_ref().map(|header| header.alg()).filter(|alg| keys.admits(alg));
    let Some(alg) = alg.and_then(Algorithm::from_name).filter(|_| is_about_keys) else { return };
    if let Some(message) = refresh_token(token) {
        let hint = "verify the access token that came with it";
        if is_explained {
            refusal.cause = Some(Cause::new(CauseKind::RefreshToken, message).hint(hint));
        }
        refusal.fault.hint.get_or_insert_with(|| hint.to_owned());
        return;
    }
    let Some(issuer) = name(token).filter(|_| alg.key_type() != KeyType::Oct) else { return };
    let Some(source) = source_of(&issuer) else { return };
    let command = format!("`tokctl verify --key {source}`");
    let mut own = keys.issuers();
    own.extend(home.used());
    let is_foreign = !own.is_empty() && !own.contains(&issuer.as_str());
    if let (true, [first, ..]) = (is_foreign, own.as_slice()) {
        let message = format!("the token names the issuer {issuer:?}, but the keys are of {first:?}");
        let hint = format!("verify it with that issuer's keys: {command}");
        if is_explained {
            refusal.cause = Some(Cause::new(CauseKind::OtherIssuer, message.clone()).hint(hint.clone()));
        }
        refusal.fault.hint = Some(format!("{message}; {hint}"));
        return;
    }
    // Keys of a file, of which no issuer is known.
    if own.is_empty() {
        let hint = match home.is_unused(&issuer) {
            true => "the token names the issuer of your home: `tokctl verify` without --key and --secret uses the home's keys"
                .to_owned(),
            false => format!("verify it with the current keys of its issuer: {command}"),
        };
        if let Some(cause) =
            refusal.cause.as_mut().filter(|cause| cause.code == CauseKind::WrongKey && !cause.is_damage)
        {
            cause.hint = Some(hint.clone());
        }
        let is_replaced = refusal.fault.code == Code::AlgorithmRefused || refusal.fault.hint.is_none();
        if refusal.cause.is_none() && is_replaced {
            refusal.fault.hint = Some(hint);
        }
    }
}

/// What a refresh token of Keycloak is; other issuers mark theirs in another way, or make them opaque.
fn refresh_token(token: &str) -> Option<String> {
    let decoded = Unverified::parse(token).ok()?;
    let typ = token_use::refresh_type(decoded.claims()?)?;
    Some(format!(
        "the token is a refresh token of Keycloak (its claim \"typ\" is {typ:?}), which only Keycloak can verify"
    ))
}
