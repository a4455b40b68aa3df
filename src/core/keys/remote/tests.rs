//! What only a network of one's own making can show.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::{Access, Rules, Source};
use crate::base::{Code, Fault, FixedClock, Timestamp};
use crate::net::{Failure, Fetch, FetchedDocument, Reach, Request};

/// Documents by their URLs, and whether they come from this computer; and what was asked for.
#[derive(Default)]
struct Documents {
    documents: BTreeMap<&'static str, (&'static str, bool)>,
    asked: Mutex<Vec<String>>,
}

impl Fetch for Documents {
    fn fetch(&self, request: &Request<'_>) -> Result<FetchedDocument, Failure> {
        self.asked.lock().unwrap().push(request.url.to_string());
        let missing = || Failure { fault: Fault::new(Code::Network, "not there"), status: Some(404) };
        let (body, is_loopback) = self.documents.get(request.url.as_str()).copied().ok_or_else(missing)?;
        match request.reach.refusal(request.url, is_loopback) {
            Some(refusal) => Err(refusal.into()),
            None => Ok(FetchedDocument { body: body.into(), lifetime: None, is_loopback }),
        }
    }
}

const EMPTY: &str = r#"{"keys":[]}"#;
const METADATA: &str = r#"{"issuer":"https://idp.example","jwks_uri":"https://inside.example/jwks"}"#;
const PLACE: &str = "https://idp.example/.well-known/openid-configuration";

fn access(documents: &[(&'static str, (&'static str, bool))]) -> (Arc<Documents>, Access) {
    let documents = Arc::new(Documents { documents: documents.iter().copied().collect(), ..Documents::default() });
    let clock = Arc::new(FixedClock::new(Timestamp::from_secs(1_000)));
    (documents.clone(), Access::new(documents, clock, None, Rules::default()))
}

fn source(text: &str) -> Source {
    Source::parse(text).unwrap().unwrap()
}

#[test]
fn a_copy_from_this_computer_is_none_for_a_public_issuer() {
    let (documents, access) = access(&[(PLACE, (METADATA, false)), ("https://inside.example/jwks", (EMPTY, true))]);
    assert!(access.keys(&source("https://inside.example/jwks")).is_ok(), "the user may say so");
    let fault = access.keys(&source("issuer:https://idp.example")).unwrap_err();
    assert!(fault.message.contains("loopback addresses"), "{fault}");
    assert_eq!(documents.asked.lock().unwrap().as_slice(), ["https://inside.example/jwks", PLACE]);
}

#[test]
fn an_issuer_on_this_computer_may_name_keys_here() {
    let (_, access) = access(&[(PLACE, (METADATA, true)), ("https://inside.example/jwks", (EMPTY, true))]);
    let keys = access.keys(&source("issuer:https://idp.example")).unwrap();
    assert_eq!(
        (keys.url.as_str(), keys.issuer.as_deref()),
        ("https://inside.example/jwks", Some("https://idp.example"))
    );
    assert_eq!(Reach::Typed.refusal(&keys.url, true), None);
}

#[test]
fn only_what_is_missing_is_looked_for_in_the_other_place() {
    let (documents, missing) = access(&[]);
    let fault = missing.keys(&source("issuer:https://idp.example")).unwrap_err();
    assert_eq!((fault.code, documents.asked.lock().unwrap().len()), (Code::Network, 2));
    let foreign = r#"{"issuer":"https://evil.example","jwks_uri":"https://evil.example/jwks"}"#;
    let (documents, refused) = access(&[(PLACE, (foreign, false))]);
    let fault = refused.keys(&source("issuer:https://idp.example")).unwrap_err();
    assert_eq!((fault.code, documents.asked.lock().unwrap().len()), (Code::KeyRefused, 1));
}
