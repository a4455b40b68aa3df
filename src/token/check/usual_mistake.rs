//! How two strings that should be equal differ: where, and whether it is a usual mistake.

use crate::base::percent;

/// The index of the first character that differs; the length of the shorter one if the other begins with it.
pub fn first(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// Whether two strings differ in a certain way, and the clause that says so.
type UsualMistake = (fn(&str, &str) -> bool, &'static str);

/// The usual mistake that makes `found` differ from `expected`, as a clause for the end of a message; `None` if they
/// differ in another way.
pub fn usual(expected: &str, found: &str) -> Option<&'static str> {
    let rules: [UsualMistake; 9] = [
        (|a, b| a.trim() == b.trim(), "they differ only in leading or trailing white space"),
        (|a, b| a.trim_end_matches('/') == b.trim_end_matches('/'), "they differ only in a trailing slash"),
        (|a, b| a.to_lowercase() == b.to_lowercase(), "they differ only in case"),
        (|a, b| without_scheme(a) == without_scheme(b), "they differ only in the scheme (http or https)"),
        (
            |a, b| without_port(a) == without_port(b),
            "they differ only in the default port, which counts in a comparison",
        ),
        (
            |a, b| a.strip_prefix("api://") == Some(b) || b.strip_prefix("api://") == Some(a),
            "they differ only in the prefix \"api://\" of Microsoft Entra",
        ),
        (|a, b| unquoted(a) == unquoted(b), "they differ only in quotes"),
        (|a, b| percent::decode(a) == percent::decode(b), "they differ only in percent-encoding"),
        (is_entra_version, "they are the v1.0 and v2.0 issuers of the same Microsoft Entra tenant"),
    ];
    if expected == found {
        return None;
    }
    let rule = rules.iter().find(|(is_alike, _)| is_alike(expected, found));
    rule.map(|(_, clause)| *clause).or_else(|| match (without_github_ids(expected), without_github_ids(found)) {
        (None, Some(found)) if found == expected => {
            Some("they differ only in the numeric IDs of GitHub's new format, which the token has")
        }
        (Some(expected), None) if found == expected => {
            Some("they differ only in the numeric IDs of GitHub's new format, which the token does not have")
        }
        (Some(expected), Some(found)) if found == expected => Some("they differ only in GitHub's numeric IDs"),
        _ => None,
    })
}

/// A subject of GitHub Actions in the format `repo:OWNER@ID/REPO@ID:…`, without the IDs.
pub(super) fn without_github_ids(text: &str) -> Option<String> {
    let (repository, rest) = match text.strip_prefix("repo:")?.split_once(':') {
        Some((repository, rest)) => (repository, format!(":{rest}")),
        None => (text.strip_prefix("repo:")?, String::new()),
    };
    let name = |part: &str| {
        let (name, id) = part.split_once('@')?;
        (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())).then(|| name.to_owned())
    };
    let (owner, repository) = repository.split_once('/')?;
    Some(format!("repo:{}/{}{rest}", name(owner)?, name(repository)?))
}

fn without_scheme(url: &str) -> &str {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url)
}

fn without_port(url: &str) -> String {
    let port = if url.starts_with("https://") { ":443" } else { ":80" };
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    format!("{scheme}://{}{path}", host.strip_suffix(port).unwrap_or(host))
}

fn unquoted(text: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)) {
            return inner;
        }
    }
    text
}

/// Whether they are `https://sts.windows.net/TENANT/` and `https://login.microsoftonline.com/TENANT/v2.0`.
fn is_entra_version(a: &str, b: &str) -> bool {
    fn v1(issuer: &str) -> Option<&str> {
        issuer.strip_prefix("https://sts.windows.net/")?.strip_suffix('/')
    }
    fn v2(issuer: &str) -> Option<&str> {
        issuer.strip_prefix("https://login.microsoftonline.com/")?.strip_suffix("/v2.0")
    }
    let is_pair = |a, b| v1(a).is_some_and(|tenant| v2(b) == Some(tenant));
    is_pair(a, b) || is_pair(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_mistakes_are_named_both_ways() {
        for (a, b, expected) in [
            ("https://idp.example", "https://idp.example/", "trailing slash"),
            ("https://idp.example", "https://idp.example ", "white space"),
            ("https://idp.example", "https://IdP.example", "case"),
            ("https://idp.example", "http://idp.example", "scheme (http or https)"),
            ("https://idp.example/a", "https://idp.example:443/a", "default port"),
            ("http://idp.example:80", "http://idp.example", "default port"),
            ("api", "api://api", "api://"),
            ("api", "\"api\"", "quotes"),
            ("a/b", "a%2Fb", "percent-encoding"),
            ("https://sts.windows.net/t/", "https://login.microsoftonline.com/t/v2.0", "v1.0 and v2.0"),
            ("repo:octo/app:ref:refs/heads/main", "repo:octo@1/app@2:ref:refs/heads/main", "numeric IDs"),
            ("repo:octo@3/app@2:x", "repo:octo@1/app@2:x", "numeric IDs"),
        ] {
            for (a, b) in [(a, b), (b, a)] {
                let found = usual(a, b).unwrap_or_else(|| panic!("{a} {b}"));
                assert!(found.contains(expected), "{a} {b}: {found}");
            }
        }
    }

    #[test]
    fn other_differences_are_not() {
        for (a, b) in [
            ("a", "a"),
            ("a", "b"),
            ("https://a.example", "https://b.example/"),
            ("https://idp.example:8443", "https://idp.example"),
            ("https://sts.windows.net/t/", "https://login.microsoftonline.com/u/v2.0"),
            ("repo:octo/app:x", "repo:octo@1/app@2:y"),
            ("repo:octo/app:x", "repo:octo@a/app@2:x"),
            ("%", "%2"),
        ] {
            assert_eq!(usual(a, b), None, "{a} {b}");
        }
    }

    #[test]
    fn the_place_of_the_first_difference() {
        for (a, b, at) in [("abc", "abd", 2), ("é/", "é", 1), ("", "x", 0), ("ab", "abc", 2)] {
            assert_eq!(first(a, b), at, "{a} {b}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_input_panics(a: String, b: String) {
            let _ = (usual(&a, &b), first(&a, &b));
        }
    }
}
