//! Claims as HTTPie writes them: `name=text` and `name:=JSON`; and patterns for them: `name~=GLOB`.

use crate::base::json::{self, Duplicates, Json};
use crate::base::{Code, Fault, shown};
use crate::token::claims::ClaimPath;
use crate::token::glob::Glob;
use crate::token::policy::ExpectedClaim;

/// Parses one claim of a token to verify: a value or a pattern.
pub fn parse_expected(text: &str) -> Result<(ClaimPath, ExpectedClaim), Fault> {
    let usage = |message: String| Fault::new(Code::Usage, message);
    match text.split_once('=').and_then(|(name, pattern)| Some((name.strip_suffix('~')?, pattern))) {
        Some((name, pattern)) => {
            let glob =
                Glob::parse(pattern).map_err(|problem| usage(format!("the value of {}: {problem}", shown(name))))?;
            Ok((ClaimPath::parse(name).map_err(usage)?, ExpectedClaim::Match(glob)))
        }
        None => parse(text).map(|(path, value)| (path, ExpectedClaim::Value(value))).map_err(|fault| {
            match fault.hint.as_deref() {
                Some(FORMS) => fault.hint("write name=text, name:=JSON or name~=PATTERN"),
                _ => fault,
            }
        }),
    }
}

const FORMS: &str = "write name=text or name:=JSON";

/// Parses one claim. The first `=` ends the name; with `:` before it the value is JSON.
pub fn parse(text: &str) -> Result<(ClaimPath, Json<'static>), Fault> {
    let usage = |message: String| Fault::new(Code::Usage, message);
    let Some((name, value)) = text.split_once('=') else {
        return Err(usage(format!("{} has no value", shown(text))).hint(FORMS));
    };
    if name.ends_with('~') {
        return Err(usage(format!("{} is a pattern, not a value", shown(&format!("{name}="))))
            .hint("patterns are for `tokctl verify`; a name that ends with ~ can be passed with --claims"));
    }
    let (name, value) = match name.strip_suffix(':') {
        None => (name, Json::string(value.to_owned())),
        Some(name) => {
            let value = json::parse(value.as_bytes(), Duplicates::Refuse).map_err(|error| {
                usage(format!("the value of {} is not JSON: {error}", shown(name))).hint("write a string as name=text")
            })?;
            (name, value.into_owned())
        }
    };
    Ok((ClaimPath::parse(name).map_err(usage)?, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms() {
        for (text, name, value) in [
            ("name=Alice", "name", "\"Alice\""),
            ("n:=1.10", "n", "1.10"),
            ("a.b:={\"c\":[null]}", "a.b", "{\"c\":[null]}"),
            ("q=a=b", "q", "\"a=b\""),
            ("empty=", "empty", "\"\""),
            ("urn:x=1", "urn:x", "\"1\""),
        ] {
            let (path, json) = parse(text).unwrap();
            assert_eq!((path.to_string().as_str(), json.to_string().as_str()), (name, value), "{text}");
        }
        for text in ["", "name", "=x", "n:=", "n:=nope", "n:={\"a\":1,\"a\":2}"] {
            assert_eq!(parse(text).unwrap_err().code, Code::Usage, "{text}");
        }
    }

    #[test]
    fn patterns_are_only_for_verifying() {
        let (path, expected) = parse_expected("a.b~=x*=y").unwrap();
        assert_eq!((path.to_string().as_str(), expected), ("a.b", ExpectedClaim::Match(Glob::parse("x*=y").unwrap())));
        let (_, expected) = parse_expected("a=x~=y").unwrap();
        assert_eq!(expected, ExpectedClaim::Value(Json::string("x~=y")));
        for text in ["~=x", "a~=x\\", "a", "a..b~=x"] {
            assert_eq!(parse_expected(text).unwrap_err().code, Code::Usage, "{text}");
        }
        assert_eq!(parse("a~=x").unwrap_err().code, Code::Usage);
    }

    proptest::proptest! {
        #[test]
        fn no_input_panics(text: String) {
            let _ = parse(&text);
        }
    }
}
