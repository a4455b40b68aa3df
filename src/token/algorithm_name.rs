//! Names of algorithms that other specifications and libraries use.

use crate::jose::Algorithm;

/// The algorithm that is meant by a name of another specification, or by one in another spelling.
pub(super) fn intended(name: &str) -> Option<Algorithm> {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let by_spelling = Algorithm::all().find(|alg| alg.name().replace('-', "").eq_ignore_ascii_case(&plain));
    // Names of XML signatures (RFC 6931), of Java and of older libraries.
    let family = [
        (&["rsasha", "sha{}withrsa", "rsa", "rsassapkcs1v15sha"][..], "RS"),
        (&["sha{}rsamgf1", "rsapsssha", "rsassapsssha"], "PS"),
        (&["hmacsha", "hmac", "hsha"], "HS"),
        (&["ecdsasha", "sha{}withecdsa", "ecdsa"], "ES"),
    ];
    let name_of = |bits: &str| {
        family.iter().find_map(|(forms, start)| {
            let is_form = |form: &&str| match form.contains("{}") {
                true => plain.ends_with(&form.replace("{}", bits)),
                false => plain.ends_with(&format!("{form}{bits}")),
            };
            forms.iter().any(is_form).then(|| format!("{start}{bits}"))
        })
    };
    by_spelling.or_else(|| ["256", "384", "512"].iter().find_map(|bits| Algorithm::from_name(&name_of(bits)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_algorithms_in_other_spellings() {
        for (name, expected) in [
            ("rs256", Some("RS256")),
            ("RS-256", Some("RS256")),
            ("RSA256", Some("RS256")),
            ("SHA256withRSA", Some("RS256")),
            ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", Some("RS512")),
            ("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", Some("PS256")),
            ("HmacSHA384", Some("HS384")),
            ("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", Some("ES256")),
            ("eddsa", Some("EdDSA")),
            ("mldsa44", Some("ML-DSA-44")),
            ("XS256", None),
            ("SHA256", None),
            ("", None),
        ] {
            assert_eq!(intended(name).map(Algorithm::name), expected, "{name}");
        }
    }
}
