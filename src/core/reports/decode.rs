//! The report of `decode`.

use serde::Serialize;

use crate::base::Timestamp;
use crate::base::json::{Json, Object};
use crate::token::decode::{Life, Unverified};

#[derive(Debug, Serialize)]
pub struct DecodeReport<'a> {
    pub header: &'a Object<'static>,
    /// Null if it is encrypted.
    pub payload: Json<'a>,
    /// The encoding of a payload that is not JSON: `text` or `base64url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_encoding: Option<&'static str>,
    /// Encoded as base64url.
    pub signature: &'a str,
    /// Always false.
    pub verified: bool,
    pub status: TimeStatus,
    pub sizes: SizesReport,
    pub notes: Vec<NoteReport<'a>>,
}

/// A redacted token.
#[derive(Debug, Serialize)]
pub struct RedactedReport<'a> {
    #[serde(flatten)]
    pub token: DecodeReport<'a>,
    /// Always true.
    pub redacted: bool,
    /// Null if it could be used to guess the contents.
    pub fingerprint: Option<&'a str>,
}

impl<'a> RedactedReport<'a> {
    pub fn new(token: DecodeReport<'a>, fingerprint: Option<&'a str>) -> Self {
        Self { token, redacted: true, fingerprint }
    }
}

/// The token's time claims as of `as_of`, in Unix seconds.
#[derive(Debug, Serialize)]
pub struct TimeStatus {
    /// `current`, `expired`, `not_yet_valid`, `no_expiry`; null if there are no claims.
    pub state: Option<&'static str>,
    pub as_of: i64,
    /// `exp`
    pub expires_at: Option<i64>,
    /// Seconds until then, negative when past.
    pub expires_in: Option<i64>,
    /// `nbf`
    pub not_before: Option<i64>,
    /// `iat`
    pub issued_at: Option<i64>,
}

/// Lengths in bytes; header, payload and signature decoded.
#[derive(Debug, Serialize)]
pub struct SizesReport {
    pub token: usize,
    pub header: usize,
    pub payload: usize,
    pub signature: usize,
}

#[derive(Debug, Serialize)]
pub struct NoteReport<'a> {
    /// A stable name.
    pub code: &'a str,
    pub message: &'a str,
}

impl<'a> DecodeReport<'a> {
    pub fn new(token: &'a Unverified, now: Timestamp) -> Self {
        let (payload, payload_encoding) =
            token.payload.as_ref().map_or((Json::Null, None), |payload| payload.to_json());
        let seconds = |name| token.time(name).map(Timestamp::secs);
        let status = TimeStatus {
            state: token.life(now).map(Life::name),
            as_of: now.secs(),
            expires_at: seconds("exp"),
            expires_in: seconds("exp").map(|exp| exp.saturating_sub(now.secs())),
            not_before: seconds("nbf"),
            issued_at: seconds("iat"),
        };
        let sizes = SizesReport {
            token: token.sizes.token,
            header: token.sizes.header,
            payload: token.sizes.payload,
            signature: token.sizes.signature,
        };
        let notes = token.notes.iter().map(|note| NoteReport { code: note.code, message: &note.message }).collect();
        Self {
            header: &token.header,
            payload,
            payload_encoding,
            signature: &token.signature,
            verified: false,
            status,
            sizes,
            notes,
        }
    }
}
