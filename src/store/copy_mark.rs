//! What a copy has made of a store.

use serde::{Deserialize, Serialize};

use crate::base::named::named_enum;

/// What is wrong with a store whose mark cannot be read.
pub(super) const MALFORMED: &str = "its copy mark is malformed";

named_enum! {
    /// What a copy has made of a store.
    pub enum CopyState {
        /// The source of a copy: it can be read, and does not change.
        Copying = "copying",
        /// The source of a finished copy: it is not used any more.
        Moved = "moved",
        /// The destination of a copy that is not finished.
        Incomplete = "incomplete",
        /// The destination of a copy that was ended, while its records are removed.
        Removed = "removed",
    }
}

/// Why a store is not used as usual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyMark {
    pub state: CopyState,
    /// Random, the same in both stores.
    pub id: String,
    /// Of the destination: the number of the command that writes it. A command that continues a copy raises it, and the ones
    /// before can write nothing more. Zero in the source.
    pub run: u64,
    /// Of the destination: random for each command that writes it, because two might raise the number at once.
    pub writer: String,
    /// The location of the other store, without a password, as `--store` takes it.
    pub other: String,
    /// When the copy began, in milliseconds since the epoch.
    pub since: i64,
}

impl CopyMark {
    /// The same copy in another state.
    #[must_use]
    pub fn with(&self, state: CopyState) -> Self {
        Self { state, ..self.clone() }
    }

    /// The mark of a destination for the next command that writes it.
    #[must_use]
    pub fn of_next(&self, writer: String) -> Self {
        Self { run: self.run + 1, writer, ..self.clone() }
    }

    pub fn to_json(&self) -> String {
        // A structure of strings and numbers.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
