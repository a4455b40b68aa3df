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
    }
}

/// Why a store is not used as usual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyMark {
    pub state: CopyState,
    /// Random, the same in both stores.
    pub id: String,
    /// Of the destination: the number of the command that writes it. A command that goes on with a copy raises it, and the ones
    /// before can write nothing more. Zero in the source.
    pub run: u64,
    /// The location of the other store, without a password.
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

    /// A mark by which no process goes on with a copy that is about to be removed.
    #[must_use]
    pub fn discarded(&self) -> Self {
        Self { id: String::new(), ..self.clone() }
    }

    pub const fn is_discarded(&self) -> bool {
        self.id.is_empty()
    }

    pub fn to_json(&self) -> String {
        // A structure of strings and numbers.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
