//! A decoded token as text.

use crate::base::hex;
use crate::base::json::{Json, Object};
use crate::core::reports::claims::{Times, header_parameters};
use crate::token::decode::{Life, Payload, Unverified};

use super::claims::{self, name_width};
use super::escape::escape;
use super::style::Style;

pub fn decode(token: &Unverified, times: Times, style: Style) -> String {
    let mut out = Page { text: String::new(), style, times };
    out.line(&style.warn("signature NOT verified: anyone could have written this"));
    out.header(&token.header);
    match &token.payload {
        None => out.heading("Payload", "encrypted"),
        Some(Payload::Json(Json::Object(claims))) => out.claims(claims, token),
        Some(Payload::Json(other)) => {
            out.heading("Payload", &format!("{}, {} bytes", other.kind(), token.sizes.payload));
            out.line(&format!("  {}", escape(&other.to_string())));
        }
        Some(Payload::Text(text)) => {
            let is_nested = token.payload.as_ref().is_some_and(|payload| payload.nested().is_some());
            let kind = if is_nested { "nested JWT" } else { "text" };
            out.heading("Payload", &format!("{kind}, {} bytes", token.sizes.payload));
            for line in text.lines() {
                out.line(&format!("  {}", escape(line)));
            }
        }
        Some(Payload::Binary(bytes)) => {
            out.heading("Payload", &format!("{} bytes, not text", bytes.len()));
            let hex: Vec<String> = bytes.iter().take(24).map(|byte| hex::encode(&[*byte])).collect();
            let more = if bytes.len() > 24 { " …" } else { "" };
            out.line(&format!("  {}{more}", hex.join(" ")));
        }
    }
    if token.payload.is_some() {
        out.heading("Signature", &format!("{} bytes, NOT verified", token.sizes.signature));
        out.line(&format!("  {}", abridged(&token.signature)));
    }
    out.notes(token);
    out.text
}

/// A redacted token, with its fingerprint.
pub fn decode_redacted(token: &Unverified, fingerprint: Option<&str>, times: Times, style: Style) -> String {
    let mut text = decode(token, times, style);
    if let Some(fingerprint) = fingerprint {
        text += &format!("\n{}  of the whole token, for comparison\n  {fingerprint}\n", style.heading("Fingerprint"));
    }
    text
}

/// The first characters of a long string.
fn abridged(text: &str) -> String {
    const SHOWN: usize = 64;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

struct Page {
    text: String,
    style: Style,
    times: Times,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, title: &str, detail: &str) {
        let detail = if detail.is_empty() { String::new() } else { format!("  {detail}") };
        let title = self.style.heading(title);
        self.line(&format!("\n{title}{detail}"));
    }

    fn header(&mut self, header: &Object<'_>) {
        self.heading("Header", "");
        let parameters = header_parameters(header);
        self.text.push_str(&claims::members(&parameters, name_width(header), self.style));
    }

    fn claims(&mut self, claims: &Object<'_>, token: &Unverified) {
        self.heading("Payload", &self.life(token));
        self.text.push_str(&claims::rows(claims, self.times, self.style));
    }

    fn life(&self, token: &Unverified) -> String {
        let mut words = vec![format!("{} bytes", token.sizes.payload)];
        match token.life(self.times.now) {
            Some(Life::Expired) => words.push("expired".to_owned()),
            Some(Life::NotYetValid) => words.push("not valid yet".to_owned()),
            Some(Life::NoExpiry) => words.push("never expires".to_owned()),
            Some(Life::InvalidExpiry) => words.push("invalid \"exp\"".to_owned()),
            Some(Life::InvalidNotBefore) => words.push("invalid \"nbf\"".to_owned()),
            Some(Life::Current) | None => {}
        }
        words.join(", ")
    }

    fn notes(&mut self, token: &Unverified) {
        if token.notes.is_empty() {
            return;
        }
        self.heading("Notes", "");
        for note in &token.notes {
            let line = format!("  {} {}", self.style.warn("!"), escape(&note.message));
            self.line(&line);
        }
    }
}
