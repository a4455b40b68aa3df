//! The same JSON in another form: an issuer or a gateway that reads a token and writes it again changes what was signed.

use crate::base::b64;
use crate::base::json::{self, Duplicates, Json};
use crate::jose::VerifyingKey;
use crate::jose::jws::Part;

use super::{Search, described};
use crate::token::keyset::Candidate;
use crate::token::signature::cause::{Cause, CauseKind};

/// The longest JSON whose forms are tried, in bytes: there are more than a hundred.
const MAX_LEN: usize = 64 * 1024;

/// The most members whose every order is tried.
const MAX_PERMUTED: usize = 5;

/// Searches for a form of the payload or of the header under which one of `keys` accepts the signature.
pub(in crate::token) fn search(search: &Search<'_>, keys: &[(&Candidate, VerifyingKey)]) -> Option<Cause> {
    let [header, payload] = [Part::Header, Part::Payload].map(|part| search.compact.decode(part).ok());
    let (header, payload) = (header?, payload?);
    if payload.len() > MAX_LEN {
        return None;
    }
    let accepting = |header: &[u8], payload: &[u8]| {
        let message = format!("{}.{}", b64::encode(header), b64::encode(payload));
        keys.iter().find(|(_, key)| key.verify(message.as_bytes(), &search.signature)).map(|(key, _)| *key)
    };
    for (form, what) in forms(&payload) {
        if (search.is_over)() {
            return None;
        }
        if let Some(key) = accepting(&header, &form) {
            return Some(cause("payload", what, key));
        }
    }
    for (form, what) in forms(&header) {
        if let Some(key) = accepting(&form, &payload) {
            return Some(cause("header", what, key));
        }
    }
    None
}

fn cause(part: &str, what: &str, key: &Candidate) -> Cause {
    let message = format!("the {part} was re-serialized after signing: {} signed the same JSON {what}", described(key));
    Cause::new(CauseKind::Reserialized, message)
        .hint("pass the token on as it is; do not decode and re-encode its parts")
}

/// Other forms of a JSON text, with how they differ from it.
fn forms(text: &[u8]) -> Vec<(Vec<u8>, &'static str)> {
    let Ok(json) = json::parse(text, Duplicates::Refuse) else { return Vec::new() };
    let mut forms: Vec<(Vec<u8>, &'static str)> = Vec::new();
    for (order, ordered) in [("", json.clone()), ("sorted", sorted(&json))] {
        for layout in &LAYOUTS {
            for escapes in &ESCAPES {
                let mut form = String::new();
                write(&ordered, layout, escapes, 0, &mut form);
                let what = match (order, escapes.what) {
                    ("", "") => layout.what,
                    ("", escapes) => escapes,
                    _ => "with its members sorted",
                };
                forms.push((form.clone().into_bytes(), what));
                forms.push(((form + "\n").into_bytes(), "with a line break at its end"));
            }
        }
    }
    if let Json::Object(object) = &json
        && object.len() <= MAX_PERMUTED
    {
        let members: Vec<_> = object.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
        for order in permutations(members.len()) {
            let permuted = Json::Object(order.iter().map(|i| members[*i].clone()).collect());
            for layout in &LAYOUTS[..2] {
                let mut form = String::new();
                write(&permuted, layout, &ESCAPES[0], 0, &mut form);
                forms.push((form.into_bytes(), "with its members in another order"));
            }
        }
    }
    forms.retain(|(form, _)| form != text);
    forms
}

/// The white space of a form.
struct JsonLayout {
    what: &'static str,
    comma: &'static str,
    colon: &'static str,
    /// For each level, with a line break before it; empty for one line.
    indent: &'static str,
}

const LAYOUTS: [JsonLayout; 6] = [
    JsonLayout { what: "without white space", comma: ",", colon: ":", indent: "" },
    JsonLayout { what: "with a space after each comma and colon", comma: ", ", colon: ": ", indent: "" },
    JsonLayout { what: "with a space after each colon", comma: ",", colon: ": ", indent: "" },
    JsonLayout { what: "on lines indented by two spaces", comma: ",", colon: ": ", indent: "  " },
    JsonLayout { what: "on lines indented by four spaces", comma: ",", colon: ": ", indent: "    " },
    JsonLayout { what: "on lines indented by a tab", comma: ",", colon: ": ", indent: "\t" },
];

/// The characters that a form escapes besides those that JSON requires.
struct Escapes {
    what: &'static str,
    escape: fn(char) -> Option<String>,
}

const ESCAPES: [Escapes; 5] = [
    Escapes { what: "", escape: |_| None },
    Escapes { what: "with non-ASCII characters as \\u escapes", escape: non_ascii },
    Escapes { what: "with slashes as \\/", escape: |c| (c == '/').then(|| "\\/".to_owned()) },
    Escapes {
        what: "with slashes as \\/ and non-ASCII characters as \\u escapes",
        escape: |c| if c == '/' { Some("\\/".to_owned()) } else { non_ascii(c) },
    },
    Escapes {
        what: "with <, > and & as \\u escapes",
        escape: |c| matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}').then(|| format!("\\u{:04x}", u32::from(c))),
    },
];

fn non_ascii(c: char) -> Option<String> {
    let mut units = [0; 2];
    (!c.is_ascii()).then(|| c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect())
}

fn write(json: &Json<'_>, layout: &JsonLayout, escapes: &Escapes, depth: usize, out: &mut String) {
    match json {
        Json::Array(items) if !items.is_empty() => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                separate(i > 0, layout, depth + 1, out);
                write(item, layout, escapes, depth + 1, out);
            }
            separate(false, layout, depth, out);
            out.push(']');
        }
        Json::Object(object) if !object.is_empty() => {
            out.push('{');
            for (i, (name, value)) in object.iter().enumerate() {
                separate(i > 0, layout, depth + 1, out);
                write_string(name, escapes, out);
                out.push_str(layout.colon);
                write(value, layout, escapes, depth + 1, out);
            }
            separate(false, layout, depth, out);
            out.push('}');
        }
        Json::String(text) => write_string(text, escapes, out),
        other => out.push_str(&other.to_string()),
    }
}

fn separate(is_next: bool, layout: &JsonLayout, depth: usize, out: &mut String) {
    if is_next {
        out.push_str(layout.comma);
    }
    if !layout.indent.is_empty() {
        out.push('\n');
        out.push_str(&layout.indent.repeat(depth));
    }
}

fn write_string(text: &str, escapes: &Escapes, out: &mut String) {
    for c in Json::string(text).to_string().chars() {
        match (escapes.escape)(c) {
            Some(escape) => out.push_str(&escape),
            None => out.push(c),
        }
    }
}

/// The members of every object in the order of their names.
fn sorted<'a>(json: &Json<'a>) -> Json<'a> {
    match json {
        Json::Array(items) => Json::Array(items.iter().map(sorted).collect()),
        Json::Object(object) => {
            let mut members: Vec<_> = object.iter().map(|(name, value)| (name.to_owned(), sorted(value))).collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            Json::Object(members.into_iter().collect())
        }
        other => other.clone(),
    }
}

/// Every order of the numbers below `count`.
fn permutations(count: usize) -> Vec<Vec<usize>> {
    (0..count).fold(vec![Vec::new()], |orders, next| {
        orders
            .into_iter()
            .flat_map(|order| {
                (0..=order.len()).map(move |at| {
                    let mut order = order.clone();
                    order.insert(at, next);
                    order
                })
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_those_of_common_writers() {
        let forms = forms(br#"{"b":[1.50,{}],"a":"<\u00e9/>"}"#);
        for expected in [
            r#"{"b": [1.50, {}], "a": "<\u00e9/>"}"#,
            r#"{"a":"<é/>","b":[1.50,{}]}"#,
            r#"{"b":[1.50,{}],"a":"<\u00e9\/>"}"#,
            r#"{"b":[1.50,{}],"a":"\u003cé/\u003e"}"#,
            "{\n  \"b\": [\n    1.50,\n    {}\n  ],\n  \"a\": \"<é/>\"\n}",
            "{\"b\":[1.50,{}],\"a\":\"<é/>\"}\n",
        ] {
            assert!(forms.iter().any(|(form, _)| form == expected.as_bytes()), "{expected}");
        }
    }

    #[test]
    fn every_order_comes_once() {
        let mut orders = permutations(4);
        orders.sort();
        orders.dedup();
        assert_eq!(orders.len(), 24);
        assert_eq!(permutations(0), [Vec::<usize>::new()]);
    }

    proptest::proptest! {
        #[test]
        fn every_form_has_the_same_value(text in "[a-zé/<\"\\\\\\n]{0,8}", number in 0_i64..100) {
            let json = Json::Object([("x", Json::Array(vec![Json::string(text), Json::integer(number)]))].into_iter().collect());
            for (form, _) in forms(json.to_string().as_bytes()) {
                proptest::prop_assert_eq!(json::parse(&form, Duplicates::Refuse).unwrap(), json.clone());
            }
        }
    }
}
