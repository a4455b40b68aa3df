//! Checks of the header.

use crate::base::json::{Json, Object};
use crate::jose::alg::Algorithm;

use super::Findings;

/// OWASP recommends 600,000 rounds for PBKDF2 with SHA-256; more than this is an attack or a mistake.
const MAX_ROUNDS: i64 = 1_000_000;

pub(super) fn check(header: &Object<'_>, found: &mut Findings) {
    algorithm(header, found);
    for name in ["jku", "x5u"] {
        if header.contains(name) {
            found.add("url-in-header", Some(name), format!("the header has {name:?}, a URL to fetch a key from"));
        }
    }
    if header.contains("jwk") {
        found.add("key-in-header", Some("jwk"), "the header has \"jwk\", the key to verify the token with");
    }
    if header.contains("x5c") {
        found.add(
            "certificate-in-header",
            Some("x5c"),
            "the header has \"x5c\", the certificate to verify the token with",
        );
    }
    if let Some(kid) = header.get("kid").and_then(Json::as_str)
        && let Some(what) = injection(kid)
    {
        found.add("kid-injection", Some("kid"), format!("\"kid\" looks like {what}"));
    }
    if header.contains("zip") {
        found.add("compressed", Some("zip"), "the header has \"zip\"");
    }
    if let Some(rounds) = header.get("p2c").and_then(Json::as_i64).filter(|rounds| *rounds > MAX_ROUNDS) {
        found.add("p2c", Some("p2c"), format!("\"p2c\" asks for {rounds} iterations"));
    }
    if let Some(crit) = header.get("crit") {
        let names: Vec<&str> = crit.as_array().unwrap_or_default().iter().filter_map(Json::as_str).collect();
        let message = match names.as_slice() {
            [] => "\"crit\" is not an array of strings".to_owned(),
            names => format!(
                "\"crit\" lists {}",
                names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
            ),
        };
        found.add("unknown-crit", Some("crit"), message);
    }
    match header.get("typ") {
        None if !header.contains("enc") => found.add("no-typ", Some("typ"), "the header has no \"typ\""),
        _ => {}
    }
    if let Some(name) = header.duplicate() {
        found.add("duplicate-member", Some(name), format!("the header has {name:?} twice"));
    }
}

fn algorithm(header: &Object<'_>, found: &mut Findings) {
    let is_encrypted = header.contains("enc");
    match header.get("alg").and_then(Json::as_str) {
        None => found.add("alg-missing", Some("alg"), "the header has no \"alg\""),
        Some("none") => found.add("alg-none", Some("alg"), "the token is not signed: \"alg\" is \"none\""),
        Some(alg) if alg.eq_ignore_ascii_case("none") => {
            found.add(
                "alg-none",
                Some("alg"),
                format!("the token is not signed: \"alg\" is {alg:?}, which some verifiers read as \"none\""),
            );
        }
        Some("EdDSA") => found.add("alg-polymorphic", Some("alg"), "\"alg\" is \"EdDSA\""),
        Some(alg) if Algorithm::from_name(alg).is_some() || is_encrypted => {}
        Some(alg) => match Algorithm::all().find(|known| known.name().eq_ignore_ascii_case(alg)) {
            Some(known) => {
                found.add("alg-spelling", Some("alg"), format!("\"alg\" is {alg:?} instead of {:?}", known.name()))
            }
            None => found.add("alg-unknown", Some("alg"), format!("\"alg\" is {alg:?}")),
        },
    }
}

/// What an attacker may have meant by this `kid`.
fn injection(kid: &str) -> Option<&'static str> {
    let lower = kid.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    match () {
        () if has(&["../", "..\\", "/dev/", "/etc/", "/proc/", "c:\\", "%2e%2e", "%2f"])
            || kid.starts_with(['/', '\\']) =>
        {
            Some("a path")
        }
        () if has(&["' or", "\" or", " union ", "select ", "';", "--", "/*", "' and"])
            && has(&["'", "\"", "select ", "union "]) =>
        {
            Some("SQL")
        }
        () if has(&["$(", "`", "|", "&&", "; ", ";\t", "\n"]) => Some("a shell command"),
        () if has(&["${", "{{", "<%"]) => Some("a template expression"),
        () if kid.chars().any(char::is_control) => Some("text with control characters"),
        () => None,
    }
}
