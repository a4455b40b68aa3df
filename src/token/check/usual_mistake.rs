//! How two strings that should be equal differ: where, and whether it is a usual mistake.

use unicode_normalization::UnicodeNormalization;

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
    let rules: [UsualMistake; 15] = [
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
        (is_entra_tenant, "tokens of Microsoft Entra have the ID of the tenant in place of common or a placeholder"),
        (is_same_text, "they differ only in the form of Unicode characters (NFC or NFD)"),
        (
            |a, b| a.strip_suffix(".cluster.local") == Some(b) || b.strip_suffix(".cluster.local") == Some(a),
            "they differ only in the suffix .cluster.local",
        ),
        (
            |a, b| a.contains("/realms/") && a.replacen("/auth/", "/", 1) == b.replacen("/auth/", "/", 1),
            "they differ only in /auth, which Keycloak leaves out of its URLs since version 17",
        ),
        (is_other_port, "they differ only in the port"),
        (is_other_host, "they differ only in the host"),
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

/// Whether one is the other with the ID of a tenant for `common`, `organizations`, `consumers` or a placeholder.
fn is_entra_tenant(a: &str, b: &str) -> bool {
    let is_any = |part: &str| {
        matches!(part, "common" | "organizations" | "consumers") || part.starts_with('{') && part.ends_with('}')
    };
    let is_id = |part: &str| part.len() == 36 && part.matches('-').count() == 4;
    let is_entra = |url: &str| url.contains("login.microsoftonline.") || url.contains("sts.windows.net");
    let (a_parts, b_parts): (Vec<&str>, Vec<&str>) = (a.split('/').collect(), b.split('/').collect());
    let mut different = a_parts.iter().zip(&b_parts).filter(|(a, b)| a != b);
    is_entra(a)
        && a_parts.len() == b_parts.len()
        && different.next().is_some_and(|(a, b)| is_any(a) && is_id(b) || is_id(a) && is_any(b))
        && different.next().is_none()
}

fn is_same_text(a: &str, b: &str) -> bool {
    a.nfc().eq(b.nfc())
}

fn is_other_port(a: &str, b: &str) -> bool {
    fn portless(url: &str) -> Option<String> {
        let (scheme, rest) = url.split_once("://")?;
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        Some(format!("{scheme}://{host}{path}"))
    }
    portless(a).is_some_and(|a| portless(b) == Some(a))
}

/// Whether they are URLs that differ only in the host. Without a path, the hosts must be of one domain.
fn is_other_host(a: &str, b: &str) -> bool {
    fn parts(url: &str) -> Option<(&str, &str, &str)> {
        let (scheme, rest) = url.split_once("://")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        Some((scheme, host, path))
    }
    fn domain(host: &str) -> Option<(&str, &str)> {
        let (rest, last) = host.rsplit_once('.')?;
        Some((rest.rsplit('.').next()?, last))
    }
    let (Some(a), Some(b)) = (parts(a), parts(b)) else { return false };
    let is_related = !a.2.is_empty() || domain(a.1).is_some_and(|a| domain(b.1) == Some(a));
    a.0 == b.0 && a.2 == b.2 && is_related
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
            (
                "https://login.microsoftonline.com/common/v2.0",
                "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
                "ID of the tenant",
            ),
            (
                "https://sts.windows.net/{tenantid}/",
                "https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/",
                "ID of the tenant",
            ),
            ("https://idp.example:8443/x", "https://idp.example/x", "the port"),
            ("https://kubernetes.default.svc.cluster.local", "https://kubernetes.default.svc", ".cluster.local"),
            ("https://kc.example/auth/realms/x", "https://kc.example/realms/x", "/auth"),
            ("caf\u{e9}", "cafe\u{301}", "NFC"),
            ("http://keycloak:8080/realms/x", "http://localhost:8080/realms/x", "the host"),
            ("https://auth.example.com", "https://auth.staging.example.com", "the host"),
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
            ("https://a.example/x", "https://b.example/y"),
            ("https://a.example", "https://b.example"),
            ("https://login.microsoftonline.com/common/v2.0", "https://login.microsoftonline.com/common/v1.0"),
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
