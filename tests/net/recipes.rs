//! Every `tokctl` command of docs/ci.md, against a server that stands for the issuer.

use std::io::Write;
use std::sync::{Arc, OnceLock};

use serde_json::{Value, json};

use crate::server::{Server, ok, response};
use crate::test_home::{TestHome, key, set, token};

const GITHUB: &str = "https://token.actions.githubusercontent.com";
const GITLAB: &str = "https://gitlab.com";
const EKS: &str = "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE";
const CLUSTER: &str = "https://kubernetes.default.svc.cluster.local";

/// The commands of the page that begin with `tokctl`, as arguments.
fn commands() -> Vec<Vec<String>> {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci.md");
    let page = std::fs::read_to_string(page).unwrap();
    let blocks = page.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
    let lines = blocks.flat_map(str::lines).filter_map(|line| line.strip_prefix("tokctl "));
    lines.map(words).collect()
}

/// The words of a shell command with single quotes alone.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (index, piece) in line.split('\'').enumerate() {
        if index % 2 == 1 {
            words.last_mut().unwrap().push_str(piece);
            continue;
        }
        for (index, word) in piece.split(' ').enumerate() {
            if index > 0 {
                words.push(String::new());
            }
            words.last_mut().unwrap().push_str(word);
        }
    }
    words
}

/// An issuer at each path, all with one key.
fn issuers() -> (Server, String) {
    let base: Arc<OnceLock<String>> = Arc::default();
    let own = base.clone();
    let jwks = set(&[&key(1, "one")]);
    let server = Server::new(move |path: &str, out: &mut dyn Write| {
        let base = own.get().unwrap();
        let answer = match path.strip_suffix("/.well-known/openid-configuration") {
            Some(issuer) => {
                ok("", &json!({"issuer": format!("{base}{issuer}"), "jwks_uri": format!("{base}/jwks")}).to_string())
            }
            None if path == "/jwks" => ok("", &jwks),
            None => response("404 Not Found", "", ""),
        };
        out.write_all(answer.as_bytes())
    });
    base.set(server.url("")).unwrap();
    let url = server.url("");
    (server, url)
}

/// The issuer that a command names.
fn issuer_of(command: &[String]) -> &'static str {
    [GITHUB, GITLAB, EKS, CLUSTER].into_iter().find(|issuer| command.iter().any(|word| word.contains(issuer))).unwrap()
}

/// Claims as the issuer writes them: one token that each recipe for it accepts.
fn claims(issuer: &str, sub: &str) -> Value {
    let specific = match issuer {
        GITHUB => json!({
            "sub": sub, "aud": "api", "repository": "octo-org/octo-repo", "repository_id": "456789",
            "repository_owner": "octo-org", "repository_owner_id": "123456", "ref": "refs/heads/main",
        }),
        GITLAB => json!({
            "sub": sub, "aud": "https://api.example.com", "namespace_id": "42", "project_id": "4242",
            "project_path": "octo-group/octo-project", "ref_protected": "true",
        }),
        _ => json!({
            "sub": sub, "aud": ["vault"],
            "kubernetes.io": {"namespace": "payments", "pod": {"name": "api-0", "uid": "1"}, "serviceaccount": {"name": "api", "uid": "2"}},
        }),
    };
    let mut claims = json!({"iss": issuer, "iat": 1_799_999_990, "exp": 1_800_000_300, "jti": "1"});
    claims.as_object_mut().unwrap().extend(specific.as_object().unwrap().clone());
    claims
}

/// The subject of a token for the command.
fn subject(command: &[String], issuer: &str) -> &'static str {
    match issuer {
        GITHUB if command.iter().any(|word| word.starts_with("sub~=") && word.contains('@')) => {
            "repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main"
        }
        GITHUB => "repo:octo-org/octo-repo:ref:refs/heads/main",
        GITLAB => "project_path:octo-group/octo-project:ref_type:branch:ref:main",
        _ => "system:serviceaccount:payments:api",
    }
}

/// Runs the command with the issuer's URL replaced by the server's, on a token with these claims.
fn run(command: &[String], url: &str, issuer: &str, mut claims: Value) -> u8 {
    let test = TestHome::homeless();
    let local = format!("{url}/{}", issuer.len());
    if claims["iss"] == issuer && issuer != CLUSTER {
        claims["iss"] = local.clone().into();
    }
    std::fs::write(test.path().join("token.txt"), token(&key(1, "one"), &claims.to_string())).unwrap();
    std::fs::write(test.path().join("cluster.jwks"), set(&[&key(1, "one")])).unwrap();
    let command: Vec<String> = command
        .iter()
        .map(|word| match issuer {
            CLUSTER => word.clone(),
            _ => word.replace(issuer, &local),
        })
        .collect();
    let output = test.run(&command.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(output.stdout, "", "{command:?} prints nothing");
    assert_eq!(output.code == 0, output.stderr.is_empty(), "{command:?}: {output:?}");
    output.code
}

#[test]
fn each_recipe_accepts_its_token_and_no_other() {
    let (_server, url) = issuers();
    let commands = commands();
    assert_eq!(commands.len(), 8);
    for command in &commands {
        let issuer = issuer_of(command);
        let good = claims(issuer, subject(command, issuer));
        assert_eq!(run(command, &url, issuer, good.clone()), 0, "{command:?}");
        let refused = |change: &dyn Fn(&mut Value)| {
            let mut claims = good.clone();
            change(&mut claims);
            run(command, &url, issuer, claims)
        };
        assert_eq!(refused(&|claims| claims["aud"] = "other".into()), 14, "{command:?}");
        assert_eq!(refused(&|claims| claims["exp"] = 1_799_999_999.into()), 12, "{command:?}");
        assert_ne!(refused(&|claims| claims["iss"] = "https://evil.example".into()), 0, "{command:?}");
        // Another repository, project or service account, which may have the names but not the IDs.
        let other = |claims: &mut Value| {
            let sub = claims["sub"]
                .as_str()
                .unwrap()
                .replace("octo-", "octo-evil-")
                .replace("123456", "654321")
                .replace("payments", "other");
            claims["sub"] = sub.into();
            for name in ["repository_id", "project_id"] {
                if claims.get(name).is_some() {
                    claims[name] = "1".into();
                }
            }
            if claims.get("kubernetes.io").is_some() {
                claims["kubernetes.io"]["namespace"] = "other".into();
            }
        };
        assert_eq!(refused(&other), 14, "{command:?}");
    }
}

#[test]
fn both_forms_of_a_github_subject_have_a_recipe() {
    let (_server, url) = issuers();
    let by_ids =
        commands().into_iter().find(|command| command.iter().any(|word| word.starts_with("repository_id="))).unwrap();
    for sub in
        ["repo:octo-org/octo-repo:ref:refs/heads/main", "repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main"]
    {
        assert_eq!(run(&by_ids, &url, GITHUB, claims(GITHUB, sub)), 0, "{sub}");
        let accepted = commands()
            .iter()
            .filter(|command| issuer_of(command) == GITHUB && run(command, &url, GITHUB, claims(GITHUB, sub)) == 0)
            .count();
        assert_eq!(accepted, 2, "{sub}");
    }
}
