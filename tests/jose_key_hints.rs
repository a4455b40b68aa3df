//! The hints about keys in other formats, followed with the real tools.

#[path = "fixtures/keys/mod.rs"]
mod keys;

use std::path::Path;
use std::process::Command;

use keys::{bytes, key, text};
use tokctl::base::b64;
use tokctl::jose::{jwk, keyfile};

fn has(tool: &str) -> bool {
    let found =
        Command::new("sh").args(["-c", &format!("command -v {tool}")]).output().is_ok_and(|out| out.status.success());
    if !found {
        assert!(std::env::var_os("CI").is_none(), "{tool} is not installed");
        eprintln!("skipped: {tool} is not installed");
    }
    found
}

fn run(dir: &Path, command: &str) -> Vec<u8> {
    let output = Command::new("sh").args(["-ec", command]).current_dir(dir).output().unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Follows the hint for `file`, enters `passwords` at the prompts of the tool, and reads the resulting key.
fn follow(file: &[u8], made: &str, adapt: fn(String) -> String) -> String {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("given"), file).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(dir.path().join("given"), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let fault = keyfile::read(file).map(|file| file.keys).unwrap_err();
    let hint = fault.hint.clone().unwrap_or_else(|| panic!("{fault} has no hint"));
    let mut printed = Vec::new();
    for command in hint.split('`').skip(1).step_by(2) {
        printed = run(dir.path(), &adapt(command.replace("FILE", "given")));
    }
    let made = if made.is_empty() { printed } else { std::fs::read(dir.path().join(made)).unwrap() };
    let read = keyfile::read(&made).unwrap_or_else(|fault| panic!("{hint}: {fault}"));
    jwk::thumbprint(&read.keys[0])
}

fn same(command: String) -> String {
    command
}

#[test]
fn hints_of_openssl_work() {
    if !has("openssl") {
        return;
    }
    let p256 = jwk::thumbprint(&key("p256.spki.pem"));
    let password = |command: String| command.replace("-nodes", "-nodes -passin pass:passphrase");
    assert_eq!(follow(&bytes("bundle.p12"), "key.pem", password), p256);
    assert_eq!(follow(&bytes("bundle.pkcs7.pem"), "certificates.pem", same), p256);
    assert_eq!(follow(&bytes("request.pem"), "", same), p256);
    for name in ["p256.spki-explicit.pem", "p256.sec1-explicit.pem"] {
        let private = |command: String| command;
        let public = |command: String| command.replace("openssl ec", "openssl ec -pubin");
        let found =
            if name.contains("spki") { follow(&bytes(name), "", public) } else { follow(&bytes(name), "", private) };
        assert_eq!(found, p256, "{name}");
    }
    let dir = tempfile::tempdir().unwrap();
    let trusted = run(dir.path(), &format!("openssl x509 -in {}/p256.cert.pem -trustout", keys::DIRECTORY));
    assert!(String::from_utf8_lossy(&trusted).contains("TRUSTED"));
    assert_eq!(follow(&trusted, "certificate.pem", same), p256);
    let der =
        run(dir.path(), &format!("openssl crl2pkcs7 -nocrl -certfile {}/p256.cert.pem -outform DER", keys::DIRECTORY));
    assert_eq!(follow(&der, "", same), p256);
}

#[test]
fn hints_of_ssh_keygen_work() {
    if !has("ssh-keygen") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let ed25519 = jwk::thumbprint(&key("openssh.pub"));
    let ssh2 = run(dir.path(), &format!("ssh-keygen -e -m RFC4716 -f {}/openssh.pub", keys::DIRECTORY));
    assert_eq!(follow(&ssh2, "key.pub", same), ed25519);
    let passphrase = |command: String| command.replace("-N ''", "-q -P passphrase -N ''");
    assert_eq!(
        follow(&bytes("openssh-encrypted.pem"), "key", passphrase),
        jwk::thumbprint(&key("openssh-encrypted.pub"))
    );
    for kind in ["rsa -b 2048", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521"] {
        let name = kind.replace(' ', "");
        run(dir.path(), &format!("ssh-keygen -q -t {kind} -N passphrase -f {name}"));
        let file = |name: &str| std::fs::read(dir.path().join(name)).unwrap();
        let public = keys::read(file(&format!("{name}.pub"))).unwrap();
        assert_eq!(follow(&file(&name), "key", passphrase), jwk::thumbprint(&public), "{kind}");
    }
}

#[test]
fn hints_of_keytool_work() {
    if !has("keytool") || !has("openssl") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    run(
        dir.path(),
        "keytool -genkeypair -alias a -keyalg EC -groupname secp256r1 -dname CN=a -storetype JKS \
         -keystore store -storepass passphrase -keypass passphrase",
    );
    let store = std::fs::read(dir.path().join("store")).unwrap();
    let passwords = |command: String| {
        command
            .replace("keytool", "keytool -srcstorepass passphrase -deststorepass passphrase -noprompt")
            .replace("-nodes", "-nodes -passin pass:passphrase")
    };
    follow(&store, "key.pem", passwords);
}

#[test]
fn hints_of_puttygen_work() {
    if !has("puttygen") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), "puttygen -q -t ed25519 -o key.ppk --new-passphrase /dev/null");
    follow(&std::fs::read(dir.path().join("key.ppk")).unwrap(), "key", same);
}

#[test]
fn hints_of_the_shell_work() {
    let p256 = jwk::thumbprint(&key("p256.spki.pem"));
    let der = bytes("p256.spki.der");
    for encoded in [b64::encode(&der), b64::encode_standard(&der)] {
        assert_eq!(follow(encoded.as_bytes(), "key.der", same), p256, "{encoded}");
    }
    for cut in 0..3 {
        let pem = format!("{}{}", text("p256.spki.pem"), "\n".repeat(cut));
        for encoded in [b64::encode(&pem), b64::encode_standard(&pem)] {
            assert_eq!(follow(encoded.as_bytes(), "key.pem", same), p256, "{encoded}");
        }
    }
    let four = text("p256.spki.pem").replace("-----", "----");
    assert_eq!(follow(four.as_bytes(), "key.pem", same), p256);
    for dashes in ["\u{2014}\u{2013}", "\u{2013}-", "\u{2014}\u{2014}-"] {
        let dashed = text("p256.spki.pem").replace("-----", dashes);
        assert_eq!(follow(dashed.as_bytes(), "key.pem", same), p256, "{dashes}");
    }
    if has("gzip") {
        let dir = tempfile::tempdir().unwrap();
        let compressed = run(dir.path(), &format!("gzip -c < {}/p256.spki.pem", keys::DIRECTORY));
        assert_eq!(follow(&compressed, "key.txt", same), p256);
    }
    if has("jq") {
        let string = serde_json::to_string(&jwk::public_object(&key("p256.spki.pem")).unwrap().to_string()).unwrap();
        assert_eq!(follow(string.as_bytes(), "key.jwk", same), p256);
    }
    if has("iconv") {
        let utf16: Vec<u8> =
            [0xfeff].into_iter().chain(text("p256.spki.pem").encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(follow(&utf16, "key.txt", same), p256);
    }
    if has("python3") {
        let rsa = key("rsa2048.spki.pem");
        let number = |name: &str| b64::encode_standard(keys::member(&rsa, name));
        let xml = format!(
            "<RSAKeyValue>\n <Modulus>{}</Modulus>\n <Exponent>{}</Exponent>\n</RSAKeyValue>",
            number("n"),
            number("e")
        );
        assert_eq!(follow(xml.as_bytes(), "key.jwk", same), jwk::thumbprint(&rsa));
    }
}

/// A public key in an unknown format must not become an HMAC secret.
#[test]
fn no_hint_about_a_key_leads_to_a_secret() {
    let hint = |file: &[u8]| keyfile::read(file).map(|_| ()).unwrap_err().hint.unwrap_or_default();
    assert!(hint(b"correct horse battery staple, thirty-two").contains("--secret"));
    let der = bytes("p256.spki.der");
    let (base64, pem) = (b64::encode_standard(&der), text("p256.spki.pem"));
    for file in [
        format!("JWT_PUBLIC_KEY: {base64}\n"),
        format!("{der:?}\n"),
        format!("v=DKIM1; k=rsa; p={base64}\n"),
        "kty: EC\ncrv: P-256\n".to_owned(),
        pem.replace("-----BEGIN PUBLIC KEY-----", "-----BEGIN SOMETHING ELSE-----"),
        pem.replace("-----", "--"),
    ] {
        let hint = hint(file.as_bytes());
        assert!(!hint.contains("--secret"), "{file}: {hint}");
    }
}
