//! Text, and finding words in short ones.

use memchr::memchr_iter;

/// The positions of `word`. Preparing a searcher, as `memmem` does, takes longer than to search a secret.
pub(super) fn positions<'t>(text: &'t [u8], word: &'t [u8]) -> impl Iterator<Item = usize> + 't {
    let first = word.first().copied().unwrap_or_default();
    memchr_iter(first, text).filter(move |at| text.get(*at..).is_some_and(|rest| rest.starts_with(word)))
}

pub(super) fn contains(text: &[u8], word: &[u8]) -> bool {
    positions(text, word).next().is_some()
}

/// Whether most of the bytes are printable ASCII or white space.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let printable = bytes.iter().filter(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')).count();
    printable >= bytes.len() - bytes.len() / 8
}
