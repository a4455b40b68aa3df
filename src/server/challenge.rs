//! `WWW-Authenticate`: what a refused request lacks (RFC 6750 section 3).
//!
//! The response names the kind of failure in fixed words, never the message of the fault: that may name sessions, users and
//! times, and may have characters that a header cannot have.

use http::header::WWW_AUTHENTICATE;
use http::{HeaderValue, StatusCode};

use crate::base::{Code, Fault};

use super::reply::Problem;

/// The response to a request without an access token, which names no error (RFC 6750 section 3.1).
pub fn missing(realm: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", "An access token is needed")
        .header(WWW_AUTHENTICATE, anonymous(realm))
        .because(Fault::new(Code::NoSession, "there is no access token in the request"))
}

/// The response to a request whose access token is refused for this reason.
pub fn refused(fault: Fault) -> Problem {
    let (status, error) = match fault.code {
        Code::MissingRole | Code::MissingScope => (StatusCode::FORBIDDEN, "insufficient_scope"),
        _ => (StatusCode::UNAUTHORIZED, "invalid_token"),
    };
    let description = description(fault.code);
    let challenge = format!("Bearer error=\"{error}\", error_description=\"{description}\"");
    Problem::new(status, error, description).header(WWW_AUTHENTICATE, value(&challenge)).because(fault)
}

/// The response to a login or refresh that is refused. No access token is wrong, so the challenge names no error; the body
/// does, with the name of RFC 6749 section 5.2.
pub fn grant_refused(realm: &str, fault: Fault) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "invalid_grant", grant_description(fault.code))
        .header(WWW_AUTHENTICATE, anonymous(realm))
        .because(fault)
}

/// Which of several faults the response names: a revoked token is not worth refreshing, whatever else is wrong with it, and
/// a missing role matters only once the user is known.
pub fn first(faults: &[Fault]) -> Option<&Fault> {
    let revoked = faults.iter().find(|fault| fault.code == Code::Revoked);
    let is_authentication = |fault: &&Fault| !matches!(fault.code, Code::MissingRole | Code::MissingScope);
    revoked.or_else(|| faults.iter().find(is_authentication)).or_else(|| faults.first())
}

/// The challenge that names an error and nothing else.
pub fn bearer_error(error: &str) -> HeaderValue {
    value(&format!("Bearer error=\"{error}\""))
}

fn anonymous(realm: &str) -> HeaderValue {
    // What a quoted string cannot have is left out (RFC 9110 section 5.6.4).
    let realm: String = realm.chars().filter(|c| (' '..='~').contains(c) && !matches!(c, '"' | '\\')).collect();
    value(&format!("Bearer realm=\"{realm}\""))
}

/// `text` is visible ASCII.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static("Bearer"))
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
        Code::WrongType => "Not an access token",
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
    use axum::response::IntoResponse as _;

    use super::*;

    fn challenge(problem: Problem) -> String {
        let response = problem.into_response();
        response.headers()[WWW_AUTHENTICATE].to_str().unwrap().to_owned()
    }

    #[test]
    fn the_challenge_of_every_code_is_a_header_of_quoted_strings() {
        for code in Code::ALL {
            let fault = Fault::new(*code, "");
            for problem in [refused(fault.clone()), grant_refused("a\"p\\i\n\u{e9}", fault)] {
                let header = challenge(problem);
                let values: Vec<&str> = header.split('"').collect();
                assert!(values.len() % 2 == 1 && values.len() > 1 && header.starts_with("Bearer "), "{header}");
                assert!(!header.contains('\\'), "{header}");
            }
        }
    }

    #[test]
    fn challenges_are_those_of_rfc_6750() {
        let expired = refused(Fault::new(Code::Expired, ""));
        let expected = r#"Bearer error="invalid_token", error_description="The access token expired""#;
        assert_eq!(challenge(expired), expected);
        assert_eq!(challenge(missing("api")), r#"Bearer realm="api""#);
        let missing = refused(Fault::new(Code::MissingRole, "")).into_response();
        assert_eq!(missing.status(), StatusCode::FORBIDDEN);
    }

    #[test]
    fn the_most_important_fault_is_named() {
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
