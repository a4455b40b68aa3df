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
        (String::new(), "empty"),
        (" \n".to_owned(), "empty"),
        ("undefined".to_owned(), "unset"),
        ("null".to_owned(), "unset"),
        ("[object Object]".to_owned(), "unset"),
        ("$TOKEN".to_owned(), "placeholder"),
        ("${ACCESS_TOKEN}".to_owned(), "placeholder"),
        ("%TOKEN%".to_owned(), "placeholder"),
        ("{{access_token}}".to_owned(), "placeholder"),
        ("tokctl_rt_abcdefgh".to_owned(), "refresh_token"),
        ("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----".to_owned(), "pem"),
        (format!("TOKEN={TOKEN}"), "wrapped_in_text"),
        (format!("{{\"value\":\"{TOKEN}\"}}"), "wrapped_in_text"),
        (format!("Cookie: a=b; session={TOKEN}"), "wrapped_in_text"),
        (format!("{TOKEN} {other}"), "several_tokens"),
        ("{\"access_token\":\"abc\"}".to_owned(), "json_member"),
        ("{\"sub\":\"alice\",\"exp\":1}".to_owned(), "not_encoded"),
        ("{\"kty\":\"oct\",\"k\":\"AAAA\"}".to_owned(), "jwk"),
        ("{\"protected\":\"e30\",\"payload\":\"e30\",\"signature\":\"AA\"}".to_owned(), "json_serialization"),
        ("{\"error\":\"invalid_grant\"}".to_owned(), "error_response"),
        ("<samlp:Response xmlns:samlp=\"x\"/>".to_owned(), "saml"),
        (crate::base::b64::encode_standard("<saml:Assertion/>"), "saml"),
        ("<!DOCTYPE html><title>502</title>".to_owned(), "markup"),
        ("Basic YWxhZGRpbjpvcGVuc2VzYW1l".to_owned(), "other_scheme"),
        ("Negotiate YIIC".to_owned(), "other_scheme"),
        ("theme=dark; session=abcdef".to_owned(), "cookie"),
        (format!("{}...", &TOKEN[..40]), "shortened"),
        (format!("{}…{}", &TOKEN[..20], &TOKEN[60..]), "shortened"),
        ("eyJhbGciOi***".to_owned(), "shortened"),
        (format!("“{TOKEN}”"), "wrapped_in_text"),
        (format!("{}\n{}", &TOKEN[..50], &TOKEN[50..]), "wrapped_lines"),
        (format!("> {}\n> {}", &TOKEN[..50], &TOKEN[50..]), "wrapped_lines"),
        (format!("{}=\n{}", &TOKEN[..50], &TOKEN[50..]), "wrapped_lines"),
        (format!("{} {}", &TOKEN[..50], &TOKEN[50..]), "wrapped_lines"),
        (format!("{}\\n{}", &TOKEN[..50], &TOKEN[50..]), "escaped_lines"),
        (TOKEN.replace('.', "%2E"), "url_encoded"),
        (format!("{TOKEN}%3D"), "url_encoded"),
        (standard.clone(), "base64_of_token"),
        (double, "base64_of_token"),
        (crate::base::b64::encode_standard([&[0x1f, 0x8b, 8], &[7; 60][..]].concat()), "compressed"),
        (crate::base::b64::encode([&[0x78, 0x9c], &[7; 60][..]].concat()), "compressed"),
        (format!("{TOKEN}{other}"), "joined"),
        ("https://app.example/cb?code=abc&state=x".to_owned(), "authorization_code"),
        ("code=4/0AX4XfWh-abc&state=xyz".to_owned(), "authorization_code"),
        ("1Jf75bXwEMbmN7RTbQMMoYYokSDHcrN0y2rjsz1Y8jT3IeJdR4oQ1mvVx24m5xaaJyPKMPkB1fHC3CbqkHLy4uFjJMzlIaq6slFm8cx7tGX".to_owned(), "other_format"),
        ("1JUMUggl4KNAVo91gsZ21jXfnaTIvjChOGcXjWf9yl9jJlTYiWoXYAMhcDyng2VeGsItOxmZhfcGjuZYZ9ONHQTta3tdBkikESc4IvcAihB".to_owned(), "opaque"),
        (TOKEN.replacen('.', ".\u{feff}", 1), "foreign_character"),
        (TOKEN.replacen("eyJzd", "eyJ\u{200b}zd", 1), "foreign_character"),
        (format!(".{TOKEN}"), "added_dot"),
        (TOKEN.replacen('.', "…", 1), "replaced_dot"),
        (format!("17|{}", "a1B2".repeat(10)), "other_format"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ1 me@x".to_owned(), "ssh_key"),
        ("{\"header\":{\"alg\":\"HS256\"},\"payload\":{\"sub\":\"a\"}}".to_owned(), "decoded"),
        ("Cookie: connect.sid=abcdef".to_owned(), "cookie"),
        ("PHPSESSID=0123456789abcdef0123456789".to_owned(), "cookie"),
        (format!("eyJhbGciOiJIUzI1NiJ9.{TOKEN}"), "repeated_part"),
        ("ImFsaWNlQGV4YW1wbGUuY29tIg.aweTOw.XeuU1cXYZnoKEzKJrFHTpjWq468".to_owned(), "signed_cookie"),
        (format!("WyJhIl0.{}.c2ln", &TOKEN[21..40]), "not_jwt"),
        ("eyJ1c2VyIjoxfQ==".to_owned(), "one_part"),
        (TOKEN.replace('.', "%252E"), "url_encoded"),
        ("https://app.example/".to_owned(), "url"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a".to_owned(), "opaque"),
        ("sk_live_4eC39HqLyjWDarjtT1zdp7dc".to_owned(), "api_key"),
        ("AIzaSyA1234567890abcdefghijklmnop".to_owned(), "api_key"),
        ("v4.public.eyJzdWIiOiJhIn0.abc".to_owned(), "opaque"),
        (TOKEN.to_ascii_lowercase(), "case_changed"),
        (format!("{}\u{200b}{}", &TOKEN[..30], &TOKEN[30..]), "foreign_character"),
        (format!("{TOKEN}=="), "padded"),
        (TOKEN.replace("LX", "+/"), "standard_base64"),
        (TOKEN[20..].to_owned(), "no_header"),
        (TOKEN[..20].to_owned(), "truncated"),
        (TOKEN[..17].to_owned(), "truncated"),
        (TOKEN[..30].to_owned(), "truncated"),
        (TOKEN[..41].to_owned(), "truncated"),
        (TOKEN[..TOKEN.len() - 1].to_owned(), "truncated"),
        (TOKEN[1..].to_owned(), "truncated_start"),
        (format!("{TOKEN}.abcd"), "too_many_parts"),
        ("www.example.com".to_owned(), "host_name"),
        ("eyJsb2dnZWRfaW4iOnRydWV9.Xh2aZQ.c2lnbmF0dXJl_w".to_owned(), "signed_cookie"),
        ("0123456789abcdef0123456789abcdef".to_owned(), "opaque"),
        ("8d5ab8f8-2f4b-4a0e-9f0e-3f6d0c1b2a3f".to_owned(), "opaque"),
        ("some-opaque-thing".to_owned(), "opaque"),
        (format!("token: {standard}\ntype: Opaque\n"), "base64_of_token"),
        (format!("{TOKEN}%"), "quotes"),
        (TOKEN.replace('.', " "), "separators"),
        (TOKEN.replace('.', ", "), "separators"),
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0.a.b.c".to_owned(), "broken_jwe"),
        (format!(".{}.Xh2aZQ.c2lnbmF0dXJl", crate::base::b64::encode([0x78, 0x9c, 1, 2])), "signed_cookie"),
        ("token = (sensitive value)".to_owned(), "no_token"),
        (crate::base::hex::encode(TOKEN.as_bytes()), "hexadecimal"),
        (format!("\u{1b}[01;31m\u{1b}[KeyJ\u{1b}[m\u{1b}[K{}", &TOKEN[3..]), "terminal_codes"),
        ("0000: 65 79 4a eyJ\n0003: 68 62 47 hbG\n".to_owned(), "dump"),
        (format!("token:\n{}\n{}\nend\n", &TOKEN[..50], &TOKEN[50..]), "wrapped_lines"),
        (format!("a=3D{}=\r\n{}\r\nend\r\n", &TOKEN[..50], &TOKEN[50..]), "wrapped_lines"),
        (format!("Cookie: session=s%3A{TOKEN}.c2lnbmF0dXJl"), "signed_cookie"),
        (format!("TOKEN={}", &TOKEN[..30]), "truncated"),
        (format!("{{\"id_token\":\"{TOKEN}=\"}}"), "padded"),
        (format!("{{\"id_token\":\"{}", &TOKEN[..30]), "truncated"),
        ("> Authorization: Bearer \n> Accept: */*".to_owned(), "empty"),
        ("> Authorization: Bearer undefined\n".to_owned(), "unset"),
        ("curl -H 'Authorization: Bearer $TOKEN' https://a.example".to_owned(), "placeholder"),
        ("> Authorization: Basic YWxhZGRpbjpvcGVuc2VzYW1l\n> Accept: */*".to_owned(), "other_scheme"),
        ("Authorization: Bearer ***\nHTTP/2 401".to_owned(), "shortened"),
        ("Bearer <redacted>".to_owned(), "shortened"),
        ("export GITHUB_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a\n".to_owned(), "opaque"),
        ("token ghp_16C7e42F292c6912E7710c838347Ae178B4a".to_owned(), "opaque"),
        ("TOKEN=tokctl_rt_abcdefgh".to_owned(), "refresh_token"),
        (TOKEN.replace('.', "=2E"), "escaped_dots"),
        (TOKEN.replace('.', "&#46;"), "escaped_dots"),
        (TOKEN.replace('.', "\\u002e"), "escaped_dots"),
        (format!("Cookie: a=b; s.token.0={}; s.token.1={}", &TOKEN[..40], &TOKEN[40..]), "chunked_cookie"),
        ("<your token here>".to_owned(), "placeholder"),
        (".eJwrLkksSU0BAA5kA1s.aSbXyQ.0123456789abcdef0123456789a".to_owned(), "signed_cookie"),
        (format!("eyJpdiI6{}", "QUJD".repeat(20)), "signed_cookie"),
        (format!("eyJhIjoxfQ:1tAbCd:{}", "x".repeat(43)), "signed_cookie"),
        (format!("BAh7B0kiD3Nlc3Npb25f--{}", "0f".repeat(20)), "signed_cookie"),
        (format!("s%3A{}.{}", "x".repeat(32), "y".repeat(43)), "signed_cookie"),
        ("0.AXoAxxxxxxxxxxxxxxx.AgABAAEAAADyyyyyyyyyyyyyyyy".to_owned(), "opaque"),
        // What only resembles another cause.
        ("Connecting to server ...\nconnected.".to_owned(), "no_token"),
        ("*** restart ***".to_owned(), "no_token"),
        ("user=alice password=***\nlogged in".to_owned(), "no_token"),
        ("***".to_owned(), "shortened"),
        ("user=alice access_token=*** ok".to_owned(), "shortened"),
        ("token has expired".to_owned(), "no_token"),
        ("basic authentication failed".to_owned(), "no_token"),
        ("< HTTP/1.1 401 Unauthorized\n< Content-Length: 0".to_owned(), "no_token"),
        ("<13>Nov 26 01:35:26 host api: ready".to_owned(), "no_token"),
        ("[INFO] ready\n[INFO] done".to_owned(), "no_token"),
        ("10% done, 90%20 left".to_owned(), "no_token"),
        ("the ‘quoted’ text".to_owned(), "no_token"),
        (format!("{}!{}", &TOKEN[..50], &TOKEN[51..]), "foreign_character"),
    ] {
        // A signed cookie is read as a token without "alg".
        if let Err(malformed) = Unverified::parse(&text) {
            let found = diagnose(&text, &malformed);
            assert_eq!(found.cause, expected, "{text}: {found:?}");
            assert!(found.offset.is_some_and(|at| at <= text.len()), "{text}: {found:?}");
        } else {
            assert_eq!(expected, "signed_cookie", "{text} is a token");
        }
    }
}

#[test]
fn swapped_parts_are_decoded_with_a_note() {
    let text = "eyJzdWIiOiJhIn0.eyJhbGciOiJIUzI1NiJ9.c2ln";
    let notes: Vec<&str> = Unverified::parse(text).unwrap().notes.iter().map(|note| note.code).collect();
    assert_eq!(notes, ["swapped_parts"]);
    let malformed = crate::jose::jws::Compact::split(text).unwrap().header().unwrap_err();
    assert_eq!(diagnose(text, &malformed).cause, "swapped_parts");
}

#[test]
fn the_key_binding_of_an_sd_jwt_is_not_a_second_token() {
    let text = format!("{TOKEN}~WyJzIiwiYSIsMV0~eyJhbGciOiJFUzI1NiJ9.eyJub25jZSI6IngifQ.YWJjZA");
    let malformed = crate::jose::jws::Compact::split(&text).unwrap_err();
    assert_eq!(diagnose(&text, &malformed).cause, "sd_jwt");
}

#[test]
fn bytes_that_are_not_text() {
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(TOKEN.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let bare: Vec<u8> = TOKEN.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, expected) in [
        (&utf16[..], "utf16"),
        (&bare, "utf16"),
        (&[0x1f, 0x8b, 8, 0, 0xff], "compressed"),
        (&[0x30, 0x82, 1, 0xff], "der"),
        (b"abc\xff", "not_text"),
    ] {
        assert_eq!(diagnose_bytes(bytes).cause, expected);
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
        ("eyJ!".repeat(20_000), "opaque"),
        ("authorization: ".repeat(20_000), "no_token"),
        ("authorization: bearer ".repeat(20_000), "no_token"),
        (".".repeat(400_000), "malformed"),
        ("***".repeat(130_000), "opaque"),
        ("cookie:=".repeat(50_000), "cookie"),
        ("a=".repeat(200_000), "opaque"),
        (format!("cookie: {}", "a.0=; ".repeat(60_000)), "cookie"),
        ("Cookie: a=".repeat(6_000), "cookie"),
        ("\"...".repeat(100_000), "malformed"),
        (format!("token eyJ{long}.{long}.{long}\n{long}!\n").repeat(20), "several_tokens"),
    ] {
        assert_eq!(cause(&text).cause, expected, "{}", &text[..40]);
    }
}

#[test]
fn a_word_after_a_split_token_is_not_a_part_of_it() {
    for end in ["done", "x", "ok\nbye"] {
        let text = format!("token:\n{}\n{}\n{end}\n", &TOKEN[..50], &TOKEN[50..]);
        assert_eq!(cause(&text).cause, "wrapped_lines", "{end}");
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
        assert_eq!(found.cause, "malformed");
        assert_eq!(found.message, message);
    }
    assert_eq!(cause(&format!("[\"{}\"]", "a ".repeat(MAX_SEARCHED / 2 - 2))).cause, "json");
}
