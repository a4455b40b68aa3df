//! The first step of a verification: [`parse`] splits the token, reads its header and selects the keys for it.

use std::borrow::Cow;
use std::sync::{Arc, Mutex};

use crate::base::json::{self, Duplicates};
use crate::base::sync::lock;
use crate::base::{Code, Fault};
use crate::jose::jws::{Compact, Header, MAX_LEN, Malformed, MalformedKind, Part};

use super::diagnose;
use super::form::encrypted_header;
use super::keyset::KeySet;
use super::selection::{ALGORITHM, NoKey, Selection};
use crate::token::check::record::{Checks, Compared};
use crate::token::signature::cause::Cause;

/// The first step: splits the token, reads its header and selects the keys for it.
pub fn parse<'t>(token: &'t str, keys: &KeySet) -> Result<Parsed<'t>, Box<Refusal>> {
    parse_with(token, keys, Checks::brief())
}

/// [`parse`] that records the checks from the first one on in `checks`.
pub fn parse_with<'t>(token: &'t str, keys: &KeySet, mut checks: Checks) -> Result<Parsed<'t>, Box<Refusal>> {
    let (mut payload, mut signature) = (Vec::new(), Vec::new());
    match read(token, keys, &mut payload, &mut signature, &mut checks) {
        Ok((compact, selected)) => Ok(Parsed {
            selected,
            signing_input: compact.signing_input(),
            payload: Cow::Owned(payload),
            signature: Cow::Owned(signature),
            checks,
        }),
        Err(refusal) => {
            checks.skip(&["signature", "claims", "revocation"]);
            Err(Box::new(Refusal { checks, ..*refusal }))
        }
    }
}

fn read<'t>(
    token: &'t str,
    keys: &KeySet,
    payload: &mut Vec<u8>,
    signature: &mut Vec<u8>,
    checks: &mut Checks,
) -> Result<(Compact<'t>, Arc<Selected>), Box<Refusal>> {
    let compact = split(token);
    checks.step("form", fault_of(&compact), || form_values(token));
    let compact = compact?;
    let iss = issuer(&compact, keys);
    let choice =
        Choice::new(&compact, iss.as_deref(), keys).map_err(|malformed| Refusal::malformed(token, malformed, None));
    checks.step("header", fault_of(&choice), || header_values(&compact));
    let selected = choice?.decode(token, &compact, payload, signature, checks)?;
    Ok((compact, selected))
}

fn fault_of<T>(outcome: &Result<T, Box<Refusal>>) -> Option<&Fault> {
    outcome.as_ref().err().map(|refusal| &refusal.fault)
}

fn form_values(token: &str) -> Compared {
    let parts = token.split('.').count();
    let found = format!("{parts} part{}, {} bytes", if parts == 1 { "" } else { "s" }, token.len());
    Compared::new(format!("three parts separated by dots, at most {MAX_LEN} bytes"), found)
}

fn header_values(compact: &Compact<'_>) -> Compared {
    let found = match compact.decode(Part::Header) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(malformed) => malformed.to_string(),
    };
    Compared::new("a JSON object with \"alg\", without duplicate members", found)
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
    pub(super) checks: Checks,
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
    /// The checks up to the one that failed; only in an explanation.
    pub checks: Checks,
    /// What a search for the cause found.
    pub cause: Option<Cause>,
}

impl Refusal {
    pub(super) fn new(fault: Fault, header: Option<&Header>) -> Box<Self> {
        let (notes, checks) = (Vec::new(), Checks::default());
        Box::new(Self { fault, header: header.cloned(), notes, checks, cause: None })
    }

    fn malformed(token: &str, malformed: Malformed, header: Option<&Header>) -> Box<Self> {
        Self::new(diagnose::fault(token, &malformed), header)
    }

    /// The refusal of a string that is not a token, with its only check.
    pub fn not_a_token(fault: Fault) -> Box<Self> {
        let mut checks = Checks::explained();
        checks.step("form", Some(&fault), || {
            Compared::new("one token: three parts separated by dots", fault.message.clone())
        });
        checks.skip(&["signature", "claims", "revocation"]);
        Box::new(Self { checks, ..*Self::new(fault.clone(), None) })
    }
}

impl From<Fault> for Box<Refusal> {
    fn from(fault: Fault) -> Self {
        Refusal::new(fault, None)
    }
}

/// Parses many tokens with the same keys: buffers are reused, and a header that was seen before is not read again.
#[derive(Debug)]
pub struct TokenParser {
    keys: Arc<KeySet>,
    payload: Vec<u8>,
    signature: Vec<u8>,
    recent: RecentHeaders,
}

impl TokenParser {
    pub fn new(keys: Arc<KeySet>) -> Self {
        Self { keys, payload: Vec::new(), signature: Vec::new(), recent: RecentHeaders::default() }
    }

    pub fn keys(&self) -> &Arc<KeySet> {
        &self.keys
    }

    /// The first step, as [`parse`].
    pub fn parse<'t>(&'t mut self, token: &'t str) -> Result<Parsed<'t>, Box<Refusal>> {
        let compact = split(token)?;
        let iss = issuer(&compact, &self.keys);
        let choice = match self.recent.find(compact.encoded(Part::Header), iss.as_deref()) {
            Some(known) => known,
            None => self.recent.remember(Recent::choose(token, &compact, iss, &self.keys)?),
        };
        let mut checks = Checks::brief();
        let selected = choice.decode(token, &compact, &mut self.payload, &mut self.signature, &mut checks)?;
        Ok(Parsed {
            selected,
            signing_input: compact.signing_input(),
            payload: Cow::Borrowed(&self.payload),
            signature: Cow::Borrowed(&self.signature),
            checks,
        })
    }
}

/// Like [`TokenParser`], for several threads at once.
#[derive(Debug)]
pub struct SharedParser {
    keys: Arc<KeySet>,
    recent: Mutex<RecentHeaders>,
}

impl SharedParser {
    pub fn new(keys: Arc<KeySet>) -> Self {
        Self { keys, recent: Mutex::default() }
    }

    pub fn keys(&self) -> &Arc<KeySet> {
        &self.keys
    }

    /// The first step, as [`parse`]. `payload` receives the decoded payload.
    pub fn parse<'t>(&self, token: &'t str, payload: &'t mut Vec<u8>) -> Result<Parsed<'t>, Box<Refusal>> {
        let compact = split(token)?;
        let iss = issuer(&compact, &self.keys);
        // The lock is not held while keys are chosen, which a hostile token can make slow.
        let known = lock(&self.recent).find(compact.encoded(Part::Header), iss.as_deref());
        let choice = match known {
            Some(known) => known,
            None => {
                let new = Recent::choose(token, &compact, iss, &self.keys)?;
                lock(&self.recent).remember(new)
            }
        };
        let (mut signature, mut checks) = (Vec::new(), Checks::brief());
        let selected = choice.decode(token, &compact, payload, &mut signature, &mut checks)?;
        Ok(Parsed {
            selected,
            signing_input: compact.signing_input(),
            payload: Cow::Borrowed(payload),
            signature: Cow::Owned(signature),
            checks,
        })
    }
}

/// The most headers that are remembered.
const MAX_RECENT: usize = 64;

/// The longest encoded header, with its issuer, that is remembered beside others: longer ones are rare, and hostile ones must
/// not fill the memory.
const MAX_RECENT_LEN: usize = 4096;

/// Headers that were seen before, with the keys chosen for them.
#[derive(Debug, Default)]
struct RecentHeaders(Vec<Recent>);

#[derive(Debug)]
struct Recent {
    encoded: String,
    /// Only if the choice depends on it.
    iss: Option<String>,
    choice: Arc<Choice>,
}

impl Recent {
    fn choose(token: &str, compact: &Compact<'_>, iss: Option<String>, keys: &KeySet) -> Result<Self, Box<Refusal>> {
        let choice = Choice::new(compact, iss.as_deref(), keys);
        let choice = Arc::new(choice.map_err(|malformed| Refusal::malformed(token, malformed, None))?);
        Ok(Self { encoded: compact.encoded(Part::Header).to_owned(), iss, choice })
    }

    fn len(&self) -> usize {
        self.encoded.len() + self.iss.as_ref().map_or(0, String::len)
    }
}

impl RecentHeaders {
    fn find(&self, encoded: &str, iss: Option<&str>) -> Option<Arc<Choice>> {
        let recent = self.0.iter().find(|recent| recent.encoded == encoded && recent.iss.as_deref() == iss)?;
        Some(Arc::clone(&recent.choice))
    }

    fn remember(&mut self, recent: Recent) -> Arc<Choice> {
        // One that is too long to remember is the last one, and goes when the next header comes.
        let is_full = self.0.len() >= MAX_RECENT;
        if is_full || self.0.last().is_some_and(|last| last.len() > MAX_RECENT_LEN) {
            self.0.clear();
        }
        let choice = Arc::clone(&recent.choice);
        self.0.push(recent);
        choice
    }
}

/// The token's `iss`, which is not verified, if the choice of a key depends on it.
fn issuer(compact: &Compact<'_>, keys: &KeySet) -> Option<String> {
    let payload = keys.needs_issuer().then(|| compact.decode(Part::Payload).ok())??;
    let claims = json::parse_object(&payload, Duplicates::Refuse).ok()?;
    claims.get_str("iss").map(str::to_owned)
}

/// The keys for a header, or why there are none.
#[derive(Debug)]
enum Choice {
    Keys(Arc<Selected>),
    None(Header, NoKey),
}

impl Choice {
    fn new(compact: &Compact<'_>, iss: Option<&str>, keys: &KeySet) -> Result<Self, Malformed> {
        let header = compact.header()?;
        Ok(match keys.select(&header, iss) {
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
        checks: &mut Checks,
    ) -> Result<Arc<Selected>, Box<Refusal>> {
        let header = match self {
            Self::Keys(selected) => &selected.header,
            Self::None(header, _) => header,
        };
        let refusal = header.is_encrypted().then(|| Refusal::new(encrypted(), Some(header)));
        checks.step("encryption", refusal.as_ref().map(|refusal| &refusal.fault), || {
            Compared::new(
                "a token that is signed, not encrypted",
                if header.is_encrypted() { "an \"enc\"" } else { "no \"enc\"" },
            )
        });
        if let Some(refusal) = refusal {
            return Err(refusal);
        }
        let malformed = |malformed| Refusal::malformed(token, malformed, Some(header));
        let parts = [("payload encoding", Part::Payload, payload), ("signature encoding", Part::Signature, signature)];
        for (subject, part, bytes) in parts {
            let decoded = compact.decode_into(part, bytes).map_err(malformed);
            checks.step(subject, fault_of(&decoded), || {
                let found = match &decoded {
                    Ok(()) => format!("{} bytes", bytes.len()),
                    Err(refusal) => refusal.fault.message.clone(),
                };
                Compared::new("base64url without padding", found)
            });
            decoded?;
        }
        match self {
            Self::Keys(selected) => {
                checks.step("algorithm", None, || algorithm_values(header));
                checks.step("key", None, || key_values(header, selected.selection.describe()));
                Ok(Arc::clone(selected))
            }
            Self::None(header, NoKey { fault, notes, subject }) => {
                if *subject == ALGORITHM {
                    checks.step(ALGORITHM, Some(fault), || algorithm_values(header));
                } else {
                    checks.step(ALGORITHM, None, || algorithm_values(header));
                    checks.step(subject, Some(fault), || key_values(header, fault.message.clone()));
                }
                Err(Box::new(Refusal { notes: notes.clone(), ..*Refusal::new(fault.clone(), Some(header)) }))
            }
        }
    }
}

fn algorithm_values(header: &Header) -> Compared {
    Compared::new("a signature algorithm that is supported and allowed", format!("{:?}", header.alg()))
}

fn key_values(header: &Header, found: String) -> Compared {
    let expected = match header.kid() {
        Some(kid) => format!("a key for {} with the key ID {kid:?}, or the only key that was given", header.alg()),
        None => format!("a key for {}", header.alg()),
    };
    Compared::new(expected, found)
}

fn split(token: &str) -> Result<Compact<'_>, Box<Refusal>> {
    Compact::split(token).map_err(|malformed| match encrypted_header(token) {
        Some(_) => encrypted().into(),
        // A diagnosis would take long, and may depend on where the text was cut off.
        None if matches!(malformed.problem, MalformedKind::TooLong(_)) => Fault::from(malformed).into(),
        None => Refusal::malformed(token, malformed, None),
    })
}

fn encrypted() -> Fault {
    Fault::new(Code::Encrypted, "the token is encrypted (JWE), not signed, so it has no signature to verify").hint(
        "its recipient must decrypt it first; Auth0 encrypts an access token that was requested without an audience",
    )
}
