//! The report of `issue`.

use serde::Serialize;

use crate::base::json::{Json, Object};

#[derive(Debug, Serialize)]
pub struct IssueReport<'a> {
    pub token: &'a str,
    pub header: &'a Object<'static>,
    pub payload: Json<'a>,
    /// The encoding of a payload that is not JSON: `text` or `base64url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_encoding: Option<&'static str>,
}
