//! Which claims a user may have.

/// Claims with a meaning for security, which the claims of a user never set: those of RFC 7519 and RFC 9068, and those that
/// determine how, by whom and with which key the token may be used.
pub fn is_reserved(name: &str) -> bool {
    const RESERVED: &[&str] = &[
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti",
        "client_id",
        "scope",
        "roles",
        "sid",
        "ver",
        "act",
        "may_act",
        "acr",
        "amr",
        "auth_time",
        "azp",
        "nonce",
        "at_hash",
        "c_hash",
        "s_hash",
        "cnf",
        "status",
        "entitlements",
        "authorization_details",
        "sub_id",
        "txn",
        "events",
        "toe",
        "token_type",
        "active",
    ];
    RESERVED.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_claim_that_is_issued_is_reserved() {
        for name in
            ["iss", "aud", "sub", "client_id", "scope", "roles", "iat", "nbf", "exp", "jti", "sid", "ver", "cnf"]
        {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["email", "groups", "https://example.com/plan"] {
            assert!(!is_reserved(name), "{name}");
        }
    }
}
