//! Text from the command line in messages: a name is shown, a key, token or secret is described.
//!
//! People paste a key where its file's name belongs, and messages end up in logs. Every message that would quote an
//! argument calls [`shown`].

/// The most characters of a name that a message shows.
const LONGEST_NAME: usize = 200;

/// The shortest word that is examined for randomness.
const SHORTEST_SECRET: usize = 20;

/// `text` in quotes if it can be a name, else what it is, in brackets.
pub fn shown(text: &str) -> String {
    not_a_name(text).map_or_else(|| format!("{text:?}"), |what| format!("[{what}, not shown]"))
}

/// A message in which every quoted key or token is described instead.
///
/// This is the last line of defence, where all messages pass; a message that quotes an argument calls [`shown`].
pub fn redact(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('"') {
        let mut is_escaped = false;
        let end = after.find(|c: char| {
            let is_end = c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            is_end
        });
        let Some((quoted, following)) = end.and_then(|end| after.split_at_checked(end)) else { break };
        out.push_str(before);
        match credential(quoted) {
            Some(what) => out.push_str(&format!("[{what}, not shown]")),
            None => out.extend(["\"", quoted, "\""]),
        }
        rest = following.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// What `text` is if it cannot be a name, with its article; `None` for a name, a path or a URL.
pub fn not_a_name(text: &str) -> Option<String> {
    if let Some(what) = credential(text) {
        return Some(what.to_owned());
    }
    let characters = text.chars().count();
    if text.chars().any(char::is_control) {
        return Some("text with line breaks or control characters".to_owned());
    }
    if characters > LONGEST_NAME {
        return Some(format!("a text of {characters} characters"));
    }
    // A slash separates the parts of a path or URL, and is a digit of base64.
    let is_path = text.starts_with(['.', '~']) || text.contains("://");
    let mut words = text.split(|c: char| !is_word(c) && (is_path || c != '/'));
    let mut parts = text.split(|c: char| !is_word(c));
    if words.any(looks_random) || parts.any(looks_random) {
        return Some(format!("a text of {characters} characters that may be a secret"));
    }
    None
}

/// What key or token stands in `text`, with its article. Only what is certain: a random text is not recognized.
pub fn credential(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let has = |part: &str| lower.contains(part);
    if has("--begin") || has("-- begin") {
        return Some(if has("private") {
            "a PEM private key"
        } else if has("certificate") {
            "a PEM certificate"
        } else {
            "a PEM key"
        });
    }
    if has("putty-user-key-file") {
        return Some("a PuTTY private key");
    }
    if has("keyvalue>") || has("<modulus") {
        return Some("an XML key");
    }
    if has("kty") && (has("{") || has(":") || has("=")) {
        return Some("a JWK");
    }
    if text.contains("AAAA") && ["ssh-", "ecdsa-sha2-"].into_iter().any(has) {
        return Some("an OpenSSH public key");
    }
    if has("age-secret-key-") {
        return Some("an age private key");
    }
    if text.contains("tokctl_rt_") {
        return Some("a refresh token");
    }
    // The base64 of `{"`, of a DER sequence of a key's length, and of `-----BEGIN`.
    let words = || text.split(|c: char| !is_word(c) && !matches!(c, '.' | '/'));
    if words().any(|word| word.starts_with("eyJ") && word.len() >= 20) {
        return Some("a token or JSON in base64");
    }
    let is_der = |word: &str| {
        word.len() >= 40
            && ["MII", "MIG", "MC4C", "MCow", "MFkw", "MFYw", "MHYw", "MHcC", "MHQC"]
                .iter()
                .any(|start| word.starts_with(start))
    };
    if words().any(|word| is_der(word) || word.starts_with("LS0tLS1CRUdJT")) {
        return Some("a key in base64");
    }
    let is_hex_der =
        |word: &str| word.len() >= 80 && word.starts_with("30") && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    words().any(is_hex_der).then_some("a key in hexadecimal")
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_')
}

/// Whether a word changes between lower case, upper case and digits as often as only random text does: more than two
/// times in three characters is usual for base64, one time in two for hexadecimal, one time in ten for a name.
fn looks_random(word: &str) -> bool {
    let class = |byte: u8| match byte {
        b'a'..=b'z' => Some(0),
        b'A'..=b'Z' => Some(1),
        b'0'..=b'9' => Some(2),
        _ => None,
    };
    let classes: Vec<u8> = word.bytes().filter_map(class).collect();
    let is_uuid = word.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    let is_hex = word.len() >= 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_uuid || (is_hex && classes.iter().any(|class| Some(class) != classes.first())) {
        return is_hex;
    }
    let changes = classes.windows(2).filter(|pair| pair.first() != pair.last()).count();
    classes.len() >= SHORTEST_SECRET && changes * 4 >= classes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_paths_and_urls_are_shown() {
        for name in [
            "key.pem",
            "./keys/rsa2048.pkcs8.pem",
            "/home/User1/Documents/keys/production-signing-key-2026-11-25.pem",
            "my key file.pem",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "https://login.example.com/tenants/common/discovery/v2.0/keys",
            "C:\\Users\\alice\\key.pem",
            "alice@example.com",
            "schlüssel.pem",
            "2026-11-25",
            "https://login.microsoftonline.com/f81d4fae-7dec-11d0-a765-00a0c91e6bf6/v2.0",
            "",
        ] {
            assert_eq!(shown(name), format!("{name:?}"));
        }
    }

    #[test]
    fn keys_tokens_and_secrets_are_described() {
        for (text, what) in [
            ("-----BEGIN PRIVATE KEY----- MC4CAQAwBQYDK2VwBCIEIDV -----END PRIVATE KEY-----", "a PEM private key"),
            ("-----BEGIN CERTIFICATE-----\\nMIIB", "a PEM certificate"),
            ("{\"kty\":\"oct\",\"k\":\"AyM1SysPpbyDfgZld3umj1qz\"}", "a JWK"),
            ("{kty: oct, k: AyM1}", "a JWK"),
            ("eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "a token or JSON in base64"),
            ("MC4CAQAwBQYDK2VwBCIEIDV+NfNvJ7QjHnRkQmF0YQ8aZ0Zl", "a key in base64"),
            ("tokctl_rt_abc", "a refresh token"),
            ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA", "an OpenSSH public key"),
        ] {
            assert_eq!(shown(text), format!("[{what}, not shown]"), "{text}");
        }
        for secret in [
            "K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols=",
            "K7gNU3sdo-OL0wNhqoVWhr3g6s1xYv72ol_pe_Unols",
            "8f14e45fceea167a5a36dedd4bea2543",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "/7gNU3sdo+OL0wNhq/VWhr3g6s1xYv72ol/pe/Unols=",
            "line\nbreak",
        ] {
            assert!(!shown(secret).contains(secret), "{secret}");
        }
    }

    #[test]
    fn a_quoted_key_is_taken_out_of_a_message() {
        let message = format!("no key {:?}; known: \"a\\\"b\", \"c\"", "-----BEGIN PRIVATE KEY-----\nMC4\"CAQ");
        assert_eq!(redact(&message), "no key [a PEM private key, not shown]; known: \"a\\\"b\", \"c\"");
        for message in ["", "\"", "a \"b", "the first line is `-----BEGIN …-----`", "\"\\\""] {
            assert_eq!(redact(message), message);
        }
    }

    proptest::proptest! {
        #[test]
        fn other_messages_stay_as_they_are(message in "[a-z\"\\\\ ]{0,40}") {
            proptest::prop_assert_eq!(redact(&message), message);
        }

        #[test]
        fn random_secrets_are_never_shown(bytes in proptest::collection::vec(proptest::num::u8::ANY, 32..64)) {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            proptest::prop_assert!(not_a_name(&super::super::b64::encode(&bytes)).is_some());
            proptest::prop_assert!(not_a_name(&super::super::b64::encode_standard(&bytes)).is_some());
            proptest::prop_assert!(not_a_name(&hex).is_some());
        }
    }
}
