//! A key, token or secret that is given where a name, file or value is expected is never repeated.

#[path = "support/env.rs"]
mod env;
#[path = "fixtures/keys/mod.rs"]
mod keys;
#[path = "support/recorder.rs"]
mod recorder;

use std::io;
use std::path::Path;
use std::sync::Arc;

use keys::{bytes, key, text};
use recorder::Recorder;
use tokctl::base::{FixedClock, SystemRandom, Timestamp, b64};
use tokctl::cli::env::Prompt;
use tokctl::jose::jwk;

struct NoTerminal;

impl Prompt for NoTerminal {
    fn secret(&mut self, _: &str) -> io::Result<String> {
        Err(io::Error::new(io::ErrorKind::NotFound, "no such device"))
    }
}

/// Where an argument may be: `{}` is its place.
const PLACES: &[&[&str]] = &[
    &["issue", "--key", "{}"],
    &["issue", "--key", "@{}"],
    &["issue", "--key", "env:{}"],
    &["issue", "--key", "./{}"],
    &["issue", "--secret", "@secret", "--out", "{}"],
    &["--home", "{}", "key", "list"],
    &["man", "--out", "{}"],
    &["key", "convert", "@secret", "--format", "raw", "--out", "{}"],
    &["issue", "--secret", "env:{}"],
    &["issue", "--secret", "env:${}"],
    &["issue", "--secret", "@{}"],
    &["issue", "--secret", "hex:{}"],
    &["issue", "--secret", "base64:*{}"],
    &["issue", "--secret", "key:{}"],
    &["issue", "--secret", "{}:x"],
    &["issue", "--ttl", "{}"],
    &["issue", "--exp", "{}"],
    &["issue", "--alg", "{}"],
    &["issue", "--claim", "{}"],
    &["issue", "--claim", "{}:={}"],
    &["issue", "--claims", "{}"],
    &["issue", "--like", "{}"],
    &["issue", "--like", "@{}"],
    &["issue", "--payload", "{}"],
    &["issue", "--payload", "@{}"],
    &["issue", "--secret", "@secret", "--passphrase", "env:{}"],
    &["verify", "{}"],
    &["verify", "--key", "{}", "a.b.c"],
    &["verify", "--key", "issuer:{}", "a.b.c"],
    &["verify", "--key", "https://example.com:x/{}", "a.b.c"],
    &["verify", "--secret", "@secret", "@{}"],
    &["verify", "--secret", "env:{}", "a.b.c"],
    &["verify", "--secret", "@secret", "--at", "{}", "a.b.c"],
    &["verify", "--ca-cert", "{}", "--key", "https://127.0.0.1:1/", "a.b.c"],
    &["verify", "--batch", "{}"],
    &["decode", "@{}"],
    &["decode", "--redact", "--keep", "{}", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"],
    &["decode", "--expires-after", "{}", "a.b.c"],
    &["diff", "{}", "a.b.c"],
    &["header", "parse", "@{}"],
    &["header", "basic", "alice", "--password", "@{}"],
    &["header", "basic", "alice", "--password", "env:{}"],
    &["header", "digest", "alice", "--uri", "/", "--challenge", "{}"],
    &["header", "digest", "alice", "--uri", "/", "--challenge", "Digest realm=r, nonce=n", "--algorithm", "{}"],
    &["header", "dpop", "--key", "{}", "--url", "https://a.example"],
    &["header", "dpop", "--key", "@secret", "--url", "{}"],
    &["header", "check", "{}"],
    &["header", "check", "--user", "a", "--challenge", "{}", "Digest username=a, response=b, realm=r, nonce=n, uri=u"],
    &["introspect", "{}"],
    &["key", "check", "{}"],
    &["key", "convert", "{}", "--format", "jwk"],
    &["key", "import", "{}"],
    &["key", "thumbprint", "{}"],
    &["key", "show", "{}"],
    &["key", "export", "{}", "--format", "jwk"],
    &["key", "activate", "{}"],
    &["key", "retire", "{}"],
    &["key", "generate", "--alg", "{}"],
    &["user", "show", "{}"],
    &["login", "{}", "--password-stdin"],
    &["refresh", "{}"],
    &["revoke", "{}"],
    &["revoke", "--key", "{}"],
    &["revoke", "--session", "{}"],
    &["session", "list", "--user", "{}"],
    &["config", "get", "{}"],
    &["config", "set", "leeway", "{}"],
    &["events", "--since", "{}"],
    &["verify", "--secret", "@secret", "--require", "{}", "@token"],
    &["verify", "--secret", "@secret", "--claim", "{}", "@token"],
    &["verify", "--secret", "@secret", "--claim", "{}=x", "@token"],
    &["decode", "--claim", "{}", "@token"],
];

fn secrets() -> Vec<String> {
    let mut found = Vec::new();
    for name in [
        "p256.pkcs8.pem",
        "rsa2048.pkcs8.pem",
        "ed25519.pkcs8.pem",
        "p256.sec1.pem",
        "openssh.pem",
        "encrypted.pkcs8.pem",
    ] {
        let pem = text(name);
        found.extend([
            pem.clone(),
            pem.replace('\n', " "),
            pem.replace('\n', "\r"),
            pem.replace('\n', "\\n"),
            format!("\"{}\"", pem.trim_end()),
            pem.replace("-----", "----"),
            b64::encode_standard(&pem),
        ]);
    }
    for name in ["p256.pkcs8", "rsa2048.pkcs8", "ed25519.pkcs8"] {
        let der = bytes(&format!("{name}.der"));
        let jwk = jwk::write(&key(&format!("{name}.pem")), true).unwrap().expose_str().unwrap().to_owned();
        found.extend([
            b64::encode_standard(&der),
            b64::encode(&der),
            der.iter().map(|byte| format!("{byte:02x}")).collect(),
            jwk.replace('"', "'"),
            format!("{{\"keys\":[{jwk}]}}"),
            b64::encode(&jwk),
            jwk,
        ]);
    }
    let secret = [0x9d, 0x3a, 0x71, 0xc4, 0x5e, 0x08, 0xbb, 0x26].repeat(5);
    found.extend([
        b64::encode_standard(&secret),
        b64::encode(&secret),
        secret.iter().map(|byte| format!("{byte:02x}")).collect(),
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MX0.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(),
        format!("tokctl_rt_{}", b64::encode(&secret)),
    ]);
    found
}

/// Where a string in a seed may be.
const MEMBERS: &[&str] = &[
    "{} = 1",
    "[{}]",
    "[settings]\nissuer = {}\nleeway = 'x'",
    "[settings]\naccess.ttl = {}",
    "[settings]\n{} = 1",
    "[settings]\nleeway = {} {}",
    "[[users]]\nname = {}\npassword = 1",
    "[[users]]\nname = {}\npassword = ''",
    "[[users]]\nname = 'a'\npassword = {}\nroles = 1",
    "[[users]]\nname = 'a'\npassword = {} {}",
    "[[users]]\nname = 'a'\npassword = [{}]",
    "[[users]]\nname = 'a'\npassword = {}\npassword = {}",
    "[[users]]\nname = 'a'\npassword = 'b'\nroles = [{}, ' ']",
    "[[users]]\nname = 'a'\npassword = 'b'\nscope = {}\nroles = ['']",
    "[[users]]\nname = 'a'\npassword = 'b'\nclaims = {{} = inf}",
    "[[users]]\nname = 'a'\npassword = 'b'\nclaims = {}",
    "[[users]]\nname = 'a'\npassword = 'b'\n{} = 1",
    "[[keys]]\nkid = {}\nalg = 1",
    "[[keys]]\nkid = {}\nalg = 'RS256'\nbits = 7",
    "[[keys]]\nkid = 'a'\nalg = {}",
    "[[keys]]\nkid = 'a'\nissuer = {}",
    "[[keys]]\nfile = {}",
    "[[keys]]\nkey = {}\nbits = 1",
    "[[keys]]\nkey = {}\nissuer = ''",
    "[[keys]]\nkey = {}\npassphrase = {}\nalg = 'HS512'",
    "[[keys]]\nkey = {}\nactive = 1",
];

#[test]
fn a_seed_is_not_repeated() {
    let dir = tempfile::tempdir().unwrap();
    let mut echoes = Vec::new();
    for secret in secrets() {
        for variable in ["", "env:", "env:$"] {
            let text = serde_json::to_string(&format!("{variable}{secret}")).unwrap();
            for member in MEMBERS {
                std::fs::write(dir.path().join("seed.toml"), member.replace("{}", &text)).unwrap();
                let (code, output) = run(dir.path(), &["seed", "seed.toml"].map(str::to_owned));
                assert_ne!(code, 0, "{member}");
                if pieces(&secret).iter().any(|piece| output.contains(piece)) {
                    echoes.push(format!("{member:?}: {output:.300}"));
                }
            }
        }
    }
    echoes.sort();
    echoes.dedup();
    assert!(echoes.is_empty(), "{}", echoes.join("\n"));
    assert!(!dir.path().join("home").exists(), "nothing was written");
}

/// The parts of a secret by which it is recognized.
fn pieces(secret: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '_');
    let words = secret.split(|c| !is_word(c)).filter(|word| word.len() >= 20);
    let pieces: Vec<&str> = words.map(|word| &word[..20]).collect();
    assert!(!pieces.is_empty(), "{secret}");
    pieces
}

/// The exit code, and what was printed: only the notes of a result, since it may contain the argument.
fn run(dir: &Path, args: &[String]) -> (u8, String) {
    let (answer, output) = (Recorder::default(), Recorder::default());
    let clock = Arc::new(FixedClock::new(Timestamp::from_secs(1_790_000_000)));
    let mut env = env::empty(dir, clock, Arc::new(SystemRandom), Box::new(NoTerminal));
    env.args.extend(args.iter().map(Into::into));
    env.vars.insert("TOKCTL_HOME".to_owned(), dir.join("home").display().to_string());
    env.stdin = Box::new(io::empty());
    env.stdout = Box::new(answer.clone());
    env.stderr = Box::new(output.clone());
    let code = tokctl::cli::run(&mut env);
    (code, if code == 0 { output.text() } else { output.text() + &answer.text() })
}

#[test]
fn nothing_secret_is_repeated() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("secret"), "0123456789abcdef0123456789abcdef").unwrap();
    run(dir.path(), &["init".to_owned()]);
    let issue = ["issue", "--secret", "@secret", "--out", "token"].map(str::to_owned);
    assert_eq!(run(dir.path(), &issue).0, 0);
    let mut echoes = Vec::new();
    let mut refused = 0;
    for secret in secrets() {
        let pieces = pieces(&secret);
        for place in PLACES {
            for json in [false, true] {
                let mut args: Vec<String> = place.iter().map(|arg| arg.replace("{}", &secret)).collect();
                args.extend(json.then(|| "--json".to_owned()));
                let (code, output) = run(dir.path(), &args);
                refused += usize::from(code != 0);
                if pieces.iter().any(|piece| output.contains(piece)) {
                    echoes.push(format!(
                        "{place:?}: {}",
                        output.lines().next().unwrap_or_default().chars().take(200).collect::<String>()
                    ));
                }
            }
        }
    }
    assert!(refused > 1000, "only {refused} commands failed");
    echoes.sort();
    echoes.dedup();
    assert!(echoes.is_empty(), "{}", echoes.join("\n"));
}
