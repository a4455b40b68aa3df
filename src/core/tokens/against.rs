//! Sending invalid tokens to a server, to see whether it refuses them.

use std::time::{Duration, Instant};

use crate::base::named::named_enum;
use crate::base::{Code, Fault, duration};
use crate::net::{HttpClient, Reach, Url};
use crate::token::bad_token::BadKind;

/// Where in a request the token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placement {
    /// `Authorization: Bearer`
    Header,
    /// A cookie of this name.
    Cookie(String),
    /// A query parameter of this name (RFC 6750 section 2.3).
    Query(String),
}

/// The server to test.
#[derive(Debug)]
pub struct TestedServer {
    pub url: Url,
    /// Which addresses it may have.
    pub reach: Reach,
    pub placement: Placement,
    /// The statuses that refuse a token.
    pub expected: Vec<u16>,
    /// How long the requests may take together. Nothing is sent after that.
    pub time_limit: Duration,
}

/// The time limit for the requests of one command.
pub const TOTAL_TIME_LIMIT: Duration = Duration::from_secs(60);

named_enum! {
    /// What a server did with an invalid token.
    pub enum Reaction {
        Refused = "refused",
        /// It returned a status of 2xx.
        Accepted = "accepted",
        /// It returned another status, or no response.
        Unclear = "unclear",
    }
}

/// The reaction of a server to one invalid token.
#[derive(Debug, serde::Serialize)]
pub struct Trial {
    pub kind: BadKind,
    pub reaction: Reaction,
    pub status: Option<u16>,
    /// Why there was no status.
    pub problem: Option<String>,
}

impl TestedServer {
    /// Sends a valid token, which must be accepted: otherwise a refusal would mean nothing. Then sends the invalid ones.
    /// Returns the status for the valid token and the reaction to each other.
    pub fn test(
        &self,
        client: &HttpClient,
        valid: &str,
        invalid: &[(BadKind, String)],
    ) -> Result<(u16, Vec<Trial>), Fault> {
        let start = Instant::now();
        let status = self.check_valid(client, valid)?;
        let attempt = |(kind, token): &(BadKind, String)| {
            let is_over = start.elapsed() >= self.time_limit;
            if is_over { self.unsent(*kind) } else { self.attempt(client, *kind, token) }
        };
        Ok((status, invalid.iter().map(attempt).collect()))
    }

    fn check_valid(&self, client: &HttpClient, token: &str) -> Result<u16, Fault> {
        let status = self.send(client, token)?;
        if (200..300).contains(&status) {
            return Ok(status);
        }
        let message =
            format!("the server returned {status} for a valid token, expected 2xx: refusals would prove nothing");
        let hint = match status {
            401 | 403 => {
                "sign with the key that the server trusts, and set --iss, --aud, --typ (such as at+jwt), --scope or --role as \
                 it requires; --in says where the server reads the token"
            }
            404 => "check the path of the URL",
            300..=399 => "use the URL that it redirects to",
            _ => "check the URL and the log of the server",
        };
        Err(Fault::new(Code::Network, message).hint(hint))
    }

    fn unsent(&self, kind: BadKind) -> Trial {
        let problem = format!("not sent: the other requests took more than {}", duration::format(self.time_limit));
        Trial { kind, reaction: Reaction::Unclear, status: None, problem: Some(problem) }
    }

    /// Sends an invalid token.
    fn attempt(&self, client: &HttpClient, kind: BadKind, token: &str) -> Trial {
        match self.send(client, token) {
            Ok(status) => {
                let reaction = match status {
                    200..300 => Reaction::Accepted,
                    status if self.expected.contains(&status) => Reaction::Refused,
                    _ => Reaction::Unclear,
                };
                Trial { kind, reaction, status: Some(status), problem: None }
            }
            Err(fault) => Trial { kind, reaction: Reaction::Unclear, status: None, problem: Some(fault.message) },
        }
    }

    fn send(&self, client: &HttpClient, token: &str) -> Result<u16, Fault> {
        let bearer = format!("Bearer {token}");
        let (query, header) = match &self.placement {
            Placement::Header => (None, Some(("authorization", bearer))),
            Placement::Cookie(name) => (None, Some(("cookie", format!("{name}={token}")))),
            Placement::Query(name) => (Some(format!("{name}={token}")), None),
        };
        let headers: Vec<(&str, &str)> = header.iter().map(|(name, value)| (*name, value.as_str())).collect();
        client.status(&self.url, self.reach, query.as_deref(), &headers).map_err(|fault| match &fault.hint {
            // The option belongs to commands that fetch keys.
            Some(hint) if hint.contains("--offline") => fault.hint("check the URL, and that the server runs"),
            _ => fault,
        })
    }
}
