//! `init --export`

use std::path::PathBuf;

use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportReport {
    pub file: PathBuf,
    /// How many keys it holds.
    pub keys: usize,
    /// Whether it is without private keys.
    pub public: bool,
}
