//! JSON: reading and writing are each other's inverse, numbers keep their text, no duplicate gets by, and serde_json
//! agrees on what JSON is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokctl::base::Json;
use tokctl::base::json::{self, Duplicates, JsonProblem, MAX_DEPTH};
use tokctl::cli::render::escape::escape_json;
use tokctl_fuzz::hold_text;

fuzz_target!(|data: &[u8]| {
    let kept = json::parse(data, Duplicates::Keep);
    let strict = json::parse(data, Duplicates::Refuse);
    let theirs = serde_json::from_slice::<serde_json::Value>(data);
    let value = match kept {
        Err(error) => {
            assert!(error.offset <= data.len(), "{error}");
            assert!(strict.is_err(), "what is not even kept is not accepted");
            hold_text(&error.to_string());
            assert!(theirs.is_err() || error.problem == JsonProblem::Depth, "serde_json takes it: {error}");
            return;
        }
        Ok(value) => value,
    };
    // serde_json refuses numbers that no f64 holds, and goes deeper than we do.
    if let Err(error) = &theirs {
        assert!(error.to_string().contains("out of range"), "serde_json does not take it: {error}");
    }
    let duplicate = has_duplicate(&value);
    match &strict {
        Ok(strict) => assert!(!duplicate && strict.to_string() == value.to_string()),
        Err(error) => assert!(duplicate && matches!(error.problem, JsonProblem::Duplicate(_)), "{error}"),
    }
    assert!(depth(&value) <= MAX_DEPTH);

    let written = value.to_string();
    let again = json::parse(written.as_bytes(), Duplicates::Keep).expect("what is written is read");
    assert_eq!(again.to_string(), written, "writing twice is writing once");
    assert_eq!(numbers(&again), numbers(&value));
    if !duplicate {
        assert_eq!(again, value);
    }
    let shown = escape_json(&written);
    assert!(!shown.contains(char::is_control));
    assert_eq!(json::parse(shown.as_bytes(), Duplicates::Keep).expect("escaped JSON is JSON").to_string(), written);
    assert_eq!(value.into_owned().to_string(), written);
});

/// Counted apart from the code that is tested.
fn has_duplicate(value: &Json<'_>) -> bool {
    match value {
        Json::Object(object) => {
            let mut names: Vec<&str> = object.iter().map(|(name, _)| name).collect();
            names.sort_unstable();
            names.windows(2).any(|pair| pair[0] == pair[1]) || object.iter().any(|(_, value)| has_duplicate(value))
        }
        Json::Array(items) => items.iter().any(has_duplicate),
        _ => false,
    }
}

fn depth(value: &Json<'_>) -> usize {
    match value {
        Json::Object(object) => 1 + object.iter().map(|(_, value)| depth(value)).max().unwrap_or(0),
        Json::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn numbers(value: &Json<'_>) -> Vec<String> {
    match value {
        Json::Number(number) => vec![number.text().to_owned()],
        Json::Object(object) => object.iter().flat_map(|(_, value)| numbers(value)).collect(),
        Json::Array(items) => items.iter().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
}
