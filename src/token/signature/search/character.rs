//! One character of the token that was changed, lost, added or swapped with the next one.

use crate::base::b64;
use crate::base::json::{self, Duplicates};
use crate::jose::VerifyingKey;
use crate::jose::jws::Part;

use super::{Search, described};
use crate::token::keyset::Candidate;
use crate::token::signature::cause::{Cause, CauseKind};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The longest token whose characters are tried: each costs 64 verifications.
const MAX_LEN: usize = 16 * 1024;

/// One edit of the encoded text of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharacterEdit {
    /// This character was there.
    Changed(u8),
    /// This character was before it.
    Lost(u8),
    /// It was not there.
    Added,
    /// It was after the next character.
    Swapped,
}

/// Searches for one edit of a part, which may be invalid base64url, after which one of `keys` accepts the signature.
pub(super) fn search(search: &Search<'_>, part: Part, keys: &[(&Candidate, VerifyingKey)]) -> Option<Cause> {
    if keys.is_empty() || search.compact.signing_input().len() > MAX_LEN {
        return None;
    }
    let text = search.compact.encoded(part).as_bytes();
    let mut places: Vec<usize> = (0..=text.len()).collect();
    // An edit that breaks the JSON is near the place where the JSON is broken.
    if let Some(broken) = broken_json(search, part) {
        places.sort_by_key(|place| place.abs_diff(broken));
    }
    let single = [CharacterEdit::Added, CharacterEdit::Swapped];
    let singles = places.iter().flat_map(|place| single.map(|edit| (*place, edit)));
    let each = |edit: fn(u8) -> CharacterEdit| {
        places.iter().flat_map(move |place| ALPHABET.iter().map(move |c| (*place, edit(*c))))
    };
    let edits = singles.chain(each(CharacterEdit::Changed)).chain(each(CharacterEdit::Lost));
    let mut edited = Vec::with_capacity(text.len() + 1);
    for (count, (place, edit)) in edits.enumerate() {
        if count % 64 == 0 && (search.is_over)() {
            return None;
        }
        if !apply(text, place, edit, &mut edited) {
            continue;
        }
        if let Some(key) = accepting(search, part, &edited, keys) {
            return Some(cause(search.compact.start(part) + place, part, text.get(place).copied(), edit, key));
        }
    }
    None
}

/// The character of the part at which its JSON is broken.
fn broken_json(search: &Search<'_>, part: Part) -> Option<usize> {
    if part == Part::Signature {
        return None;
    }
    let error = json::parse(&search.compact.decode(part).ok()?, Duplicates::Keep).err()?;
    Some(search.compact.json_fault(part, error).offset - search.compact.start(part))
}

/// Writes the text as it was before the edit; false if the edit changes nothing or is not possible there.
fn apply(text: &[u8], place: usize, edit: CharacterEdit, out: &mut Vec<u8>) -> bool {
    out.clear();
    out.extend_from_slice(text);
    match edit {
        CharacterEdit::Lost(c) => out.insert(place, c),
        _ if place >= text.len() => return false,
        CharacterEdit::Changed(c) if text[place] == c => return false,
        CharacterEdit::Changed(c) => out[place] = c,
        CharacterEdit::Added => _ = out.remove(place),
        CharacterEdit::Swapped if place + 1 >= text.len() || text[place] == text[place + 1] => return false,
        CharacterEdit::Swapped => out.swap(place, place + 1),
    }
    // No part of a token has this length.
    out.len() % 4 != 1
}

fn accepting<'k>(
    search: &Search<'_>,
    part: Part,
    edited: &[u8],
    keys: &'k [(&'k Candidate, VerifyingKey)],
) -> Option<&'k Candidate> {
    let message = match part {
        Part::Signature => None,
        Part::Header => Some([edited, b".", search.compact.encoded(Part::Payload).as_bytes()].concat()),
        Part::Payload => Some([search.compact.encoded(Part::Header).as_bytes(), b".", edited].concat()),
    };
    let signature = match part {
        Part::Signature => Some(b64::decode(edited).ok()?),
        _ => None,
    };
    let message = message.as_deref().unwrap_or(search.message());
    let signature = signature.as_deref().unwrap_or(&search.signature);
    keys.iter().find(|(_, key)| key.verify(message, signature)).map(|(key, _)| *key)
}

fn cause(byte: usize, part: Part, found: Option<u8>, edit: CharacterEdit, key: &Candidate) -> Cause {
    let quoted = |c: u8| format!("{:?}", char::from(c).to_string());
    let found = found.map(quoted).unwrap_or_default();
    let (code, what) = match edit {
        CharacterEdit::Changed(c) => (
            CauseKind::ChangedCharacter,
            format!("one character was changed: byte {byte} is {found}, expected {}", quoted(c)),
        ),
        CharacterEdit::Lost(c) => {
            (CauseKind::LostCharacter, format!("one character was lost: {} before byte {byte}", quoted(c)))
        }
        CharacterEdit::Added => (CauseKind::AddedCharacter, format!("one character was added: {found}, byte {byte}")),
        CharacterEdit::Swapped => {
            (CauseKind::SwappedCharacters, format!("two characters were swapped: {found}, byte {byte}, and the next"))
        }
    };
    let message = format!("{what}, in the {part}; {} accepts the signature if that is undone", described(key));
    Cause::new(code, message).hint("copy the whole token again, or have the issuer send it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_undone() {
        let undone = |text: &str, place, edit| {
            let mut out = Vec::new();
            apply(text.as_bytes(), place, edit, &mut out).then(|| String::from_utf8(out).unwrap())
        };
        assert_eq!(undone("abcd", 1, CharacterEdit::Changed(b'x')).as_deref(), Some("axcd"));
        assert_eq!(undone("abcd", 1, CharacterEdit::Changed(b'b')), None);
        assert_eq!(undone("abcd", 1, CharacterEdit::Added).as_deref(), Some("acd"));
        assert_eq!(undone("abcd", 1, CharacterEdit::Swapped).as_deref(), Some("acbd"));
        assert_eq!(undone("abcd", 3, CharacterEdit::Swapped), None);
        assert_eq!(undone("abb", 1, CharacterEdit::Swapped), None);
        assert_eq!(undone("abc", 3, CharacterEdit::Lost(b'd')).as_deref(), Some("abcd"));
        assert_eq!(undone("abcd", 4, CharacterEdit::Lost(b'd')), None);
        assert_eq!(undone("", 0, CharacterEdit::Added), None);
    }
}
