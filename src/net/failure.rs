//! The messages of failed requests.

use std::io;

use crate::base::fault::io_reason;
use crate::base::{Code, Fault, duration};

use super::{MAX_BYTES, Url, tls};

pub(super) fn fault(url: &Url, message: impl std::fmt::Display) -> Fault {
    Fault::new(Code::Network, format!("{url}: {message}"))
}

pub(super) fn too_long(url: &Url, length: Option<u64>) -> Fault {
    match length {
        Some(length) => fault(url, format!("the response is {length} bytes long; the limit is {MAX_BYTES} bytes")),
        None => fault(url, format!("the response is longer than the limit of {MAX_BYTES} bytes")),
    }
}

pub(super) fn timed_out(url: &Url, limit: std::time::Duration) -> Fault {
    fault(url, format!("no complete response within {}", duration::format(limit)))
        .hint("check that the server is up; if it is only reachable through a proxy, set HTTPS_PROXY")
}

pub(super) fn tls(url: &Url, error: &tls::TlsError) -> Fault {
    let fault = fault(url, tls::describe(error));
    if !tls::is_about_certificate(error) {
        return fault;
    }
    fault.hint("if the server's certificate is from a CA of your own, pass the CA certificate with --ca-cert FILE")
}

pub(super) fn io(url: &Url, error: &io::Error) -> Fault {
    if let Some(problem) = tls::tls_error(error) {
        return tls(url, problem);
    }
    let (host, port) = (url.host(), url.port());
    match error.kind() {
        io::ErrorKind::ConnectionRefused => fault(url, format!("the connection to {host} port {port} was refused"))
            .hint("check that the server is running there"),
        io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => {
            fault(url, "the connection was closed before the response was complete")
        }
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => {
            fault(url, format!("{host} is unreachable: {}", io_reason(error)))
                .hint("without a network, --offline uses the cached key set")
        }
        _ => fault(url, io_reason(error)),
    }
}

pub(super) fn unresolved(url: &Url, why: &str) -> Fault {
    fault(url, format!("could not resolve the host name {}{why}", url.host()))
        .hint("check the host name; without a network, --offline uses the cached key set")
}

/// The proxy cannot be reached. `variable` is the environment variable that names it.
pub(super) fn proxy(url: &Url, variable: &str, problem: &str) -> Fault {
    fault(url, format!("could not connect to the proxy: {problem}"))
        .hint(format!("correct the variable {variable}, or unset it to connect without a proxy"))
}

/// The proxy returned 407. `variable` is the environment variable that names it.
pub(super) fn proxy_login(url: &Url, variable: &str, has_login: bool) -> Fault {
    let message = match has_login {
        true => "the proxy does not accept the user name and password: 407 (Proxy Authentication Required)",
        false => "the proxy requires a user name and password: 407 (Proxy Authentication Required)",
    };
    fault(url, message).hint(format!(
        "set {variable}=http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded (# is %23, @ is %40)"
    ))
}

pub(super) fn status(url: &Url, status: u16, reason: &str) -> Fault {
    let fault = fault(url, format!("the server returned {status}{reason}; expected 200"));
    match status {
        401 | 403 => {
            fault.hint("check that this is the URL of a key set: key sets are public and need no authentication")
        }
        404 | 410 => fault.hint("check the path; `--key issuer:URL` finds the key set of an issuer"),
        429 | 500..=599 => fault.hint("try again later"),
        _ => fault,
    }
}
