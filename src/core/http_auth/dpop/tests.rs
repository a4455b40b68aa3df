use super::*;
use crate::base::Secret;

/// RFC 9449 section 4.1.
const TOKEN_REQUEST: &str = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";

/// RFC 9449 section 7.1.
const ACCESS_TOKEN: &str = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
const RESOURCE_REQUEST: &str = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";

/// RFC 9449 section 6.1.
const THUMBPRINT: &str = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

const NOW: Timestamp = Timestamp::from_secs(1_562_262_620);

fn policy<'a>(method: &'a str, url: &'a str) -> ProofPolicy<'a> {
    let request = ProvedRequest { method, url, access_token: None, nonce: None };
    ProofPolicy { request, max_age: Duration::from_secs(60), now: NOW, token_verdict: None }
}

fn codes(proof: &str, policy: &ProofPolicy<'_>) -> Vec<(Code, String)> {
    check(proof, policy).faults.into_iter().map(|fault| (fault.code, fault.claim.unwrap_or_default())).collect()
}

fn one(code: Code, claim: &str) -> Vec<(Code, String)> {
    vec![(code, claim.to_owned())]
}

fn key(alg: &str) -> Key {
    let material = crypto::ed25519_from_seed(Secret::new(vec![7; 32])).unwrap();
    match alg {
        "EdDSA" => Key::new(material, Form::Raw),
        _ => Key::from_secret(Secret::new(vec![7; 32])),
    }
}

#[test]
fn the_examples_of_rfc_9449() {
    let token = policy("POST", "https://server.example.com/token");
    let verdict = check(TOKEN_REQUEST, &token);
    assert_eq!(verdict.faults, []);
    assert_eq!(verdict.thumbprint.as_deref(), Some(THUMBPRINT));
    let mut resource = policy("GET", "https://resource.example.org/protectedresource?page=2#top");
    resource.request.access_token = Some(ACCESS_TOKEN);
    assert_eq!(check(RESOURCE_REQUEST, &resource).faults, []);
    assert_eq!(token_hash(ACCESS_TOKEN), "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
}

#[test]
fn each_claim_is_compared() {
    let right = policy("POST", "https://server.example.com/token");
    for url in ["HTTPS://Server.Example.COM:443/token", "https://server.example.com/token?a=b"] {
        assert_eq!(codes(TOKEN_REQUEST, &policy("POST", url)), [], "{url}");
    }
    assert_eq!(codes(TOKEN_REQUEST, &policy("GET", right.request.url)), one(Code::WrongClaim, "htm"));
    for url in
        ["http://server.example.com/token", "https://server.example.com/Token", "https://server.example.com:8443/token"]
    {
        assert_eq!(codes(TOKEN_REQUEST, &policy("POST", url)), one(Code::WrongClaim, "htu"), "{url}");
    }
    for (secs, expected) in
        [(1_562_262_676, vec![]), (1_562_262_677, one(Code::TooOld, "iat")), (1_562_262_555, one(Code::TooOld, "iat"))]
    {
        assert_eq!(codes(TOKEN_REQUEST, &ProofPolicy { now: Timestamp::from_secs(secs), ..right }), expected, "{secs}");
    }
    let with =
        |access_token, nonce| ProofPolicy { request: ProvedRequest { access_token, nonce, ..right.request }, ..right };
    assert_eq!(codes(TOKEN_REQUEST, &with(Some("t"), None)), one(Code::MissingClaim, "ath"));
    assert_eq!(codes(TOKEN_REQUEST, &with(None, Some("n"))), one(Code::WrongNonce, "nonce"));
    let mut other = policy("GET", "https://resource.example.org/protectedresource");
    assert!(check(RESOURCE_REQUEST, &other).not_checked.contains(&"ath"));
    other.request.access_token = Some("another");
    assert_eq!(codes(RESOURCE_REQUEST, &other), one(Code::WrongClaim, "ath"));
}

#[test]
fn a_proof_made_here_is_accepted_with_its_bound_token() {
    let key = key("EdDSA");
    let bound = |thumbprint: &str| {
        let claims = format!(r#"{{"cnf":{{"jkt":"{thumbprint}"}}}}"#);
        format!("{}.{}.c2ln", b64::encode(r#"{"alg":"EdDSA"}"#), b64::encode(claims))
    };
    let token = bound(&jwk::thumbprint(&key));
    let request =
        ProvedRequest { method: "GET", url: "https://API.example", access_token: Some(&token), nonce: Some("n") };
    let prove =
        |request: &ProvedRequest<'_>| prove(request, &key, Algorithm::from_name("EdDSA").unwrap(), "id", NOW).unwrap();
    let proof = prove(&request);
    let policy = ProofPolicy { request, max_age: Duration::ZERO, now: NOW, token_verdict: None };
    assert_eq!(codes(&proof, &policy), []);
    let payload = Compact::split(&proof).unwrap().decode(Part::Payload).unwrap();
    assert!(
        String::from_utf8(payload)
            .unwrap()
            .starts_with(r#"{"jti":"id","htm":"GET","htu":"https://api.example/","iat":1562262620,"ath":""#)
    );
    let (none, another) = (bound(""), ProvedRequest { nonce: Some("m"), ..request });
    assert_eq!(codes(&proof, &ProofPolicy { request: another, ..policy }), one(Code::WrongNonce, "nonce"));
    let request = ProvedRequest { access_token: Some(&none), ..request };
    assert_eq!(codes(&prove(&request), &ProofPolicy { request, ..policy }), one(Code::WrongClaim, "cnf"));
}

#[test]
fn keys_and_algorithms_that_are_refused() {
    let proof = |header: &str| format!("{}.{}.c2ln", b64::encode(header), b64::encode("{}"));
    let policy = policy("GET", "https://a.example");
    let public = r#""kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#;
    for (header, code) in [
        (r#"{"typ":"dpop+jwt","alg":"none"}"#.to_owned(), Code::AlgorithmRefused),
        (r#"{"typ":"dpop+jwt","alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}}"#.to_owned(), Code::AlgorithmRefused),
        (r#"{"typ":"dpop+jwt","alg":"EdDSA"}"#.to_owned(), Code::KeyRefused),
        (
            format!(
                r#"{{"typ":"dpop+jwt","alg":"EdDSA","jwk":{{{public},"d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}}}}"#
            ),
            Code::KeyRefused,
        ),
        (format!(r#"{{"typ":"dpop+jwt","alg":"ES256","jwk":{{{public}}}}}"#), Code::AlgorithmRefused),
        (format!(r#"{{"typ":"dpop+jwt","alg":"EdDSA","jwk":{{{public}}}}}"#), Code::BadSignature),
        (format!(r#"{{"typ":"dpop+jwt","alg":"EdDSA","crit":["x"],"jwk":{{{public}}}}}"#), Code::UnknownCrit),
    ] {
        let faults = check(&proof(&header), &policy).faults;
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [code], "{header}");
    }
    assert_eq!(codes("not a proof", &policy)[0].0, Code::Malformed);
    let request = policy.request;
    let alg = Algorithm::from_name("HS256").unwrap();
    assert_eq!(prove(&request, &key("HS256"), alg, "id", NOW).unwrap_err().code, Code::KeyRefused);
}
