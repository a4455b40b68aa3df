//! What headers contain, decoded as far as no key is needed.

use crate::base::Fault;
use crate::token::decode::Unverified;

use super::basic::{self, BasicCredentials};
use super::grammar::{AuthValue, Content};
use super::lines::AuthHeader;

pub struct ParsedHeader {
    pub name: &'static str,
    /// `credentials`, `challenges` or `proof`.
    pub kind: &'static str,
    pub values: Vec<ParsedValue>,
}

pub struct ParsedValue {
    pub value: AuthValue,
    pub contents: Contents,
}

pub enum Contents {
    Basic(BasicCredentials),
    /// A decoded token, or why it cannot be decoded.
    Token(Box<Result<Unverified, Fault>>),
    /// Credentials that must not be shown by default: their scheme is not decoded, and they may be a password or a token.
    Opaque,
    /// What the syntax says.
    Plain,
}

/// Decodes the credentials of Basic, the token of Bearer or DPoP, and a proof. Fails if credentials of Basic are malformed.
pub fn parse(headers: Vec<AuthHeader>) -> Result<Vec<ParsedHeader>, Fault> {
    headers
        .into_iter()
        .map(|header| {
            let (name, kind, values) = match header {
                AuthHeader::Credentials { name, value } => (name, "credentials", vec![value]),
                AuthHeader::Challenges { name, values } => (name, "challenges", values),
                AuthHeader::Proof(proof) => {
                    let value = AuthValue { scheme: "DPoP".to_owned(), content: Content::Token68(proof) };
                    ("DPoP", "proof", vec![value])
                }
            };
            let values = values.into_iter().map(|value| {
                let contents = contents(&value, kind)?;
                Ok(ParsedValue { value, contents })
            });
            Ok(ParsedHeader { name, kind, values: values.collect::<Result<_, Fault>>()? })
        })
        .collect()
}

fn contents(value: &AuthValue, kind: &str) -> Result<Contents, Fault> {
    match &value.content {
        Content::Token68(word) if value.is("Basic") => basic::read(word).map(Contents::Basic),
        Content::Token68(word) if kind != "challenges" && (value.is("Bearer") || value.is("DPoP")) => {
            Ok(Contents::Token(Box::new(Unverified::decode(word))))
        }
        // The response of Digest is a hash.
        _ if kind == "credentials" && !value.is("Digest") => Ok(Contents::Opaque),
        _ => Ok(Contents::Plain),
    }
}
