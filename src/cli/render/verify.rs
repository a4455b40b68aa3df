//! A verdict as text.

use crate::base::json::Json;
use crate::base::{Code, Fault};
use crate::cli::report::verify::VerifyReport;
use crate::token::signature::cause::Cause;

use super::claims::{self, Times};
use super::escape::escape;
use super::style::Style;

/// A valid token, with its claims.
pub fn valid(report: &VerifyReport<'_>, times: Times, style: Style) -> String {
    let mut out = String::new();
    if let Some(key) = &report.key {
        let kid = key.kid.map(|kid| format!("{} of ", escape(kid))).unwrap_or_default();
        out += &format!("{}  {} by {kid}{}\n", style.good("valid"), key.alg, escape(key.source));
    }
    match (&report.payload, report.payload_encoding) {
        (Json::Object(claims), None) => out += &claims::rows(claims, times, style),
        (Json::String(text), Some("text")) => out += &format!("  {}\n", escape(text)),
        (other, _) => out += &format!("  {}\n", escape(&other.to_string())),
    }
    out
}

/// An invalid token: every failure with its hint.
pub fn invalid(faults: &[Fault], style: Style) -> String {
    faults.iter().map(|fault| failure(fault, style)).collect()
}

/// Why the signature was not accepted, as a search found it.
pub fn cause(fault: &Fault, cause: &Cause, style: Style) -> String {
    let message = match fault.code {
        // The cause says more than the fault, which only lists what is possible.
        Code::BadSignature | Code::Malformed => cause.message.clone(),
        _ => format!("{}; {}", fault.message, cause.message),
    };
    failure(&Fault { message, hint: cause.hint.clone().or_else(|| fault.hint.clone()), ..fault.clone() }, style)
}

/// Conditions that a token which was not verified fails.
pub fn failed(faults: &[Fault], style: Style) -> String {
    faults.iter().map(|fault| marked("failed", fault, style)).collect()
}

fn failure(fault: &Fault, style: Style) -> String {
    marked("invalid", fault, style)
}

fn marked(mark: &str, fault: &Fault, style: Style) -> String {
    let mut out = format!("{}[{}]: {}\n", style.bad(mark), fault.code, escape(&fault.message));
    if let Some(hint) = &fault.hint {
        out += &format!("  {} {}\n", style.dim("hint:"), escape(hint));
    }
    out
}

pub fn not_checked(names: &[&str]) -> String {
    format!("not checked: {}", names.join(", "))
}
