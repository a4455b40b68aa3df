//! `key generate` and `key import`.

use crate::base::{Code, Fault};
use crate::core::Context;
use crate::home::ring::NewKey;
use crate::jose::{Algorithm, Key};

use super::KeyReport;

/// A key to make.
#[derive(Debug, Clone)]
pub struct GenerateRequest {
    /// What it is to sign with.
    pub alg: Algorithm,
    /// Its name; the thumbprint where none is given.
    pub kid: Option<String>,
    /// How long an RSA key or a secret is to be.
    pub bits: Option<usize>,
}

/// Keys to take into the ring.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// The keys as they were read.
    pub keys: Vec<Key>,
    /// The one algorithm they are to be used with; what they allow where none is given.
    pub alg: Option<Algorithm>,
    /// The name, of a single key; its own, or the thumbprint, where none is given.
    pub kid: Option<String>,
}

/// Makes a key and adds it to the ring.
pub fn generate(context: &Context<'_>, request: &GenerateRequest) -> Result<KeyReport, Fault> {
    let home = context.home()?;
    let new = NewKey::generate(request.alg, request.bits, request.kid.clone(), context.random)?;
    let now = context.clock.now();
    let added = home.add_keys(std::slice::from_ref(&new), now)?;
    let entry = added.first().ok_or_else(|| Fault::new(Code::Internal, "no key was added"))?;
    Ok(KeyReport::new(entry, now))
}

/// Adds keys to the ring that were made elsewhere, all or none.
pub fn import(context: &Context<'_>, request: ImportRequest) -> Result<Vec<KeyReport>, Fault> {
    let home = context.home()?;
    if request.keys.is_empty() {
        return Err(Fault::new(Code::KeyUnreadable, "there is no key to import"));
    }
    if request.kid.is_some() && request.keys.len() > 1 {
        let message = format!("one name was given, and there are {} keys", request.keys.len());
        return Err(Fault::new(Code::Usage, message).hint("leave --kid out: each key keeps its own name"));
    }
    let new = request
        .keys
        .into_iter()
        .map(|key| {
            let name = key.kid.clone();
            let new = NewKey::import(key, request.alg, request.kid.clone());
            new.map_err(|fault| match name {
                Some(kid) => fault.context(format!("key {kid:?}")),
                None => fault,
            })
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    let now = context.clock.now();
    let added = home.add_keys(&new, now)?;
    Ok(added.iter().map(|entry| KeyReport::new(entry, now)).collect())
}
