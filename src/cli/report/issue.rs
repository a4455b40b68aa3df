//! What `issue` answers.

use serde::Serialize;

use crate::base::json::{Json, Object};

/// A token just issued.
#[derive(Debug, Serialize)]
pub struct IssueReport<'a> {
    /// The token.
    pub token: &'a str,
    /// Its header.
    pub header: &'a Object<'static>,
    /// Its payload.
    pub payload: Json<'a>,
    /// How a payload that is not JSON is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload_encoding: Option<&'static str>,
}
