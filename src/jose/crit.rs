//! Critical header parameters (RFC 7515 section 4.1.11).

use crate::base::{Code, Fault, Json};

use super::jws::Header;

impl Header {
    /// Why the token must be rejected because of `crit` (RFC 7515 section 4.1.11). No extension is supported, so every
    /// `crit` is.
    pub fn crit_fault(&self) -> Option<Fault> {
        let fault = |message: String| Some(Fault::new(Code::UnknownCrit, message).claim("crit"));
        let Some(crit) = self.members().get("crit") else {
            // RFC 7797 section 6: a token with an unencoded payload must list "b64" in "crit". Without it, verifiers that
            // support "b64" would read another payload than those that do not.
            return match self.members().get("b64") {
                None | Some(Json::Bool(true)) => None,
                Some(_) => fault("the header has \"b64\" without \"crit\" (RFC 7797 §6)".to_owned()),
            };
        };
        let Some(names) = crit.as_array() else {
            return fault(format!("\"crit\" must be an array of strings, but is {}", crit.kind()));
        };
        if names.is_empty() {
            return fault("\"crit\" must not be empty".to_owned());
        }
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let s = if names.len() == 1 { "" } else { "s" };
        fault(format!("unsupported critical header parameter{s} {} (RFC 7515 §4.1.11)", names.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::b64;
    use crate::jose::jws::{Compact, Malformed};

    fn header(json: &str) -> Result<Header, Malformed> {
        Compact::split(&format!("{}..", b64::encode(json))).unwrap().header()
    }

    #[test]
    fn every_crit_is_refused() {
        assert_eq!(header(r#"{"alg":"HS256"}"#).unwrap().crit_fault(), None);
        assert_eq!(header(r#"{"alg":"HS256","b64":true}"#).unwrap().crit_fault(), None);
        assert_eq!(header(r#"{"alg":"HS256","b64":false}"#).unwrap().crit_fault().unwrap().code, Code::UnknownCrit);
        for crit in ["[]", "null", "\"exp\"", "[\"exp\"]", "[\"b64\"]", "[1]", "{}"] {
            let fault = header(&format!(r#"{{"alg":"HS256","crit":{crit}}}"#)).unwrap().crit_fault().unwrap();
            assert_eq!(fault.code, Code::UnknownCrit, "{crit}");
        }
    }
}
