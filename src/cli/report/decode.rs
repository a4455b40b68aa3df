//! What `decode` answers.

use serde::Serialize;

use crate::base::Timestamp;
use crate::base::json::{Json, Object};
use crate::token::decode::{Life, Unverified};

/// A token without any promise that it is genuine.
#[derive(Debug, Serialize)]
pub struct DecodeReport<'a> {
    /// The header.
    pub header: &'a Object<'static>,
    /// The payload; null where it is encrypted.
    pub payload: Json<'a>,
    /// How a payload that is not JSON is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_encoding: Option<&'static str>,
    /// The signature, encoded.
    pub signature: &'a str,
    /// Always false: nobody verified anything.
    pub verified: bool,
    /// Where the token stands in its life.
    pub status: Status,
    /// Lengths in bytes.
    pub sizes: Sizes,
    /// What is remarkable.
    pub notes: Vec<NoteReport<'a>>,
}

/// Where a token stands in its life, by its own claims.
#[derive(Debug, Serialize)]
pub struct Status {
    /// `current`, `expired`, `not_yet_valid`, `no_expiry`; null where there are no claims.
    pub state: Option<&'static str>,
    /// The moment that this was looked at.
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

/// Lengths in bytes.
#[derive(Debug, Serialize)]
pub struct Sizes {
    /// The whole token.
    pub token: usize,
    /// The decoded header.
    pub header: usize,
    /// The decoded payload.
    pub payload: usize,
    /// The decoded signature.
    pub signature: usize,
}

/// Something remarkable.
#[derive(Debug, Serialize)]
pub struct NoteReport<'a> {
    /// Its stable name.
    pub code: &'a str,
    /// What it is.
    pub message: &'a str,
}

impl<'a> DecodeReport<'a> {
    /// The report on `token` as of `now`.
    pub fn new(token: &'a Unverified, now: Timestamp) -> Self {
        let (payload, payload_encoding) =
            token.payload.as_ref().map_or((Json::Null, None), |payload| payload.to_json());
        let seconds = |name| token.moment(name).map(Timestamp::secs);
        let status = Status {
            state: token.life(now).map(Life::name),
            as_of: now.secs(),
            expires_at: seconds("exp"),
            expires_in: seconds("exp").map(|exp| exp.saturating_sub(now.secs())),
            not_before: seconds("nbf"),
            issued_at: seconds("iat"),
        };
        let sizes = Sizes {
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
