//! `key generate` and `key import`. Keys are checked before a home is needed.

use crate::base::{Code, Fault, Random};
use crate::core::Context;
use crate::core::audited::{AuditEvent, Audited, audit};
use crate::home::ring::NewKey;
use crate::jose::{Algorithm, Key};

use super::KeyReport;

#[derive(Debug, Clone)]
pub struct GenerateRequest {
    pub alg: Algorithm,
    /// The default is the thumbprint.
    pub kid: Option<String>,
    /// The size of an RSA key or a secret.
    pub bits: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct ImportRequest {
    pub keys: Vec<Key>,
    /// Restricts the keys to one algorithm.
    pub alg: Option<Algorithm>,
    /// The ID of a single key; the default is its own, else the thumbprint.
    pub kid: Option<String>,
    /// The only issuer whose tokens they verify; for public keys.
    pub issuer: Option<String>,
}

/// Generates a key for [`add`].
pub fn generate(request: &GenerateRequest, random: &dyn Random) -> Result<NewKey, Fault> {
    NewKey::generate(request.alg, request.bits, request.kid.clone(), random)
}

/// Checks keys and gives them IDs, for [`add`].
pub fn import(request: ImportRequest) -> Result<Vec<NewKey>, Fault> {
    if request.keys.is_empty() {
        return Err(Fault::new(Code::KeyUnreadable, "no key to import"));
    }
    if request.kid.is_some() && request.keys.len() > 1 {
        let message = format!("--kid needs a single key, found {} keys", request.keys.len());
        return Err(Fault::new(Code::Usage, message).hint("omit --kid: each key keeps its own ID"));
    }
    let one = |key: Key| {
        let own_kid = key.kid.clone();
        let new = NewKey::import(key, request.alg, request.kid.clone());
        let new = new.and_then(|new| match &request.issuer {
            Some(issuer) => new.for_issuer(issuer.clone()),
            None => Ok(new),
        });
        new.map_err(|fault| match own_kid {
            Some(kid) if !kid.is_empty() => fault.context(format!("key {kid:?}")),
            _ => fault,
        })
    };
    request.keys.into_iter().map(one).collect()
}

/// Adds all keys to the ring, or none.
pub fn add(context: &Context<'_>, new: &[NewKey]) -> Result<Audited<Vec<KeyReport>>, Fault> {
    let home = context.home()?;
    let change = || {
        let added = home.add_keys(new, context.clock)?;
        Ok(added.iter().map(|entry| KeyReport::new(entry, context.now())).collect())
    };
    audit(context, change, |added: &Vec<KeyReport>| {
        added.iter().map(|key| AuditEvent::key_added(&key.kid, key.state)).collect()
    })
}
