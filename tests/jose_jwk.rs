//! JWKs and sets of them: what is read, what is refused, what is left out.

#[path = "fixtures/keys/mod.rs"]
mod keys;

use keys::{alg, jwk, key, member};
use tokctl::base::{Code, Fault, b64};
use tokctl::jose::{Key, SigningKey, Strength, VerifyingKey, jwk, key_strength, keyfile};

#[test]
fn jwk_members_are_strict() {
    let good = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
    assert!(jwk(good).is_ok());
    for (from, to) in [
        ("\"EC\"", "\"ec\""),
        ("\"EC\"", "\"AKP\""),
        ("\"EC\"", "\"XYZ\""),
        ("\"EC\"", "5"),
        ("\"EC\"", "null"),
        ("P-256", "p-256"),
        ("P-256", "P-384"),
        ("P-256", "Ed25519"),
        ("\"crv\":\"P-256\",", ""),
        ("\"kty\":\"EC\"", "\"kty\":\"EC\",\"kty\":\"EC\""),
        ("\"kty\":\"EC\"", "\"kty\":\"EC\",\"k\\u0074y\":\"RSA\""),
        ("RVEU", "RVE"),
        ("RVEU", "RVEUAA"),
        ("RVEU", "RVEU="),
        ("RVEU", "RVEV"),
        ("x_FEz", "x/FEz"),
        ("x_FEz", "x FEz"),
        ("\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"", "\"x\":[]"),
        ("\"kty\"", "\"use\":7,\"kty\""),
        ("\"kty\"", "\"alg\":[\"ES256\"],\"kty\""),
        ("\"kty\"", "\"kid\":{},\"kty\""),
        ("\"kty\"", "\"key_ops\":\"verify\",\"kty\""),
        ("\"kty\"", "\"key_ops\":[1],\"kty\""),
        ("\"kty\"", "\"key_ops\":[\"verify\",\"verify\"],\"kty\""),
        ("\"kty\"", "\"d\":\"\",\"kty\""),
        ("\"kty\"", "\"d\":\"AA\",\"kty\""),
    ] {
        assert!(good.contains(from), "{from}");
        assert!(jwk(&good.replacen(from, to, 1)).is_err(), "{from} → {to}");
    }
    assert!(jwk(&good.replacen("\"kty\"", "\"oth\":1,\"ext\":true,\"x5c\":[],\"kty\"", 1)).is_ok());
    let fault = jwk(&good.replace("\"EC\"", "\"XYZ\"")).unwrap_err();
    assert!(fault.message.contains("XYZ"), "{fault}");
    assert_eq!(jwk(r#"{"kty":"oct","k":""}"#).unwrap_err().code, Code::KeyRefused);
}

#[test]
fn rsa_jwks_with_all_members_sign() {
    let private = jwk::write(&key("rsa2048.pkcs8.pem"), true).unwrap();
    let text = private.expose_str().unwrap();
    for name in ["p", "q", "dp", "dq", "qi"] {
        let mut notes = Vec::new();
        let text = text.replace(&format!("\"{name}\":"), "\"other\":");
        let key = jwk::parse(text.as_bytes(), &mut notes).unwrap();
        assert!(!key.is_private() && notes[0].contains(name), "{notes:?}");
    }
    assert!(jwk(&text.replace("\"d\":", "\"other\":")).is_err());
    assert_eq!(jwk(&text.replace("\"d\":", "\"oth\":[],\"d\":")).unwrap_err().code, Code::KeyRefused);
    // One wrong private member makes the key inconsistent.
    for name in ["d", "p", "q", "dp", "dq", "qi"] {
        let at = text.find(&format!("\"{name}\":\"")).unwrap() + name.len() + 14;
        let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
        let mut changed = text.to_owned();
        changed.replace_range(at..=at, other);
        let changed = jwk(&changed).unwrap();
        assert_eq!(key_strength::weaknesses(&changed)[0].kind.name(), "key_pair_mismatch", "{name}");
        assert!(SigningKey::new(&changed, alg("RS256"), Strength::Required).is_err(), "{name}");
    }
}

#[test]
fn leading_zeros_in_rsa_numbers_are_ignored_with_a_note() {
    let key = key("rsa2048.spki.pem");
    let n = member(&key, "n");
    let mut object = jwk::public_object(&key).unwrap();
    object.set("n", tokctl::base::Json::string(b64::encode([&[0, 0], &n[..]].concat())));
    let mut notes = Vec::new();
    let read = jwk::read(&object, &mut notes).unwrap();
    assert_eq!(jwk::thumbprint(&read), jwk::thumbprint(&key));
    assert_eq!(notes.len(), 1);
}

#[test]
fn restrictions_to_other_uses_are_honored() {
    let public = jwk::public_object(&key("p256.spki.pem")).unwrap().to_string();
    let private = jwk::write(&key("p256.pkcs8.pem"), true).unwrap().expose_str().unwrap().to_owned();
    let marked = |text: &str, mark: &str| jwk(&text.replacen('{', &format!("{{{mark},"), 1)).unwrap();
    for mark in
        [r#""use":"enc""#, r#""use":"SIG""#, r#""key_ops":["encrypt"]"#, r#""key_ops":[]"#, r#""key_ops":["sign"]"#]
    {
        let fault = VerifyingKey::new(&marked(&public, mark), alg("ES256"), Strength::AllowWeak).unwrap_err();
        assert_eq!(fault.code, Code::KeyRefused, "{mark}");
    }
    for mark in [r#""alg":"ES384""#, r#""alg":"ECDH-ES""#, r#""alg":"none""#, r#""alg":"es256""#] {
        let fault = VerifyingKey::new(&marked(&public, mark), alg("ES256"), Strength::AllowWeak).unwrap_err();
        assert_eq!(fault.code, Code::AlgorithmRefused, "{mark}");
    }
    let decrypts = marked(&private, r#""key_ops":["decrypt"]"#);
    assert!(VerifyingKey::new(&decrypts, alg("ES256"), Strength::AllowWeak).is_err());
    let signs = marked(&private, r#""key_ops":["sign"]"#);
    assert!(VerifyingKey::new(&signs, alg("ES256"), Strength::Required).is_ok());
    for mark in [r#""use":"enc""#, r#""key_ops":["verify"]"#] {
        assert!(SigningKey::new(&marked(&private, mark), alg("ES256"), Strength::AllowWeak).is_err(), "{mark}");
    }
    for mark in [r#""use":"sig""#, r#""alg":"ES256""#, r#""key_ops":["verify"]"#] {
        assert!(VerifyingKey::new(&marked(&public, mark), alg("ES256"), Strength::Required).is_ok(), "{mark}");
    }
    assert!(VerifyingKey::new(&key("p256.spki.pem"), alg("ES384"), Strength::Required).is_err());
    assert!(VerifyingKey::new(&key("p256.spki.pem"), alg("HS256"), Strength::AllowWeak).is_err());
}

fn set(entries: &[String]) -> Result<(Vec<Key>, Vec<String>), Fault> {
    let text = format!("{{\"keys\":[{}]}}", entries.join(","));
    keyfile::read(text.as_bytes()).map(|file| {
        assert!(file.is_set);
        (file.keys, file.notes)
    })
}

/// A public JWK of a fixture with more members.
fn entry(name: &str, members: &str) -> String {
    let text = jwk::public_object(&key(name)).unwrap().to_string();
    if members.is_empty() { text } else { text.replacen('{', &format!("{{{members},"), 1) }
}

#[test]
fn unusable_entries_of_a_set_are_left_out_with_a_note() {
    let (keys, notes) = set(&[
        entry("p256.spki.pem", r#""kid":"good""#),
        r#"{"kty":"AKP","kid":"quantum","alg":"SLH-DSA-SHA2-128s","pub":"AA"}"#.to_owned(),
        r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#.to_owned(),
        entry("rsa2048.spki.pem", r#""alg":"RSA-OAEP","use":"enc""#),
        r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#.to_owned(),
        r#"{"kid":"no type"}"#.to_owned(),
        "7".to_owned(),
    ])
    .unwrap();
    assert_eq!(keys.iter().map(|key| key.kid.as_deref()).collect::<Vec<_>>(), [Some("good")]);
    assert_eq!(notes.len(), 6, "{notes:?}");
    assert!(notes[0].contains("quantum") && notes[0].contains("SLH-DSA"), "{notes:?}");
    assert!(set(&[]).unwrap().0.is_empty());
}

#[test]
fn a_set_that_mixes_secrets_and_public_keys_is_refused() {
    let secret =
        r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;
    assert_eq!(set(&[secret.to_owned(), secret.to_owned()]).unwrap().0.len(), 2);
    for other in [entry("p256.spki.pem", ""), r#"{"kty":"oct"}"#.to_owned()] {
        let mixed = set(&[entry("rsa2048.spki.pem", ""), secret.to_owned(), other]);
        assert_eq!(mixed.unwrap_err().code, Code::KeyRefused);
    }
    assert_eq!(set(&[entry("p256.spki.pem", ""), r#"{"kty":"oct"}"#.to_owned()]).unwrap_err().code, Code::KeyRefused);
}

#[test]
fn a_key_id_has_one_key() {
    let same = r#""kid":"a""#;
    let cases = [
        ("p256.spki.pem", "", "p256.spki.pem", "", true),
        ("rsa2048.spki.pem", "", "rsa3072.spki.pem", "", false),
        ("rsa2048.spki.pem", r#","alg":"RS256""#, "rsa3072.spki.pem", "", false),
        ("rsa2048.spki.pem", r#","alg":"RS256""#, "rsa3072.spki.pem", r#","alg":"RS256""#, false),
        ("ed25519.spki.pem", r#","alg":"EdDSA""#, "ed25519.spki.pem", r#","alg":"Ed25519""#, false),
        ("rsa2048.spki.pem", r#","alg":"RS256""#, "rsa3072.spki.pem", r#","alg":"PS256""#, false),
        ("rsa2048.spki.pem", "", "p256.spki.pem", "", false),
        ("p256.spki.pem", "", "p384.spki.pem", "", false),
        ("rsa2048.spki.pem", "", "rsa3072.spki.pem", r#","use":"enc""#, false),
        ("rsa2048.spki.pem", "", "rsa3072.spki.pem", r#","key_ops":["encrypt"]"#, false),
    ];
    for (first, first_marks, second, second_marks, accepted) in cases {
        let read =
            set(&[entry(first, &format!("{same}{first_marks}")), entry(second, &format!("{same}{second_marks}"))]);
        assert_eq!(read.is_ok(), accepted, "{first} {first_marks} {second} {second_marks}");
        if let Err(fault) = read {
            assert_eq!(fault.code, Code::KeyRefused);
        }
    }
    // Without a kid nothing is ambiguous: each key is tried.
    assert_eq!(set(&[entry("rsa2048.spki.pem", ""), entry("rsa3072.spki.pem", "")]).unwrap().0.len(), 2);
}

#[test]
fn sets_are_strict_and_bounded() {
    for text in [
        r#"{"keys":{}}"#,
        r#"{"keys":null}"#,
        r#"{"keys":[],"keys":[]}"#,
        r#"{"keys":[{"kty":"oct","k":"AA","k":"AA"}]}"#,
    ] {
        assert_eq!(keyfile::read(text.as_bytes()).unwrap_err().code, Code::KeyUnreadable, "{text}");
    }
    let many = vec![r#"{"kty":"oct","k":"AA"}"#.to_owned(); 1001];
    assert_eq!(set(&many[..1000]).unwrap().0.len(), 1000);
    assert_eq!(set(&many).unwrap_err().code, Code::KeyUnreadable);
}

#[test]
fn a_set_is_written_as_it_is_read() {
    let keys = [key("p256.pkcs8.pem").with_kid("a\"b"), key("rsa2048.pkcs8.pem"), key("ed25519.pkcs8.pem")];
    for private in [true, false] {
        let text = jwk::write_set(&keys, private).unwrap();
        let again = jwk::parse_set(text.expose(), &mut Vec::new()).unwrap();
        assert!(again.iter().all(|key| key.is_private() == private));
        assert_eq!(again[0].kid.as_deref(), Some("a\"b"));
        assert_eq!(jwk::write_set(&again, private).unwrap(), text);
    }
}

#[test]
fn the_very_same_key_counts_once() {
    let twice = vec![entry("p256.spki.pem", r#""kid":"a""#); 3];
    assert_eq!(set(&twice).unwrap().0.len(), 1);
}

/// An entry that cannot be read still claims its key ID.
#[test]
fn an_unreadable_duplicate_is_a_duplicate() {
    let good = entry("p256.spki.pem", r#""kid":"a""#);
    let twins = [
        r#"{"kid":"a"}"#,
        r#"{"kid":["a"],"kty":"EC"}"#,
        r#"{"kid":{"value":"a"}}"#,
        r#"{"KID":"a","kty":"RSA"}"#,
        r#"{"kid":"a","kty":"rsa","n":"AQAB","e":"AQAB"}"#,
        r#"{"kid":"a","kty":7}"#,
        r#"{"kid":"a","kty":["EC"]}"#,
        r#"{"kid":"a","kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#,
        r#"{"kid":"a","kty":"EC","crv":"P-256","x":1,"y":2}"#,
        r#"{"kid":"a","kty":"OKP","crv":"X25519","x":"AA"}"#,
        r#"{"kid":"a","kty":"EC","crv":"P-256","use":1,"x":"AA","y":"AA"}"#,
        r#"{"kid":"a","kty":"RSA","alg":"RS1","n":"AQAB","e":"AQAB"}"#,
        r#"[{"kid":"a"}]"#,
        r#"{"kid":"a","kty":null}"#,
        r#"{"kid":{"0":{"id":["a"]}},"kty":"EC"}"#,
        r#"{"kid":[["a"]],"kty":"EC"}"#,
        r#"{" kid ":"a","kty":"EC"}"#,
        r#"{"key":{"kid":"a","kty":"EC"}}"#,
        r#"{"keys":[{"kid":"a","kty":"EC"}]}"#,
        r#"{"kty":"EC","ext":{"deeper":[{"KID":["a"]}]}}"#,
        r#"[[{"keys":{"kid":"a"}}]]"#,
    ];
    for twin in twins {
        for entries in [[good.clone(), twin.to_owned()], [twin.to_owned(), good.clone()]] {
            assert_eq!(set(&entries).unwrap_err().code, Code::KeyRefused, "{twin}");
        }
    }
    assert_eq!(set(&[good, r#"{"kid":"b"}"#.to_owned()]).unwrap().0.len(), 1);
}

#[test]
fn kty_in_any_case_or_k_makes_an_entry_a_secret() {
    for secret in [
        r#"{"kty":"OCT","k":"AyM1"}"#,
        r#"{"kty":"Oct"}"#,
        r#"{"kty":" oct "}"#,
        r#"{"kty":["oct"]}"#,
        r#"{"k":"AyM1"}"#,
        r#"{"kty":"EC","k":"AyM1"}"#,
        r#"[{"kty":"oct","k":"AyM1"}]"#,
        r#"{"K":"AyM1"}"#,
        r#"{"KTY":"oct"}"#,
        r#"{"keys":[{"kty":"oct","k":"AyM1"}]}"#,
        r#"{"key":{"Kty":"Oct"}}"#,
    ] {
        assert_eq!(
            set(&[entry("p256.spki.pem", ""), secret.to_owned()]).unwrap_err().code,
            Code::KeyRefused,
            "{secret}"
        );
    }
}

#[test]
fn broken_entries_are_counted_and_unsupported_ones_are_not() {
    let broken = |entry: &str| keyfile::read(format!("{{\"keys\":[{entry}]}}").as_bytes()).unwrap().broken;
    for entry in [r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#, r#"{"kty":"RSA","n":"AQAB"}"#, "{}", "7"] {
        assert_eq!(broken(entry), 1, "{entry}");
    }
    for entry in [
        r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#,
        r#"{"kty":"XYZ"}"#,
        r#"{"kty":"RSA","alg":"RSA-OAEP","n":"AQAB","e":"AQAB"}"#,
    ] {
        assert_eq!(broken(entry), 0, "{entry}");
    }
}

#[test]
fn keys_of_spiffe_sign() {
    let mut object = jwk::public_object(&key("p256.spki.pem")).unwrap();
    object.set("use".to_owned(), tokctl::base::Json::string("jwt-svid".to_owned()));
    let key = jwk::read(&object, &mut Vec::new()).unwrap();
    assert!(VerifyingKey::new(&key, alg("ES256"), Strength::Required).is_ok());
}

#[test]
fn an_rsa_private_key_without_primes_verifies_but_does_not_sign() {
    let text = jwk::write(&key("rsa2048.pkcs8.pem"), true).unwrap();
    let object = tokctl::base::json::parse_object(text.expose(), tokctl::base::json::Duplicates::Refuse).unwrap();
    let kept: tokctl::base::Object<'_> = object
        .iter()
        .filter(|(name, _)| matches!(*name, "kty" | "n" | "e" | "d"))
        .map(|(name, value)| (std::borrow::Cow::Owned(name.to_owned()), value.clone()))
        .collect();
    let mut notes = Vec::new();
    let key = jwk::read(&kept, &mut notes).unwrap();
    assert_eq!((key.is_private(), notes.len()), (false, 1));
    assert!(VerifyingKey::new(&key, alg("RS256"), Strength::Required).is_ok());
}
