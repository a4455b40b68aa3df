//! What differs between two tokens. Nothing is verified.

use std::collections::HashMap;

use crate::base::json::{Json, Object};
use crate::jose::Algorithm;
use crate::jose::alg::Primitive;

use super::claims;
use super::decode::{Note, Unverified};

/// A token, as it is written and decoded.
#[derive(Debug, Clone, Copy)]
pub struct TokenText<'t> {
    pub text: &'t str,
    pub decoded: &'t Unverified,
}

/// What differs between two tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    /// Whether the tokens are the same text.
    pub is_same: bool,
    pub header: Vec<Difference>,
    pub payload: Vec<Difference>,
    pub is_same_signature: bool,
    /// What follows from the differences, or is not visible in them.
    pub notes: Vec<Note>,
}

/// One member or element that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Names between dots, as in `--claim`, with `[n]` for an element of an array; empty for the whole part.
    pub path: String,
    pub change: MemberChange,
}

#[derive(Debug, Clone, PartialEq)]
pub enum MemberChange {
    Added(Json<'static>),
    Removed(Json<'static>),
    Changed {
        from: Json<'static>,
        to: Json<'static>,
    },
    /// An array of strings, numbers and booleans, or the words of a `scope`. If nothing is added or removed, only the order
    /// differs.
    Elements {
        from: Json<'static>,
        to: Json<'static>,
        added: Vec<Json<'static>>,
        removed: Vec<Json<'static>>,
    },
}

impl Difference {
    /// How many seconds later a time claim is in the second token.
    pub fn seconds_later(&self) -> Option<i64> {
        let MemberChange::Changed { from: Json::Number(from), to: Json::Number(to) } = &self.change else {
            return None;
        };
        claims::info(&self.path).filter(|claim| claim.is_time)?;
        let [from, to] = [from, to].map(|number| claims::numeric_date(number).secs());
        Some(to.saturating_sub(from))
    }
}

/// Compares two tokens. The order of members and of array elements that are not objects or arrays does not count as a
/// change of content, but is reported.
pub fn diff(a: TokenText<'_>, b: TokenText<'_>) -> Diff {
    let mut header = Vec::new();
    members(&a.decoded.header, &b.decoded.header, "", &mut header);
    let mut payload = Vec::new();
    let [from, to] = [a, b].map(|token| token.decoded.payload.as_ref().map(|payload| payload.to_json()));
    match (from, to) {
        (Some((from, from_encoding)), Some((to, to_encoding))) if from_encoding == to_encoding => {
            values(&from, &to, "", &mut payload);
        }
        (Some((from, _)), Some((to, _))) => push(&mut payload, "", changed(&from, &to)),
        (Some((from, _)), None) => push(&mut payload, "", MemberChange::Removed(from.into_owned())),
        (None, Some((to, _))) => push(&mut payload, "", MemberChange::Added(to.into_owned())),
        (None, None) => {}
    }
    let is_same_signature = a.decoded.signature == b.decoded.signature;
    let notes = notes(a, b, header.is_empty(), payload.is_empty());
    Diff { is_same: a.text == b.text, header, payload, is_same_signature, notes }
}

fn changed(from: &Json<'_>, to: &Json<'_>) -> MemberChange {
    MemberChange::Changed { from: from.clone().into_owned(), to: to.clone().into_owned() }
}

fn push(out: &mut Vec<Difference>, path: &str, change: MemberChange) {
    out.push(Difference { path: path.to_owned(), change });
}

fn values(from: &Json<'_>, to: &Json<'_>, path: &str, out: &mut Vec<Difference>) {
    match (from, to) {
        (Json::Object(from), Json::Object(to)) => members(from, to, path, out),
        (Json::Array(from_items), Json::Array(to_items)) => {
            let is_simple = |item: &Json<'_>| !matches!(item, Json::Array(_) | Json::Object(_));
            if !from_items.iter().chain(to_items).all(is_simple) {
                return elements(from_items, to_items, path, out);
            }
            if from_items != to_items {
                let (added, removed) = set_difference(from_items, to_items);
                push(out, path, set_change(from, to, added, removed));
            }
        }
        (Json::String(from_text), Json::String(to_text)) if path == "scope" => {
            if from_text != to_text {
                let [from_words, to_words] = [from_text, to_text]
                    .map(|text| text.split(' ').filter(|word| !word.is_empty()).map(Json::string).collect::<Vec<_>>());
                let (added, removed) = set_difference(&from_words, &to_words);
                push(out, path, set_change(from, to, added, removed));
            }
        }
        _ if from == to => {}
        _ => push(out, path, changed(from, to)),
    }
}

fn set_change(from: &Json<'_>, to: &Json<'_>, added: Vec<Json<'static>>, removed: Vec<Json<'static>>) -> MemberChange {
    MemberChange::Elements { from: from.clone().into_owned(), to: to.clone().into_owned(), added, removed }
}

/// Compares members by name; of several with one name, the first with the first, and so on.
fn members(from: &Object<'_>, to: &Object<'_>, path: &str, out: &mut Vec<Difference>) {
    let mut of_name: HashMap<&str, Vec<&Json<'_>>> = HashMap::new();
    for (name, value) in to.iter() {
        of_name.entry(name).or_default().push(value);
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut next = |name| {
        let count = seen.entry(name).or_default();
        *count += 1;
        *count - 1
    };
    for (name, value) in from.iter() {
        let inner = joined(path, name);
        match of_name.get(name).and_then(|values| values.get(next(name))) {
            Some(other) => values(value, other, &inner, out),
            None => push(out, &inner, MemberChange::Removed(value.clone().into_owned())),
        }
    }
    // The first so many of a name were compared.
    for (name, value) in to.iter() {
        match seen.get_mut(name) {
            Some(count) if *count > 0 => *count -= 1,
            _ => push(out, &joined(path, name), MemberChange::Added(value.clone().into_owned())),
        }
    }
}

fn joined(path: &str, name: &str) -> String {
    let name = claims::ClaimPath::literal(name);
    if path.is_empty() { name.to_string() } else { format!("{path}.{name}") }
}

/// Compares elements by their place.
fn elements(from: &[Json<'_>], to: &[Json<'_>], path: &str, out: &mut Vec<Difference>) {
    for index in 0..from.len().max(to.len()) {
        let inner = format!("{path}[{index}]");
        match (from.get(index), to.get(index)) {
            (Some(from), Some(to)) => values(from, to, &inner, out),
            (Some(from), None) => push(out, &inner, MemberChange::Removed(from.clone().into_owned())),
            (None, Some(to)) => push(out, &inner, MemberChange::Added(to.clone().into_owned())),
            (None, None) => {}
        }
    }
}

/// The elements of `to` that `from` lacks, and the elements of `from` that `to` lacks, each as often as it is lacking.
fn set_difference(from: &[Json<'_>], to: &[Json<'_>]) -> (Vec<Json<'static>>, Vec<Json<'static>>) {
    (missing(to, from), missing(from, to))
}

fn missing(wanted: &[Json<'_>], present: &[Json<'_>]) -> Vec<Json<'static>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for item in present {
        *counts.entry(item.to_string()).or_default() += 1;
    }
    let mut is_missing = |item: &&Json<'_>| match counts.get_mut(&item.to_string()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    wanted.iter().filter(|item| is_missing(item)).map(|item| item.clone().into_owned()).collect()
}

fn notes(a: TokenText<'_>, b: TokenText<'_>, is_same_header: bool, is_same_payload: bool) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |code, message: &str| notes.push(Note { code, message: message.to_owned() });
    let [a_parts, b_parts] = [a, b].map(|token| parts(token.text));
    let is_encrypted = a.decoded.payload.is_none() || b.decoded.payload.is_none();
    let encoding = "member order, white space, escapes or number format";
    if is_same_header && a_parts.first() != b_parts.first() {
        note("header_encoding", &format!("the headers differ only in encoding: {encoding}"));
    }
    if is_same_payload && !is_encrypted && a_parts.get(1) != b_parts.get(1) {
        note("payload_encoding", &format!("the payloads differ only in encoding: {encoding}"));
    }
    if is_encrypted && a.text != b.text {
        note("encrypted", "an encrypted payload (JWE) cannot be compared");
        return notes;
    }
    let is_same_input = a_parts.get(..2) == b_parts.get(..2);
    let is_same_signature = a.decoded.signature == b.decoded.signature;
    if is_same_input && !is_same_signature {
        note("other_signature", other_signature(&a.decoded.header));
    }
    if !is_same_input && is_same_signature && !a.decoded.signature.is_empty() {
        note(
            "same_signature",
            "the signatures are identical, but the signed contents differ, so at most one of them is valid",
        );
    }
    let [a_rest, b_rest] = [a, b].map(|token| token.text.split_once('~').map(|(_, rest)| rest));
    if a_rest != b_rest {
        note("disclosures", "the disclosures or the key-binding JWT of the SD-JWTs differ; they are not compared");
    }
    notes
}

/// Why two signatures over the same text differ.
fn other_signature(header: &Object<'_>) -> &'static str {
    match header.get_str("alg").and_then(Algorithm::from_name).map(Algorithm::primitive) {
        Some(Primitive::Hmac(_) | Primitive::RsaPkcs1(_) | Primitive::Ed25519) => {
            "header and payload are the same, so the signatures are from different keys, or one of them is invalid"
        }
        _ => "header and payload are the same; this algorithm is randomized, so both signatures may be valid",
    }
}

/// The encoded parts of the JWT, or of a JWE.
fn parts(token: &str) -> Vec<&str> {
    token.split('~').next().unwrap_or_default().split('.').collect()
}

#[cfg(test)]
mod tests;
