//! Text from the command line in messages: a name is shown, a key, token or secret is described.
//!
//! People paste a key where its file's name belongs, and messages end up in logs. Every message that would quote an
//! argument calls [`shown`].

/// The prefix of tokctl's own refresh tokens.
pub const REFRESH_TOKEN_PREFIX: &str = "tokctl_rt_";

/// The most characters of a name that a message shows.
const MAX_NAME: usize = 200;

/// The most characters of a message of another program that a message shows.
const MAX_EXCERPT: usize = 300;

/// The shortest word that is examined for randomness: 16 bytes in base64 have 22 characters.
const MIN_SECRET: usize = 20;

/// The shortest word of hexadecimal digits that is a secret: 16 bytes.
const MIN_HEX: usize = 32;

/// The shortest part of a word that must be spelled like a name, and the longest run of consonants in one.
const MIN_PART: usize = 6;
const MAX_CONSONANTS: usize = 5;

/// `text` in quotes if it can be a name, else what it is, in brackets.
pub fn shown(text: &str) -> String {
    not_a_name(text).map_or_else(|| format!("{text:?}"), |what| format!("[{what}, not shown]"))
}

/// The start of a message of another program, which may have any length.
pub fn excerpt(text: &str) -> String {
    match text.char_indices().nth(MAX_EXCERPT) {
        Some((end, _)) => format!("{}…", text.split_at(end).0),
        None => text.to_owned(),
    }
}

/// Text as one word of a shell, for commands in hints.
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,@%:=".contains(c);
    match text.chars().all(is_plain) && !text.starts_with('-') && !text.is_empty() {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// Text as the last argument of a command in a shell, also if it begins with a hyphen.
pub fn last_argument(text: &str) -> String {
    let separator = if text.starts_with('-') { "-- " } else { "" };
    separator.to_owned() + &shell_word(text)
}

/// The length of a SHA-256 thumbprint in base64url (RFC 7638).
const THUMBPRINT: usize = 43;

/// A key ID, as [`shown`]; a thumbprint, which looks like a secret, is shortened to its first characters.
pub fn key_id(kid: &str) -> String {
    let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match kid.get(..8) {
        Some(start) if kid.len() == THUMBPRINT && kid.bytes().all(is_base64url) && not_a_name(kid).is_some() => {
            format!("\"{start}…\"")
        }
        _ => shown(kid),
    }
}

/// Whether `text` has only characters that key IDs usually have. Other text may be a password.
pub fn is_plain_key_id(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || "-._~:/@+=,".contains(c))
}

/// A key ID that a user typed and that is unknown, as [`key_id`]; what may be a password is described.
pub fn unknown_key_id(kid: &str) -> String {
    if is_plain_key_id(kid) { key_id(kid) } else { "[text with spaces or symbols, not shown]".to_owned() }
}

/// A message in which every quoted key or token is described instead.
///
/// This is the last line of defense, where all messages pass; a message that quotes an argument calls [`shown`].
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
    if characters > MAX_NAME {
        return Some(format!("a string of {characters} characters"));
    }
    // A slash separates the parts of a path or URL, and is a digit of base64.
    let is_path = text.starts_with(['.', '~']) || text.contains("://");
    let mut words = text.split(|c: char| !is_word(c) && (is_path || c != '/'));
    let mut parts = text.split(|c: char| !is_word(c));
    if words.any(looks_random) || parts.any(looks_random) {
        return Some(format!("a string of {characters} characters that may be a secret"));
    }
    None
}

/// The key or token in `text`, with its article. Only what is certain: a random string is not recognized.
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
    if text.contains(REFRESH_TOKEN_PREFIX) {
        return Some("a refresh token");
    }
    // The base64 of `{"`, of a DER sequence of a key's length, and of `-----BEGIN`.
    let is_json = |word: &str| word.starts_with("eyJ") && word.len() >= 20;
    let is_der = |word: &str| {
        word.len() >= 40
            && ["MII", "MIG", "MC4C", "MCow", "MFkw", "MFYw", "MHYw", "MHcC", "MHQC"]
                .iter()
                .any(|start| word.starts_with(start))
    };
    let is_key = |word: &str| is_der(word) || word.starts_with("LS0tLS1CRUdJT");
    let is_hex_der = |word: &str| {
        let word = word.split('/').next().unwrap_or_default();
        word.len() >= 80 && word.starts_with("30") && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    // A slash is a digit of base64, and comes before a key that was taken for the name of a file.
    let words: Vec<&str> = text
        .split(|c: char| !is_word(c) && !matches!(c, '.' | '/'))
        .flat_map(|word| word.match_indices('/').map(|(at, _)| at + 1).chain([0]).map(move |at| &word[at..]))
        .collect();
    let any = |is: &dyn Fn(&str) -> bool| words.iter().any(|word| is(word));
    match () {
        () if any(&is_json) => Some("a token or JSON in base64"),
        () if any(&is_key) => Some("a key in base64"),
        () if any(&is_hex_der) => Some("a key in hexadecimal"),
        () => None,
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_')
}

/// Whether a word of 20 or more characters is random text: hexadecimal, or letters and digits mixed as in no name. It need
/// not be certain: a name that looks random is described instead of shown.
fn looks_random(word: &str) -> bool {
    let is_hex = word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if word.len() < MIN_SECRET || is_uuid(word) {
        return false;
    }
    if is_hex && word.len() >= MIN_HEX {
        return true;
    }
    let class = |byte: u8| match byte {
        b'a'..=b'z' => Some(0),
        b'A'..=b'Z' => Some(1),
        b'0'..=b'9' => Some(2),
        _ => None,
    };
    // Between lower case, upper case and digits, base64 changes about two times in three characters, a name one in ten.
    let classes: Vec<u8> = word.bytes().filter_map(class).collect();
    let changes = classes.windows(2).filter(|pair| pair.first() != pair.last()).count();
    let mut parts = word.split(|c: char| !c.is_ascii_alphanumeric());
    changes * 4 >= classes.len()
        || parts.any(|part| part.len() >= MIN_PART && !is_name_part(part))
        || has_consonants(word, MAX_CONSONANTS)
}

fn is_uuid(word: &str) -> bool {
    word.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && word.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// Whether a part is spelled like a name: `key`, `Key`, `KEY`, `RSAkey` or `signingKey`, with digits only at its end.
fn is_name_part(part: &str) -> bool {
    let letters = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_upper = |c: char| c.is_ascii_uppercase();
    let rest = letters.trim_start_matches(is_upper);
    let capitals = letters.len() - rest.len();
    let is_camel = || capitals <= 1 && rest.split(is_upper).all(|word| !word.is_empty());
    letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (rest.is_empty() || (capitals <= 3 && !rest.contains(is_upper)) || is_camel())
}

/// Whether more than `most` consonants follow one another.
fn has_consonants(word: &str, most: usize) -> bool {
    let is_consonant =
        |c: char| c.is_ascii_alphabetic() && !matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    word.split(|c| !is_consonant(c)).any(|run| run.len() > most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{b64, hex};

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
    fn a_long_message_is_cut() {
        let whole = "é".repeat(MAX_EXCERPT);
        assert_eq!(excerpt(&whole), whole);
        assert_eq!(excerpt(&"é".repeat(5_000_000)), whole + "…");
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
            ("/home/a/MC4CAQAwBQYDK2VwBCIEIDV+NfNvJ7QjHnRkQmF0YQ8aZ0Zl", "a key in base64"),
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
    }

    #[test]
    fn random_secrets_are_never_shown() {
        // splitmix64
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ mixed >> 31).to_le_bytes()[0]
        };
        for length in (16..64).cycle().take(48 * 400) {
            let bytes: Vec<u8> = (0..length).map(|_| next()).collect();
            for text in [hex::encode(&bytes), b64::encode(&bytes), b64::encode_standard(&bytes)] {
                assert!(not_a_name(&text).is_some(), "{text}");
                assert!(!key_id(&text).contains(&text), "{text}");
            }
        }
    }

    #[test]
    fn a_thumbprint_is_shortened() {
        let thumbprint = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
        assert_eq!(key_id(thumbprint), "\"NzbLsXh8…\"");
        assert_eq!(key_id("2026-11"), "\"2026-11\"");
        assert!(!key_id(&thumbprint[1..]).contains(&thumbprint[1..9]));
    }

    #[test]
    fn an_unknown_key_id_that_may_be_a_password_is_described() {
        for secret in ["S3cr3t$Passw0rd!", "my secret phrase", "p#1", "a*b", "50%"] {
            assert_eq!(unknown_key_id(secret), "[text with spaces or symbols, not shown]", "{secret}");
        }
        for kid in ["2026-11", "sig.key_1", "urn:key:a/b", "clé", "key=1"] {
            assert_eq!(unknown_key_id(kid), format!("{kid:?}"));
        }
    }
}
