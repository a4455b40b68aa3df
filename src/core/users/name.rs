//! User names follow the PRECIS profile UsernameCasePreserved (RFC 8265 section 3.4): no invisible or bidirectional
//! characters, and one form of those that Unicode can write in several ways. [`enforce`] gives this form, under which users
//! are added and looked up.

use precis_profiles::UsernameCasePreserved;
use precis_profiles::precis_core::profile::Profile as _;

use crate::base::{Code, Fault, shown};
use crate::store::{Lookup, Result as StoreResult};

/// The longest name, in bytes.
const MAX_LENGTH: usize = 256;

/// How many users are read at a time.
const PAGE: usize = 500;

/// The form of `typed` under which a user is stored.
pub fn enforce(typed: &str) -> Result<String, Fault> {
    let invalid = |problem: &str| {
        Fault::new(Code::Usage, format!("{} is not a valid user name: {problem}", shown(typed))).hint(
            "a name has letters, digits and ASCII punctuation, and no spaces (PRECIS UsernameCasePreserved, RFC 8265)",
        )
    };
    if typed.is_empty() {
        return Err(invalid("it is empty"));
    }
    let name = if is_plain(typed) {
        typed.to_owned()
    } else {
        UsernameCasePreserved::new()
            .enforce(typed)
            .map_err(|_| {
                invalid("it contains a space, an invisible character, or characters that may not be combined")
            })?
            .into_owned()
    };
    if name.len() > MAX_LENGTH {
        return Err(invalid("it is longer than 256 bytes"));
    }
    Ok(name)
}

/// Whether a stored name is what [`enforce`] gives.
pub fn is_enforced(stored: &str) -> bool {
    enforce(stored).is_ok_and(|name| name == stored)
}

/// The name under which `typed` is stored, if it is: its enforced form, or the exact text of a name that does not conform.
pub fn find(lookup: &dyn Lookup, typed: &str) -> StoreResult<String> {
    let enforced = enforce(typed).ok();
    if enforced.as_deref() == Some(typed) || lookup.user(typed)?.is_some() {
        return Ok(typed.to_owned());
    }
    Ok(enforced.unwrap_or_else(|| typed.to_owned()))
}

/// The stored names that [`enforce`] would not give.
pub fn not_enforced(lookup: &dyn Lookup) -> StoreResult<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    let mut next = None;
    loop {
        let page = lookup.users(next.as_ref(), PAGE)?;
        found.extend(page.users.into_iter().map(|user| user.name).filter(|name| !is_enforced(name)));
        next = page.next;
        if next.is_none() {
            return Ok(found);
        }
    }
}

/// The fault of a name that no user has.
pub fn unknown(name: &str) -> Fault {
    Fault::new(Code::NotFound, format!("unknown user {}", shown(name))).hint("`tokctl user list` lists the users")
}

/// Visible ASCII is its own form.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_form_are_the_same() {
        for (typed, expected) in [
            ("alice", "alice"),
            ("Alice", "Alice"),
            ("alice@example.com", "alice@example.com"),
            ("e\u{301}lodie", "\u{e9}lodie"),
            ("\u{ff41}lice", "alice"),
            ("\u{540d}\u{524d}", "\u{540d}\u{524d}"),
        ] {
            assert_eq!(enforce(typed).unwrap(), expected, "{typed}");
            assert_eq!(is_enforced(typed), typed == expected);
        }
    }

    #[test]
    fn misleading_names_are_refused() {
        let long = "x".repeat(257);
        for typed in [
            "",
            " alice",
            "a b",
            "alice\n",
            "a\u{1b}[2Jb",
            "a\0b",
            "ali\u{200b}ce",
            "ali\u{ad}ce",
            "alice\u{feff}",
            "\u{202e}ecila",
            "a\u{2066}b\u{2069}",
            "a\u{5d0}",
            "\u{fb01}n",
            long.as_str(),
        ] {
            assert_eq!(enforce(typed).unwrap_err().code, Code::Usage, "{typed:?}");
        }
    }
}
