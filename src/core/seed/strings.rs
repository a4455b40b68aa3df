//! The strings of a seed: secrets, which can be in environment variables, and all others, which cannot.

use std::borrow::Cow;

use crate::base::{Fault, Secret};

use super::References;
use super::document::{Member, MemberPosition};

/// The text itself, or the value of the variable that it names; and whether it is in the seed itself.
pub fn secret(member: Member<'_>, references: &dyn References) -> Result<(Secret, bool), Fault> {
    let place = member.place.clone();
    let text = Secret::from(member.string()?.into_owned());
    match text.expose_str().and_then(|text| text.strip_prefix("env:")) {
        Some(name) => Ok((references.variable(name).map_err(|problem| place.fault(problem))?, false)),
        None => Ok((text, true)),
    }
}

/// Refuses the name of a variable where it would be taken literally.
pub fn literal<'t>(place: &MemberPosition, text: Cow<'t, str>) -> Result<Cow<'t, str>, Fault> {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    match text.strip_prefix("env:").is_some_and(is_name) {
        true => Err(place.fault("`env:` is only for secrets: password, key and passphrase")),
        false => Ok(text),
    }
}
