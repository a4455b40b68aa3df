//! The report of `algorithms`.

use serde::Serialize;

use crate::jose::Algorithm;

#[derive(Debug, Serialize)]
pub struct AlgorithmReport {
    pub alg: &'static str,
    pub kty: &'static str,
    pub crv: Option<&'static str>,
    /// Its keys, as text.
    #[serde(skip)]
    pub key: String,
    pub summary: &'static str,
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
