//! PEM (RFC 7468): finding the blocks in a text, choosing the one with the key, and writing one.

use zeroize::Zeroizing;

use super::der::{self, DerKind};
use super::key::{Form, Key};
use crate::base::{Code, Fault, Secret, b64};

/// How many blocks one text may hold: a certificate bundle has some 150.
const MOST_BLOCKS: usize = 1000;

/// Room for the longest private key there is, so that its base64 need not move and leave copies behind.
const ROOM: usize = 8192;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// Reads the one key of a PEM text. What was passed over on the way is told in `notes`.
///
/// A private key wins over a public one, and both win over certificates, of which the leaf of the chain is taken. An
/// encrypted private key is refused.
pub fn read(text: &str, notes: &mut Vec<String>) -> Result<Key, Fault> {
    read_with(text, notes, &mut der::no_passphrase)
}

/// Reads the one key of a PEM text, as [`read`] does, and asks for the passphrase where it is encrypted.
pub fn read_with(text: &str, notes: &mut Vec<String>, ask: der::Ask<'_>) -> Result<Key, Fault> {
    let mut found = Vec::new();
    for block in blocks(text)? {
        if !block.label.ends_with(" PARAMETERS") {
            found.push(Found::new(&block)?);
        }
    }
    let chosen = choose(&found, notes)?;
    let key = der::read_with(&chosen.der, ask).map_err(|fault| match found.as_slice() {
        [_] => fault,
        _ => fault.context(format!("the PEM block {:?}", chosen.label)),
    })?;
    Ok(if key.form == Form::Der { Key { form: Form::Pem, ..key } } else { key })
}

/// Writes a key as PEM: PKCS#8 with its private half, or SPKI without.
pub fn to_pem(key: &Key, private: bool) -> Result<Secret, Fault> {
    let der = der::to_der(key, private)?;
    Ok(write(if private { "PRIVATE KEY" } else { "PUBLIC KEY" }, der.expose()))
}

/// Writes a PKCS#8 key that was encrypted as PEM.
pub fn encrypted_to_pem(der: &Secret) -> Secret {
    write("ENCRYPTED PRIVATE KEY", der.expose())
}

/// Lines of 64 characters, as RFC 7468 section 2 wants them.
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
struct Found<'t> {
    label: &'t str,
    der: Zeroizing<Vec<u8>>,
    kind: Option<DerKind>,
}

impl<'t> Found<'t> {
    fn new(block: &Block<'t>) -> Result<Self, Fault> {
        if block.headers.iter().any(|line| line.starts_with("Proc-Type:") && line.ends_with("ENCRYPTED")) {
            return Err(der::traditional());
        }
        if let Some(fault) = foreign(block.label) {
            return Err(fault);
        }
        let der = b64::decode_standard(block.body.as_bytes()).map(Zeroizing::new).ok_or_else(|| {
            Fault::new(Code::KeyUnreadable, format!("the PEM block {:?} is not proper base64", block.label))
                .hint("copy the file again: a line may be missing or changed")
        })?;
        let kind = DerKind::of(&der);
        Ok(Self { label: block.label, der, kind })
    }
}

fn choose<'f, 't>(found: &'f [Found<'t>], notes: &mut Vec<String>) -> Result<&'f Found<'t>, Fault> {
    let of = |wanted: &dyn Fn(DerKind) -> bool| -> Vec<&'f Found<'t>> {
        found.iter().filter(|block| block.kind.is_some_and(wanted)).collect()
    };
    let private = of(&DerKind::is_private);
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
                .ok_or_else(|| Fault::new(Code::KeyUnreadable, "the PEM text holds parameters only, and no key"))?;
            (first, "the first block")
        }
        ([_, _, ..], ..) => return Err(several(private.len(), "private keys")),
        ([], [_, _, ..], _) => return Err(several(public.len(), "public keys")),
    };
    if found.len() > 1 {
        notes.push(format!("of {} PEM blocks, {what} is used", found.len()));
    }
    Ok(chosen)
}

/// The one certificate that issued none of the others.
fn leaf<'f, 't>(certificates: &[&'f Found<'t>]) -> Result<&'f Found<'t>, Fault> {
    let names: Vec<_> = certificates.iter().map(|block| der::certificate_names(&block.der)).collect();
    let issued_another = |at: usize| {
        let subject = names.get(at).copied().flatten().map(|(subject, _)| subject);
        let others = names.iter().enumerate().filter(|(other, _)| *other != at).filter_map(|(_, names)| *names);
        subject.is_some_and(|subject| others.into_iter().any(|(_, issuer)| issuer == subject))
    };
    let mut leaves = (0..certificates.len()).filter(|at| !issued_another(*at));
    match (leaves.next().and_then(|at| certificates.get(at)), leaves.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(several(certificates.len(), "certificates that are no chain")),
    }
}

fn several(count: usize, what: &str) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("the PEM text holds {count} {what}, and no telling which is meant"))
        .hint("give a file with one of them")
}

/// Blocks of other software, with the command that makes a key out of them.
fn foreign(label: &str) -> Option<Fault> {
    let (what, hint) = match label {
        "OPENSSH PRIVATE KEY" => {
            ("a private key in OpenSSH's own format", "convert a copy with `ssh-keygen -p -N '' -m PKCS8 -f FILE`")
        }
        "DSA PRIVATE KEY" => ("a DSA private key", "`tokctl algorithms` lists the algorithms and the keys they need"),
        _ if label.starts_with("PGP ") => {
            ("an OpenPGP key or message", "make a key of its own with `tokctl key generate`")
        }
        _ if label.starts_with("AGE ") => ("a file encrypted with age", "decrypt it with `age --decrypt` first"),
        _ => return None,
    };
    Some(Fault::new(Code::KeyUnreadable, format!("this is {what}, which holds no key for a token")).hint(hint))
}

/// One block as it stands in the text: the base64 without its line breaks.
struct Block<'t> {
    label: &'t str,
    headers: Vec<&'t str>,
    body: Zeroizing<String>,
}

/// The blocks of a text. Anything may stand between them (RFC 7468 section 2), and white space around every line.
fn blocks(text: &str) -> Result<Vec<Block<'_>>, Fault> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let Some(label) = line.strip_prefix(BEGIN) else { continue };
        let label = label.strip_suffix(DASHES).ok_or_else(|| broken_line(line))?;
        if blocks.len() == MOST_BLOCKS {
            return Err(Fault::new(Code::KeyUnreadable, format!("more than {MOST_BLOCKS} PEM blocks")));
        }
        blocks.push(block(label, &mut lines)?);
    }
    if blocks.is_empty() {
        return Err(Fault::new(Code::KeyUnreadable, "no PEM block begins on a line of its own")
            .hint("the first line must be `-----BEGIN …-----` alone"));
    }
    Ok(blocks)
}

fn block<'t>(label: &'t str, lines: &mut impl Iterator<Item = &'t str>) -> Result<Block<'t>, Fault> {
    let mut block = Block { label, headers: Vec::new(), body: Zeroizing::new(String::with_capacity(ROOM)) };
    for line in lines {
        if let Some(end) = line.strip_prefix(END) {
            if end.strip_suffix(DASHES) != Some(label) {
                return Err(broken_line(line));
            }
            return Ok(block);
        }
        if line.starts_with(BEGIN) {
            return Err(broken_line(line));
        }
        // RFC 1421 headers: what old OpenSSL puts before an encrypted body, continued on indented lines.
        if line.contains(':') {
            block.headers.push(line);
        } else {
            block.body.push_str(line);
        }
    }
    Err(Fault::new(Code::KeyUnreadable, format!("the PEM block {label:?} has no end"))
        .hint("the file is cut short, or its last line is missing"))
}

fn broken_line(line: &str) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("the PEM line {:?} is not as it should be", shorten(line)))
}

fn shorten(line: &str) -> &str {
    let end = line.char_indices().nth(80).map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or_default()
}
