//! `WWW-Authenticate`: what a refused request lacks (RFC 6750 section 3).
//!
//! Whoever asks is told the kind of failure in fixed words, never the message of the fault: that may name sessions, users
//! and times, and may hold characters that the header does not.

use crate::base::{Code, Fault};

use super::body;
use super::message::{Response, Status};

/// Why an access token is refused.
const INVALID_TOKEN: &str = "invalid_token";

/// The answer to a request without any access token: nothing is wrong yet, so no error is told (RFC 6750 section 3.1).
pub fn missing(realm: &str) -> Response {
    let response = Response::new(Status::UNAUTHORIZED).header("WWW-Authenticate", anonymous(realm));
    response.json(body::error("unauthorized", "An access token is needed"))
}

/// The answer to a request with an access token that is not good, or not good enough.
pub fn refused(code: Code) -> Response {
    let (status, error) = match code {
        Code::MissingRole | Code::MissingScope => (Status::FORBIDDEN, "insufficient_scope"),
        _ => (Status::UNAUTHORIZED, INVALID_TOKEN),
    };
    let description = description(code);
    let challenge = format!("Bearer error=\"{error}\", error_description=\"{description}\"");
    Response::new(status).header("WWW-Authenticate", challenge).json(body::error(error, description))
}

/// The answer to a login or a refresh that is refused. No access token is wrong, so the challenge names no error; the body
/// does, with the name that RFC 6749 section 5.2 has for it.
pub fn grant_refused(realm: &str, code: Code) -> Response {
    let response = Response::new(Status::UNAUTHORIZED).header("WWW-Authenticate", anonymous(realm));
    response.json(body::error("invalid_grant", grant_description(code)))
}

/// The answer to a request that makes no sense.
pub fn senseless(status: Status, description: &str) -> Response {
    Response::new(status).json(body::error("invalid_request", description))
}

/// The answer where there could be none.
pub fn failed() -> Response {
    Response::new(Status::INTERNAL_SERVER_ERROR).json(body::error("server_error", "Internal server error"))
}

/// Which of several failures is told: a revoked token is not worth refreshing, whatever else is wrong with it.
pub fn first(faults: &[Fault]) -> Option<&Fault> {
    let revoked = faults.iter().find(|fault| fault.code == Code::Revoked);
    // What somebody may do counts only once it is known who they are.
    let is_who = |fault: &&Fault| !matches!(fault.code, Code::MissingRole | Code::MissingScope);
    revoked.or_else(|| faults.iter().find(is_who)).or_else(|| faults.first())
}

fn anonymous(realm: &str) -> String {
    // An audience that cannot stand in the header as it is stands there without what cannot (RFC 9110 section 5.6.4).
    let realm: String = realm.chars().filter(|c| (' '..='~').contains(c) && !matches!(c, '"' | '\\')).collect();
    format!("Bearer realm=\"{realm}\"")
}

fn description(code: Code) -> &'static str {
    match code {
        Code::Expired => "The access token expired",
        Code::Revoked => "The access token was revoked",
        Code::NotYetValid => "The access token is not valid yet",
        Code::Malformed | Code::Encrypted => "The access token is malformed",
        Code::BadSignature | Code::NoMatchingKey | Code::AlgorithmRefused | Code::KeyRefused => {
            "The signature of the access token is not accepted"
        }
        Code::WrongAudience => "Wrong audience of the access token",
        Code::WrongIssuer => "Wrong issuer of the access token",
        Code::MissingRole => "A required role is missing",
        Code::MissingScope => "A required scope is missing",
        _ => "The access token is not accepted",
    }
}

fn grant_description(code: Code) -> &'static str {
    match code {
        Code::LoginRefused => "Wrong user name or password, or login currently not allowed",
        Code::RefreshReused => "The refresh token was used before; its session has ended",
        Code::Expired => "The session expired",
        Code::Revoked | Code::StateRestored => "The session was ended",
        Code::NoSession => "The refresh token cookie is missing",
        _ => "The refresh token is not accepted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Secret;

    #[test]
    fn every_code_has_words_that_the_header_can_hold() {
        for code in Code::ALL {
            for response in [refused(*code), grant_refused("a\"p\\i\n\u{e9}", *code)] {
                let header = response.value("WWW-Authenticate").and_then(Secret::expose_str).unwrap();
                let values: Vec<&str> = header.split('"').collect();
                assert!(values.len() % 2 == 1 && header.starts_with("Bearer "), "{header}");
                assert!(header.chars().all(|c| (' '..='~').contains(&c) && c != '\\'), "{header}");
            }
        }
    }

    #[test]
    fn the_words_of_rfc_6750() {
        let header =
            |response: Response| response.value("WWW-Authenticate").and_then(Secret::expose_str).map(str::to_owned);
        let expired = refused(Code::Expired);
        assert_eq!(expired.status, Status::UNAUTHORIZED);
        let expected = r#"Bearer error="invalid_token", error_description="The access token expired""#;
        assert_eq!(header(expired).as_deref(), Some(expected));
        assert_eq!(header(missing("api")).as_deref(), Some(r#"Bearer realm="api""#));
        assert_eq!(refused(Code::MissingRole).status, Status::FORBIDDEN);
    }

    #[test]
    fn the_failure_that_matters_most_is_told() {
        let faults = |codes: &[Code]| codes.iter().map(|code| Fault::new(*code, "")).collect::<Vec<_>>();
        for (codes, expected) in [
            (&[Code::Expired, Code::Revoked][..], Some(Code::Revoked)),
            (&[Code::MissingRole, Code::Expired], Some(Code::Expired)),
            (&[Code::MissingRole], Some(Code::MissingRole)),
            (&[], None),
        ] {
            assert_eq!(first(&faults(codes)).map(|fault| fault.code), expected);
        }
    }
}
