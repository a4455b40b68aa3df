//! The first step of a verification: [`parse`] splits the token, reads its header and selects the keys for it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::{Code, Fault};
use crate::jose::jws::{Compact, Header, Malformed, Part, Problem};

use super::diagnose;
use super::form::encrypted_header;
use super::keyset::{KeySet, NoKey, Selection};

/// The first step: splits the token, reads its header and selects the keys for it.
pub fn parse<'t>(token: &'t str, keys: &KeySet) -> Result<Parsed<'t>, Box<Refusal>> {
    let compact = split(token)?;
    let choice = Choice::new(&compact, keys).map_err(|malformed| Refusal::malformed(token, malformed, None))?;
    let (mut payload, mut signature) = (Vec::new(), Vec::new());
    let selected = choice.decode(token, &compact, &mut payload, &mut signature)?;
    Ok(Parsed {
        selected,
        signing_input: compact.signing_input(),
        payload: Cow::Owned(payload),
        signature: Cow::Owned(signature),
    })
}

/// A header and the keys selected for it.
#[derive(Debug)]
pub(super) struct Selected {
    pub header: Header,
    pub selection: Selection,
}

/// A token that was parsed. Nothing in it is verified.
#[derive(Debug)]
pub struct Parsed<'t> {
    pub(super) selected: Arc<Selected>,
    pub(super) signing_input: &'t str,
    pub(super) payload: Cow<'t, [u8]>,
    pub(super) signature: Cow<'t, [u8]>,
}

impl Parsed<'_> {
    pub fn header(&self) -> &Header {
        &self.selected.header
    }
}

/// Why no signature was accepted.
#[derive(Debug)]
pub struct Refusal {
    pub fault: Fault,
    /// The header, if it could be read.
    pub header: Option<Header>,
    /// What a report should mention about the choice of the keys.
    pub notes: Vec<String>,
}

impl Refusal {
    pub(super) fn new(fault: Fault, header: &Header) -> Box<Self> {
        Box::new(Self { fault, header: Some(header.clone()), notes: Vec::new() })
    }

    fn malformed(token: &str, malformed: Malformed, header: Option<&Header>) -> Box<Self> {
        Box::new(Self { fault: diagnose::fault(token, &malformed), header: header.cloned(), notes: Vec::new() })
    }
}

impl From<Fault> for Box<Refusal> {
    fn from(fault: Fault) -> Self {
        Self::new(Refusal { fault, header: None, notes: Vec::new() })
    }
}

/// Parses many tokens with the same keys: buffers are reused, and a header that was seen before is not read again.
#[derive(Debug)]
pub struct TokenParser {
    keys: Arc<KeySet>,
    payload: Vec<u8>,
    signature: Vec<u8>,
    recent: Vec<Recent>,
}

#[derive(Debug)]
struct Recent {
    encoded: String,
    choice: Choice,
}

/// The most headers that are remembered.
const MAX_RECENT: usize = 64;

/// The longest encoded header that is remembered beside others: longer ones are rare, and hostile ones must not fill the
/// memory.
const MAX_RECENT_LEN: usize = 4096;

impl TokenParser {
    pub fn new(keys: Arc<KeySet>) -> Self {
        Self { keys, payload: Vec::new(), signature: Vec::new(), recent: Vec::new() }
    }

    pub fn keys(&self) -> &Arc<KeySet> {
        &self.keys
    }

    /// The first step, as [`parse`].
    pub fn parse<'t>(&'t mut self, token: &'t str) -> Result<Parsed<'t>, Box<Refusal>> {
        let compact = split(token)?;
        let at = self.recall(&compact).map_err(|malformed| Refusal::malformed(token, malformed, None))?;
        let selected = self.recent[at].choice.decode(token, &compact, &mut self.payload, &mut self.signature)?;
        Ok(Parsed {
            selected,
            signing_input: compact.signing_input(),
            payload: Cow::Borrowed(&self.payload),
            signature: Cow::Borrowed(&self.signature),
        })
    }

    /// The index of the token's header among the recent ones, to which a new one is added.
    fn recall(&mut self, compact: &Compact<'_>) -> Result<usize, Malformed> {
        let encoded = compact.encoded(Part::Header);
        if let Some(at) = self.recent.iter().position(|recent| recent.encoded == encoded) {
            return Ok(at);
        }
        let choice = Choice::new(compact, &self.keys)?;
        // A header that is too long to remember is the last one, and goes when the next header comes.
        let is_full = self.recent.len() == MAX_RECENT;
        if is_full || self.recent.last().is_some_and(|recent| recent.encoded.len() > MAX_RECENT_LEN) {
            self.recent.clear();
        }
        self.recent.push(Recent { encoded: encoded.to_owned(), choice });
        Ok(self.recent.len() - 1)
    }
}

/// The keys for a header, or why there are none.
#[derive(Debug)]
enum Choice {
    Keys(Arc<Selected>),
    None(Header, NoKey),
}

impl Choice {
    fn new(compact: &Compact<'_>, keys: &KeySet) -> Result<Self, Malformed> {
        let header = compact.header()?;
        Ok(match keys.select(&header) {
            Ok(selection) => Self::Keys(Arc::new(Selected { header, selection })),
            Err(none) => Self::None(header, none),
        })
    }

    /// Decodes payload and signature. A malformed part is reported before a missing key.
    fn decode(
        &self,
        token: &str,
        compact: &Compact<'_>,
        payload: &mut Vec<u8>,
        signature: &mut Vec<u8>,
    ) -> Result<Arc<Selected>, Box<Refusal>> {
        let header = match self {
            Self::Keys(selected) => &selected.header,
            Self::None(header, _) => header,
        };
        if header.is_encrypted() {
            return Err(Refusal::new(encrypted(), header));
        }
        let malformed = |malformed| Refusal::malformed(token, malformed, Some(header));
        compact.decode_into(Part::Payload, payload).map_err(malformed)?;
        compact.decode_into(Part::Signature, signature).map_err(malformed)?;
        match self {
            Self::Keys(selected) => Ok(Arc::clone(selected)),
            Self::None(header, NoKey { fault, notes }) => {
                Err(Box::new(Refusal { notes: notes.clone(), ..*Refusal::new(fault.clone(), header) }))
            }
        }
    }
}

fn split(token: &str) -> Result<Compact<'_>, Box<Refusal>> {
    Compact::split(token).map_err(|malformed| match encrypted_header(token) {
        Some(_) => encrypted().into(),
        // What such a text is would take long to find, and may depend on where it was cut off.
        None if matches!(malformed.problem, Problem::TooLong(_)) => Fault::from(malformed).into(),
        None => Refusal::malformed(token, malformed, None),
    })
}

fn encrypted() -> Fault {
    Fault::new(Code::Encrypted, "the token is encrypted (JWE), not signed, so it has no signature to verify")
}
