//! Reading keys from DER.

use ::der::asn1::{AnyRef, BitStringRef, OctetStringRef, UintRef};
use ::der::{Decode, Tag, TagNumber};
use pkcs1::{RsaPrivateKeyRef, RsaPssParamsOwned, RsaPublicKeyRef};
use pkcs8::PrivateKeyInfoRef;
use sec1::{EcParameters, EcPrivateKey};
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::encrypted::{self, Ask};
use super::{DerKind, certificate_fields, context, elements, oid};
use crate::base::{Code, Fault, Secret};
use crate::jose::alg::{Algorithm, Curve, MlDsa, Primitive};
use crate::jose::crypto;
use crate::jose::key::{AkpKey, EcKey, Form, Key, Material, OkpKey, RsaKey, RsaPrivate, Usage, with_article};

/// Reads a key from any supported structure; an encrypted one is refused.
pub fn read(bytes: &[u8]) -> Result<Key, Fault> {
    read_with(bytes, &mut encrypted::no_passphrase)
}

/// Reads a key from any supported structure, and asks for the passphrase if it is encrypted.
pub fn read_with(bytes: &[u8], ask: Ask<'_>) -> Result<Key, Fault> {
    let kind = DerKind::of(bytes).ok_or_else(|| not_a_key(bytes))?;
    match kind {
        DerKind::Pkcs8 => private_from_pkcs8(bytes),
        DerKind::Pkcs1Private => rsa_private(bytes).map(|key| Key::new(key, Form::Der)),
        DerKind::Pkcs1Public => rsa_public(bytes).map(|key| Key::new(key, Form::Der)),
        DerKind::Sec1 => ec_private(bytes, None).map(|key| Key::new(key, Form::Der)),
        DerKind::Spki => public(&SubjectPublicKeyInfoRef::from_der(bytes).map_err(|e| broken(kind, e))?, Form::Der),
        DerKind::Certificate => {
            let fields = certificate_fields(bytes).unwrap_or_default();
            let field = fields.get(5).ok_or_else(|| Fault::new(Code::KeyUnreadable, "the certificate has no key"))?;
            public(&field.decode_as().map_err(|e| broken(kind, e))?, Form::Certificate)
        }
        DerKind::Pkcs8Encrypted => private_from_pkcs8(encrypted::decrypt(bytes, ask)?.expose()),
        DerKind::Pkcs12 => {
            Err(not_a_key_but(kind).hint("extract the key with `openssl pkcs12 -in FILE -nodes -out key.pem`"))
        }
        DerKind::Pkcs7 => {
            Err(not_a_key_but(kind)
                .hint("extract the certificates with `openssl pkcs7 -inform der -in FILE -print_certs`"))
        }
        DerKind::CertificateRequest => {
            Err(not_a_key_but(kind).hint("extract its public key with `openssl req -in FILE -noout -pubkey`"))
        }
        DerKind::RevocationList | DerKind::Dsa => Err(not_a_key_but(kind)),
    }
}

/// Reads a PKCS#8 private key (RFC 5958).
pub fn private_from_pkcs8(bytes: &[u8]) -> Result<Key, Fault> {
    let info = PrivateKeyInfoRef::from_der(bytes).map_err(|e| broken(DerKind::Pkcs8, e))?;
    let private = info.private_key.as_bytes();
    let public = info.public_key.as_ref().map(whole_bytes).transpose()?;
    let material = match info.algorithm.oid {
        oid::RSA => {
            no_parameters(&info.algorithm)?;
            rsa_private(private)?
        }
        oid::RSA_PSS => {
            let usage = pss_usage(&info.algorithm)?;
            return Ok(Key { usage, ..Key::new(rsa_private(private)?, Form::Der) });
        }
        oid::EC => ec_private_in_pkcs8(private, named_curve(&info.algorithm)?, public)?,
        oid::ED25519 => {
            no_parameters(&info.algorithm)?;
            ed25519_private(private, public)?
        }
        other => match oid::ml_dsa(other) {
            Some(set) => {
                no_parameters(&info.algorithm)?;
                ml_dsa_private(set, private, public)?
            }
            None => return Err(unsupported(&oid::key_name(other))),
        },
    };
    Ok(Key::new(material, Form::Der))
}

fn public(info: &SubjectPublicKeyInfoRef<'_>, form: Form) -> Result<Key, Fault> {
    let bytes = whole_bytes(&info.subject_public_key)?;
    let mut usage = Usage::default();
    let material = match info.algorithm.oid {
        oid::RSA => {
            no_parameters(&info.algorithm)?;
            rsa_public(bytes)?
        }
        oid::RSA_PSS => {
            usage = pss_usage(&info.algorithm)?;
            rsa_public(bytes)?
        }
        oid::EC => Material::Ec(ec_point(named_curve(&info.algorithm)?, bytes)?),
        oid::ED25519 => {
            no_parameters(&info.algorithm)?;
            Material::Ed25519(OkpKey { x: exactly(32, bytes, "an Ed25519 public key")?.to_vec(), d: None })
        }
        other => match oid::ml_dsa(other) {
            Some(set) => {
                no_parameters(&info.algorithm)?;
                let public = exactly(set.public_len(), bytes, &format!("an {} public key", set.name()))?.to_vec();
                Material::MlDsa(AkpKey { set, public, seed: None })
            }
            None => return Err(unsupported(&oid::key_name(other))),
        },
    };
    Ok(Key { usage, ..Key::new(material, form) })
}

fn rsa_public(bytes: &[u8]) -> Result<Material, Fault> {
    let RsaPublicKeyRef { modulus, public_exponent } =
        RsaPublicKeyRef::from_der(bytes).map_err(|e| broken(DerKind::Pkcs1Public, e))?;
    let (n, e) = (modulus.as_bytes().to_vec(), public_exponent.as_bytes().to_vec());
    Ok(Material::Rsa(RsaKey { n, e, private: None }))
}

fn rsa_private(bytes: &[u8]) -> Result<Material, Fault> {
    let key = RsaPrivateKeyRef::from_der(bytes).map_err(|e| broken(DerKind::Pkcs1Private, e))?;
    if key.other_prime_infos.is_some() {
        return Err(Fault::new(Code::KeyRefused, "the RSA private key has more than two primes")
            .hint("generate a new key with two primes"));
    }
    let secret = |number: UintRef<'_>| Secret::from(number.as_bytes());
    let private = RsaPrivate {
        d: secret(key.private_exponent),
        p: secret(key.prime1),
        q: secret(key.prime2),
        dp: secret(key.exponent1),
        dq: secret(key.exponent2),
        qi: secret(key.coefficient),
    };
    if [&private.p, &private.q, &private.dp, &private.dq, &private.qi].iter().any(|part| part.expose() == [0]) {
        return Err(Fault::new(Code::KeyUnreadable, "the RSA private key lacks its primes (p, q, dp, dq, qi)")
            .hint("export it again, with all its components"));
    }
    let (n, e) = (key.modulus.as_bytes().to_vec(), key.public_exponent.as_bytes().to_vec());
    Ok(Material::Rsa(RsaKey { n, e, private: Some(private) }))
}

/// A SEC 1 key inside PKCS#8, which names the curve and may have the public key.
fn ec_private_in_pkcs8(bytes: &[u8], curve: Curve, public: Option<&[u8]>) -> Result<Material, Fault> {
    let material = ec_private(bytes, Some(curve))?;
    if let (Material::Ec(key), Some(bytes)) = (&material, public) {
        require_match(ec_point(curve, bytes)?.point() == key.point())?;
    }
    Ok(material)
}

/// A SEC 1 key (RFC 5915 section 3). A public key in it must match the private key.
fn ec_private(bytes: &[u8], outside: Option<Curve>) -> Result<Material, Fault> {
    if has_explicit_curve(bytes) {
        return Err(explicit_curve());
    }
    let sec1 = EcPrivateKey::from_der(bytes).map_err(|e| broken(DerKind::Sec1, e))?;
    let inside = match sec1.parameters {
        Some(EcParameters::NamedCurve(oid)) => Some(known_curve(oid)?),
        None => None,
    };
    let curve = match (inside, outside) {
        (Some(inside), Some(outside)) if inside != outside => {
            let message = format!("the private key names two curves, {} and {}", outside.name(), inside.name());
            return Err(Fault::new(Code::KeyRefused, message));
        }
        (Some(curve), _) | (None, Some(curve)) => curve,
        (None, None) => return Err(Fault::new(Code::KeyUnreadable, "the EC private key does not name its curve")),
    };
    let material = crypto::ec_from_private(curve, &scalar(curve, sec1.private_key)?)?;
    if let (Material::Ec(key), Some(bytes)) = (&material, sec1.public_key) {
        require_match(ec_point(curve, bytes)?.point() == key.point())?;
    }
    Ok(material)
}

/// The private scalar at the length that RFC 5915 section 3 requires. Old software omits leading zeros or adds one.
fn scalar(curve: Curve, bytes: &[u8]) -> Result<Secret, Fault> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let digits = bytes.get(zeros..).unwrap_or_default();
    let missing = curve.field_len().checked_sub(digits.len()).ok_or_else(|| {
        let message =
            format!("a private key on {} has {} bytes; this one has {}", curve.name(), curve.field_len(), digits.len());
        Fault::new(Code::KeyUnreadable, message)
    })?;
    let mut padded = Vec::with_capacity(curve.field_len());
    padded.resize(missing, 0);
    padded.extend_from_slice(digits);
    Ok(Secret::new(padded))
}

/// A point in one of the encodings of SEC 1 section 2.3.4, `04 x y` or `02/03 x`.
fn ec_point(curve: Curve, bytes: &[u8]) -> Result<EcKey, Fault> {
    let length = curve.field_len();
    match bytes {
        [4, xy @ ..] if xy.len() == 2 * length => {
            let (x, y) = xy.split_at(length);
            Ok(EcKey { curve, x: x.to_vec(), y: y.to_vec(), d: None })
        }
        [2 | 3, x @ ..] if x.len() == length => crypto::ec_from_compressed(curve, bytes),
        [0] => Err(Fault::new(Code::KeyRefused, "the public key is the point at infinity")),
        _ => {
            let message = format!("{} bytes are not an encoded point on {}", bytes.len(), curve.name());
            Err(Fault::new(Code::KeyUnreadable, message))
        }
    }
}

fn ed25519_private(bytes: &[u8], public: Option<&[u8]>) -> Result<Material, Fault> {
    let seed = <&OctetStringRef>::from_der(bytes).map_err(|e| broken(DerKind::Pkcs8, e))?.as_bytes();
    let material = crypto::ed25519_from_seed(Secret::from(exactly(32, seed, "an Ed25519 private key")?))?;
    if let (Material::Ed25519(key), Some(bytes)) = (&material, public) {
        require_match(key.x == bytes)?;
    }
    Ok(material)
}

/// The three forms of RFC 9881 section 6: the seed, the key expanded from it, or both.
///
/// The expanded form alone is refused: JOSE stores the seed (RFC 9964 section 4), which cannot be computed from it.
fn ml_dsa_private(set: MlDsa, bytes: &[u8], public: Option<&[u8]>) -> Result<Material, Fault> {
    const SEED: Tag = Tag::ContextSpecific { constructed: false, number: TagNumber(0) };
    let any = AnyRef::from_der(bytes).map_err(|e| broken(DerKind::Pkcs8, e))?;
    let (seed, expanded) = match any.header().tag() {
        SEED => (any.value(), None),
        Tag::OctetString => {
            let message = format!("the {} private key has only its expanded form, without the seed", set.name());
            return Err(Fault::new(Code::KeyUnreadable, message)
                .hint("export it again with its seed, which cannot be computed from the expanded form"));
        }
        _ => match elements(any).unwrap_or_default().as_slice() {
            [seed, expanded] if [seed, expanded].iter().all(|part| part.header().tag() == Tag::OctetString) => {
                (seed.value(), Some(expanded.value()))
            }
            _ => {
                let message = format!("the {} private key is not in a format defined by RFC 9881", set.name());
                return Err(Fault::new(Code::KeyUnreadable, message));
            }
        },
    };
    let what = format!("the seed of an {} private key", set.name());
    let seed = Secret::from(exactly(MlDsa::SEED_LEN, seed, &what)?);
    let material = crypto::ml_dsa_from_seed(set, seed, expanded)?;
    if let (Material::MlDsa(key), Some(bytes)) = (&material, public) {
        require_match(key.public == bytes)?;
    }
    Ok(material)
}

/// The restrictions of RSASSA-PSS parameters (RFC 4055 section 3.1). JWS has only MGF1 on the same hash and a salt as long
/// as the hash; the salt length of a key is a minimum.
fn pss_usage(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Usage, Fault> {
    let unrestricted = Usage { pss_only: true, ..Usage::default() };
    let Some(parameters) = algorithm.parameters.filter(|any| !any.is_null()) else { return Ok(unrestricted) };
    let parameters: RsaPssParamsOwned = parameters.decode_as().map_err(|e| broken(DerKind::Spki, e))?;
    let refused = |what: String| {
        Fault::new(Code::KeyRefused, format!("the RSA-PSS key is restricted to {what}, which no JWS algorithm uses"))
    };
    let hash = oid::hash(parameters.hash.oid).ok_or_else(|| refused(format!("the hash {}", parameters.hash.oid)))?;
    let mask = parameters.mask_gen.parameters.map(|inner| inner.oid);
    if parameters.mask_gen.oid != oid::MGF1 || mask != Some(parameters.hash.oid) {
        return Err(refused("MGF1 with a different hash than the message".to_owned()));
    }
    if usize::from(parameters.salt_len) > hash.output_len() {
        return Err(refused(format!("salts of at least {} bytes", parameters.salt_len)));
    }
    let algorithm = Algorithm::all().find(|alg| alg.primitive() == Primitive::RsaPss(hash));
    Ok(Usage { algorithm: algorithm.map(|alg| alg.name().to_owned()), ..unrestricted })
}

fn named_curve(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Curve, Fault> {
    let parameters =
        algorithm.parameters.ok_or_else(|| Fault::new(Code::KeyUnreadable, "the EC key does not name its curve"))?;
    if parameters.header().tag() == Tag::Sequence {
        return Err(explicit_curve());
    }
    known_curve(parameters.decode_as().map_err(|e| broken(DerKind::Spki, e))?)
}

fn known_curve(identifier: ::der::asn1::ObjectIdentifier) -> Result<Curve, Fault> {
    oid::curve(identifier).ok_or_else(|| unsupported(&format!("an EC key on {}", oid::curve_name(identifier))))
}

fn has_explicit_curve(bytes: &[u8]) -> bool {
    let parts = AnyRef::from_der(bytes).ok().and_then(elements).unwrap_or_default();
    let parameters = parts.iter().find(|part| part.header().tag() == context(0));
    parameters.is_some_and(|part| part.value().first() == Some(&0x30))
}

/// Explicit parameters can describe a curve on which the private key is known (CVE-2020-0601).
fn explicit_curve() -> Fault {
    Fault::new(Code::KeyRefused, "the EC key has explicit curve parameters; only named curves are accepted")
        .hint("convert it with `openssl ec -in FILE -param_enc named_curve`")
}

/// RFC 8410 section 3 requires none; RFC 3279 section 2.3.1 requires NULL, which some software omits.
fn no_parameters(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<(), Fault> {
    match algorithm.parameters {
        None => Ok(()),
        Some(any) if any.is_null() && algorithm.oid == oid::RSA => Ok(()),
        Some(_) => Err(Fault::new(Code::KeyUnreadable, "the key has parameters, but its algorithm has none")),
    }
}

fn whole_bytes<'a>(bits: &BitStringRef<'a>) -> Result<&'a [u8], Fault> {
    bits.as_bytes().ok_or_else(|| Fault::new(Code::KeyUnreadable, "the public key is not a whole number of bytes"))
}

fn exactly<'a>(length: usize, bytes: &'a [u8], what: &str) -> Result<&'a [u8], Fault> {
    if bytes.len() == length {
        return Ok(bytes);
    }
    Err(Fault::new(Code::KeyUnreadable, format!("{what} has {length} bytes; this one has {}", bytes.len())))
}

fn require_match(is_match: bool) -> Result<(), Fault> {
    if is_match {
        return Ok(());
    }
    Err(Fault::new(Code::KeyRefused, "private and public key do not match"))
}

fn not_a_key_but(kind: DerKind) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("this is {}, not a key", with_article(kind.name())))
}

fn unsupported(what: &str) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("this is {what}, which no supported algorithm uses"))
        .hint("`tokctl algorithms` lists the algorithms and the keys they need")
}

fn broken(kind: DerKind, error: ::der::Error) -> Fault {
    Fault::new(Code::KeyUnreadable, format!("the {} is damaged: {error}", kind.name()))
}

fn not_a_key(bytes: &[u8]) -> Fault {
    let fault = |what: &str| Fault::new(Code::KeyUnreadable, what.to_owned());
    let Ok((_, rest)) = AnyRef::from_der_partial(bytes) else {
        return fault("not a key: the DER is truncated or damaged");
    };
    if rest.is_empty() {
        return fault("not a key: unknown DER structure");
    }
    fault(&format!("not a key: {} bytes follow the end of the DER", rest.len()))
}
