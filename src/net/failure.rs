//! What can go wrong on the way, in words: what was expected, what was found, and what to do about it.

use std::io;

use crate::base::{Code, Fault, duration};

use super::{MOST_BYTES, Url, tls};

/// A failure to fetch `url`.
pub(super) fn fault(url: &Url, message: impl std::fmt::Display) -> Fault {
    Fault::new(Code::Network, format!("{url}: {message}"))
}

/// An answer that is longer than any key set.
pub(super) fn too_long(url: &Url, length: Option<u64>) -> Fault {
    let found = length.map_or_else(|| "longer".to_owned(), |length| format!("{length} bytes long"));
    fault(url, format!("the answer is {found}, and at most {MOST_BYTES} bytes are read"))
}

/// An answer that took too long.
pub(super) fn timed_out(url: &Url, limit: std::time::Duration) -> Fault {
    fault(url, format!("no whole answer within {}", duration::format(limit)))
        .hint("is the server up, and reached without a proxy? HTTPS_PROXY names one where there must be")
}

/// A handshake that failed.
pub(super) fn tls(url: &Url, error: &tls::TlsError) -> Fault {
    let fault = fault(url, tls::in_words(error));
    if !tls::is_about_certificate(error) {
        return fault;
    }
    fault.hint("where an authority of your own vouches for the server, name its certificate with --ca-cert FILE")
}

/// A connection that failed.
pub(super) fn io(url: &Url, error: &io::Error) -> Fault {
    if let Some(problem) = tls::problem(error) {
        return tls(url, problem);
    }
    let (host, port) = (url.host(), url.port());
    match error.kind() {
        io::ErrorKind::ConnectionRefused => {
            fault(url, format!("the connection to {host} port {port} was refused")).hint("is the server running there?")
        }
        io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => {
            fault(url, "the connection ended before the answer did")
        }
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => {
            fault(url, format!("there is no way to {host} from here: {error}"))
                .hint("without a network, --offline uses what was fetched before")
        }
        _ => fault(url, error),
    }
}

/// A name that nobody knows, or that could not be asked for.
pub(super) fn unresolved(url: &Url, why: &str) -> Fault {
    fault(url, format!("the address of {} could not be found{why}", url.host()))
        .hint("is the name right? without a network, --offline uses what was fetched before")
}

/// A status that is no success.
pub(super) fn status(url: &Url, status: u16, reason: &str) -> Fault {
    let fault = fault(url, format!("the server answered {status}{reason}, where 200 was expected"));
    match status {
        401 | 403 => fault.hint("key sets are public; this URL wants a login, so it may be another page"),
        404 | 410 => fault.hint("is the path right? `--key issuer:URL` finds an issuer's keys by itself"),
        429 | 500..=599 => fault.hint("that may pass: try again later"),
        _ => fault,
    }
}
