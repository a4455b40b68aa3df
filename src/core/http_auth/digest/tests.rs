use super::*;
use crate::core::http_auth::grammar::{challenges, credentials};

const MUFASA: &str = r#"Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS""#;

const JASON: &str = r#"Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true"#;

const CNONCE: &str = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
const JASON_CNONCE: &str = "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v";

fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

fn challenge(text: &str, algorithm: Option<DigestAlgorithm>) -> DigestChallenge {
    choose(&challenges(text).unwrap(), algorithm).unwrap()
}

fn response(challenge: &DigestChallenge, user: &str, password: &str, uri: &str, cnonce: &str) -> AuthValue {
    let request = DigestRequest { method: "GET", uri, count: 1, cnonce };
    credentials(&answer(challenge, user, &secret(password), &request).unwrap()).unwrap()
}

#[test]
fn the_examples_of_rfc_7616_section_3_9_1() {
    let answered = |algorithm| {
        let challenge = challenge(MUFASA, algorithm);
        response(&challenge, "Mufasa", "Circle of Life", "/dir/index.html", CNONCE)
    };
    let sha256 = answered(None);
    assert_eq!(sha256.param("algorithm"), Some("SHA-256"));
    assert_eq!(sha256.param("response"), Some("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"));
    let md5 = answered(Some(DigestAlgorithm::Md5));
    assert_eq!(md5.param("response"), Some("8ca523f5e9506fed4657c9700eebdbec"));
    for (name, value) in
        [("nc", "00000001"), ("qop", "auth"), ("opaque", "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS")]
    {
        assert_eq!(md5.param(name), Some(value));
    }
}

/// The hashes of erratum 4897: those of the RFC are of another SHA-512/256.
#[test]
fn the_example_of_rfc_7616_section_3_9_2() {
    let answered = response(&challenge(JASON, None), "Jäsøn Doe", "Secret, or not?", "/doe.json", JASON_CNONCE);
    for (name, value) in [
        ("username", "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"),
        ("response", "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"),
        ("userhash", "true"),
    ] {
        assert_eq!(answered.param(name), Some(value));
    }
}

#[test]
fn sessions_hash_both_nonces() {
    // Computed with Python's hashlib.
    for (algorithm, expected) in [
        ("MD5-sess", "e783283f46242139c486a698fec7211d"),
        ("sha-256-SESS", "2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7"),
    ] {
        let text = MUFASA.split(", Digest").next().unwrap().replace("SHA-256", algorithm);
        let answered = response(&challenge(&text, None), "Mufasa", "Circle of Life", "/dir/index.html", CNONCE);
        assert_eq!(answered.param("response"), Some(expected), "{algorithm}");
    }
}

#[test]
fn without_qop_as_in_rfc_2069() {
    let text = r#"Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093""#;
    let answered = response(&challenge(text, None), "Mufasa", "CircleOfLife", "/dir/index.html", "unused");
    assert_eq!(answered.param("response"), Some("1949323746fe6a43ef61f9606e7febea"));
    for name in ["qop", "nc", "cnonce", "algorithm", "opaque"] {
        assert_eq!(answered.param(name), None, "{name}");
    }
}

#[test]
fn user_names_that_are_not_ascii() {
    let text = JASON.replace(", userhash=true", "");
    let answered = response(&challenge(&text, None), "Jäsøn Doe", "x", "/", "c");
    assert_eq!(answered.param("username*"), Some("UTF-8''J%C3%A4s%C3%B8n%20Doe"));
    assert_eq!(username(&answered).as_deref(), Some("Jäsøn Doe"));
    for text in ["UTF-8''%", "UTF-8''%zz", "ISO-8859-1''a", "a", "UTF-8''%ff"] {
        assert_eq!(extended_value(text), None, "{text}");
    }
}

fn codes(credentials: &AuthValue, expected: ExpectedCredentials<'_>) -> Vec<Code> {
    check(credentials, &expected).unwrap().iter().map(|fault| fault.code).collect()
}

#[test]
fn each_difference_is_found() {
    let challenge = challenge(MUFASA, None);
    let good = response(&challenge, "Mufasa", "Circle of Life", "/dir/index.html", CNONCE);
    let (password, other) = (secret("Circle of Life"), secret("circle of life"));
    let expected = ExpectedCredentials {
        user: "Mufasa",
        password: &password,
        method: "GET",
        uri: Some("/dir/index.html"),
        challenge: Some(&challenge),
    };
    assert_eq!(codes(&good, expected), []);
    assert_eq!(codes(&good, ExpectedCredentials { uri: None, challenge: None, ..expected }), []);
    assert_eq!(codes(&good, ExpectedCredentials { user: "Scar", ..expected }), [Code::LoginRefused]);
    assert_eq!(codes(&good, ExpectedCredentials { password: &other, ..expected }), [Code::LoginRefused]);
    assert_eq!(codes(&good, ExpectedCredentials { uri: Some("/"), ..expected }), [Code::WrongClaim]);
    let stale = DigestChallenge { nonce: "next".to_owned(), ..challenge.clone() };
    assert_eq!(codes(&good, ExpectedCredentials { challenge: Some(&stale), ..expected }), [Code::WrongNonce]);
    let moved =
        DigestChallenge { realm: "r".to_owned(), opaque: None, algorithm: DigestAlgorithm::Md5, ..challenge.clone() };
    assert_eq!(codes(&good, ExpectedCredentials { challenge: Some(&moved), ..expected }), [Code::WrongClaim; 3]);
    let wrong_method = check(&good, &ExpectedCredentials { method: "POST", ..expected }).unwrap();
    assert!(wrong_method[0].hint.as_deref().unwrap().contains("the method GET"));
}

#[test]
fn sha_256_in_place_of_sha_512_256_is_explained() {
    for more in ["", ", userhash=true"] {
        let text = JASON.replace(", userhash=true", more);
        let challenge = challenge(&text, None);
        let mistaken = DigestChallenge { algorithm: DigestAlgorithm::Sha256, ..challenge.clone() };
        let request = DigestRequest { method: "GET", uri: "/", count: 1, cnonce: "c" };
        let password = secret("x");
        let written = answer(&mistaken, "alice", &password, &request).unwrap().replace("SHA-256", "SHA-512-256");
        let expected = ExpectedCredentials {
            user: "alice",
            password: &password,
            method: "GET",
            uri: None,
            challenge: Some(&challenge),
        };
        let faults = check(&credentials(&written).unwrap(), &expected).unwrap();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].hint.as_deref().unwrap().contains("SHA-256 instead of SHA-512-256"), "{faults:?}");
    }
}

#[test]
fn unsupported_and_malformed_digests_are_refused() {
    let password = secret("x");
    let expected = ExpectedCredentials { user: "a", password: &password, method: "GET", uri: None, challenge: None };
    for (text, code) in [
        (r#"Digest username="a", realm="r", nonce="n", uri="/""#, Code::Malformed),
        (r#"Digest username="a", realm="r", nonce="n", uri="/", response="", qop=auth, cnonce=c"#, Code::Malformed),
        (
            r#"Digest username="a", realm="r", nonce="n", uri="/", response="", qop=auth, cnonce=c, nc=1"#,
            Code::Malformed,
        ),
        (r#"Digest username="a", realm="r", nonce="n", uri="/", response="", qop=auth-int"#, Code::AlgorithmRefused),
        (r#"Digest username="a", realm="r", nonce="n", uri="/", response="", algorithm=SHA"#, Code::AlgorithmRefused),
    ] {
        assert_eq!(check(&credentials(text).unwrap(), &expected).unwrap_err().code, code, "{text}");
    }
    let chosen = |text, algorithm| choose(&challenges(text).unwrap(), algorithm).map_err(|fault| fault.code);
    assert_eq!(chosen("Basic realm=x", None), Err(Code::NotFound));
    assert_eq!(chosen("Digest realm=x, nonce=n, qop=auth-int", None), Err(Code::AlgorithmRefused));
    assert_eq!(chosen("Digest realm=x", None), Err(Code::Malformed));
    assert_eq!(chosen(MUFASA, Some(DigestAlgorithm::Md5Sess)), Err(Code::NotFound));
    let both = challenges(MUFASA).unwrap();
    let answered_with = |algorithm: &str| {
        let value = credentials(&format!("Digest algorithm={algorithm}, response=x")).unwrap();
        answered(&both, &value).unwrap().algorithm
    };
    assert_eq!(answered_with("md5"), DigestAlgorithm::Md5);
    assert_eq!(answered_with("SHA-512-256"), DigestAlgorithm::Sha256);
    // An unsupported challenge is passed over.
    let several = "Digest realm=x, nonce=n, algorithm=SHA-3, Digest realm=x, nonce=m, stale=TRUE";
    assert_eq!(chosen(several, None).map(|chosen| (chosen.nonce, chosen.stale)), Ok(("m".to_owned(), true)));
    let request = DigestRequest { method: "GET", uri: "/", count: 1, cnonce: "c" };
    assert_eq!(answer(&challenge(MUFASA, None), "a\nb", &password, &request).unwrap_err().code, Code::Usage);
}

proptest::proptest! {
    #[test]
    fn what_is_answered_is_accepted_and_nothing_else(
        user in "[ -~é]{1,12}", password in ".{0,12}", cnonce in "[ -~]{1,12}", uri in "/[ -~]{0,12}", at in 0_usize..8,
    ) {
        let algorithm = DigestAlgorithm::ALL[at % DigestAlgorithm::ALL.len()];
        let text = format!("{}, {}", JASON.split(", algorithm").next().unwrap(), quoted("nonce", &cnonce));
        let mut challenge = challenge(&text, None);
        challenge.algorithm = algorithm;
        challenge.is_algorithm_named = true;
        challenge.userhash = at % 2 == 1;
        let answered = response(&challenge, &user, &password, &uri, &cnonce);
        let password = secret(&password);
        let expected =
            ExpectedCredentials { user: &user, password: &password, method: "GET", uri: Some(&uri), challenge: Some(&challenge) };
        proptest::prop_assert_eq!(codes(&answered, expected), []);
        let other = Secret::new([password.expose(), b"x"].concat());
        proptest::prop_assert_eq!(codes(&answered, ExpectedCredentials { password: &other, ..expected }), [Code::LoginRefused]);
    }
}
