//! Parameters of queries. An unknown or empty one is an error: ignoring a misspelled one would mean something else.

use crate::base::percent;

use super::reply::Problem;

/// The decoded parameters of a query, in order. Each has a value, or the response is 400 with `description`.
pub fn parameters<'q>(query: Option<&'q str>, description: &'static str) -> Result<Vec<(&'q str, String)>, Problem> {
    let pairs = query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| parameter(pair).ok_or_else(|| Problem::bad_request(description))).collect()
}

fn parameter(pair: &str) -> Option<(&str, String)> {
    let (name, value) = pair.split_once('=')?;
    let value = percent::decode_strict(&value.replace('+', " ")).and_then(|value| String::from_utf8(value).ok())?;
    (!value.is_empty()).then_some((name, value))
}
