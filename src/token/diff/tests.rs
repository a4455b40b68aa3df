use super::*;
use crate::base::b64;
use crate::base::json::{self, Duplicates};

fn token(header: &str, payload: &str, signature: &str) -> String {
    [header, payload, signature].map(b64::encode).join(".")
}

fn compare(a: &str, b: &str) -> Diff {
    let [first, second] = [a, b].map(|text| Unverified::parse(text).unwrap());
    diff(TokenText { text: a, decoded: &first }, TokenText { text: b, decoded: &second })
}

const HEADER: &str = r#"{"alg":"HS256"}"#;

fn payloads(a: &str, b: &str) -> Vec<Difference> {
    compare(&token(HEADER, a, "s"), &token(HEADER, b, "s")).payload
}

fn parse(text: &str) -> Json<'static> {
    json::parse(text.as_bytes(), Duplicates::Keep).unwrap().into_owned()
}

fn codes(diff: &Diff) -> Vec<&str> {
    diff.notes.iter().map(|note| note.code).collect()
}

#[test]
fn members_are_compared_by_path() {
    let found = payloads(
        r#"{"a":1,"user":{"x.y":true,"n":[{"k":1}]},"gone":null}"#,
        r#"{"user":{"x.y":false,"n":[{"k":2},{}]},"a":1.0,"new":[]}"#,
    );
    let expected = [
        ("user.x\\.y", MemberChange::Changed { from: Json::Bool(true), to: Json::Bool(false) }),
        ("user.n[0].k", MemberChange::Changed { from: parse("1"), to: parse("2") }),
        ("user.n[1]", MemberChange::Added(parse("{}"))),
        ("gone", MemberChange::Removed(Json::Null)),
        ("new", MemberChange::Added(parse("[]"))),
    ];
    let expected = expected.map(|(path, change)| Difference { path: path.to_owned(), change });
    assert_eq!(found, expected);
}

#[test]
fn roles_and_scope_words_are_sets() {
    let elements = |a: &str, b: &str| match payloads(a, b).as_slice() {
        [Difference { change: MemberChange::Elements { added, removed, .. }, .. }] => {
            (Json::Array(added.clone()).to_string(), Json::Array(removed.clone()).to_string())
        }
        other => panic!("{other:?}"),
    };
    let both = |added: &str, removed: &str| (added.to_owned(), removed.to_owned());
    assert_eq!(elements(r#"{"roles":["A","B"]}"#, r#"{"roles":["C","A"]}"#), both(r#"["C"]"#, r#"["B"]"#));
    assert_eq!(elements(r#"{"roles":["A","B"]}"#, r#"{"roles":["B","A"]}"#), both("[]", "[]"));
    assert_eq!(
        elements(r#"{"scope":"read write"}"#, r#"{"scope":"write admin"}"#),
        both(r#"["admin"]"#, r#"["read"]"#)
    );
    assert_eq!(elements(r#"{"scope":"a b"}"#, r#"{"scope":"b  a"}"#), both("[]", "[]"));
    assert_eq!(elements(r#"{"x":[1,1]}"#, r#"{"x":[1]}"#), both("[]", "[1]"));
    // A string of another claim is one value, and an array is not a string.
    for (a, b) in [(r#"{"sub":"a b"}"#, r#"{"sub":"b a"}"#), (r#"{"aud":"api"}"#, r#"{"aud":["api"]}"#)] {
        assert!(matches!(payloads(a, b)[0].change, MemberChange::Changed { .. }), "{a}");
    }
}

#[test]
fn duplicate_members_are_compared_in_order() {
    let found = payloads(r#"{"a":1,"a":2}"#, r#"{"a":1,"a":3,"a":4}"#);
    let expected = [MemberChange::Changed { from: parse("2"), to: parse("3") }, MemberChange::Added(parse("4"))];
    assert_eq!(found.into_iter().map(|difference| difference.change).collect::<Vec<_>>(), expected);
}

#[test]
fn times_have_a_distance() {
    let later = |a: &str, b: &str| payloads(a, b)[0].seconds_later();
    assert_eq!(later(r#"{"exp":100}"#, r#"{"exp":1000}"#), Some(900));
    assert_eq!(later(r#"{"exp":100}"#, r#"{"exp":40.5}"#), Some(-60));
    assert_eq!(later(r#"{"ver":1}"#, r#"{"ver":2}"#), None);
    assert_eq!(later(r#"{"exp":1}"#, r#"{"exp":"2"}"#), None);
}

#[test]
fn payloads_that_are_not_claims() {
    assert_eq!(payloads("text", "text"), []);
    assert_eq!(payloads("[1]", "[2]")[0].path, "");
    // The text `1` in quotes is JSON, and equals no text without quotes.
    assert!(matches!(payloads("\"a\"", "a")[0].change, MemberChange::Changed { .. }));
}

#[test]
fn notes_say_what_the_differences_mean() {
    let a = token(HEADER, r#"{"a":1}"#, "s");
    assert!(compare(&a, &a).is_same && compare(&a, &a).notes.is_empty());
    assert_eq!(codes(&compare(&a, &token(HEADER, r#"{"a":1}"#, "t"))), ["other_signature"]);
    assert_eq!(codes(&compare(&a, &token(HEADER, r#"{"a": 1}"#, "t"))), ["payload_encoding"]);
    let spaced = token(r#"{ "alg":"HS256"}"#, r#"{"a":2}"#, "s");
    assert_eq!(codes(&compare(&a, &spaced)), ["header_encoding", "same_signature"]);
    let unsigned = |payload| token(r#"{"alg":"none"}"#, payload, "");
    assert!(compare(&unsigned("{}"), &unsigned(r#"{"a":1}"#)).notes.is_empty());
    let sd_jwt = compare(&format!("{a}~WyJzYWx0Il0~"), &format!("{a}~"));
    assert_eq!((codes(&sd_jwt), sd_jwt.is_same), (vec!["disclosures"], false));
    let jwe = |text: &str| format!("{}.a2V5.aXYx.{text}.dGFn", b64::encode(r#"{"alg":"dir","enc":"A128GCM"}"#));
    let encrypted = compare(&jwe("dGV4dA"), &jwe("b3RoZXI"));
    assert_eq!((codes(&encrypted), encrypted.is_same), (vec!["encrypted"], false));
}

/// A value with few names, so that two values have many paths in common.
fn any_json() -> impl proptest::strategy::Strategy<Value = Json<'static>> {
    use proptest::prelude::*;
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        (0_i64..3).prop_map(Json::integer),
        "[ab ]{0,3}".prop_map(Json::string),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let names = prop_oneof![Just("a"), Just("b.c"), Just("scope"), Just("exp")];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            proptest::collection::vec((names, inner), 0..4).prop_map(|members| {
                let mut object = Object::new();
                members.into_iter().for_each(|(name, value)| object.set(name, value));
                Json::Object(object)
            }),
        ]
    })
}

fn reversed(difference: Difference) -> Difference {
    let change = match difference.change {
        MemberChange::Added(value) => MemberChange::Removed(value),
        MemberChange::Removed(value) => MemberChange::Added(value),
        MemberChange::Changed { from, to } => MemberChange::Changed { from: to, to: from },
        MemberChange::Elements { from, to, added, removed } => {
            MemberChange::Elements { from: to, to: from, added: removed, removed: added }
        }
    };
    Difference { change, ..difference }
}

/// The value at a path that `diff` wrote.
fn at<'j>(value: &'j Json<'static>, path: &str) -> Option<&'j Json<'static>> {
    if path.is_empty() {
        return Some(value);
    }
    if let Some(rest) = path.strip_prefix('[') {
        let (index, rest) = rest.split_once(']')?;
        return at(value.as_array()?.get(index.parse::<usize>().ok()?)?, rest);
    }
    let path = path.strip_prefix('.').unwrap_or(path);
    let names = ["a", "b\\.c", "scope", "exp"];
    let name = names.into_iter().find(|name| path.starts_with(name))?;
    at(value.as_object()?.get(&name.replace('\\', ""))?, &path[name.len()..])
}

proptest::proptest! {
    #[test]
    fn differences_are_complete_true_and_symmetric(a in any_json(), b in any_json()) {
        let (mut there, mut back) = (Vec::new(), Vec::new());
        values(&a, &b, "", &mut there);
        values(&b, &a, "", &mut back);
        proptest::prop_assert_eq!(there.is_empty(), a == b);
        for difference in &there {
            let (from, to) = (at(&a, &difference.path), at(&b, &difference.path));
            match &difference.change {
                MemberChange::Added(value) => proptest::prop_assert_eq!((from, to), (None, Some(value))),
                MemberChange::Removed(value) => proptest::prop_assert_eq!((from, to), (Some(value), None)),
                MemberChange::Changed { from: x, to: y } | MemberChange::Elements { from: x, to: y, .. } => {
                    proptest::prop_assert_eq!((from, to), (Some(x), Some(y)));
                    proptest::prop_assert_ne!(x, y);
                }
            }
        }
        let sorted = |mut differences: Vec<Difference>| {
            differences.sort_by(|a, b| a.path.cmp(&b.path));
            differences
        };
        proptest::prop_assert_eq!(sorted(there.into_iter().map(reversed).collect()), sorted(back));
    }
}
