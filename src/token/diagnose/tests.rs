use super::*;
use crate::token::decode::Unverified;

const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJlLXRoYXQtaXMtbm90LW9uZQ";

fn cause(text: &str) -> Diagnosis {
    let malformed = Unverified::parse(text).expect_err(text);
    diagnose(text, &malformed)
}

#[test]
fn each_cause_by_its_kind() {
    let other = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJib2IifQ.YWJjZA";
    let standard = crate::base::b64::encode_standard(TOKEN);
    let double = crate::base::b64::encode_standard(&standard);
    for (text, expected) in [
        (String::new(), DiagnosisKind::Empty),
        (" \n".to_owned(), DiagnosisKind::Empty),
        ("undefined".to_owned(), DiagnosisKind::Unset),
        ("null".to_owned(), DiagnosisKind::Unset),
        ("[object Object]".to_owned(), DiagnosisKind::Unset),
        ("$TOKEN".to_owned(), DiagnosisKind::Placeholder),
        ("${ACCESS_TOKEN}".to_owned(), DiagnosisKind::Placeholder),
        ("%TOKEN%".to_owned(), DiagnosisKind::Placeholder),
        ("{{access_token}}".to_owned(), DiagnosisKind::Placeholder),
        ("tokctl_rt_abcdefgh".to_owned(), DiagnosisKind::RefreshToken),
        ("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----".to_owned(), DiagnosisKind::Pem),
        (format!("TOKEN={TOKEN}"), DiagnosisKind::WrappedInText),
        (format!("{{\"value\":\"{TOKEN}\"}}"), DiagnosisKind::WrappedInText),
        (format!("Cookie: a=b; session={TOKEN}"), DiagnosisKind::WrappedInText),
        (format!("{TOKEN} {other}"), DiagnosisKind::SeveralTokens),
        ("{\"access_token\":\"abc\"}".to_owned(), DiagnosisKind::JsonMember),
        ("{\"sub\":\"alice\",\"exp\":1}".to_owned(), DiagnosisKind::NotEncoded),
        ("{\"kty\":\"oct\",\"k\":\"AAAA\"}".to_owned(), DiagnosisKind::Jwk),
        ("{\"protected\":\"e30\",\"payload\":\"e30\",\"signature\":\"AA\"}".to_owned(), DiagnosisKind::JsonSerialization),
        ("{\"error\":\"invalid_grant\"}".to_owned(), DiagnosisKind::ErrorResponse),
        ("<samlp:Response xmlns:samlp=\"x\"/>".to_owned(), DiagnosisKind::Saml),
        (crate::base::b64::encode_standard("<saml:Assertion/>"), DiagnosisKind::Saml),
        ("<!DOCTYPE html><title>502</title>".to_owned(), DiagnosisKind::Markup),
        ("Basic YWxhZGRpbjpvcGVuc2VzYW1l".to_owned(), DiagnosisKind::OtherScheme),
        ("Negotiate YIIC".to_owned(), DiagnosisKind::OtherScheme),
        ("theme=dark; session=abcdef".to_owned(), DiagnosisKind::Cookie),
        (format!("{}...", &TOKEN[..40]), DiagnosisKind::Shortened),
        (format!("{}…{}", &TOKEN[..20], &TOKEN[60..]), DiagnosisKind::Shortened),
        ("eyJhbGciOi***".to_owned(), DiagnosisKind::Shortened),
        (format!("“{TOKEN}”"), DiagnosisKind::WrappedInText),
        (format!("{}\n{}", &TOKEN[..50], &TOKEN[50..]), DiagnosisKind::WrappedLines),
        (format!("> {}\n> {}", &TOKEN[..50], &TOKEN[50..]), DiagnosisKind::WrappedLines),
        (format!("{}=\n{}", &TOKEN[..50], &TOKEN[50..]), DiagnosisKind::WrappedLines),
        (format!("{} {}", &TOKEN[..50], &TOKEN[50..]), DiagnosisKind::WrappedLines),
        (format!("{}\\n{}", &TOKEN[..50], &TOKEN[50..]), DiagnosisKind::EscapedLines),
        (TOKEN.replace('.', "%2E"), DiagnosisKind::UrlEncoded),
        (format!("{TOKEN}%3D"), DiagnosisKind::UrlEncoded),
        (standard.clone(), DiagnosisKind::Base64OfToken),
        (double, DiagnosisKind::Base64OfToken),
        (crate::base::b64::encode_standard([&[0x1f, 0x8b, 8], &[7; 60][..]].concat()), DiagnosisKind::Compressed),
        (crate::base::b64::encode([&[0x78, 0x9c], &[7; 60][..]].concat()), DiagnosisKind::Compressed),
        (format!("{TOKEN}{other}"), DiagnosisKind::Joined),
        ("https://app.example/cb?code=abc&state=x".to_owned(), DiagnosisKind::AuthorizationCode),
        ("code=4/0AX4XfWh-abc&state=xyz".to_owned(), DiagnosisKind::AuthorizationCode),
        ("1Jf75bXwEMbmN7RTbQMMoYYokSDHcrN0y2rjsz1Y8jT3IeJdR4oQ1mvVx24m5xaaJyPKMPkB1fHC3CbqkHLy4uFjJMzlIaq6slFm8cx7tGX".to_owned(), DiagnosisKind::OtherFormat),
        ("1JUMUggl4KNAVo91gsZ21jXfnaTIvjChOGcXjWf9yl9jJlTYiWoXYAMhcDyng2VeGsItOxmZhfcGjuZYZ9ONHQTta3tdBkikESc4IvcAihB".to_owned(), DiagnosisKind::Opaque),
        (TOKEN.replacen('.', ".\u{feff}", 1), DiagnosisKind::ForeignCharacter),
        (TOKEN.replacen("eyJzd", "eyJ\u{200b}zd", 1), DiagnosisKind::ForeignCharacter),
        (format!(".{TOKEN}"), DiagnosisKind::AddedDot),
        (TOKEN.replacen('.', "…", 1), DiagnosisKind::ReplacedDot),
        (format!("17|{}", "a1B2".repeat(10)), DiagnosisKind::OtherFormat),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ1 me@x".to_owned(), DiagnosisKind::SshKey),
        ("{\"header\":{\"alg\":\"HS256\"},\"payload\":{\"sub\":\"a\"}}".to_owned(), DiagnosisKind::Decoded),
        ("Cookie: connect.sid=abcdef".to_owned(), DiagnosisKind::Cookie),
        ("PHPSESSID=0123456789abcdef0123456789".to_owned(), DiagnosisKind::Cookie),
        (format!("eyJhbGciOiJIUzI1NiJ9.{TOKEN}"), DiagnosisKind::RepeatedPart),
        ("ImFsaWNlQGV4YW1wbGUuY29tIg.aweTOw.XeuU1cXYZnoKEzKJrFHTpjWq468".to_owned(), DiagnosisKind::SignedCookie),
        (format!("WyJhIl0.{}.c2ln", &TOKEN[21..40]), DiagnosisKind::NotJwt),
        ("eyJ1c2VyIjoxfQ==".to_owned(), DiagnosisKind::OnePart),
        (TOKEN.replace('.', "%252E"), DiagnosisKind::UrlEncoded),
        ("https://app.example/".to_owned(), DiagnosisKind::Url),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a".to_owned(), DiagnosisKind::Opaque),
        ("sk_live_4eC39HqLyjWDarjtT1zdp7dc".to_owned(), DiagnosisKind::ApiKey),
        ("AIzaSyA1234567890abcdefghijklmnop".to_owned(), DiagnosisKind::ApiKey),
        ("v4.public.eyJzdWIiOiJhIn0.abc".to_owned(), DiagnosisKind::Opaque),
        (TOKEN.to_ascii_lowercase(), DiagnosisKind::CaseChanged),
        (format!("{}\u{200b}{}", &TOKEN[..30], &TOKEN[30..]), DiagnosisKind::ForeignCharacter),
        (format!("{TOKEN}=="), DiagnosisKind::Padded),
        (TOKEN.replace("LX", "+/"), DiagnosisKind::StandardBase64),
        (TOKEN[20..].to_owned(), DiagnosisKind::NoHeader),
        (TOKEN[..20].to_owned(), DiagnosisKind::Truncated),
        (TOKEN[..17].to_owned(), DiagnosisKind::Truncated),
        (TOKEN[..30].to_owned(), DiagnosisKind::Truncated),
        (TOKEN[..41].to_owned(), DiagnosisKind::Truncated),
        (TOKEN[..TOKEN.len() - 1].to_owned(), DiagnosisKind::Truncated),
        (TOKEN[1..].to_owned(), DiagnosisKind::TruncatedStart),
        (format!("{TOKEN}.abcd"), DiagnosisKind::TooManyParts),
        ("www.example.com".to_owned(), DiagnosisKind::HostName),
        ("eyJsb2dnZWRfaW4iOnRydWV9.Xh2aZQ.c2lnbmF0dXJl_w".to_owned(), DiagnosisKind::SignedCookie),
        ("0123456789abcdef0123456789abcdef".to_owned(), DiagnosisKind::Opaque),
        ("8d5ab8f8-2f4b-4a0e-9f0e-3f6d0c1b2a3f".to_owned(), DiagnosisKind::Opaque),
        ("some-opaque-thing".to_owned(), DiagnosisKind::Opaque),
        (format!("token: {standard}\ntype: Opaque\n"), DiagnosisKind::Base64OfToken),
        (format!("{TOKEN}%"), DiagnosisKind::Quotes),
        (TOKEN.replace('.', " "), DiagnosisKind::Separators),
        (TOKEN.replace('.', ", "), DiagnosisKind::Separators),
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0.a.b.c".to_owned(), DiagnosisKind::BrokenJwe),
        (format!(".{}.Xh2aZQ.c2lnbmF0dXJl", crate::base::b64::encode([0x78, 0x9c, 1, 2])), DiagnosisKind::SignedCookie),
        ("token = (sensitive value)".to_owned(), DiagnosisKind::NoToken),
        (crate::base::hex::encode(TOKEN.as_bytes()), DiagnosisKind::Hexadecimal),
        (format!("\u{1b}[01;31m\u{1b}[KeyJ\u{1b}[m\u{1b}[K{}", &TOKEN[3..]), DiagnosisKind::TerminalCodes),
        ("0000: 65 79 4a eyJ\n0003: 68 62 47 hbG\n".to_owned(), DiagnosisKind::Dump),
        (format!("token:\n{}\n{}\nend\n", &TOKEN[..50], &TOKEN[50..]), DiagnosisKind::WrappedLines),
        (format!("a=3D{}=\r\n{}\r\nend\r\n", &TOKEN[..50], &TOKEN[50..]), DiagnosisKind::WrappedLines),
        (format!("Cookie: session=s%3A{TOKEN}.c2lnbmF0dXJl"), DiagnosisKind::SignedCookie),
        (format!("TOKEN={}", &TOKEN[..30]), DiagnosisKind::Truncated),
        (format!("{{\"id_token\":\"{TOKEN}=\"}}"), DiagnosisKind::Padded),
        (format!("{{\"id_token\":\"{}", &TOKEN[..30]), DiagnosisKind::Truncated),
        ("> Authorization: Bearer \n> Accept: */*".to_owned(), DiagnosisKind::Empty),
        ("> Authorization: Bearer undefined\n".to_owned(), DiagnosisKind::Unset),
        ("curl -H 'Authorization: Bearer $TOKEN' https://a.example".to_owned(), DiagnosisKind::Placeholder),
        ("> Authorization: Basic YWxhZGRpbjpvcGVuc2VzYW1l\n> Accept: */*".to_owned(), DiagnosisKind::OtherScheme),
        ("Authorization: Bearer ***\nHTTP/2 401".to_owned(), DiagnosisKind::Shortened),
        ("Bearer <redacted>".to_owned(), DiagnosisKind::Shortened),
        ("export GITHUB_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a\n".to_owned(), DiagnosisKind::Opaque),
        ("token ghp_16C7e42F292c6912E7710c838347Ae178B4a".to_owned(), DiagnosisKind::Opaque),
        ("TOKEN=tokctl_rt_abcdefgh".to_owned(), DiagnosisKind::RefreshToken),
        (TOKEN.replace('.', "=2E"), DiagnosisKind::EscapedDots),
        (TOKEN.replace('.', "&#46;"), DiagnosisKind::EscapedDots),
        (TOKEN.replace('.', "\\u002e"), DiagnosisKind::EscapedDots),
        (format!("Cookie: a=b; s.token.0={}; s.token.1={}", &TOKEN[..40], &TOKEN[40..]), DiagnosisKind::ChunkedCookie),
        ("<your token here>".to_owned(), DiagnosisKind::Placeholder),
        (".eJwrLkksSU0BAA5kA1s.aSbXyQ.0123456789abcdef0123456789a".to_owned(), DiagnosisKind::SignedCookie),
        (format!("eyJpdiI6{}", "QUJD".repeat(20)), DiagnosisKind::SignedCookie),
        (format!("eyJhIjoxfQ:1tAbCd:{}", "x".repeat(43)), DiagnosisKind::SignedCookie),
        (format!("BAh7B0kiD3Nlc3Npb25f--{}", "0f".repeat(20)), DiagnosisKind::SignedCookie),
        (format!("s%3A{}.{}", "x".repeat(32), "y".repeat(43)), DiagnosisKind::SignedCookie),
        ("0.AXoAxxxxxxxxxxxxxxx.AgABAAEAAADyyyyyyyyyyyyyyyy".to_owned(), DiagnosisKind::Opaque),
        // What only resembles another cause.
        ("Connecting to server ...\nconnected.".to_owned(), DiagnosisKind::NoToken),
        ("*** restart ***".to_owned(), DiagnosisKind::NoToken),
        ("user=alice password=***\nlogged in".to_owned(), DiagnosisKind::NoToken),
        ("***".to_owned(), DiagnosisKind::Shortened),
        ("user=alice access_token=*** ok".to_owned(), DiagnosisKind::Shortened),
        ("token has expired".to_owned(), DiagnosisKind::NoToken),
        ("basic authentication failed".to_owned(), DiagnosisKind::NoToken),
        ("< HTTP/1.1 401 Unauthorized\n< Content-Length: 0".to_owned(), DiagnosisKind::NoToken),
        ("<13>Nov 26 01:35:26 host api: ready".to_owned(), DiagnosisKind::NoToken),
        ("[INFO] ready\n[INFO] done".to_owned(), DiagnosisKind::NoToken),
        ("10% done, 90%20 left".to_owned(), DiagnosisKind::NoToken),
        ("the ‘quoted’ text".to_owned(), DiagnosisKind::NoToken),
        (format!("{}!{}", &TOKEN[..50], &TOKEN[51..]), DiagnosisKind::ForeignCharacter),
    ] {
        // A signed cookie is read as a token without "alg".
        if let Err(malformed) = Unverified::parse(&text) {
            let found = diagnose(&text, &malformed);
            assert_eq!(found.kind, expected, "{text}: {found:?}");
            assert!(found.offset.is_some_and(|at| at <= text.len()), "{text}: {found:?}");
        } else {
            assert_eq!(expected, DiagnosisKind::SignedCookie, "{text} is a token");
        }
    }
}

#[test]
fn swapped_parts_are_decoded_with_a_note() {
    let text = "eyJzdWIiOiJhIn0.eyJhbGciOiJIUzI1NiJ9.c2ln";
    let notes: Vec<&str> = Unverified::parse(text).unwrap().notes.iter().map(|note| note.code).collect();
    assert_eq!(notes, ["swapped_parts"]);
    let malformed = crate::jose::jws::Compact::split(text).unwrap().header().unwrap_err();
    assert_eq!(diagnose(text, &malformed).kind, DiagnosisKind::SwappedParts);
}

#[test]
fn the_key_binding_of_an_sd_jwt_is_not_a_second_token() {
    let text = format!("{TOKEN}~WyJzIiwiYSIsMV0~eyJhbGciOiJFUzI1NiJ9.eyJub25jZSI6IngifQ.YWJjZA");
    let malformed = crate::jose::jws::Compact::split(&text).unwrap_err();
    assert_eq!(diagnose(&text, &malformed).kind, DiagnosisKind::SdJwt);
}

#[test]
fn bytes_that_are_not_text() {
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(TOKEN.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let bare: Vec<u8> = TOKEN.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, expected) in [
        (&utf16[..], DiagnosisKind::Utf16),
        (&bare, DiagnosisKind::Utf16),
        (&[0x1f, 0x8b, 8, 0, 0xff], DiagnosisKind::Compressed),
        (&[0x30, 0x82, 1, 0xff], DiagnosisKind::Der),
        (b"abc\xff", DiagnosisKind::NotText),
    ] {
        assert_eq!(diagnose_bytes(bytes).kind, expected);
    }
    assert_eq!(diagnose_bytes(b"abc\xff").offset, Some(3));
}

#[test]
fn the_byte_is_where_the_fault_is() {
    let at = |text: &str| cause(text).offset;
    assert_eq!(at(&format!("{TOKEN}==")), Some(TOKEN.len()));
    assert_eq!(at(&format!("{}\n{}", &TOKEN[..50], &TOKEN[50..])), Some(50));
    assert_eq!(at(&format!("TOKEN={TOKEN}")), Some(6));
    assert_eq!(at(&format!(" {}", TOKEN.replace('.', " "))), Some(21));
    assert_eq!(at(&format!("a\n> authorization: bearer {TOKEN}=\n")), Some(26 + TOKEN.len()));
    assert_eq!(at(&format!("a:\n{}\n{}\n", &TOKEN[..50], &TOKEN[50..])), Some(53));
    assert_eq!(cause(&format!("{}!{}", &TOKEN[..50], &TOKEN[51..])).part, Some(Part::Signature));
}

#[test]
fn repeated_beginnings_end_the_search() {
    let long = "a".repeat(5000);
    for (text, expected) in [
        ("eyJ!".repeat(20_000), DiagnosisKind::Opaque),
        ("authorization: ".repeat(20_000), DiagnosisKind::NoToken),
        ("authorization: bearer ".repeat(20_000), DiagnosisKind::NoToken),
        (".".repeat(400_000), DiagnosisKind::Malformed),
        ("***".repeat(130_000), DiagnosisKind::Opaque),
        ("cookie:=".repeat(50_000), DiagnosisKind::Cookie),
        ("a=".repeat(200_000), DiagnosisKind::Opaque),
        (format!("cookie: {}", "a.0=; ".repeat(60_000)), DiagnosisKind::Cookie),
        ("Cookie: a=".repeat(6_000), DiagnosisKind::Cookie),
        ("\"...".repeat(100_000), DiagnosisKind::Malformed),
        (format!("token eyJ{long}.{long}.{long}\n{long}!\n").repeat(20), DiagnosisKind::SeveralTokens),
    ] {
        assert_eq!(cause(&text).kind, expected, "{}", &text[..40]);
    }
}

#[test]
fn a_word_after_a_split_token_is_not_a_part_of_it() {
    for end in ["done", "x", "ok\nbye"] {
        let text = format!("token:\n{}\n{}\n{end}\n", &TOKEN[..50], &TOKEN[50..]);
        assert_eq!(cause(&text).kind, DiagnosisKind::WrappedLines, "{end}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gets_one_cause(text in "\\PC{0,80}") {
        if let Err(malformed) = Unverified::parse(&text) {
            let found = diagnose(&text, &malformed);
            proptest::prop_assert!(!found.message.is_empty() && !found.hint.is_empty());
        }
    }

    #[test]
    fn any_cut_of_a_token_gets_one_cause(from in 0..30_usize, to in 31..75_usize) {
        let text = &TOKEN[from..to];
        if let Err(malformed) = Unverified::parse(text) {
            proptest::prop_assert!(!diagnose(text, &malformed).message.is_empty());
        }
    }
}

#[test]
fn what_is_too_long_to_search_has_the_cause_of_its_refusal() {
    let header = crate::base::b64::encode(format!(r#"{{"alg":"none","x":"{}"}}"#, "x".repeat(70_000)));
    for (text, message) in [
        (format!("{header}.e30."), "the header is longer than the limit of 65536 bytes"),
        (format!("[{}1]", "1,".repeat(MAX_SEARCHED / 2)), "expected three parts separated by dots, found 1"),
    ] {
        let found = cause(&text);
        assert_eq!(found.kind, DiagnosisKind::Malformed);
        assert_eq!(found.message, message);
    }
    assert_eq!(cause(&format!("[\"{}\"]", "a ".repeat(MAX_SEARCHED / 2 - 2))).kind, DiagnosisKind::Json);
}
