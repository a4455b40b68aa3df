//! Keys and tokens made by others work here, and ours there: PyJWT, `jose` from npm, Debian's `jose`, and for ML-DSA the
//! Python package cryptography and `@noble/post-quantum` from npm.
//!
//! `TOKCTL_TEST_PYTHON` names a Python that has PyJWT and cryptography (default `python3`), `TOKCTL_TEST_NODE_MODULES` a
//! directory in whose `node_modules` the packages are. A missing peer is reported; with `CI` set it is a
//! failure.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A program that signs and verifies on request.
struct Peer {
    name: &'static str,
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    fn start(name: &'static str, command: &mut Command) -> Option<Self> {
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let peer = started.ok().and_then(|mut child| {
            let requests = child.stdin.take()?;
            let answers = BufReader::new(child.stdout.take()?);
            let mut peer = Self { name, child, requests, answers };
            peer.ask(&json!({"op": "supports", "alg": "HS256"})).ok()?;
            Some(peer)
        });
        missing_unless(peer.is_some(), name);
        peer
    }

    fn ask(&mut self, request: &Value) -> Result<Value, String> {
        writeln!(self.requests, "{request}").map_err(|e| e.to_string())?;
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(|e| e.to_string())?;
        let mut answer: Value =
            serde_json::from_str(&line).map_err(|e| format!("{} answered {line:?}: {e}", self.name))?;
        match answer.get_mut("ok") {
            Some(ok) => Ok(ok.take()),
            None => Err(answer["error"].to_string()),
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn missing_unless(present: bool, name: &str) {
    if !present {
        assert!(std::env::var_os("CI").is_none(), "{name} is missing, and CI must not do without it");
        eprintln!("NOT TESTED: {name} is not installed; see CONTRIBUTING.md");
    }
}

fn pyjwt() -> Option<Peer> {
    let python = std::env::var_os("TOKCTL_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    Peer::start("PyJWT", Command::new(python).arg("-B").arg(script("pyjwt_peer.py")))
}

fn npm_jose() -> Option<Peer> {
    Peer::start("npm's jose", Command::new("node").arg(script("jose_peer.mjs")))
}

fn python_cryptography() -> Option<Peer> {
    let python = std::env::var_os("TOKCTL_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    Peer::start("Python's cryptography", Command::new(python).arg("-B").arg(script("ml_dsa_peer.py")))
}

fn npm_noble() -> Option<Peer> {
    Peer::start("npm's @noble/post-quantum", Command::new("node").arg(script("ml_dsa_peer.mjs")))
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop").join(name)
}

/// A home of its own, and tokctl in it.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, args: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_tokctl"))
            .args(args)
            .current_dir(self.0.path())
            .env("TOKCTL_HOME", self.0.path().join("home"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "tokctl {args:?}: {:?}\n{stderr}", output.status);
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// A key of the ring, private half and all.
    fn export(&self, kid: &str, format: &str) -> String {
        let name = format!("{kid}-private.{format}");
        self.run(&["key", "export", kid, "--format", format, "--private", "--out", &name]);
        std::fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }
}

fn algorithms() -> Vec<String> {
    let listed: Value = serde_json::from_str(&Home::new().run(&["algorithms", "--json"])).unwrap();
    listed.as_array().unwrap().iter().map(|row| row["alg"].as_str().unwrap().to_owned()).collect()
}

fn in_both_directions(mut peer: Peer, least: usize) {
    let mut tested = Vec::new();
    for alg in algorithms() {
        if peer.ask(&json!({"op": "supports", "alg": alg})) != Ok(Value::Bool(true)) {
            continue;
        }
        let home = Home::new();
        home.run(&["key", "generate", "--alg", &alg, "--kid", "ours"]);
        let private_jwk = home.export("ours", "jwk");
        let symmetric = alg.starts_with("HS");
        let public_jwk =
            if symmetric { private_jwk.clone() } else { home.run(&["key", "export", "ours", "--format", "jwk"]) };
        let token = home.run(&["issue", "--key", "ours", "--alg", &alg, "--sub", "alice", "--claim", "n:=1.5"]);
        let mut ways = vec![(json!({"jwk": parse(&private_jwk)}), json!({"jwk": parse(&public_jwk)}))];
        if !symmetric {
            let private = home.export("ours", "pem");
            let public = home.run(&["key", "export", "ours", "--format", "pem"]);
            home.write("public.pem", &public);
            ways.push((json!({"pem": private}), json!({"pem": public})));
        }
        home.write("public.jwk", &public_jwk);
        for (mut sign, mut verify) in ways {
            let context = format!("{} {alg} {:?}", peer.name, sign.as_object().unwrap().keys().collect::<Vec<_>>());
            verify["op"] = json!("verify");
            verify["alg"] = json!(alg);
            verify["token"] = json!(token);
            let claims = peer.ask(&verify).unwrap_or_else(|e| panic!("{context} refuses our token: {e}"));
            assert_eq!((&claims["sub"], &claims["n"]), (&json!("alice"), &json!(1.5)), "{context}");
            sign["op"] = json!("sign");
            sign["alg"] = json!(alg);
            sign["claims"] = json!({"sub": "bob", "exp": 4_102_444_800_u64});
            let theirs = peer.ask(&sign).unwrap_or_else(|e| panic!("{context} cannot sign with our key: {e}"));
            let key = if symmetric || sign.get("jwk").is_some() { "./public.jwk" } else { "./public.pem" };
            let verdict = parse(&home.run(&["verify", "--key", key, "--json", theirs.as_str().unwrap()]));
            assert_eq!((&verdict["valid"], &verdict["payload"]["sub"]), (&json!(true), &json!("bob")), "{context}");
        }
        tested.push(alg);
    }
    eprintln!("{}: {}", peer.name, tested.join(" "));
    assert!(tested.len() >= least, "only {tested:?} were tested against {}", peer.name);
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

#[test]
fn pyjwt_and_tokctl_accept_each_other() {
    if let Some(peer) = pyjwt() {
        in_both_directions(peer, 14);
    }
}

#[test]
fn npm_jose_and_tokctl_accept_each_other() {
    if let Some(peer) = npm_jose() {
        in_both_directions(peer, 13);
    }
}

/// Runs every kind of `issue --bad` past `verify` and a peer.
fn invalid_tokens_are_refused_by(mut peer: Peer) {
    for alg in ["HS256", "RS256", "ES256", "EdDSA"] {
        let home = Home::new();
        home.run(&["key", "generate", "--alg", alg, "--kid", "ours"]);
        let private = home.export("ours", "jwk");
        let is_symmetric = alg.starts_with("HS");
        let public = if is_symmetric { private } else { home.run(&["key", "export", "ours", "--format", "jwk"]) };
        home.write("ours.jwk", &public);
        let claims = ["--key", "ours", "--sub", "alice", "--iss", "us", "--aud", "api"];
        let mut accepts = |token: &str| {
            let request = json!({"op": "verify", "alg": alg, "jwk": parse(&public), "token": token, "issuer": "us",
                                 "audience": "api"});
            peer.ask(&request).is_ok()
        };
        assert!(accepts(&home.run(&[&["issue"], &claims[..]].concat())), "{alg}");
        let issued = parse(&home.run(&[&["issue", "--bad", "all", "--json"], &claims[..]].concat()));
        let issued = issued.as_array().unwrap();
        assert!(issued.len() >= 13, "{alg}: {}", issued.len());
        for bad in issued {
            let (kind, token) = (&bad["kind"], bad["token"].as_str().unwrap());
            assert!(!accepts(token), "{alg}: a {kind} token is accepted");
            let output = Command::new(env!("CARGO_BIN_EXE_tokctl"))
                .args(["verify", "--json", "--key", "./ours.jwk", "--iss", "us", "--aud", "api", token])
                .current_dir(home.0.path())
                .output()
                .unwrap();
            let verdict = parse(&String::from_utf8(output.stdout).unwrap());
            assert_eq!(verdict["errors"][0]["code"], bad["error"], "{alg} {kind}");
            assert_eq!(output.status.code().map(Value::from), Some(bad["exit_code"].clone()), "{alg} {kind}");
        }
    }
}

#[test]
fn pyjwt_refuses_every_kind_of_invalid_token() {
    if let Some(peer) = pyjwt() {
        invalid_tokens_are_refused_by(peer);
    }
}

#[test]
fn npm_jose_refuses_every_kind_of_invalid_token() {
    if let Some(peer) = npm_jose() {
        invalid_tokens_are_refused_by(peer);
    }
}

#[test]
fn python_cryptography_and_tokctl_accept_each_other() {
    if let Some(peer) = python_cryptography() {
        in_both_directions(peer, 3);
    }
}

#[test]
fn npm_noble_and_tokctl_accept_each_other() {
    if let Some(peer) = npm_noble() {
        in_both_directions(peer, 3);
    }
}

#[test]
fn debian_jose_and_tokctl_accept_each_other() {
    let present = Command::new("jose").args(["alg"]).output().is_ok_and(|output| output.status.success());
    missing_unless(present, "Debian's jose");
    if !present {
        return;
    }
    for alg in
        ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
    {
        let home = Home::new();
        let jose = |args: &[&str]| {
            let output = Command::new("jose").args(args).current_dir(home.0.path()).output().unwrap();
            assert!(output.status.success(), "{alg}: jose {args:?}: {}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap()
        };
        // Their key and token, here.
        jose(&["jwk", "gen", "-i", &json!({"alg": alg}).to_string(), "-o", "theirs.jwk"]);
        home.write("claims.json", r#"{"sub":"bob","exp":4102444800}"#);
        let protected = json!({"protected": {"alg": alg}}).to_string();
        let theirs = jose(&["jws", "sig", "-I", "claims.json", "-k", "theirs.jwk", "-s", &protected, "-c"]);
        let verdict = parse(&home.run(&["verify", "--key", "./theirs.jwk", "--json", theirs.trim()]));
        assert_eq!(verdict["payload"]["sub"], "bob", "{alg}");
        // Our key and token, there.
        home.run(&["key", "generate", "--alg", alg, "--kid", "ours"]);
        home.write("ours.jwk", &home.export("ours", "jwk"));
        home.write("ours.jwt", &home.run(&["issue", "--key", "ours", "--alg", alg, "--sub", "alice"]));
        let payload = jose(&["jws", "ver", "-i", "ours.jwt", "-k", "ours.jwk", "-O-"]);
        assert_eq!(parse(&payload)["sub"], "alice", "{alg}");
        // A key has one thumbprint, whichever library made the key or computes it.
        for name in ["theirs.jwk", "ours.jwk"] {
            let thumbprint = home.run(&["key", "thumbprint", &format!("./{name}")]);
            assert_eq!(jose(&["jwk", "thp", "-a", "S256", "-i", name]).trim(), thumbprint, "{alg} {name}");
        }
        if alg.starts_with("HS") {
            continue;
        }
        // The public half that each makes of the other's key is the same key, and enough to verify.
        jose(&["jwk", "pub", "-i", "ours.jwk", "-o", "ours-public.jwk"]);
        home.write("theirs-public.jwk", &home.run(&["key", "convert", "theirs.jwk", "--format", "jwk", "--public"]));
        jose(&["jws", "ver", "-i", "ours.jwt", "-k", "ours-public.jwk"]);
        let verdict = parse(&home.run(&["verify", "--key", "./theirs-public.jwk", "--json", theirs.trim()]));
        assert_eq!(verdict["valid"], true, "{alg}");
        home.write("theirs.jwt", &theirs);
        jose(&["jws", "ver", "-i", "theirs.jwt", "-k", "theirs-public.jwk"]);
        let verdict = parse(&home.run(&["verify", "--key", "./ours-public.jwk", "--json", "@ours.jwt"]));
        assert_eq!(verdict["valid"], true, "{alg}");
    }
}
