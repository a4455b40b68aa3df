//! The levels of findings.

use super::named::named_enum;

named_enum! {
    /// How much a finding matters.
    pub enum Level {
        /// Worth knowing; may well be intended.
        Note = "note",
        /// Works now, but a part is weak, or some programs or commands fail.
        Warning = "warning",
        /// Unsafe, or unusable.
        Error = "error",
    }
}
