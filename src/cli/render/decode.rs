//! A decoded token as text.

use crate::base::Timestamp;
use crate::base::datetime::{self, Zone};
use crate::base::json::{Json, Object};
use crate::jose::alg::Algorithm;
use crate::token::claims::{self, Class};
use crate::token::decode::{Life, Payload, Unverified};

use super::escape::escape;
use super::style::Style;

/// How to show times.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// The zone of `--date`; local time and UTC if there is none.
    pub zone: Option<Zone>,
    pub local: Zone,
    pub now: Timestamp,
}

pub fn decode(token: &Unverified, times: Times, style: Style) -> String {
    let mut out = Page { text: String::new(), style, times };
    out.line(&style.warn("signature NOT verified: anyone can have written this"));
    out.header(&token.header);
    match &token.payload {
        None => out.heading("Payload", "encrypted"),
        Some(Payload::Json(Json::Object(claims))) => out.claims(claims, token),
        Some(Payload::Json(other)) => {
            out.heading("Payload", &format!("{}, {} bytes", other.kind(), token.sizes.payload));
            out.line(&format!("  {}", escape(&other.to_string())));
        }
        Some(Payload::Text(text)) => {
            out.heading("Payload", &format!("text, {} bytes", token.sizes.payload));
            for line in text.lines() {
                out.line(&format!("  {}", escape(line)));
            }
        }
        Some(Payload::Binary(bytes)) => {
            out.heading("Payload", &format!("{} bytes, not text", bytes.len()));
            let hex: Vec<String> = bytes.iter().take(24).map(|byte| format!("{byte:02x}")).collect();
            let more = if bytes.len() > 24 { " …" } else { "" };
            out.line(&format!("  {}{more}", hex.join(" ")));
        }
    }
    if token.payload.is_some() {
        out.heading("Signature", &format!("{} bytes, NOT verified", token.sizes.signature));
        out.line(&format!("  {}", style.dim(&abridged(&token.signature))));
    }
    out.notes(token);
    out.text
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
        let detail = if detail.is_empty() { String::new() } else { self.style.dim(&format!("  {detail}")) };
        let title = self.style.heading(title);
        self.line(&format!("\n{title}{detail}"));
    }

    fn row(&mut self, name: &str, width: usize, value: &str, remark: &str) {
        let name = escape(name);
        let gap = " ".repeat(width.saturating_sub(name.chars().count()));
        let name = self.style.name(&name);
        let remark = if remark.is_empty() { String::new() } else { self.style.dim(&format!("  {remark}")) };
        self.line(&format!("  {name}{gap}  {value}{remark}"));
    }

    fn header(&mut self, header: &Object<'_>) {
        self.heading("Header", "");
        let width = name_width(header);
        for (name, value) in header.iter() {
            let remark = match (name, value.as_str()) {
                ("alg", Some(alg)) if alg.eq_ignore_ascii_case("none") => self.style.bad("not signed"),
                ("alg", Some(alg)) => match Algorithm::named(alg) {
                    Some(alg) => alg.summary().to_owned(),
                    None if header.contains("enc") => "key encryption".to_owned(),
                    None => self.style.bad("unknown algorithm"),
                },
                ("enc", _) => "content encryption".to_owned(),
                ("typ", _) => "type".to_owned(),
                ("cty", _) => "content type".to_owned(),
                ("kid", _) => "key ID".to_owned(),
                ("crit", _) => "critical extensions".to_owned(),
                _ => String::new(),
            };
            self.row(name, width, &plain(value), &remark);
        }
    }

    fn claims(&mut self, claims: &Object<'_>, token: &Unverified) {
        self.heading("Payload", &self.life(token));
        let width = name_width(claims);
        for class in [Class::Registered, Class::Public, Class::Private] {
            let mut members = claims.iter().filter(|(name, _)| claims::class(name) == class).peekable();
            if members.peek().is_none() {
                continue;
            }
            let title = self.style.dim(&format!("{} claims", class.name()));
            self.line(&format!("  {title}"));
            for (name, value) in members {
                let (value, remark) = self.claim(name, value);
                self.row(name, width, &value, &remark);
            }
        }
    }

    fn claim(&self, name: &str, value: &Json<'_>) -> (String, String) {
        let Some(info) = claims::info(name) else { return (plain(value), String::new()) };
        match value {
            Json::Number(number) if info.is_time => {
                let moment = claims::numeric_date(number);
                (format!("{}  {}", plain(value), self.moment(moment)), self.remark(name, moment))
            }
            _ => (plain(value), info.meaning.to_owned()),
        }
    }

    fn moment(&self, moment: Timestamp) -> String {
        let in_zone = |zone| datetime::format(moment, zone).unwrap_or_else(|| "out of range".to_owned());
        match self.times.zone {
            Some(zone) => in_zone(zone),
            None if in_zone(self.times.local) == in_zone(Zone::Utc) || self.times.local == Zone::Utc => {
                in_zone(Zone::Utc)
            }
            None => {
                let (local, utc) = (in_zone(self.times.local), in_zone(Zone::Utc));
                if local.ends_with("+00:00") { utc } else { format!("{local}  {utc}") }
            }
        }
    }

    fn remark(&self, name: &str, moment: Timestamp) -> String {
        let now = self.times.now;
        let distance = datetime::relative(moment, now);
        match name {
            "exp" if moment <= now => self.style.bad(&format!("expired {distance}")),
            "exp" => format!("expires {distance}"),
            "nbf" if now < moment => self.style.bad(&format!("not valid until {distance}")),
            "nbf" => format!("valid since {distance}"),
            "iat" => format!("issued {distance}"),
            _ => distance,
        }
    }

    fn life(&self, token: &Unverified) -> String {
        let mut words = vec![format!("{} bytes", token.sizes.payload)];
        match token.life(self.times.now) {
            Some(Life::Expired) => words.push("expired".to_owned()),
            Some(Life::NotYetValid) => words.push("not valid yet".to_owned()),
            Some(Life::NoExpiry) => words.push("never expires".to_owned()),
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

fn name_width(object: &Object<'_>) -> usize {
    object.iter().map(|(name, _)| escape(name).chars().count()).max().unwrap_or(0).min(24)
}

/// A string without its quotes if that loses nothing, and any other value as JSON.
fn plain(value: &Json<'_>) -> String {
    match value {
        Json::String(text) if !text.is_empty() && *text == text.trim() => escape(text).into_owned(),
        _ => escape(&value.to_string()).into_owned(),
    }
}
