//! The reports of `login`, `refresh` and `token` (RFC 6749 section 5.1).

use serde::Serialize;

use crate::core::sessions::current_session::CurrentAccess;
use crate::core::sessions::session_issuer::Tokens;

#[derive(Serialize)]
pub struct TokensReport<'a> {
    access_token: &'a str,
    token_type: &'static str,
    expires_in: u64,
    refresh_token: &'a str,
    scope: &'a str,
    session_id: &'a str,
    refresh_token_timeout: u64,
    authorization_expires_in: u64,
}

impl<'a> TokensReport<'a> {
    pub fn new(tokens: &'a Tokens) -> Self {
        Self {
            access_token: tokens.access_token.expose_str().unwrap_or_default(),
            token_type: "Bearer",
            expires_in: tokens.expires_in.as_secs(),
            refresh_token: tokens.refresh_token.expose_str().unwrap_or_default(),
            scope: &tokens.scope,
            session_id: &tokens.session_id,
            refresh_token_timeout: tokens.refresh_token_timeout.as_secs(),
            authorization_expires_in: tokens.authorization_expires_in.as_secs(),
        }
    }
}

#[derive(Serialize)]
pub struct AccessReport<'a> {
    access_token: &'a str,
    expires_in: u64,
}

impl<'a> AccessReport<'a> {
    pub fn new(access: &'a CurrentAccess) -> Self {
        Self { access_token: access.token.expose_str().unwrap_or_default(), expires_in: access.expires_in.as_secs() }
    }
}
