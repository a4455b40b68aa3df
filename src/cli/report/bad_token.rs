//! The reports of `issue --bad`.

use serde::Serialize;

use crate::base::Code;
use crate::cli::exit;
use crate::core::tokens::against::Trial;
use crate::token::bad_token::BadKind;

/// An invalid token, and how `verify` refuses it.
#[derive(Debug, Serialize)]
pub struct BadTokenReport<'a> {
    pub kind: BadKind,
    pub token: &'a str,
    pub error: Code,
    pub exit_code: u8,
}

impl<'a> BadTokenReport<'a> {
    pub fn new(kind: BadKind, token: &'a str) -> Self {
        Self { kind, token, error: kind.error(), exit_code: exit::of(kind.error()) }
    }
}

/// What a server did with invalid tokens, after it accepted a valid one.
#[derive(Debug, Serialize)]
pub struct AgainstReport {
    pub valid_status: u16,
    pub attempts: Vec<Trial>,
}
