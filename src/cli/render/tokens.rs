//! Tokens of a login or refresh as text.

use crate::base::duration;
use crate::core::sessions::session_issuer::Tokens;

use super::columns::columns;
use super::escape::escape;
use super::style::Style;

pub fn tokens(tokens: &Tokens, style: Style) -> String {
    let text = |secret: &crate::base::Secret| secret.expose_str().unwrap_or_default().to_owned();
    let life = |span| format!("expires in {}", duration::humanize_left(span));
    columns([
        [style.name("access token"), text(&tokens.access_token)],
        [String::new(), life(tokens.expires_in)],
        [style.name("refresh token"), text(&tokens.refresh_token)],
        [String::new(), life(tokens.refresh_token_timeout)],
        [style.name("session"), escape(&tokens.session_id).into_owned()],
    ])
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::base::{Secret, Timestamp};

    #[test]
    fn remaining_lifetimes_are_rounded_up() {
        let issued = Tokens {
            access_token: Secret::default(),
            access_expires_at: Timestamp::from_secs(900),
            expires_in: Duration::from_millis(899_400),
            refresh_token: Secret::default(),
            refresh_token_timeout: Duration::from_secs(45),
            authorization_expires_in: Duration::from_secs(60),
            idle_expires_at: Timestamp::from_secs(45),
            scope: String::new(),
            session_id: String::new(),
            user: String::new(),
        };
        let shown = tokens(&issued, Style::new(false));
        assert!(shown.contains("expires in 15 minutes") && shown.contains("expires in 45 seconds"), "{shown}");
    }
}
