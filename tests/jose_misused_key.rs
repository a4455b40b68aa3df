//! Public keys that pose as HMAC secrets (RFC 8725 section 2.1).

#[path = "fixtures/keys/mod.rs"]
mod keys;

use keys::{alg, bytes, key, names};
use tokctl::base::{Code, Secret, b64};
use tokctl::jose::{Key, Strength, VerifyingKey, jwk, keyfile};

/// Every file here that anybody might be handed, in every disguise, is refused as an HMAC secret, weak ones allowed or not.
#[test]
fn public_material_in_disguise_is_no_secret() {
    let mut files = 0;
    for name in names() {
        if ["make.sh", "ml_dsa.py", "mod.rs", "known-answers.json"].contains(&name.as_str()) {
            continue;
        }
        files += 1;
        let file = bytes(&name);
        for disguise in disguises(&file) {
            let shown = String::from_utf8_lossy(&disguise[..disguise.len().min(60)]).into_owned();
            let what = keyfile::find_key_material(&disguise);
            assert!(what.is_some(), "{name}: {shown:?}");
            let secret = Key::from_secret(Secret::new(disguise));
            for strength in [Strength::Required, Strength::AllowWeak] {
                let fault = VerifyingKey::new(&secret, alg("HS256"), strength).unwrap_err();
                assert_eq!(fault.code, Code::KeyRefused, "{name}: {shown:?}");
            }
        }
    }
    assert!(files > 90, "{files}");
    for name in ["rsa2048", "p256", "ed25519", "secp256k1"] {
        let key = key(&format!("{name}.pkcs8.pem"));
        let public = jwk::public_object(&key).unwrap().to_string();
        let mut texts = vec![public.clone(), public.replace(',', ",\n  ").replace(':', " : ").replace('{', "{\n  ")];
        texts.push(format!("{{\"keys\":[{public}]}}"));
        texts.push(format!("[{public}]"));
        texts.push(public.replace("kty", "k\\u0074y"));
        texts.push(public.replace('}', ",}"));
        texts.push(jwk::write(&key, true).unwrap().expose_str().unwrap().to_owned());
        for text in texts {
            for disguise in disguises(text.as_bytes()) {
                assert!(keyfile::find_key_material(&disguise).is_some(), "{:?}", String::from_utf8_lossy(&disguise));
            }
        }
    }
}

/// What may become of a file on its way into a variable, a flag or a configuration.
fn disguises(file: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = vec![
        file.to_vec(),
        [file, b"\n"].concat(),
        [b" \r\n", file, b"\t "].concat(),
        file.trim_ascii().to_vec(),
        file.strip_suffix(b"\n").unwrap_or(file).to_vec(),
        b64::encode(file).into_bytes(),
        b64::encode_standard(file).into_bytes(),
        b64::encode_standard(b64::encode_standard(file)).into_bytes(),
        b64::encode_standard(file).as_bytes().chunks(76).collect::<Vec<_>>().join(&b'\n'),
        file.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
        file.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":").into_bytes(),
    ];
    if let Ok(text) = std::str::from_utf8(file) {
        let body = |separator: &str| {
            text.lines()
                .filter(|line| !line.contains("-----") && !line.contains(": "))
                .collect::<Vec<_>>()
                .join(separator)
        };
        forms.extend([
            text.replace('\n', "\r\n").into_bytes(),
            text.replace('\n', "\\n").into_bytes(),
            text.replace('\n', " ").into_bytes(),
            text.replace('\n', "").into_bytes(),
            format!("\"{}\"", text.replace('\n', "\\n")).into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
        ]);
        // One block's body without the lines around it.
        if text.matches("-----BEGIN").count() == 1 && !text.contains("ENCRYPTED") {
            forms.extend(
                [body("\n"), body("\r\n"), body(""), body("\\n"), body("\n").replace('+', "-").replace('/', "_")]
                    .map(String::into_bytes),
            );
            forms.push(body("").trim_end_matches('=').as_bytes().to_vec());
        }
    }
    forms
}

#[test]
fn ordinary_secrets_are_secrets() {
    for secret in [
        &b"your-256-bit-secret-your-256-bit-secret"[..],
        b"correct horse battery staple, thirty-two",
        b"MIIBthisIsJustAPasswordThatBeginsOddly!!",
        b"{\"password\": \"something of 32 bytes or more\"}",
        b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        b"-----------------------------------------",
        b"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        &[0x30; 64],
        &[0; 64],
    ] {
        assert_eq!(keyfile::find_key_material(secret), None, "{:?}", String::from_utf8_lossy(secret));
    }
}
