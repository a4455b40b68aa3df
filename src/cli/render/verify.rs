//! A verdict as text.

use crate::base::Fault;
use crate::base::json::Json;
use crate::core::reports::claims::Times;
use crate::core::reports::verify::VerifyReport;
use crate::token::signature::cause::Cause;

use super::claims;
use super::escape::escape;
use super::style::Style;
use crate::cli::wrap::labelled;

/// The width of the label of a hint.
pub const HINT_INDENT: &str = "        ";

/// A valid token, with its claims.
pub fn valid(report: &VerifyReport<'_>, times: Times, style: Style, columns: Option<usize>) -> String {
    let mut out = String::new();
    if let Some(key) = &report.key {
        let kid = key.kid.map(|kid| format!("{} of ", escape(kid))).unwrap_or_default();
        let text = format!("{} by {kid}{}", key.alg, escape(key.source));
        out += &format!("{}\n", labelled(&format!("{} ", style.good("valid")), "  ", &text, columns));
    }
    match (&report.payload, report.payload_encoding) {
        (Json::Object(claims), None) => out += &claims::rows(claims, times, style),
        (Json::String(text), Some("text")) => out += &format!("  {}\n", escape(text)),
        (other, _) => out += &format!("  {}\n", escape(&other.to_string())),
    }
    out
}

/// An invalid token: every failure with its hint.
pub fn invalid(faults: &[Fault], style: Style, columns: Option<usize>) -> String {
    faults.iter().map(|fault| failure(fault, style, columns)).collect()
}

/// Why the signature was not accepted, as a search found it. It says more than the fault, which the list of checks has.
pub fn cause(fault: &Fault, cause: &Cause, style: Style, columns: Option<usize>) -> String {
    let hint = cause.hint.clone().or_else(|| fault.hint.clone());
    failure(&Fault { message: cause.message.clone(), hint, ..fault.clone() }, style, columns)
}

/// Conditions that a token which was not verified fails.
pub fn failed(faults: &[Fault], style: Style, columns: Option<usize>) -> String {
    faults.iter().map(|fault| with_hint("failed", fault, style, columns)).collect()
}

fn failure(fault: &Fault, style: Style, columns: Option<usize>) -> String {
    with_hint("invalid", fault, style, columns)
}

fn with_hint(label: &str, fault: &Fault, style: Style, columns: Option<usize>) -> String {
    let label = format!("{}[{}]:", style.bad(label), fault.code);
    let mut out = labelled(&label, "  ", &escape(&fault.message), columns) + "\n";
    if let Some(hint) = &fault.hint {
        out += &labelled(&format!("  {}", style.dim("hint:")), HINT_INDENT, &escape(hint), columns);
        out.push('\n');
    }
    out
}

pub fn not_checked(names: &[&str]) -> String {
    format!("not checked: {}", names.join(", "))
}
