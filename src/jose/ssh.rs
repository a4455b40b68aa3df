//! OpenSSH's own encoding of keys: the lines of `authorized_keys` and `known_hosts` (RFC 4253 section 6.6, RFC 5656,
//! RFC 8709), and private keys (`PROTOCOL.key` in OpenSSH's source).

use zeroize::Zeroizing;

use super::alg::Curve;
use super::crypto;
use super::key::{EcKey, Form, Key, Material, OkpKey, RsaKey, RsaPrivate, with_article};
use crate::base::{Code, Fault, Secret, b64};

/// The PEM label of a private key.
pub(super) const PRIVATE: &str = "OPENSSH PRIVATE KEY";

/// The beginning of that block's content.
const MAGIC: &[u8] = b"openssh-key-v1\0";

/// The supported key types, with their curves.
const TYPES: [(&str, Option<Curve>); 5] = [
    ("ssh-rsa", None),
    ("ssh-ed25519", None),
    ("ecdsa-sha2-nistp256", Some(Curve::P256)),
    ("ecdsa-sha2-nistp384", Some(Curve::P384)),
    ("ecdsa-sha2-nistp521", Some(Curve::P521)),
];

/// Prefixes of other key types.
const OTHER_TYPES: [(&str, &str); 3] =
    [("ssh-dss", "DSA key"), ("sk-", "key on a hardware token"), ("ssh-", "OpenSSH key of another type")];

/// The encoded key in a line: the base64 after the name of the key type, wherever in the line that is.
pub(super) fn encoded_key(line: &str) -> Option<&str> {
    let is_type = |word: &str| {
        TYPES.iter().any(|(name, _)| *name == word)
            || word.starts_with("sk-")
            || word == "ssh-dss"
            || word.contains("-cert-v01@")
    };
    let mut words = line.split_ascii_whitespace();
    words.find(|word| is_type(word.trim_start_matches(['"', '\''])))?;
    words.next().map(|word| word.trim_end_matches(['"', '\''])).filter(|word| word.starts_with("AAAA"))
}

/// Reads the public key of a line; `None` if the text has no such line.
pub(super) fn read_public(text: &str) -> Option<Result<Key, Fault>> {
    let mut encoded = text.lines().filter(|line| !line.trim_start().starts_with('#')).filter_map(encoded_key);
    let first = encoded.next()?;
    if encoded.next().is_some() {
        return Some(Err(
            unreadable("the text contains several OpenSSH public keys").hint("pass a file with one of them")
        ));
    }
    let blob = b64::decode_standard(first);
    Some(blob.ok_or_else(|| unreadable("the OpenSSH public key is not valid base64")).and_then(|blob| public(&blob)))
}

fn public(blob: &[u8]) -> Result<Key, Fault> {
    let mut fields = SshFields(blob);
    let kind = fields.name()?;
    let material = if kind == "ssh-rsa" {
        let (e, n) = (fields.number()?, fields.number()?);
        Material::Rsa(RsaKey { n: n.to_vec(), e: e.to_vec(), private: None })
    } else if kind == "ssh-ed25519" {
        Material::Ed25519(OkpKey { x: ed25519(fields.bytes()?)?, d: None })
    } else {
        Material::Ec(fields.point(curve(kind)?)?)
    };
    fields.end()?;
    Ok(Key::new(material, Form::Pem))
}

/// Reads a private key from the content of its PEM block.
pub(super) fn read_private(bytes: &[u8]) -> Result<Key, Fault> {
    let mut fields = SshFields(bytes.strip_prefix(MAGIC).ok_or_else(broken)?);
    let cipher = fields.name()?;
    let (_kdf, _options) = (fields.bytes()?, fields.bytes()?);
    if cipher != "none" {
        return Err(unreadable("the OpenSSH private key is encrypted with a passphrase")
            .hint("remove the passphrase of a copy: `cp FILE key && ssh-keygen -p -N '' -f key`"));
    }
    if fields.length()? != 1 {
        return Err(unreadable("the OpenSSH private key file does not contain exactly one key"));
    }
    let public = public(fields.bytes()?)?;
    let mut fields = SshFields(fields.bytes()?);
    if fields.length()? != fields.length()? {
        return Err(broken());
    }
    let kind = fields.name()?;
    let material = if kind == "ssh-rsa" {
        let [n, e, d, qi, p, q] = [
            fields.number()?,
            fields.number()?,
            fields.number()?,
            fields.number()?,
            fields.number()?,
            fields.number()?,
        ];
        let exponent = |prime: &[u8]| Secret::new(remainder(d, &minus_one(prime)));
        let private = RsaPrivate {
            dp: exponent(p),
            dq: exponent(q),
            d: Secret::from(d),
            p: Secret::from(p),
            q: Secret::from(q),
            qi: Secret::from(qi),
        };
        Material::Rsa(RsaKey { n: n.to_vec(), e: e.to_vec(), private: Some(private) })
    } else if kind == "ssh-ed25519" {
        let x = ed25519(fields.bytes()?)?;
        let seed = fields.bytes()?.strip_suffix(x.as_slice()).ok_or_else(broken)?;
        crypto::ed25519_from_seed(Secret::from(seed))?
    } else {
        let curve = curve(kind)?;
        let point = fields.point(curve)?;
        let digits = fields.number()?;
        let missing = curve.field_len().checked_sub(digits.len()).ok_or_else(broken)?;
        let d = Secret::new([&vec![0; missing], digits].concat());
        Material::Ec(EcKey { d: Some(d), ..point })
    };
    let _comment = fields.bytes()?;
    let key = Key::new(material, Form::Pem);
    let same = key.public().is_some_and(|key| super::jwk::thumbprint(&key) == super::jwk::thumbprint(&public));
    if !same {
        return Err(Fault::new(Code::KeyRefused, "private and public key do not match"));
    }
    Ok(key)
}

fn curve(kind: &str) -> Result<Curve, Fault> {
    if let Some((_, Some(curve))) = TYPES.iter().find(|(name, _)| *name == kind) {
        return Ok(*curve);
    }
    let what = OTHER_TYPES
        .iter()
        .find(|(start, _)| kind.starts_with(start))
        .map_or("OpenSSH key of another type", |(_, what)| what);
    Err(unreadable(&format!("this is {}, which no supported algorithm uses", with_article(what)))
        .hint("`tokctl algorithms` lists the algorithms and the keys they need"))
}

fn ed25519(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    if bytes.len() == 32 { Ok(bytes.to_vec()) } else { Err(broken()) }
}

fn broken() -> Fault {
    unreadable("the OpenSSH key is truncated or damaged")
}

fn unreadable(message: &str) -> Fault {
    Fault::new(Code::KeyUnreadable, message)
}

/// Reads fields, each after its length in four bytes (RFC 4251 section 5).
struct SshFields<'a>(&'a [u8]);

impl<'a> SshFields<'a> {
    fn length(&mut self) -> Result<u32, Fault> {
        let (length, rest) = self.0.split_first_chunk().ok_or_else(broken)?;
        self.0 = rest;
        Ok(u32::from_be_bytes(*length))
    }

    fn bytes(&mut self) -> Result<&'a [u8], Fault> {
        let length = usize::try_from(self.length()?).map_err(|_| broken())?;
        let (field, rest) = self.0.split_at_checked(length).ok_or_else(broken)?;
        self.0 = rest;
        Ok(field)
    }

    fn name(&mut self) -> Result<&'a str, Fault> {
        std::str::from_utf8(self.bytes()?).map_err(|_| broken())
    }

    /// A positive number, without its leading zeros.
    fn number(&mut self) -> Result<&'a [u8], Fault> {
        let bytes = self.bytes()?;
        if bytes.first().is_some_and(|first| *first >= 0x80) {
            return Err(broken());
        }
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        bytes.get(zeros..).filter(|digits| !digits.is_empty()).ok_or_else(broken)
    }

    /// The name of a curve and an uncompressed point on it.
    fn point(&mut self, curve: Curve) -> Result<EcKey, Fault> {
        let _name = self.bytes()?;
        match self.bytes()? {
            [4, xy @ ..] if xy.len() == 2 * curve.field_len() => {
                let (x, y) = xy.split_at(curve.field_len());
                Ok(EcKey { curve, x: x.to_vec(), y: y.to_vec(), d: None })
            }
            _ => Err(broken()),
        }
    }

    fn end(&self) -> Result<(), Fault> {
        if self.0.is_empty() { Ok(()) } else { Err(broken()) }
    }
}

/// An odd number minus one.
fn minus_one(number: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut number = Zeroizing::new(number.to_vec());
    if let Some(last) = number.last_mut() {
        *last &= 0xfe;
    }
    number
}

/// `number mod divisor`, big-endian, as long as the divisor: OpenSSH leaves out the exponents that PKCS#1 has. Bit by
/// bit, since it runs once for a key that is read; the time depends on the key.
fn remainder(number: &[u8], divisor: &[u8]) -> Vec<u8> {
    let mut rest = Zeroizing::new(vec![0_u8; divisor.len() + 1]);
    let divisor: Zeroizing<Vec<u8>> = Zeroizing::new([&[0], divisor].concat());
    for bit in number.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)) {
        let mut carry = bit;
        for byte in rest.iter_mut().rev() {
            (*byte, carry) = (*byte << 1 | carry, *byte >> 7);
        }
        if rest.as_slice() >= divisor.as_slice() {
            let mut borrow = false;
            for (byte, other) in rest.iter_mut().zip(divisor.iter()).rev() {
                let (less, first) = byte.overflowing_sub(*other);
                let (less, second) = less.overflowing_sub(u8::from(borrow));
                (*byte, borrow) = (less, first || second);
            }
        }
    }
    let zeros = rest.iter().take_while(|byte| **byte == 0).count();
    rest.get(zeros.min(rest.len() - 1)..).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn remainders_are_those_of_arithmetic(number: u128, divisor in 1_u64..) {
            let expected = number % u128::from(divisor);
            let found = remainder(&number.to_be_bytes(), &divisor.to_be_bytes());
            proptest::prop_assert_eq!(found.iter().fold(0_u128, |value, byte| value << 8 | u128::from(*byte)), expected);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = public(&bytes);
            let _ = read_private(&[MAGIC, bytes.as_slice()].concat());
        }
    }
}
