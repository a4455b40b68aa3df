//! PEM (RFC 7468): finding blocks in text, choosing the one with the key, writing.

use zeroize::Zeroizing;

use super::der::{self, DerKind};
use super::key::{Form, Key};
use super::ssh;
use crate::base::{Code, Fault, Secret, b64};

/// A bundle of CA certificates has about 150.
const MAX_BLOCKS: usize = 1000;

/// Larger than any private key: a growing buffer would leave copies in memory.
const ROOM: usize = 8192;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// Reads the key in a PEM text. What was ignored or tolerated is reported in `notes`.
///
/// A private key is preferred to a public key, and both to certificates; of a chain, the leaf is used. An encrypted
/// private key is refused.
pub fn read(text: &str, notes: &mut Vec<String>) -> Result<Key, Fault> {
    read_with(text, notes, &mut der::no_passphrase)
}

/// As [`read`], but asks for the passphrase of an encrypted key.
pub fn read_with(text: &str, notes: &mut Vec<String>, ask: der::Ask<'_>) -> Result<Key, Fault> {
    let mut found = Vec::new();
    let restored = with_line_breaks(text);
    let is_escaped = text.contains("-----\\n") || text.contains("-----\\r") || text.contains("-----\\\\");
    if is_escaped {
        notes.push("the line breaks of the PEM text are escaped; reading the escapes as line breaks".to_owned());
    }
    for block in blocks(&restored, notes)? {
        if !block.label.ends_with(" PARAMETERS") {
            found.push(DecodedBlock::new(&block)?);
        }
    }
    let chosen = choose(&found, notes)?;
    let read =
        if chosen.label == ssh::PRIVATE { ssh::read_private(&chosen.der) } else { der::read_with(&chosen.der, ask) };
    let key = read.map_err(|fault| match found.as_slice() {
        [_] => fault,
        _ => fault.context(format!("the PEM block {:?}", chosen.label)),
    })?;
    Ok(if key.form == Form::Der { Key { form: Form::Pem, ..key } } else { key })
}

/// Writes the private key as PKCS#8, or the public key as SPKI.
pub fn to_pem(key: &Key, private: bool) -> Result<Secret, Fault> {
    let der = der::to_der(key, private)?;
    Ok(write(if private { "PRIVATE KEY" } else { "PUBLIC KEY" }, der.expose()))
}

/// Writes an encrypted PKCS#8 key.
pub fn encrypted_to_pem(der: &Secret) -> Secret {
    write("ENCRYPTED PRIVATE KEY", der.expose())
}

/// Lines have 64 characters (RFC 7468 section 2).
fn write(label: &str, der: &[u8]) -> Secret {
    const WIDTH: usize = 64;
    let body = Zeroizing::new(b64::encode_standard(der));
    let mut text = Vec::with_capacity(body.len() + body.len() / WIDTH + 2 * (label.len() + 32));
    text.extend_from_slice(format!("{BEGIN}{label}{DASHES}\n").as_bytes());
    for line in body.as_bytes().chunks(WIDTH) {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    text.extend_from_slice(format!("{END}{label}{DASHES}\n").as_bytes());
    Secret::new(text)
}

/// One block, decoded.
struct DecodedBlock<'t> {
    label: &'t str,
    der: Zeroizing<Vec<u8>>,
    kind: Option<DerKind>,
}

impl<'t> DecodedBlock<'t> {
    fn new(block: &PemBlock<'t>) -> Result<Self, Fault> {
        if block.is_encrypted {
            return Err(der::traditional());
        }
        if let Some(fault) = foreign(block.label) {
            return Err(fault);
        }
        let der = b64::decode_standard(block.body.as_bytes()).map(Zeroizing::new).ok_or_else(|| {
            Fault::new(Code::KeyUnreadable, format!("the PEM block {:?} is not valid base64", block.label))
                .hint("copy the file again: a line may be missing or changed")
        })?;
        let kind = DerKind::of(&der);
        Ok(Self { label: block.label, der, kind })
    }
}

fn choose<'f, 't>(found: &'f [DecodedBlock<'t>], notes: &mut Vec<String>) -> Result<&'f DecodedBlock<'t>, Fault> {
    let of = |wanted: &dyn Fn(DerKind) -> bool| -> Vec<&'f DecodedBlock<'t>> {
        found.iter().filter(|block| block.kind.is_some_and(wanted)).collect()
    };
    let mut private = of(&DerKind::is_private);
    private.extend(found.iter().filter(|block| block.label == ssh::PRIVATE));
    let public = of(&|kind| matches!(kind, DerKind::Spki | DerKind::Pkcs1Public));
    let certificates = of(&|kind| kind == DerKind::Certificate);
    let (chosen, what) = match (private.as_slice(), public.as_slice(), certificates.as_slice()) {
        ([one], ..) => (*one, "the private key"),
        ([], [one], _) => (*one, "the public key"),
        ([], [], [_, _, ..]) => (leaf(&certificates)?, "the leaf certificate of the chain"),
        ([], [], [one]) => (*one, "the certificate"),
        ([], [], []) => {
            let first = found
                .first()
                .ok_or_else(|| Fault::new(Code::KeyUnreadable, "the PEM text has parameters but no key"))?;
            (first, "the first block")
        }
        ([_, _, ..], ..) => return Err(several(private.len(), "private keys")),
        ([], [_, _, ..], _) => return Err(several(public.len(), "public keys")),
    };
    if found.len() > 1 {
        notes.push(format!("the input has {} PEM blocks; using {what}", found.len()));
    }
    Ok(chosen)
}

/// The one certificate that issued none of the others.
fn leaf<'f, 't>(certificates: &[&'f DecodedBlock<'t>]) -> Result<&'f DecodedBlock<'t>, Fault> {
    let names: Vec<_> = certificates.iter().map(|block| der::certificate_names(&block.der)).collect();
    let issued_another = |at: usize| {
        let subject = names.get(at).copied().flatten().map(|(subject, _)| subject);
        let others = names.iter().enumerate().filter(|(other, _)| *other != at).filter_map(|(_, names)| *names);
        subject.is_some_and(|subject| others.into_iter().any(|(_, issuer)| issuer == subject))
    };
    let mut leaves = (0..certificates.len()).filter(|at| !issued_another(*at));
    match (leaves.next().and_then(|at| certificates.get(at)), leaves.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(several(certificates.len(), "certificates that are not one chain")),
    }
}

fn several(count: usize, what: &str) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("the PEM text contains {count} {what}; expected one"))
        .hint("pass a file with one of them")
}

/// The error for blocks that are not keys, with a command that gets the key out of them.
fn foreign(label: &str) -> Option<Fault> {
    let (what, hint) = match label {
        "DSA PRIVATE KEY" => ("a DSA private key", "`tokctl algorithms` lists the algorithms and the keys they need"),
        "TRUSTED CERTIFICATE" => (
            "a certificate in OpenSSL's trusted format",
            "convert it with `openssl x509 -in FILE -out certificate.pem`",
        ),
        "PKCS7" | "PKCS #7 SIGNED DATA" => (
            "a PKCS#7 bundle of certificates",
            "convert it with `openssl pkcs7 -in FILE -print_certs -out certificates.pem`",
        ),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => {
            ("a certificate request", "extract its public key with `openssl req -in FILE -noout -pubkey`")
        }
        _ if label.starts_with("PGP ") => {
            ("an OpenPGP key or message", "generate a key for tokens with `tokctl key generate`")
        }
        _ if label.starts_with("AGE ") => ("a file encrypted with age", "decrypt it with `age --decrypt` first"),
        _ => return None,
    };
    Some(unreadable(format!("this is {what}, not a key for tokens")).hint(hint))
}

fn unreadable(message: impl Into<String>) -> Fault {
    Fault::new(Code::KeyUnreadable, message)
}

/// One block of the text.
struct PemBlock<'t> {
    label: &'t str,
    is_encrypted: bool,
    /// Base64 without line breaks.
    body: Zeroizing<String>,
}

/// Restores line breaks, which environment files and variables escape or store as carriage returns.
fn with_line_breaks(text: &str) -> Zeroizing<String> {
    let escaped = ["\\\\r\\\\n", "\\\\n", "\\\\r", "\\r\\n", "\\n", "\\r", "\r\n", "\r"];
    escaped.iter().fold(Zeroizing::new(text.to_owned()), |text, escape| Zeroizing::new(text.replace(escape, "\n")))
}

/// The blocks in a string. Other text may surround them (RFC 7468 section 2), even on the same line; line breaks may be
/// spaces or missing. Messages never quote the text: it may be a private key.
fn blocks<'t>(text: &'t str, notes: &mut Vec<String>) -> Result<Vec<PemBlock<'t>>, Fault> {
    let mut blocks = Vec::new();
    let mut is_changed = false;
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        if before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-') {
            return Err(unreadable("a letter, digit or hyphen directly before `-----BEGIN`"));
        }
        if blocks.len() == MAX_BLOCKS {
            return Err(unreadable(format!("more than {MAX_BLOCKS} PEM blocks")));
        }
        let label = after.split_once(DASHES).map(|(label, _)| label).filter(|label| is_label(label));
        let label = label.ok_or_else(|| unreadable("the BEGIN line of a PEM block does not end with `-----`"))?;
        let content = after.get(label.len() + DASHES.len()..).unwrap_or_default();
        let Some((body, after)) = content.split_once(END) else {
            return Err(unreadable(format!("the PEM block {label:?} has no END line"))
                .hint("the file is truncated, or its last line is missing"));
        };
        if body.contains(BEGIN) {
            return Err(unreadable(format!("another PEM block begins before the end of {label:?}")));
        }
        let Some(after) = after.strip_prefix(label).and_then(|after| after.strip_prefix(DASHES)) else {
            return Err(unreadable(format!("the END line of the PEM block {label:?} does not match its BEGIN line")));
        };
        is_changed |= !body.starts_with(['\n', ' ', '\t']) || !body.trim_end_matches([' ', '\t']).ends_with('\n');
        blocks.push(block(label, body));
        rest = after;
    }
    if blocks.is_empty() {
        return Err(unreadable("the text has no PEM block"));
    }
    if is_changed {
        notes.push("the line breaks of the PEM text are missing; read without them".to_owned());
    }
    Ok(blocks)
}

fn is_label(label: &str) -> bool {
    label.len() <= 48
        && label.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b" #.".contains(&byte))
}

fn block<'t>(label: &'t str, body: &str) -> PemBlock<'t> {
    let mut block =
        PemBlock { label, is_encrypted: false, body: Zeroizing::new(String::with_capacity(ROOM.max(body.len()))) };
    for line in body.lines() {
        // RFC 1421 headers: what old OpenSSL writes before an encrypted body.
        if line.contains(':') {
            block.is_encrypted |= line.contains("Proc-Type:") && line.contains("ENCRYPTED");
        } else {
            block.body.extend(line.chars().filter(|c| !c.is_ascii_whitespace() && *c != '\\'));
        }
    }
    block
}
