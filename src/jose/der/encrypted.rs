//! Private keys under a passphrase: PKCS#8's `EncryptedPrivateKeyInfo` (RFC 5958 section 3) with PBES2 (RFC 8018
//! section 6.2).

use ::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use ::der::{Decode, Encode, ErrorKind};
use pkcs8::EncryptedPrivateKeyInfoRef;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{Kdf, PBES2_OID, Parameters};
use zeroize::Zeroizing;

use super::{DerKind, elements};
use crate::base::{Code, Fault, Random, Secret};

/// Returns the passphrase of a key; called only if there is something to decrypt.
pub type Ask<'a> = &'a mut dyn FnMut() -> Result<Secret, Fault>;

/// PBKDF2 iterations for encrypted keys: the value for HMAC-SHA-256 in OWASP's Password Storage Cheat Sheet.
const ITERATIONS: u32 = 600_000;

/// Some seconds of work: a hostile file must not cost more.
const MAX_ITERATIONS: u32 = 10_000_000;
/// Twice the largest memory that OWASP recommends for scrypt.
const MAX_SCRYPT_BYTES: u64 = 256 << 20;
/// Memory times parallelization, in bytes.
const MAX_SCRYPT_WORK: u64 = 2 << 30;

/// The initialization vector of triple DES, the shortest of all supported ciphers.
const MIN_VECTOR: usize = 8;

/// Decrypts to PKCS#8 with the passphrase from `ask`.
pub(super) fn decrypt(bytes: &[u8], ask: Ask<'_>) -> Result<Secret, Fault> {
    refuse_other_scheme(bytes)?;
    let info = EncryptedPrivateKeyInfoRef::from_der(bytes).map_err(unreadable)?;
    let EncryptionScheme::Pbes2(scheme) = &info.encryption_algorithm else { return Err(other_scheme("PBES1")) };
    refuse_costly(&scheme.kdf)?;
    let passphrase = ask()?;
    let mut buffer = Zeroizing::new(info.encrypted_data.as_bytes().to_vec());
    let plain = scheme.decrypt_in_place(passphrase.expose(), &mut buffer).map_err(|_| wrong_passphrase())?;
    // A wrong passphrase yields noise, one time in 256 with valid padding.
    if DerKind::of(plain) != Some(DerKind::Pkcs8) {
        return Err(wrong_passphrase());
    }
    Ok(Secret::from(plain))
}

/// Encrypts a PKCS#8 key as OpenSSL does: PBKDF2 with HMAC-SHA-256, then AES-256-CBC.
pub fn encrypt(pkcs8: &Secret, passphrase: &Secret, random: &dyn Random) -> Result<Secret, Fault> {
    let failed =
        |error: &dyn std::fmt::Display| Fault::new(Code::Internal, format!("the key could not be encrypted: {error}"));
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    random.fill(&mut salt)?;
    random.fill(&mut iv)?;
    let scheme = Parameters::generate_pbkdf2_sha256_aes256cbc(ITERATIONS, &salt, iv).map_err(|error| failed(&error))?;
    let encrypted = scheme.encrypt(passphrase.expose(), pkcs8.expose()).map_err(|error| failed(&error))?;
    let encrypted_data = OctetStringRef::new(&encrypted).map_err(|error| failed(&error))?;
    let info = EncryptedPrivateKeyInfoRef { encryption_algorithm: scheme.into(), encrypted_data };
    info.to_der().map(Secret::new).map_err(|error| failed(&error))
}

/// For callers that cannot ask for a passphrase.
pub(in crate::jose) fn no_passphrase() -> Result<Secret, Fault> {
    Err(Fault::new(Code::KeyUnreadable, "the private key is encrypted with a passphrase"))
}

/// OpenSSL's old format, with a key derived by MD5 (`PEM_write_PrivateKey_traditional`).
pub(in crate::jose) fn traditional() -> Fault {
    Fault::new(
        Code::KeyUnreadable,
        "the private key is encrypted in OpenSSL's legacy format (\"Proc-Type: 4,ENCRYPTED\")",
    )
    .hint("convert it with `openssl pkcs8 -topk8 -in FILE -out key.pem`, which keeps it encrypted")
}

/// Checks what the decrypting crate does not: the scheme, and the length of the initialization vector.
fn refuse_other_scheme(bytes: &[u8]) -> Result<(), Fault> {
    let scheme = part(AnyRef::from_der(bytes).ok(), 0);
    let broken = |what: &str| Fault::new(Code::KeyUnreadable, format!("the encrypted private key is damaged: {what}"));
    let identifier = part(scheme, 0).and_then(|part| part.decode_as::<ObjectIdentifier>().ok());
    match identifier.ok_or_else(|| broken("it does not name its encryption scheme"))? {
        PBES2_OID => {}
        other => return Err(other_scheme(&scheme_name(other))),
    }
    let vector = part(part(part(scheme, 1), 1), 1).ok_or_else(|| broken("its cipher has no initialization vector"))?;
    if vector.value().len() < MIN_VECTOR {
        return Err(broken("the initialization vector of its cipher is too short"));
    }
    Ok(())
}

/// The element of a sequence at an index.
fn part(sequence: Option<AnyRef<'_>>, at: usize) -> Option<AnyRef<'_>> {
    elements(sequence?)?.get(at).copied()
}

fn refuse_costly(kdf: &Kdf) -> Result<(), Fault> {
    let refused = |message: String| Err(Fault::new(Code::KeyRefused, message));
    match kdf {
        Kdf::Pbkdf2(parameters) if !(1..=MAX_ITERATIONS).contains(&parameters.iteration_count) => refused(format!(
            "the key's PBKDF2 iteration count is {}; accepted: 1 to {MAX_ITERATIONS}",
            parameters.iteration_count
        )),
        Kdf::Scrypt(parameters) => {
            let cost = parameters.cost_parameter;
            let memory = u64::from(parameters.block_size).saturating_mul(128).saturating_mul(cost);
            let work = memory.saturating_mul(parameters.parallelization.into());
            if cost < 2 || !cost.is_power_of_two() || work == 0 {
                return refused("the key's scrypt parameters are invalid".to_owned());
            }
            if memory > MAX_SCRYPT_BYTES || work > MAX_SCRYPT_WORK {
                return refused(format!(
                    "the key's scrypt parameters need {memory} bytes {} times; the limits are {MAX_SCRYPT_BYTES} bytes and {MAX_SCRYPT_WORK} in total",
                    parameters.parallelization
                ));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn wrong_passphrase() -> Fault {
    Fault::new(
        Code::KeyUnreadable,
        "the private key cannot be decrypted: the passphrase is wrong, or the key is damaged",
    )
}

fn unreadable(error: ::der::Error) -> Fault {
    match error.kind() {
        ErrorKind::OidUnknown { oid } => other_scheme(&scheme_name(oid)),
        _ => Fault::new(Code::KeyUnreadable, format!("the encrypted private key is damaged: {error}")),
    }
}

fn other_scheme(name: &str) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("the private key is encrypted with {name}, which is not supported"))
        .hint("convert it with `openssl pkcs8 -topk8 -v2 aes256 -in FILE -out key.pem`, which keeps it encrypted")
}

/// Schemes that OpenSSL can write.
fn scheme_name(oid: ObjectIdentifier) -> String {
    let text = oid.to_string();
    let known = match text.as_str() {
        "1.2.840.113549.1.5.1" | "1.2.840.113549.1.5.3" | "1.2.840.113549.1.5.10" => "single DES (PBES1)",
        "1.2.840.113549.1.5.4" | "1.2.840.113549.1.5.6" | "1.2.840.113549.1.5.11" => "RC2 (PBES1)",
        "1.2.840.113549.1.12.1.1" | "1.2.840.113549.1.12.1.2" => "RC4 (PKCS#12)",
        "1.2.840.113549.1.12.1.3" | "1.2.840.113549.1.12.1.4" => "triple DES (PKCS#12)",
        "1.2.840.113549.1.12.1.5" | "1.2.840.113549.1.12.1.6" => "RC2 (PKCS#12)",
        "1.2.840.113549.3.2" => "RC2",
        "1.3.14.3.2.7" => "single DES",
        "1.2.392.200011.61.1.1.1.2" | "1.2.392.200011.61.1.1.1.3" | "1.2.392.200011.61.1.1.1.4" => "Camellia",
        "1.2.410.200004.1.4" => "SEED",
        _ => return format!("the unknown scheme {text}"),
    };
    known.to_owned()
}
