//! DER: recognizing structures, reading keys from them, writing keys.

mod encrypted;
mod oid;
mod read;
mod write;

use ::der::asn1::AnyRef;
use ::der::{Decode, Reader, SliceReader, Tag, TagNumber};

pub use encrypted::{Ask, encrypt};
pub(in crate::jose) use encrypted::{no_passphrase, traditional};
pub use read::{private_from_pkcs8, read, read_with};
pub use write::to_der;

/// Structures that hold keys, and others that are mistaken for keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DerKind {
    /// PKCS#8 `PrivateKeyInfo`, version 1 or 2.
    Pkcs8,
    /// PKCS#8 `EncryptedPrivateKeyInfo`.
    Pkcs8Encrypted,
    /// PKCS#1 `RSAPrivateKey`.
    Pkcs1Private,
    /// PKCS#1 `RSAPublicKey`.
    Pkcs1Public,
    /// SEC 1 `ECPrivateKey` (RFC 5915).
    Sec1,
    /// X.509 `SubjectPublicKeyInfo`.
    Spki,
    /// X.509 `Certificate`.
    Certificate,
    /// PKCS#10 `CertificationRequest`.
    CertificateRequest,
    /// X.509 `CertificateList`.
    RevocationList,
    /// PKCS#7 or CMS `ContentInfo`.
    Pkcs7,
    /// PKCS#12 `PFX`.
    Pkcs12,
    /// OpenSSL's `DSAPrivateKey`.
    Dsa,
}

impl DerKind {
    /// The structure that `bytes` hold, complete and with nothing after it.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let parts = elements(AnyRef::from_der(bytes).ok()?)?;
        let [first, rest @ ..] = parts.as_slice() else { return None };
        let tags: Vec<Tag> = rest.iter().map(|part| part.header().tag()).collect();
        match (first.header().tag(), tags.as_slice()) {
            (Tag::Integer, [Tag::Sequence, Tag::OctetString, ..]) => Some(Self::Pkcs8),
            (Tag::Integer, [Tag::OctetString, ..]) => Some(Self::Sec1),
            (Tag::Integer, [Tag::Integer]) => Some(Self::Pkcs1Public),
            (Tag::Integer, tags) if tags.iter().filter(|tag| **tag == Tag::Integer).count() >= 8 => {
                Some(Self::Pkcs1Private)
            }
            (Tag::Integer, tags) if tags.len() == 5 && tags.iter().all(|tag| *tag == Tag::Integer) => Some(Self::Dsa),
            (Tag::Integer, [Tag::Sequence, ..]) if first.value() == [3] => Some(Self::Pkcs12),
            (Tag::ObjectIdentifier, _) => Some(Self::Pkcs7),
            (Tag::Sequence, [Tag::BitString]) => Some(Self::Spki),
            (Tag::Sequence, [Tag::OctetString]) => Some(Self::Pkcs8Encrypted),
            (Tag::Sequence, [Tag::Sequence, Tag::BitString]) => Self::of_signed(*first),
            _ => None,
        }
    }

    /// Certificates, certificate requests and revocation lists have the same outer structure.
    fn of_signed(content: AnyRef<'_>) -> Option<Self> {
        let tags: Vec<Tag> = elements(content)?.iter().map(|part| part.header().tag()).collect();
        match tags.as_slice() {
            [first, ..] if *first == context(0) => Some(Self::Certificate),
            [Tag::Integer, Tag::Sequence, Tag::Sequence, Tag::Sequence, ..] => Some(Self::Certificate),
            [Tag::Integer, Tag::Sequence, Tag::Sequence, last] if *last == context(0) => Some(Self::CertificateRequest),
            [.., Tag::UtcTime | Tag::GeneralizedTime, Tag::Sequence] => Some(Self::RevocationList),
            tags if tags.contains(&Tag::UtcTime) || tags.contains(&Tag::GeneralizedTime) => Some(Self::RevocationList),
            _ => None,
        }
    }

    pub fn is_private(self) -> bool {
        matches!(self, Self::Pkcs8 | Self::Pkcs8Encrypted | Self::Pkcs1Private | Self::Sec1 | Self::Dsa)
    }

    /// Without an article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pkcs8 => "PKCS#8 private key",
            Self::Pkcs8Encrypted => "encrypted PKCS#8 private key",
            Self::Pkcs1Private => "PKCS#1 RSA private key",
            Self::Pkcs1Public => "PKCS#1 RSA public key",
            Self::Sec1 => "SEC 1 EC private key",
            Self::Spki => "public key",
            Self::Certificate => "certificate",
            Self::CertificateRequest => "certificate request",
            Self::RevocationList => "certificate revocation list",
            Self::Pkcs7 => "PKCS#7 bundle",
            Self::Pkcs12 => "PKCS#12 bundle",
            Self::Dsa => "DSA private key",
        }
    }
}

/// The encoded subject and issuer of a certificate.
pub fn certificate_names(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let fields = certificate_fields(bytes)?;
    Some((fields.get(4)?.value(), fields.get(2)?.value()))
}

/// The fields of a certificate from the serial number on; the sixth is the public key (RFC 5280 section 4.1).
fn certificate_fields(bytes: &[u8]) -> Option<Vec<AnyRef<'_>>> {
    let mut fields = elements(*elements(AnyRef::from_der(bytes).ok()?)?.first()?)?;
    if fields.first()?.header().tag() == context(0) {
        fields.remove(0);
    }
    Some(fields)
}

/// The elements of a SEQUENCE; `None` if it has more than any supported structure.
fn elements(sequence: AnyRef<'_>) -> Option<Vec<AnyRef<'_>>> {
    const MAX_ELEMENTS: usize = 16;
    if sequence.header().tag() != Tag::Sequence {
        return None;
    }
    let mut reader = SliceReader::new(sequence.value()).ok()?;
    let mut found = Vec::new();
    while !reader.is_finished() && found.len() < MAX_ELEMENTS {
        found.push(AnyRef::decode(&mut reader).ok()?);
    }
    reader.is_finished().then_some(found)
}

const fn context(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: true, number: TagNumber(number) }
}
