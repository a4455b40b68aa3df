//! What `algorithms` answers.

use serde::Serialize;

use crate::jose::Algorithm;

/// One algorithm.
#[derive(Debug, Serialize)]
pub struct AlgorithmReport {
    /// Its name in a header's `alg`.
    pub alg: &'static str,
    /// The `kty` of its keys.
    pub kty: &'static str,
    /// The `crv` of its keys, where they have one.
    pub crv: Option<&'static str>,
    /// Its keys, for people.
    #[serde(skip)]
    pub key: String,
    /// What it does.
    pub summary: &'static str,
    /// Where it is defined.
    pub reference: &'static str,
}

impl From<Algorithm> for AlgorithmReport {
    fn from(alg: Algorithm) -> Self {
        let key = alg.key_type();
        Self {
            alg: alg.name(),
            kty: key.kty(),
            crv: key.crv(),
            key: key.to_string(),
            summary: alg.summary(),
            reference: alg.reference(),
        }
    }
}
