//! `key generate` and `key import`. What can go wrong with a key goes wrong before there need be a home for it.

use crate::base::{Code, Fault, Random};
use crate::core::Context;
use crate::core::audited::{AuditEvent, Audited, audit};
use crate::home::ring::NewKey;
use crate::jose::{Algorithm, Key};
use crate::store::EventKind;

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

/// Makes a key for the ring, which [`add`] puts there.
pub fn generate(request: &GenerateRequest, random: &dyn Random) -> Result<NewKey, Fault> {
    NewKey::generate(request.alg, request.bits, request.kid.clone(), random)
}

/// Checks keys that were made elsewhere and names them for the ring, where [`add`] puts them.
pub fn import(request: ImportRequest) -> Result<Vec<NewKey>, Fault> {
    if request.keys.is_empty() {
        return Err(Fault::new(Code::KeyUnreadable, "there is no key to import"));
    }
    if request.kid.is_some() && request.keys.len() > 1 {
        let message = format!("one name was given, and there are {} keys", request.keys.len());
        return Err(Fault::new(Code::Usage, message).hint("leave --kid out: each key keeps its own name"));
    }
    let one = |key: Key| {
        let name = key.kid.clone();
        let new = NewKey::import(key, request.alg, request.kid.clone());
        new.map_err(|fault| match name {
            Some(kid) => fault.context(format!("key {kid:?}")),
            None => fault,
        })
    };
    request.keys.into_iter().map(one).collect()
}

/// Puts keys into the ring, all or none.
pub fn add(context: &Context<'_>, new: &[NewKey]) -> Result<Audited<Vec<KeyReport>>, Fault> {
    let home = context.home()?;
    let change = || {
        let added = home.add_keys(new, context.clock)?;
        Ok(added.iter().map(|entry| KeyReport::new(entry, context.now())).collect())
    };
    audit(context, change, |added: &Vec<KeyReport>| {
        added
            .iter()
            .map(|key| AuditEvent {
                kind: EventKind::KeyAdded,
                subject: key.kid.clone(),
                detail: format!("{} ({})", key.kid, key.state),
            })
            .collect()
    })
}
