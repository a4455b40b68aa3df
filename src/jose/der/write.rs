//! Writing keys as DER.

use ::der::Encode;
use ::der::asn1::{AnyRef, BitStringRef, OctetStringRef, UintRef};
use pkcs1::{RsaPrivateKeyRef, RsaPssParamsRef, RsaPublicKeyRef, TrailerField};
use pkcs8::PrivateKeyInfoRef;
use sec1::EcPrivateKey;
use spki::{AlgorithmIdentifier, AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::oid;
use crate::base::{Code, Fault, Secret};
use crate::jose::alg::{Algorithm, Hash, Primitive};
use crate::jose::crypto;
use crate::jose::key::{AkpKey, EcKey, Key, Material, OkpKey, RsaKey};

/// Writes the private key as PKCS#8, or the public key as SPKI.
pub fn to_der(key: &Key, private: bool) -> Result<Secret, Fault> {
    let written = if private { pkcs8(key)? } else { spki(key)? };
    written.map_err(|error| Fault::new(Code::Internal, format!("the key could not be written: {error}")))
}

type Written = Result<Secret, ::der::Error>;

fn pkcs8(key: &Key) -> Result<Written, Fault> {
    let public_only = || Fault::new(Code::Usage, "cannot write the private key: this is a public key");
    Ok(match &key.material {
        Material::Oct(_) => return Err(no_der()),
        Material::Rsa(rsa) if rsa.private.is_none() => return Err(public_only()),
        Material::Rsa(rsa) => rsa_private(rsa).and_then(|inner| with_rsa_identifier(key, |id| wrap(id, &inner))),
        Material::Ec(ec) => {
            let d = ec.d.as_ref().ok_or_else(public_only)?;
            ec_private(ec, d).and_then(|inner| wrap_ec(ec, &inner))
        }
        Material::Ed25519(okp) => {
            let d = okp.d.as_ref().ok_or_else(public_only)?;
            // Only the seed is written: if the public key does not match it, another key would be read back.
            crypto::Signer::new(&key.material, Primitive::Ed25519)?;
            ed25519_private(d).and_then(|inner| wrap(identifier(oid::ED25519, None), &inner))
        }
        Material::MlDsa(akp) => {
            let seed = akp.seed.as_ref().ok_or_else(public_only)?;
            // Only the seed is written, as with Ed25519.
            crypto::Signer::new(&key.material, Primitive::MlDsa(akp.set))?;
            ml_dsa_private(seed).and_then(|inner| wrap(identifier(oid::of_ml_dsa(akp.set), None), &inner))
        }
    })
}

fn spki(key: &Key) -> Result<Written, Fault> {
    Ok(match &key.material {
        Material::Oct(_) => return Err(no_der()),
        Material::Rsa(rsa) => with_rsa_identifier(key, |id| info(id, &rsa_public(rsa)?)),
        Material::Ec(ec) => {
            let curve = oid::of_curve(ec.curve);
            info(identifier(oid::EC, Some(AnyRef::from(&curve))), &ec.point())
        }
        Material::Ed25519(OkpKey { x, .. }) => info(identifier(oid::ED25519, None), x),
        Material::MlDsa(AkpKey { set, public, .. }) => info(identifier(oid::of_ml_dsa(*set), None), public),
    })
}

fn no_der() -> Fault {
    Fault::new(Code::Usage, "an HMAC secret has no PEM or DER form").hint("write it as a JWK")
}

fn identifier<'a>(oid: ::der::asn1::ObjectIdentifier, parameters: Option<AnyRef<'a>>) -> AlgorithmIdentifierRef<'a> {
    AlgorithmIdentifier { oid, parameters }
}

/// Passes the identifier of an RSA key to `write`: for a key for PSS only it is id-RSASSA-PSS, with the key's hash.
fn with_rsa_identifier(key: &Key, write: impl FnOnce(AlgorithmIdentifierRef<'_>) -> Written) -> Written {
    if !key.usage.pss_only {
        return write(identifier(oid::RSA, Some(AnyRef::NULL)));
    }
    let declared = key.usage.algorithm.as_deref().and_then(Algorithm::from_name).map(Algorithm::primitive);
    let Some(Primitive::RsaPss(hash)) = declared else { return write(identifier(oid::RSA_PSS, None)) };
    let parameters = pss_parameters(hash).to_der()?;
    write(identifier(oid::RSA_PSS, Some(AnyRef::try_from(parameters.as_slice())?)))
}

/// RFC 7518 section 3.5: MGF1 on the same hash, and a salt as long as the hash.
fn pss_parameters(hash: Hash) -> RsaPssParamsRef<'static> {
    let hash_identifier = identifier(oid::of_hash(hash), Some(AnyRef::NULL));
    RsaPssParamsRef {
        hash: hash_identifier,
        mask_gen: AlgorithmIdentifier { oid: oid::MGF1, parameters: Some(hash_identifier) },
        // At most 64 bytes.
        salt_len: hash.output_len() as u8,
        trailer_field: TrailerField::BC,
    }
}

fn wrap(algorithm: AlgorithmIdentifierRef<'_>, private_key: &Secret) -> Written {
    let private_key = OctetStringRef::new(private_key.expose())?;
    PrivateKeyInfoRef { algorithm, private_key, public_key: None }.to_der().map(Secret::new)
}

fn wrap_ec(key: &EcKey, private_key: &Secret) -> Written {
    let curve = oid::of_curve(key.curve);
    wrap(identifier(oid::EC, Some(AnyRef::from(&curve))), private_key)
}

fn info(algorithm: AlgorithmIdentifierRef<'_>, bytes: &[u8]) -> Written {
    let subject_public_key = BitStringRef::from_bytes(bytes)?;
    SubjectPublicKeyInfoRef { algorithm, subject_public_key }.to_der().map(Secret::new)
}

fn rsa_public(key: &RsaKey) -> Result<Vec<u8>, ::der::Error> {
    RsaPublicKeyRef { modulus: UintRef::new(&key.n)?, public_exponent: UintRef::new(&key.e)? }.to_der()
}

fn rsa_private(key: &RsaKey) -> Written {
    let private = key.private.as_ref().ok_or(::der::ErrorKind::Failed)?;
    RsaPrivateKeyRef {
        modulus: UintRef::new(&key.n)?,
        public_exponent: UintRef::new(&key.e)?,
        private_exponent: UintRef::new(private.d.expose())?,
        prime1: UintRef::new(private.p.expose())?,
        prime2: UintRef::new(private.q.expose())?,
        exponent1: UintRef::new(private.dp.expose())?,
        exponent2: UintRef::new(private.dq.expose())?,
        coefficient: UintRef::new(private.qi.expose())?,
        other_prime_infos: None,
    }
    .to_der()
    .map(Secret::new)
}

/// As OpenSSL writes it inside PKCS#8: without the curve, which PKCS#8 names, and with the public key.
fn ec_private(key: &EcKey, d: &Secret) -> Written {
    let point = key.point();
    EcPrivateKey { private_key: d.expose(), parameters: None, public_key: Some(&point) }.to_der().map(Secret::new)
}

/// RFC 8410 section 7: an OCTET STRING in the OCTET STRING.
fn ed25519_private(d: &Secret) -> Written {
    OctetStringRef::new(d.expose())?.to_der().map(Secret::new)
}

/// RFC 9881 section 6: the form with only the seed, `[0] IMPLICIT OCTET STRING`.
fn ml_dsa_private(seed: &Secret) -> Written {
    let length = u8::try_from(seed.len()).map_err(|_| ::der::ErrorKind::Failed)?;
    Ok(Secret::new([&[0x80, length], seed.expose()].concat()))
}
