//! What a login or a refresh answered, for people.

use crate::base::duration;
use crate::core::issuer::Tokens;

use super::columns::columns;
use super::escape::escape;
use super::style::Style;

/// Both tokens, each on a line, with how long it is good on the next.
pub fn tokens(tokens: &Tokens, style: Style) -> String {
    let text = |secret: &crate::base::Secret| secret.expose_str().unwrap_or_default().to_owned();
    let life = |span| style.dim(&format!("expires in {}", duration::humanize_left(span)));
    columns([
        [style.name("access token"), text(&tokens.access_token)],
        [String::new(), life(tokens.expires_in)],
        [style.name("refresh token"), text(&tokens.refresh_token)],
        [String::new(), life(tokens.refresh_expires_in)],
        [style.name("session"), escape(&tokens.session_id).into_owned()],
    ])
}
