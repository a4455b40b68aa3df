//! Keys and signatures made to deceive.

#[path = "fixtures/keys/mod.rs"]
mod keys;

use keys::{alg, jwk, key, member, with_member};
use tokctl::base::{Code, Secret};
use tokctl::jose::{Algorithm, Key, SigningKey, Strength, VerifyingKey, crypto, jwk, key_strength};

/// The key is refused for verification with either strength, and the check finds the weakness.
fn refused(key: &Key, alg: Algorithm, id: &str) {
    for strength in [Strength::Required, Strength::AllowWeak] {
        let fault = VerifyingKey::new(key, alg, strength).unwrap_err();
        assert_eq!(fault.code, Code::KeyRefused, "{id}: {fault}");
    }
    let found = key_strength::weaknesses(key);
    assert!(found.iter().any(|weakness| weakness.kind.name() == id && weakness.refused), "{id}: {found:?}");
}

#[test]
fn insecure_rsa_exponents_are_refused() {
    for (exponent, id) in [
        (&[1][..], "rsa_exponent_one"),
        (&[0], "rsa_exponent_even"),
        (&[2], "rsa_exponent_even"),
        (&[1, 0, 0], "rsa_exponent_even"),
        (&[3, 0, 0, 0, 1], "rsa_exponent_large"),
        (&[0xff; 256], "rsa_exponent_large"),
    ] {
        for name in ["RS256", "PS384"] {
            refused(&with_member("rsa2048.spki.pem", "e", exponent), alg(name), id);
        }
    }
    // The longest and the shortest that are accepted.
    for exponent in [&[1, 0, 0, 0, 1][..], &[3]] {
        let key = with_member("rsa2048.spki.pem", "e", exponent);
        assert!(VerifyingKey::new(&key, alg("RS256"), Strength::Required).is_ok());
    }
}

#[test]
fn rsa_moduli_that_can_be_factored_are_refused() {
    let n = member(&key("rsa2048.spki.pem"), "n");
    let mut even = n.clone();
    *even.last_mut().unwrap() &= 0xfe;
    refused(&with_member("rsa2048.spki.pem", "n", &even), alg("RS256"), "rsa_modulus_even");
    // A byte repeated is divisible by 257, if the count of bytes is even.
    refused(&with_member("rsa2048.spki.pem", "n", &[0xfb; 256]), alg("RS256"), "rsa_small_factor");
    refused(&key("roca.jwk"), alg("RS256"), "rsa_roca");
    refused(&key("roca.jwk"), alg("PS512"), "rsa_roca");
    refused(
        &with_member("rsa2048.spki.pem", "n", &[&[0x80][..], &[0; 1023], &[1]].concat()),
        alg("RS256"),
        "rsa_modulus_long",
    );
    refused(&with_member("rsa2048.spki.pem", "n", &[0]), alg("RS256"), "rsa_modulus_short");
    refused(&with_member("rsa2048.spki.pem", "n", &[0x7f; 127]), alg("RS256"), "rsa_modulus_short");
}

/// 65537 to the 128th power has the shape of ROCA moduli.
#[test]
fn powers_of_65537_have_the_roca_shape() {
    let mut power = vec![1_u8];
    for _ in 0..128 {
        let mut next = [&power[..], &[0, 0]].concat();
        let mut carry = 0;
        for at in (0..next.len()).rev() {
            let from_end = next.len() - 1 - at;
            let add = power.len().checked_sub(from_end + 1).map_or(0, |i| u16::from(power[i]));
            let sum = u16::from(next[at]) + add + carry;
            next[at] = sum as u8;
            carry = sum >> 8;
        }
        power = next;
    }
    refused(&with_member("rsa2048.spki.pem", "n", &power), alg("RS256"), "rsa_roca");
}

#[test]
fn rsa_1024_verifies_only_rs256_and_rs512_with_weak_keys_allowed() {
    let (private, public) = (key("rsa1024.pkcs8.pem"), key("rsa1024.spki.pem"));
    for alg in public.algorithms() {
        let fault = VerifyingKey::new(&public, alg, Strength::Required).unwrap_err();
        assert_eq!(fault.code, Code::KeyRefused);
        assert!(fault.message.contains("1024") && fault.message.contains("2048"), "{fault}");
        let legacy = ["RS256", "RS512"].contains(&alg.name());
        assert_eq!(VerifyingKey::new(&public, alg, Strength::AllowWeak).is_ok(), legacy, "{alg}");
        let fault = SigningKey::new(&private, alg, Strength::AllowWeak).unwrap_err();
        assert_eq!(fault.code, Code::KeyRefused, "{alg}");
    }
    assert_eq!(key_strength::weaknesses(&public)[0].kind.name(), "rsa_modulus_short");
}

#[test]
fn points_off_the_curve_are_refused() {
    for (name, alg_name) in [("p256", "ES256"), ("p384", "ES384"), ("p521", "ES512"), ("secp256k1", "ES256K")] {
        let name = format!("{name}.spki.pem");
        let x = member(&key(&name), "x");
        let mut near = x.clone();
        *near.last_mut().unwrap() ^= 1;
        refused(&with_member(&name, "x", &near), alg(alg_name), "point_off_curve");
        refused(&with_member(&name, "y", &x), alg(alg_name), "point_off_curve");
        refused(&with_member(&name, "x", &vec![0; x.len()]), alg(alg_name), "point_off_curve");
        // A coordinate that is not less than the field's prime is a second encoding of a smaller one.
        refused(&with_member(&name, "x", &vec![0xff; x.len()]), alg(alg_name), "point_off_curve");
    }
    let p256 = jwk::public_object(&key("p256.spki.pem")).unwrap().to_string();
    assert!(
        jwk(&p256.replace("P-256", "secp256k1"))
            .is_ok_and(|key| key_strength::weaknesses(&key)[0].kind.name() == "point_off_curve")
    );
}

#[test]
fn unusable_ed25519_points_are_refused() {
    let mut one = [0; 32];
    one[0] = 1;
    let mut two = [0; 32];
    two[0] = 2;
    for (point, id) in [
        ([0; 32], "point_small_order"),
        (one, "point_small_order"),
        ([0xff; 32], "point_not_canonical"),
        (two, "point_off_curve"),
    ] {
        refused(&with_member("ed25519.spki.pem", "x", &point), alg("EdDSA"), id);
    }
}

#[test]
fn private_scalars_out_of_range_are_refused() {
    let order = [&[0xff; 4][..], &[0; 4], &[0xff; 8], &[0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84]].concat();
    let order = [order, vec![0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51]].concat();
    for d in [vec![0; 32], order, vec![0xff; 32]] {
        let fault = crypto::ec_from_private(tokctl::jose::alg::Curve::P256, &Secret::new(d)).unwrap_err();
        assert_eq!(fault.code, Code::KeyRefused);
    }
}

#[test]
fn ecdsa_signatures_have_one_form() {
    for (stem, name) in [("p256", "ES256"), ("p384", "ES384"), ("p521", "ES512"), ("secp256k1", "ES256K")] {
        let (private, alg) = (key(&format!("{stem}.pkcs8.pem")), alg(name));
        let verifying = VerifyingKey::new(&private, alg, Strength::Required).unwrap();
        let mut signature = Vec::new();
        SigningKey::new(&private, alg, Strength::Required).unwrap().sign(b"message", &mut signature).unwrap();
        assert!(verifying.verify(b"message", &signature));
        let (r, s) = signature.split_at(signature.len() / 2);
        let zero = vec![0; r.len()];
        let largest = vec![0xff; r.len()];
        let order = order(stem);
        for (r, s) in [
            (&zero[..], s),
            (r, &zero[..]),
            (&zero, &zero),
            (&order, s),
            (r, &order),
            (&order, &order),
            (&largest, s),
            (r, &largest),
            (s, r),
        ] {
            assert!(!verifying.verify(b"message", &[r, s].concat()), "{name}");
        }
        let longer = |number: &[u8]| [&[0][..], number].concat();
        for other in [
            der(&signature),
            [longer(r), longer(s)].concat(),
            [r, &longer(s)].concat(),
            [&signature[..], &[0]].concat(),
            signature[..signature.len() - 1].to_vec(),
            r.to_vec(),
            Vec::new(),
            vec![0],
        ] {
            assert!(!verifying.verify(b"message", &other), "{name}: {} bytes", other.len());
        }
    }
}

/// The order of the curve's group, as long as its field.
fn order(stem: &str) -> Vec<u8> {
    let hex = match stem {
        "p256" => "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551".to_owned(),
        "p384" => format!("{}c7634d81f4372ddf581a0db248b0a77aecec196accc52973", "f".repeat(48)),
        "p521" => {
            format!("01ff{}fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409", "f".repeat(62))
        }
        _ => "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141".to_owned(),
    };
    (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect()
}

/// r and s in ASN.1.
fn der(signature: &[u8]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let digits = number.iter().skip_while(|byte| **byte == 0).copied();
        let mut digits: Vec<u8> = digits.collect();
        if digits.first().is_none_or(|first| *first >= 0x80) {
            digits.insert(0, 0);
        }
        [&[2, u8::try_from(digits.len()).unwrap()][..], &digits].concat()
    };
    let (r, s) = signature.split_at(signature.len() / 2);
    let body = [integer(r), integer(s)].concat();
    let length = u8::try_from(body.len()).unwrap();
    let header = if length < 0x80 { vec![0x30, length] } else { vec![0x30, 0x81, length] };
    [header, body].concat()
}

#[test]
fn short_secrets_are_refused_and_empty_ones_always() {
    for (name, length) in [("HS256", 32), ("HS384", 48), ("HS512", 64)] {
        let secret = |length: usize| Key::from_secret(Secret::new((1..).take(length).collect()));
        assert!(SigningKey::new(&secret(length), alg(name), Strength::Required).is_ok());
        let fault = SigningKey::new(&secret(length - 1), alg(name), Strength::Required).unwrap_err();
        assert_eq!(fault.code, Code::KeyRefused);
        assert!(fault.message.contains(&length.to_string()), "{fault}");
        assert!(SigningKey::new(&secret(1), alg(name), Strength::AllowWeak).is_ok());
        for strength in [Strength::Required, Strength::AllowWeak] {
            assert_eq!(VerifyingKey::new(&secret(0), alg(name), strength).unwrap_err().code, Code::KeyRefused);
            assert_eq!(SigningKey::new(&secret(0), alg(name), strength).unwrap_err().code, Code::KeyRefused);
        }
    }
    assert_eq!(key_strength::weaknesses(&Key::from_secret(Secret::new(vec![7; 31])))[0].kind.name(), "secret_short");
    let uniform = key_strength::weaknesses(&Key::from_secret(Secret::new(vec![7; 32])));
    assert!(uniform[0].kind.name() == "secret_uniform" && !uniform[0].refused);
}
