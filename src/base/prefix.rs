//! IDs given by a prefix. Commands that only show something accept one that is unique; the others want the whole ID.

use super::{Code, Fault};

/// The most candidates that a message lists.
pub const LISTED: usize = 8;

/// The only ID that begins with `typed`. `ids` are those that do; `None` if there are none.
pub fn only(what: &str, typed: &str, ids: &[String]) -> Result<Option<String>, Fault> {
    match ids {
        [] => Ok(None),
        [id] => Ok(Some(id.clone())),
        several => {
            let message = format!("{what} {typed:?} is ambiguous");
            Err(Fault::new(Code::NotFound, message).hint(format!("these begin with it: {}", listed(several))))
        }
    }
}

/// The error for a prefix if the whole ID is required.
pub fn incomplete(what: &str, typed: &str, ids: &[String]) -> Fault {
    Fault::new(Code::NotFound, format!("unknown {what} {typed:?}"))
        .hint(format!("this command requires the whole ID; these begin with it: {}", listed(ids)))
}

fn listed(ids: &[String]) -> String {
    let more = if ids.len() > LISTED { ", …" } else { "" };
    ids[..ids.len().min(LISTED)].join(", ") + more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ambiguous_prefix_lists_the_candidates() {
        let ids: Vec<String> = (0..10).map(|n| format!("ab{n}")).collect();
        assert_eq!(only("key", "ab", &[]).unwrap(), None);
        assert_eq!(only("key", "ab", &ids[..1]).unwrap().as_deref(), Some("ab0"));
        let fault = only("key", "ab", &ids[..2]).unwrap_err();
        assert_eq!((fault.code, fault.hint.as_deref()), (Code::NotFound, Some("these begin with it: ab0, ab1")));
        assert!(incomplete("key", "ab", &ids).hint.unwrap().ends_with("ab6, ab7, …"));
    }
}
