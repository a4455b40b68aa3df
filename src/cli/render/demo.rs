//! The demo as text: each step with its reason, HTTP messages and command.

use http::HeaderMap;

use crate::base::{Secret, duration};
use crate::cli::report::demo::exit_code;
use crate::demo::{Exchange, Step, error_description};

use super::escape::escape;
use super::style::Style;

#[derive(Debug, Clone, Copy)]
pub struct Layout {
    pub style: Style,
    pub width: usize,
    /// Whether to show complete tokens and unfolded lines.
    pub is_whole: bool,
}

const INDENT: &str = "    ";

/// Longer words are tokens or keys; their middle is left out.
const MAX_WORD: usize = 40;

pub fn chapter(title: &str, layout: Layout) -> String {
    let rule = "─".repeat(layout.width.saturating_sub(title.chars().count() + 4));
    format!("{} {} {}\n\n", layout.style.dim("──"), layout.style.heading(title), layout.style.dim(&rule))
}

pub fn step(step: &Step, layout: Layout) -> String {
    let style = layout.style;
    let mut out = title(step, layout);
    for line in wrap(step.why, layout.width - INDENT.len()) {
        out += &format!("{INDENT}{line}\n");
    }
    if let Some(claims) = &step.claims {
        out.push('\n');
        for line in folded(&claims.to_string(), layout) {
            out += &format!("{INDENT}{line}\n");
        }
    }
    match &step.exchange {
        Some(exchange) if step.is_familiar && !layout.is_whole => out += &one_line(exchange, layout),
        Some(exchange) => out += &(in_full(exchange, layout) + "\n"),
        None => out.push('\n'),
    }
    out += &command(step, layout);
    if let Some(problem) = &step.problem {
        let text = format!("unexpected: {}", escape(problem));
        for line in wrap(&text, layout.width - INDENT.len()) {
            out += &format!("{INDENT}{}\n", style.bad(line));
        }
    }
    out.push('\n');
    out
}

pub fn end(steps: usize, layout: Layout) -> String {
    let text = format!(
        "{steps} steps, each of them checked. Nothing was scripted: users, keys, tokens and state are real, made by the same \
         code as by the other commands. `tokctl help demo` explains how to keep them."
    );
    wrap(&text, layout.width).iter().map(|line| format!("{line}\n")).collect()
}

/// The title, with the elapsed time at the right margin.
fn title(step: &Step, layout: Layout) -> String {
    let elapsed = if step.elapsed.is_zero() { String::new() } else { format!("+{}", duration::format(step.elapsed)) };
    let number = format!("{:>2}", step.number);
    let taken = number.len() + 2 + step.title.chars().count() + elapsed.len();
    let gap = " ".repeat(layout.width.saturating_sub(taken));
    let line = format!(
        "{}  {}{gap}{}",
        layout.style.dim(&number),
        layout.style.heading(step.title),
        layout.style.dim(&elapsed)
    );
    format!("{}\n", line.trim_end())
}

/// An exchange similar to an earlier one, in one line, with the error description if any.
fn one_line(exchange: &Exchange, layout: Layout) -> String {
    let Exchange { request, response } = exchange;
    let status = status(exchange, layout.style);
    let description = error_description(response).map(|text| format!(": {}", escape(&text))).unwrap_or_default();
    format!("\n{INDENT}{} {} {} {status}{description}\n", request.method(), request.uri().path(), layout.style.dim("→"))
}

fn in_full(exchange: &Exchange, layout: Layout) -> String {
    let Exchange { request, response } = exchange;
    let asked = layout.style.heading(&format!("{} {}", request.method(), request.uri().path()));
    let asked = message(&format!("{asked} HTTP/1.1"), request.headers(), request.body(), ">", layout);
    let answered = format!("HTTP/1.1 {}", status(exchange, layout.style));
    let answered = message(&answered, response.headers(), response.body(), "<", layout);
    format!("\n{asked}\n{answered}")
}

fn status(exchange: &Exchange, style: Style) -> String {
    let status = exchange.response.status();
    if status.is_success() { style.good(&status.to_string()) } else { style.bad(&status.to_string()) }
}

/// A message with `mark` before each line, as curl shows them.
fn message(start: &str, headers: &HeaderMap, body: &Secret, mark: &str, layout: Layout) -> String {
    let style = layout.style;
    let mark = style.dim(mark);
    let mut out = format!("{INDENT}{mark} {start}\n");
    for (name, value) in headers {
        let name = name.as_str();
        let lines = folded(&format!("{name}: {}", value.to_str().unwrap_or_default()), layout);
        for (at, line) in lines.iter().enumerate() {
            let (name, rest) = line.split_at(if at == 0 { name.len() } else { 0 });
            out += &format!("{INDENT}{mark} {}{rest}\n", style.name(name));
        }
    }
    if !body.is_empty() {
        out += &format!("{INDENT}{mark}\n");
        for line in folded(body.expose_str().unwrap_or_default(), layout) {
            out += &format!("{INDENT}{mark} {line}\n");
        }
    }
    out
}

/// A line of a message, folded to the layout's width.
fn folded(line: &str, layout: Layout) -> Vec<String> {
    let line = escape(line);
    if layout.is_whole { vec![line.into_owned()] } else { fold(&shorten(&line), layout.width - INDENT.len() - 2) }
}

/// The equivalent command, with its exit code unless that is 0.
fn command(step: &Step, layout: Layout) -> String {
    let Some(command) = step.command.as_ref().and_then(Secret::expose_str) else { return String::new() };
    let command = if layout.is_whole { command.to_owned() } else { shorten(command) };
    let exit = match exit_code(step) {
        Some(exit) if exit > 0 => format!("   # exits {exit}"),
        _ => String::new(),
    };
    format!("{INDENT}{} {command}{exit}\n", layout.style.dim("$"))
}

/// Replaces the middle of long words. Tokens of one issuer differ at their ends.
fn shorten(text: &str) -> String {
    const PREFIX: &str = crate::base::shown::REFRESH_TOKEN_PREFIX;
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.len() > MAX_WORD {
            let head = if word.starts_with(PREFIX) { PREFIX.len() } else { 8 };
            out += &format!("{}…{}", &word[..head], &word[word.len() - 8..]);
        } else {
            out += word;
        }
        let other = after.find(is_word).unwrap_or(after.len());
        out += &after[..other];
        rest = &after[other..];
    }
    out
}

/// Breaks a line after spaces and commas into pieces of at most `room` characters, indented after the first.
fn fold(line: &str, room: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for part in line.split_inclusive([' ', ',']) {
        let is_full = pieces.last().is_some_and(|piece| width(piece) + width(part.trim_end()) > room);
        if is_full {
            pieces.push("  ".to_owned());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(part);
        }
    }
    pieces.iter().map(|piece| piece.trim_end().to_owned()).collect()
}

/// Words in lines of at most `room` characters.
fn wrap(text: &str, room: usize) -> Vec<&str> {
    let (mut lines, mut start, mut end) = (Vec::new(), 0, 0);
    for word in text.split_ascii_whitespace() {
        // `text` has single spaces between its words.
        let next = if end == start { start + word.len() } else { end + 1 + word.len() };
        if width(&text[start..next]) > room && end > start {
            lines.push(&text[start..end]);
            start = end + 1;
            end = start + word.len();
        } else {
            end = next;
        }
    }
    lines.push(&text[start..end]);
    lines
}

fn width(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_shortened_and_nothing_else() {
        let token = format!("eyJhbGciOiJFUzI1NiJ9.{}.{}12345678", "a".repeat(50), "b".repeat(80));
        assert_eq!(shorten(&format!("Bearer {token}")), "Bearer eyJhbGci…12345678");
        let refresh = format!("tokctl_rt_{}12345678", "c".repeat(80));
        assert_eq!(shorten(&format!("{{\"a\":\"{refresh}\"}}")), "{\"a\":\"tokctl_rt_…12345678\"}");
        let plain = "Set-Cookie: a=b; Path=/api/refresh; é";
        assert_eq!(shorten(plain), plain);
    }

    #[test]
    fn lines_are_folded_where_they_may_be() {
        assert_eq!(fold("a=1; bb=2; c=3", 9), ["a=1;", "  bb=2;", "  c=3"]);
        assert_eq!(fold("short", 9), ["short"]);
        assert_eq!(wrap("one two three four", 9), ["one two", "three", "four"]);
        assert_eq!(wrap("one", 2), ["one"]);
        assert_eq!(wrap("", 9), [""]);
    }
}
