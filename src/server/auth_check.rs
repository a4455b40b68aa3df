//! `GET /auth/check`: whether a request may pass, for nginx `auth_request` and Traefik forward-auth. It reads the Bearer token
//! alone.

use std::sync::Arc;

use axum::extract::{Extension, Request, State};
use http::header::HeaderName;
use http::{HeaderMap, StatusCode};

use crate::base::{Fault, Object, percent};
use crate::server::guard::{self, Needs};
use crate::server::prepared::Prepared;
use crate::server::query::parameters;
use crate::server::reply::{Problem, Reply, empty, header};
use crate::server::site::Site;
use crate::token::claims::{roles, scopes};

const USER: HeaderName = HeaderName::from_static("x-auth-user");
const ROLES: HeaderName = HeaderName::from_static("x-auth-roles");
const SCOPE: HeaderName = HeaderName::from_static("x-auth-scope");
const CLIENT: HeaderName = HeaderName::from_static("x-auth-client");

pub async fn check(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let needs = needs(request.uri().query())?;
    let mut payload = Vec::new();
    let token = guard::access_token(&site, &prepared, request.headers(), needs, &mut payload).await?;
    let claims = token.signed().claims()?;
    let mut response = empty(StatusCode::NO_CONTENT);
    name_user(claims, response.headers_mut())?;
    Ok(response)
}

/// What the query asks for: `role` and `scope`, each as often as needed.
pub fn needs(query: Option<&str>) -> Result<Needs, Problem> {
    const DESCRIPTION: &str = "The parameters are role and scope, and each needs a value";
    let mut needs = Needs::default();
    for (name, value) in parameters(query, DESCRIPTION)? {
        match name {
            "role" => needs.roles.push(value),
            "scope" => needs.scopes.push(value),
            _ => return Err(Problem::bad_request(DESCRIPTION)),
        }
    }
    Ok(needs)
}

/// Percent-encoded, so that neither a name nor a role can contain a separator or a control character.
fn name_user(claims: &Object<'_>, headers: &mut HeaderMap) -> Result<(), Fault> {
    let texts = [(USER, "sub"), (CLIENT, "client_id")];
    for (name, claim) in texts {
        headers.insert(name, header(&percent::encode(claims.get_str(claim).unwrap_or_default(), b""))?);
    }
    let scopes = claims.get("scope").and_then(scopes).unwrap_or_default();
    let scopes: Vec<String> = scopes.into_iter().map(|scope| percent::encode(scope, b":/")).collect();
    headers.insert(SCOPE, header(&scopes.join(" "))?);
    let roles = claims.get("roles").and_then(roles).unwrap_or_default();
    let roles: Vec<String> = roles.into_iter().map(|role| percent::encode(role, b"")).collect();
    headers.insert(ROLES, header(&roles.join(","))?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Json;

    #[test]
    fn a_single_role_and_an_array_of_scopes_are_named() {
        let scope = Json::Array(vec![Json::string("a"), Json::string("b")]);
        let claims = [("sub", Json::string("alice")), ("roles", Json::string("ADMIN")), ("scope", scope)];
        let mut headers = HeaderMap::new();
        name_user(&claims.into_iter().collect(), &mut headers).unwrap();
        assert_eq!((headers[ROLES].as_bytes(), headers[SCOPE].as_bytes()), (&b"ADMIN"[..], &b"a b"[..]));
    }

    #[test]
    fn every_parameter_is_known_and_has_a_value() {
        let asked = needs(Some("role=ADMIN&scope=orders%3Aread&role=a%20b&scope=x+y")).unwrap();
        assert_eq!(asked.roles, ["ADMIN", "a b"]);
        assert_eq!(asked.scopes, ["orders:read", "x y"]);
        assert_eq!(needs(None).unwrap().roles, [""; 0]);
        for query in ["role=", "role", "rôle=x", "roles=ADMIN", "role=%", "role=%ff", "Role=x", "role=a&x=1"] {
            assert!(needs(Some(query)).is_err(), "{query}");
        }
    }

    #[test]
    fn odd_names_stay_within_one_header() {
        let claims = [
            ("sub", Json::string("a\r\nX-Auth-Roles: ADMIN, é")),
            ("roles", Json::Array(vec![Json::string("a,b"), Json::string("ADMIN")])),
            ("scope", Json::string("orders:read write")),
        ];
        let mut headers = HeaderMap::new();
        name_user(&claims.into_iter().collect(), &mut headers).unwrap();
        assert_eq!(headers[USER], "a%0D%0AX-Auth-Roles%3A%20ADMIN%2C%20%C3%A9");
        assert_eq!(headers[ROLES], "a%2Cb,ADMIN");
        assert_eq!(headers[SCOPE], "orders:read write");
        assert_eq!(headers[CLIENT], "");
    }
}
