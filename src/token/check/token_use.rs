//! What a token is for, by claims that only some kinds of tokens have.

use crate::base::json::Object;

/// Why the token is probably not an access token, as a clause for the end of a message; `None` if nothing shows that.
pub(in crate::token) fn not_an_access_token(claims: &Object<'_>) -> Option<String> {
    if let Some(typ) = refresh_type(claims) {
        return Some(format!("it is a refresh token of Keycloak (its claim \"typ\" is {typ:?})"));
    }
    if claims.contains("events") {
        return Some("it is a logout or security event token (it has \"events\")".to_owned());
    }
    if claims.get_str("aud").is_some_and(|aud| aud.contains("//identitytoolkit.googleapis.com/")) {
        return Some("it is a custom token of Firebase, which a client exchanges for an ID token".to_owned());
    }
    let by_value = [("token_use", "id"), ("typ", "ID")];
    if let Some((name, value)) = by_value.into_iter().find(|(name, value)| claims.get_str(name) == Some(value)) {
        return Some(format!("it is an ID token ({name:?} is {value:?})"));
    }
    // OpenID Connect Core 1.0 sections 2 and 3.3.2.11: only ID tokens have these.
    let name = ["at_hash", "c_hash", "s_hash", "nonce"].into_iter().find(|name| claims.contains(name))?;
    (!claims.contains("scope") && !claims.contains("scp"))
        .then(|| format!("it looks like an ID token (it has {name:?})"))
}

/// The claim `typ` of a refresh token of Keycloak; its other tokens have `Bearer` or `ID`.
pub fn refresh_type<'c>(claims: &'c Object<'_>) -> Option<&'c str> {
    claims.get_str("typ").filter(|typ| matches!(*typ, "Refresh" | "Offline"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::json::{self, Duplicates};

    #[test]
    fn kinds_of_tokens_by_their_claims() {
        for (claims, expected) in [
            (r#"{"typ":"Refresh"}"#, Some("refresh token")),
            (r#"{"typ":"Bearer","nonce":"x","scope":"openid"}"#, None),
            (r#"{"typ":"ID","at_hash":"x"}"#, Some("\"typ\" is \"ID\"")),
            (r#"{"token_use":"id"}"#, Some("\"token_use\" is \"id\"")),
            (r#"{"token_use":"access"}"#, None),
            (r#"{"nonce":"x","aud":"client"}"#, Some("looks like an ID token")),
            (r#"{"events":{}}"#, Some("event token")),
            (
                r#"{"aud":"https://identitytoolkit.googleapis.com/google.identity.v1"}"#,
                Some("custom token of Firebase"),
            ),
            (r#"{"sub":"alice"}"#, None),
        ] {
            let object = json::parse_object(claims.as_bytes(), Duplicates::Refuse).unwrap();
            let found = not_an_access_token(&object);
            assert_eq!(found.is_some(), expected.is_some(), "{claims}");
            assert!(found.unwrap_or_default().contains(expected.unwrap_or_default()), "{claims}");
        }
    }
}
