//! Fetching from a fake network.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::{FetchRules, KeyFetcher, RemoteKeySet, RemoteSource};
use crate::base::{Code, Fault, FixedClock, Timestamp};
use crate::jose::Strength;
use crate::net::{Fetch, FetchFailure, FetchedDocument, Reach, Request};
use crate::token::keyset::KeySet;

/// Documents by URL, with whether they come from a loopback address; and the URLs requested.
#[derive(Default)]
struct Documents {
    documents: BTreeMap<&'static str, (&'static str, bool)>,
    asked: Mutex<Vec<String>>,
}

impl Fetch for Documents {
    fn fetch(&self, request: &Request<'_>) -> Result<FetchedDocument, FetchFailure> {
        self.asked.lock().unwrap().push(request.url.to_string());
        let missing = || FetchFailure { fault: Fault::new(Code::Network, "not there"), status: Some(404) };
        let (body, is_loopback) = self.documents.get(request.url.as_str()).copied().ok_or_else(missing)?;
        match request.reach.refuse(request.url, is_loopback) {
            Some(refusal) => Err(refusal.into()),
            None => Ok(FetchedDocument { body: body.into(), lifetime: None, is_loopback }),
        }
    }
}

const EMPTY: &str = r#"{"keys":[]}"#;
const METADATA: &str = r#"{"issuer":"https://idp.example","jwks_uri":"https://inside.example/jwks"}"#;
const PLACE: &str = "https://idp.example/.well-known/openid-configuration";

fn fetcher(documents: &[(&'static str, (&'static str, bool))]) -> (Arc<Documents>, KeyFetcher) {
    let documents = Arc::new(Documents { documents: documents.iter().copied().collect(), ..Documents::default() });
    let clock = Arc::new(FixedClock::new(Timestamp::from_secs(1_000)));
    (documents.clone(), KeyFetcher::new(documents, clock, None, FetchRules::default()))
}

fn source(text: &str) -> RemoteSource {
    RemoteSource::parse(text).unwrap().unwrap()
}

#[test]
fn a_copy_from_a_loopback_address_is_refused_for_a_public_issuer() {
    let (documents, fetcher) = fetcher(&[(PLACE, (METADATA, false)), ("https://inside.example/jwks", (EMPTY, true))]);
    assert!(
        fetcher.keys(&source("https://inside.example/jwks")).is_ok(),
        "a URL typed by the user may be a loopback address"
    );
    let fault = fetcher.keys(&source("issuer:https://idp.example")).unwrap_err();
    assert!(fault.message.contains("loopback addresses"), "{fault}");
    assert_eq!(documents.asked.lock().unwrap().as_slice(), ["https://inside.example/jwks", PLACE]);
}

#[test]
fn a_loopback_issuer_may_name_loopback_keys() {
    let (_, fetcher) = fetcher(&[(PLACE, (METADATA, true)), ("https://inside.example/jwks", (EMPTY, true))]);
    let keys = fetcher.keys(&source("issuer:https://idp.example")).unwrap();
    assert_eq!(
        (keys.url.as_str(), keys.issuer.as_deref()),
        ("https://inside.example/jwks", Some("https://idp.example"))
    );
    assert_eq!(Reach::Typed.refuse(&keys.url, true), None);
}

#[test]
fn unknown_key_ids_do_not_read_the_set_again_and_again() {
    const KEYS: &str = "https://keys.example/jwks";
    let (documents, clock) = (Arc::new(Documents::default()), Arc::new(FixedClock::new(Timestamp::from_secs(1_000))));
    let fetcher = KeyFetcher::new(documents.clone(), clock, None, FetchRules::default());
    let keys = RemoteKeySet::new(fetcher, vec![source(KEYS)], Vec::new(), Vec::new(), Strength::Required);
    let old = Arc::new(KeySet::default());
    // Each attempt would request the set, which is missing.
    for _ in 0..5 {
        assert!(keys.renewed(&old).is_none());
        assert_eq!(documents.asked.lock().unwrap().len(), 1);
    }
}

#[test]
fn only_missing_metadata_is_looked_for_at_the_other_url() {
    let (documents, missing) = fetcher(&[]);
    let fault = missing.keys(&source("issuer:https://idp.example")).unwrap_err();
    assert_eq!((fault.code, documents.asked.lock().unwrap().len()), (Code::Network, 2));
    let foreign = r#"{"issuer":"https://evil.example","jwks_uri":"https://evil.example/jwks"}"#;
    let (documents, refused) = fetcher(&[(PLACE, (foreign, false))]);
    let fault = refused.keys(&source("issuer:https://idp.example")).unwrap_err();
    assert_eq!((fault.code, documents.asked.lock().unwrap().len()), (Code::KeyRefused, 1));
}
