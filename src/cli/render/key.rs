//! Keys as text.

use crate::base::Timestamp;
use crate::core::keys::{KeyCheck, KeyCheckReport, KeyDetail, KeyReport};
use crate::home::ring::KeyState;

use super::columns::{columns, or_hyphen};
use super::escape::{escape, escape_json};
use super::style::Style;
use super::table::{Cell, View, table};
use super::time;

pub fn list(keys: &[KeyReport], view: View) -> String {
    let row = |key: &KeyReport| {
        let note = match key.verify_until {
            Some(end) => Cell::time(end, view),
            None if key.private => Cell::text(""),
            None => Cell::text(
                &key.issuer
                    .as_deref()
                    .map_or_else(|| "public key only".to_owned(), |issuer| format!("public key of {issuer}")),
            ),
        };
        let state = Cell::text(key.state.name());
        let state = if key.state == KeyState::Active { state.paint(Style::good) } else { state };
        [Cell::id(&key.kid).paint(Style::name), state, Cell::text(key.alg), Cell::time(key.created_at, view), note]
    };
    table(["KEY ID", "STATE", "ALG", "ADDED", "VERIFIES UNTIL"], keys.iter().map(row).collect(), &[0, 3, 4], view)
}

pub fn detail(detail: &KeyDetail, view: View) -> String {
    let (key, style) = (&detail.key, view.style);
    let time = |secs| time::with_distance(Timestamp::from_secs(secs), view.now);
    let mut rows = vec![
        ("kid", escape(&key.kid).into_owned()),
        ("state", state(key, style)),
        ("algorithm", key.alg.to_owned()),
        ("allows", detail.algorithms.join(", ")),
        ("kind", kind(key.kty, key.crv, key.bits)),
        ("origin", key.origin.name().to_owned()),
        ("issuer", or_hyphen(key.issuer.as_deref().unwrap_or_default()).into_owned()),
        ("added", time(key.created_at)),
    ];
    rows.extend(
        key.retired_at.map(|at| (if key.state == KeyState::Revoked { "revoked" } else { "retired" }, time(at))),
    );
    rows.extend(key.verify_until.map(|at| ("verifies until", time(at))));
    rows.extend(detail.thumbprint.clone().map(|text| ("thumbprint", text)));
    let file = detail.file.as_ref().map(|file| escape(&file.display().to_string()).into_owned());
    rows.push(("private key", file.unwrap_or_else(|| "none".to_owned())));
    rows.extend(detail.jwk.as_ref().map(|jwk| ("public key", escape_json(jwk.get()).into_owned())));
    columns(rows.into_iter().map(|(name, value)| [style.name(name), value]))
}

pub fn check(report: &KeyCheckReport, style: Style) -> String {
    report.keys.iter().map(|key| check_one(key, style)).collect()
}

fn check_one(key: &KeyCheck, style: Style) -> String {
    let verdict = if key.sound { style.good("sound") } else { style.bad("unsound") };
    let name = key.kid.as_ref().map(|kid| format!(" {}", escape(kid))).unwrap_or_default();
    let private = match (key.kty, key.private) {
        ("oct", _) => "secret",
        (_, true) => "private key",
        (_, false) => "public key",
    };
    let mut out = format!("{verdict}{name}  {}, {private}", kind(key.kty, key.crv, key.bits));
    if !key.algorithms.is_empty() {
        out += &format!(", for {}", key.algorithms.join(", "));
    }
    out.push('\n');
    for finding in &key.errors {
        out += &format!("  {} {}\n", style.bad(&format!("error[{}]:", finding.code)), escape(&finding.message));
    }
    for finding in &key.warnings {
        out += &format!("  {} {}\n", style.warn(&format!("warning[{}]:", finding.code)), escape(&finding.message));
    }
    out
}

fn kind(kty: &str, crv: Option<&str>, bits: usize) -> String {
    match crv {
        Some(crv) => format!("{kty} {crv}"),
        None => format!("{kty} {bits} bits"),
    }
}

fn state(key: &KeyReport, style: Style) -> String {
    match key.state {
        KeyState::Active => style.good(key.state.name()),
        state => state.to_string(),
    }
}

pub fn retired(key: &KeyReport, now: Timestamp) -> String {
    let until = key.verify_until.map(Timestamp::from_secs);
    let until = until.map(|end| format!("; it verifies until {}", time::with_distance(end, now)));
    format!("retired {}{}", key.kid, until.unwrap_or_default())
}
