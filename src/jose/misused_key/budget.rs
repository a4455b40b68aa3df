//! A bound on the work of a search, whose input may be hostile.

/// How much a search may examine, decodings included, in bytes. A random secret of 64 KiB, the longest that is read, takes
/// less than half.
const MAX_WORK: usize = 32 << 20;

/// The work that is left.
pub(super) struct Budget(Option<usize>);

impl Budget {
    pub(super) fn new() -> Self {
        Self(Some(MAX_WORK))
    }

    /// Whether there was enough left.
    pub(super) fn spend(&mut self, work: usize) -> bool {
        self.0 = self.0.and_then(|left| left.checked_sub(work));
        !self.is_spent()
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0.is_none()
    }
}
