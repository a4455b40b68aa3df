//! `POST /page/inspect`: everything about a pasted token. Nothing is stored or logged.

use std::sync::Arc;

use axum::extract::{Extension, Request, State};
use http::HeaderMap;

use crate::base::datetime::Zone;
use crate::base::{Secret, Timestamp};
use crate::core::reports::claims::Times;
use crate::core::reports::diff::DiffReport;
use crate::core::reports::inspect::{ExplainedDecode, InspectReport, NotATokenReport};
use crate::core::reports::lint::LintReport;
use crate::core::reports::verify::VerifyReport;
use crate::core::tokens::claimed_issuer::HomeIssuer;
use crate::core::tokens::inspect::{Inspection, PastedKey};
use crate::core::tokens::local_verifier::audience_policy;
use crate::core::tokens::verify::with_cause;
use crate::server::body;
use crate::server::defences::proxies::is_forwarded;
use crate::server::guard::{self, Needs};
use crate::server::prepared::Prepared;
use crate::server::reply::{Problem, Reply, json};
use crate::server::site::Site;
use crate::token::check::record::Checks;
use crate::token::keyset::KeySet;
use crate::token::parser::{Parsed, parse_with};
use crate::token::policy::Policy;
use crate::token::verify::Verdict;

/// The body of the request.
struct InspectRequest {
    token: String,
    /// A second token, to compare with.
    other: Option<String>,
    key: Option<PastedKey>,
}

impl InspectRequest {
    fn parse(body: &Secret) -> Result<Self, Problem> {
        let object = body::object(body)?;
        let optional = |name| object.get(name).map(|_| body::text(&object, name)).transpose();
        let secret = |name| Ok::<_, Problem>(optional(name)?.map(Secret::from));
        let key = match (secret("key")?, secret("secret")?) {
            (None, None) => None,
            (Some(key), None) => Some(PastedKey::Key(key)),
            (None, Some(secret)) => Some(PastedKey::Secret(secret)),
            (Some(_), Some(_)) => return Err(Problem::bad_request("The body has both a key and a secret")),
        };
        Ok(Self { token: body::text(&object, "token")?, other: optional("other")?, key })
    }
}

pub async fn inspect(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let (parts, body) = request.into_parts();
    if !is_local(&site, &parts.headers) {
        guard::require(&site, &prepared, &parts.headers, Needs::role(guard::ADMIN)).await?;
    }
    let request = InspectRequest::parse(&body::json(&parts, body).await?)?;
    let now = site.now();
    let mut inspection = match Inspection::new(&request.token, now) {
        Ok(inspection) => inspection,
        Err(error) => return json(&NotATokenReport { notes: &[], error: &error }),
    };
    let own = (Arc::clone(prepared.parser.keys()), audience_policy(&prepared.settings));
    let keys = match request.key.as_ref().map(PastedKey::read) {
        None => Ok(own),
        Some(Ok((keys, notes))) => {
            inspection.notes.extend(notes);
            Ok((Arc::new(keys), Policy::default()))
        }
        Some(Err(fault)) => Err(fault),
    };
    let verdict = match &keys {
        Ok((keys, policy)) => {
            let state = request.key.is_none().then_some(&*prepared);
            Some((verify(&site, &inspection.token, keys, policy, state, now).await?, policy))
        }
        Err(_) => None,
    };
    let verify =
        verdict.as_ref().map(|(verdict, policy)| VerifyReport::new(verdict, policy, now, None).explained(verdict));
    let diff = request.other.as_deref().map(|other| inspection.diff(other)).transpose();
    json(&InspectReport {
        notes: &inspection.notes,
        decode: ExplainedDecode::new(&inspection.decoded, Times { zone: Zone::Utc, now }),
        lint: LintReport::new(&inspection.findings),
        verify,
        key_error: keys.as_ref().err(),
        diff: diff.as_ref().ok().and_then(Option::as_ref).map(DiffReport::new),
        diff_error: diff.as_ref().err(),
    })
}

/// Whether the client is on this computer. A proxy on it may serve others, trusted or not.
fn is_local(site: &Site, headers: &HeaderMap) -> bool {
    site.options.is_loopback && !is_forwarded(headers)
}

/// Verifies a token with every check recorded. `state`: the home, if its keys are used.
async fn verify(
    site: &Site,
    token: &str,
    keys: &Arc<KeySet>,
    policy: &Policy,
    state: Option<&Prepared>,
    now: Timestamp,
) -> Result<Verdict<'static>, Problem> {
    let verdict = match parse_with(token, keys, Checks::explained()).and_then(Parsed::check_signature) {
        Ok(accepted) => {
            let revocation = match state {
                Some(prepared) => guard::revocation(site, prepared, &accepted, now).await,
                None => None,
            };
            accepted.check_claims(policy, now, revocation).into_owned()
        }
        Err(refusal) => {
            let (token, keys) = (token.to_owned(), Arc::clone(keys));
            let home = policy.issuers.first().filter(|_| state.is_some()).cloned();
            let search = move || {
                let home = home.as_deref().map_or(HomeIssuer::Unknown, HomeIssuer::Used);
                with_cause(refusal, &token, false, &keys, home, true)
            };
            Verdict::Refused(site.search(search).await?)
        }
    };
    match verdict.faults().iter().find(|fault| !fault.code.is_verdict()) {
        Some(fault) => Err(Problem::unavailable(fault.clone())),
        None => Ok(verdict),
    }
}
