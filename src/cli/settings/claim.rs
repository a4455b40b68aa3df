//! Claims as HTTPie writes them: `name=text` and `name:=JSON`.

use crate::base::json::{self, Duplicates, Json};
use crate::base::{Code, Fault, shown};
use crate::token::claims::ClaimPath;

/// Parses one claim. The first `=` ends the name; with `:` before it the value is JSON.
pub fn parse(text: &str) -> Result<(ClaimPath, Json<'static>), Fault> {
    let usage = |message: String| Fault::new(Code::Usage, message);
    let Some((name, value)) = text.split_once('=') else {
        return Err(usage(format!("{} is not a claim", shown(text))).hint("write name=text or name:=JSON"));
    };
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

    proptest::proptest! {
        #[test]
        fn no_input_panics(text: String) {
            let _ = parse(&text);
        }
    }
}
