//! Why a claim is not as required, if that is a usual mistake: clauses for the end of a message.

use crate::base::json::{self, Duplicates, Json, Object};
use crate::base::shown::shell_word;

use crate::token::check::usual_mistake;
use crate::token::claims::ClaimPath;
use crate::token::glob::Glob;

/// How deep other claims are searched.
const MAX_DEPTH: usize = 3;

/// How the closest of the `found` strings differs from one of the `wanted` ones, or which other claim has a wanted one.
pub(in crate::token) fn of_strings(
    claims: &Object<'_>,
    claim: &str,
    wanted: &[String],
    found: &[&str],
) -> Option<String> {
    let pairs = wanted.iter().flat_map(|wanted| found.iter().map(move |found| (wanted, found)));
    let usual = pairs.filter_map(|(wanted, found)| usual_mistake::usual(wanted, found)).next();
    let usual = usual.or_else(|| found.iter().find_map(|found| list_in_string(found, wanted)));
    usual.map(str::to_owned).or_else(|| {
        let other =
            elsewhere(claims, claim, &|json| json.as_str().is_some_and(|text| wanted.iter().any(|w| w == text)))?;
        Some(format!("the claim \"{other}\" has that value"))
    })
}

/// Whether `found` is a list with one of the `wanted` strings that was written as one string.
fn list_in_string(found: &str, wanted: &[String]) -> Option<&'static str> {
    let is_wanted = |word: &str| wanted.iter().any(|wanted| wanted == word);
    if let Ok(Json::Array(items)) = json::parse(found.as_bytes(), Duplicates::Keep) {
        let has = items.iter().filter_map(Json::as_str).any(is_wanted);
        return has.then_some("it is an array that was written as a string");
    }
    let has = |separator: char| found.contains(separator) && found.split(separator).any(|word| is_wanted(word.trim()));
    if has(',') {
        return Some("it is a list in one string; the claim should be an array");
    }
    has(' ').then_some("it is a list in one string, separated by spaces; the claim should be an array")
}

/// How one of the `found` words differs from one of the `wanted` ones, which is missing.
fn similar_word(claim: &str, wanted: &[&String], found: &[&str]) -> Option<String> {
    let pairs = || wanted.iter().flat_map(|wanted| found.iter().map(move |found| (wanted.as_str(), *found)));
    if pairs().any(|(wanted, found)| found.contains(',') && found.split(',').any(|word| word.trim() == wanted)) {
        return Some(match claim {
            "scope" => "its words are separated by commas, expected spaces (RFC 6749 §3.3)".to_owned(),
            _ => "it is a list in one string; the claim should be an array".to_owned(),
        });
    }
    if wanted.iter().any(|wanted| wanted.contains(',') && wanted.split(',').all(|word| found.contains(&word))) {
        let option = if claim == "scope" { "--scope" } else { "--role" };
        return Some(format!("the option has a list with commas; repeat {option} for each"));
    }
    if let Some((_, found)) = pairs().find(|(wanted, found)| wanted.eq_ignore_ascii_case(found)) {
        return Some(format!("{found:?} differs only in case"));
    }
    let (_, found) = pairs().find(|(wanted, found)| has_prefix(found, wanted) || has_prefix(wanted, found))?;
    Some(format!("{found:?} differs only in the prefix of Spring Security"))
}

/// Whether `word` is `bare` with a prefix of Spring Security.
fn has_prefix(word: &str, bare: &str) -> bool {
    ["ROLE_", "SCOPE_"].iter().any(|prefix| word.strip_prefix(prefix) == Some(bare))
}

/// Which other claim has all of these words, in a string of words or in an array, and how to check an array.
pub(in crate::token) fn of_words(
    claims: &Object<'_>,
    claim: &str,
    wanted: &[&String],
    found: &[&str],
) -> Option<(String, Option<String>)> {
    if let Some(similar) = similar_word(claim, wanted, found) {
        return Some((similar, None));
    }
    let has_words = |json: &Json<'_>| {
        let words: Vec<&str> = match json {
            Json::String(text) => text.split([' ', ',']).collect(),
            Json::Array(items) => items.iter().filter_map(Json::as_str).collect(),
            _ => return false,
        };
        wanted.iter().all(|wanted| words.contains(&wanted.as_str()))
    };
    let Some(other) = elsewhere(claims, claim, &has_words) else {
        let words = |json: &Json<'_>| match json {
            Json::Array(items) => items.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
            Json::String(text) => text.split([' ', ',']).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        if let Some(role) = claims.get_str("role").filter(|_| claim == "roles") {
            return Some((format!("the claim \"role\" is {role:?}"), None));
        }
        let is_prefixed = |word: &String| wanted.iter().any(|wanted| has_prefix(word, wanted));
        let other = elsewhere(claims, claim, &|json| words(json).iter().any(is_prefixed))?;
        let clause = format!("the claim \"{other}\" contains it with the prefix of Spring Security, ROLE_ or SCOPE_");
        return Some((clause, None));
    };
    let is_array = ClaimPath::parse(&other).is_ok_and(|path| matches!(path.find(claims), Some(Json::Array(_))));
    let options: Vec<String> = wanted.iter().map(|word| element_option(&other, word)).collect();
    let hint = is_array.then(|| format!("to check it there, write {}", options.join(" ")));
    let them = if wanted.len() == 1 { "it" } else { "them" };
    Some((format!("the claim \"{other}\" contains {them}"), hint))
}

/// The option that requires an array to contain `text`.
fn element_option(path: &str, text: &str) -> String {
    format!("--claim {}", shell_word(&format!("{path}~={}", Glob::literal(text))))
}

/// Where a missing claim is instead: under the whole name, in another case, or inside another claim. The hint follows.
pub(in crate::token) fn of_missing(claims: &Object<'_>, path: &ClaimPath) -> Option<(String, Option<String>)> {
    let name = path.joined();
    if !path.is_plain() && claims.contains(&name) {
        let hint = format!("write the name as {}", ClaimPath::literal(&name));
        return Some((format!("the token has a claim whose name contains the dots: {name:?}"), Some(hint)));
    }
    if let Some((other, _)) = claims.iter().find(|(other, _)| *other != name && other.eq_ignore_ascii_case(&name)) {
        return Some((format!("the token has {other:?}"), Some("names of claims are case-sensitive".to_owned())));
    }
    let is_prefixed = |other: &str| other.rsplit_once(':').is_some_and(|(_, last)| last == name);
    if let Some((other, _)) = claims.iter().find(|(other, _)| is_prefixed(other)) {
        return Some((format!("the token has {other:?}"), None));
    }
    let last = path.last();
    let inner = nested(claims, "", MAX_DEPTH).into_iter().find(|(place, _)| {
        ClaimPath::parse(place).is_ok_and(|place| place != *path && !place.is_plain() && place.last() == last)
    });
    inner.map(|(place, _)| (format!("the token has it as \"{place}\""), None))
}

/// How a value differs from the expected one of another kind, with a hint.
pub(in crate::token) fn of_kind(
    path: &ClaimPath,
    expected: &Json<'_>,
    found: &Json<'_>,
) -> Option<(&'static str, Option<String>)> {
    match (expected, found) {
        (Json::String(expected), Json::String(found)) => {
            usual_mistake::usual(expected, found).map(|clause| (clause, None))
        }
        (Json::String(expected), Json::Array(items)) if items.iter().any(|item| item.as_str() == Some(expected)) => {
            let hint = match path.root() {
                "aud" if path.is_plain() => format!("--aud {} accepts an array that contains it", shell_word(expected)),
                "roles" if path.is_plain() => {
                    format!("--role {} accepts an array that contains it", shell_word(expected))
                }
                "scope" if path.is_plain() => {
                    format!("--scope {} accepts an array that contains it", shell_word(expected))
                }
                _ => format!("{} accepts an array that contains it", element_option(&path.to_string(), expected)),
            };
            Some(("it is an array that contains that string", Some(hint)))
        }
        (Json::Array(items), Json::String(_)) if items.contains(found) => {
            Some(("it is a single string, not an array", None))
        }
        (Json::String(expected), Json::Number(_) | Json::Bool(_) | Json::Null) if found.to_string() == **expected => {
            let clause = match found {
                Json::Number(_) => "it is a number, not a string",
                Json::Bool(_) => "it is a boolean, not a string",
                _ => "it is null, not a string",
            };
            Some((clause, Some(format!("write {path}:={expected}"))))
        }
        (Json::Number(_) | Json::Bool(_), Json::String(found)) if expected.to_string() == **found => {
            let is_number = found.bytes().all(|byte| byte.is_ascii_digit());
            let github = if is_number { "; numeric IDs of GitHub are strings" } else { "" };
            Some(("it is a string", Some(format!("write {path}={found}{github}"))))
        }
        _ => None,
    }
}

/// The path of another claim whose value `is_right`.
fn elsewhere(claims: &Object<'_>, claim: &str, is_right: &dyn Fn(&Json<'_>) -> bool) -> Option<String> {
    let all = nested(claims, "", MAX_DEPTH);
    all.into_iter().find(|(place, json)| place != claim && is_right(json)).map(|(place, _)| place)
}

/// Every claim and its path, outer ones first.
fn nested<'v, 'a>(object: &'v Object<'a>, outer: &str, depth: usize) -> Vec<(String, &'v Json<'a>)> {
    let path = |name: &str| match outer {
        "" => ClaimPath::literal(name).to_string(),
        outer => format!("{outer}.{}", ClaimPath::literal(name)),
    };
    let mut all: Vec<_> = object.iter().map(|(name, value)| (path(name), value)).collect();
    if depth > 1 {
        for (name, value) in object.iter() {
            if let Json::Object(inner) = value {
                all.extend(nested(inner, &path(name), depth - 1));
            }
        }
    }
    all
}
