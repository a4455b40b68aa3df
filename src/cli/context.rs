//! The way from `anyhow`, which adds context to errors of input and output, to a [`Fault`] with a stable code.

use std::io;

use crate::base::fault::io_reason;
use crate::base::{Code, Fault};

impl From<anyhow::Error> for Fault {
    /// The message is the whole chain, `context: cause`. A fault in the chain keeps its code, hint and claim; an I/O error
    /// becomes `io`, anything else `internal`.
    fn from(error: anyhow::Error) -> Self {
        let reason = |cause: &(dyn std::error::Error + 'static)| {
            cause.downcast_ref::<io::Error>().map_or_else(|| cause.to_string(), io_reason)
        };
        let message = error.chain().map(reason).collect::<Vec<_>>().join(": ");
        if let Some(fault) = error.downcast_ref::<Self>() {
            return Self { message, ..fault.clone() };
        }
        let is_io = error.chain().any(|cause| cause.is::<io::Error>());
        Self::new(if is_io { Code::Io } else { Code::Internal }, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    #[test]
    fn an_io_error_becomes_io_with_its_context() {
        let result = Err::<(), _>(io::Error::other("disk on fire")).context("could not read a.txt").context("--claims");
        let fault = Fault::from(result.unwrap_err());
        assert_eq!((fault.code, fault.message.as_str()), (Code::Io, "--claims: could not read a.txt: disk on fire"));
    }

    #[test]
    fn the_number_of_an_io_error_is_left_out() {
        let error = io::Error::from_raw_os_error(28);
        assert!(error.to_string().contains("os error 28"));
        let fault = Fault::from(anyhow::Error::new(error).context("could not write the output"));
        assert_eq!(fault.message, "could not write the output: No space left on device");
    }

    #[test]
    fn a_fault_keeps_its_code_hint_and_claim() {
        let original = Fault::new(Code::Expired, "it expired").hint("get a new one").claim("exp");
        let fault = Fault::from(Err::<(), _>(original.clone()).context("line 3").unwrap_err());
        assert_eq!(fault, Fault { message: "line 3: it expired".to_owned(), ..original });
    }

    #[test]
    fn any_other_error_is_internal() {
        assert_eq!(Fault::from(anyhow::anyhow!("no idea")).code, Code::Internal);
    }
}
