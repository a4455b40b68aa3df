//! Errors without a reply of the server, most of them of connecting.

use redis::{ErrorKind, RedisError, ServerErrorKind};

use crate::base::shown::excerpt;
use crate::store::redis::server::{Address, Server};

use super::{Problem, refused_login, scheme};

/// How the crate `redis` begins the error of a database that the server refuses.
const DATABASE_REFUSED: &str = "Redis server refused to switch database";

pub fn problem(server: &Server, error: &RedisError) -> Problem {
    match (error.kind(), &server.address) {
        (ErrorKind::AuthenticationFailed, _) => refused_login(),
        (ErrorKind::Io, _) => {
            // The detail is why no node of a cluster can be used.
            let cause = error.detail().map_or_else(|| without_kind(error), str::to_owned);
            if cause.contains("AuthenticationFailed") {
                return refused_login();
            }
            if cause.starts_with("Incompatible type") {
                return not_redis();
            }
            (format!("could not connect: {}", excerpt(without_number(&cause))), Some(hint(server, &cause)))
        }
        (ErrorKind::ClusterConnectionNotFound, _) => {
            ("a node of the cluster cannot be reached".to_owned(), Some(hint_if_late(server)))
        }
        (ErrorKind::MasterNameNotFoundBySentinel, Address::Sentinel(_, service)) => (
            format!("the Sentinel does not know the service {service:?}"),
            Some(
                "the URL has the service after the Sentinels; `SENTINEL MASTERS` lists those that a Sentinel knows"
                    .to_owned(),
            ),
        ),
        (ErrorKind::Server(ServerErrorKind::ResponseError), _) if error.to_string().starts_with(DATABASE_REFUSED) => {
            database_refused(server, error.detail().unwrap_or_default())
        }
        (ErrorKind::Parse, _) => not_redis(),
        (ErrorKind::InvalidClientConfig, _) if error.to_string().contains("KeyMismatch") => (
            "the certificate of client-cert has another key than that of client-key".to_owned(),
            Some("name the certificate and its own key".to_owned()),
        ),
        _ => (excerpt(&without_kind(error)), None),
    }
}

fn not_redis() -> Problem {
    ("the reply is not one of a Redis server".to_owned(), Some("check the host and the port".to_owned()))
}

/// Why the server does not use the database of the URL.
fn database_refused(server: &Server, detail: &str) -> Problem {
    let hint = if detail.contains("permission") {
        "the user needs the command `select` for a database other than 0: `ACL SETUSER NAME +select`".to_owned()
    } else if detail.contains("cluster") {
        format!("name nodes of the cluster with {}+cluster://HOST:PORT, without a database", scheme(server))
    } else {
        "name another database; `CONFIG GET databases` on the server shows how many it has".to_owned()
    };
    (format!("the server refused the database {}: {}", server.database, excerpt(detail)), Some(hint))
}

/// What to do about an error of the operating system or of TLS.
fn hint(server: &Server, cause: &str) -> String {
    let has = |parts: &[&str]| parts.iter().any(|part| cause.contains(part));
    if has(&["timed out"]) {
        return hint_if_late(server);
    }
    let is_closed = has(&["reset by peer", "roken pipe", "end of file", "eof"]);
    let hint = match &server.tls {
        Some(tls) => match () {
            () if has(&["UnknownIssuer"]) && tls.ca_cert.is_none() => {
                "add ca-cert=FILE to the URL, with the certificate of the CA that issued the server's"
            }
            () if has(&["UnknownIssuer"]) => {
                "the file that ca-cert names must have the certificate of the CA that issued the server's"
            }
            () if has(&["CaUsedAsEndEntity"]) => {
                "the server's certificate is one of a CA: issue another with it for the server, without CA:TRUE"
            }
            () if has(&["not valid for name"]) => {
                "use a name of the certificate as the host in the URL, or issue a certificate for this host"
            }
            () if has(&["certificate expired", "not valid yet"]) => {
                "renew the server's certificate, or correct the clock of this computer"
            }
            () if has(&["invalid peer certificate"]) => "replace the server's certificate",
            () if has(&["CertificateRequired", "HandshakeFailure"]) && tls.client_cert.is_none() => {
                "add the client's certificate to the URL: client-cert=FILE&client-key=FILE"
            }
            () if has(&["fatal alert"]) && tls.client_cert.is_some() => {
                "check that the server trusts the CA of the certificate that client-cert names"
            }
            () if is_closed || has(&["corrupt message"]) => {
                "check the port; if it does not use TLS, write redis in place of rediss in the URL"
            }
            () => "start the server, or check the URL",
        },
        None if is_closed => "check the port; if it uses TLS, write rediss in place of redis in the URL",
        None => "start the server, or check the URL",
    };
    match () {
        () if has(&["lookup address"]) => "check the host in the URL",
        () if has(&["Permission denied"]) => "check the owner and permissions of the socket",
        () => hint,
    }
    .to_owned()
}

/// What to do if the server does not respond.
pub fn hint_if_late(server: &Server) -> String {
    let mut conditions = match &server.address {
        Address::Tcp(_) | Address::Unix(_) => vec!["it runs"],
        Address::Cluster(_) => vec!["its nodes run", "the addresses in `CLUSTER SLOTS` are reachable from here"],
        Address::Sentinel(..) => vec!["a Sentinel runs", "the primary that it names is reachable from here"],
    };
    if server.tls.is_some() {
        conditions.push("the port uses TLS");
    }
    let longer = match server.deadline.as_secs() {
        0..10 => "; if it is only slow, `deadline=10s` in the URL waits longer",
        10..60 => "; if it is only slow, `deadline=1m` in the URL waits longer",
        _ => "",
    };
    format!("check that {}{longer}", conditions.join(" and that "))
}

/// The text of an error without the name of its kind.
fn without_kind(error: &RedisError) -> String {
    error.to_string().replacen(&format!(" - {:?}", error.kind()), "", 1)
}

/// A reason without the number of the operating system, which says nothing to a user.
fn without_number(reason: &str) -> &str {
    reason.split(" (os error ").next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    fn hint_of(url: &str, cause: &str) -> String {
        let error = RedisError::from(io::Error::other(cause.to_owned()));
        let (message, hint) = problem(&Server::parse(url).unwrap(), &error);
        assert!(message.starts_with("could not connect: "), "{message}");
        hint.unwrap()
    }

    #[test]
    fn the_hint_depends_on_the_cause() {
        let tls = "rediss://h?ca-cert=ca.pem";
        let client = "rediss://h?ca-cert=ca.pem&client-cert=c.pem&client-key=k.pem";
        for (url, cause, hint) in [
            ("redis://h", "Connection refused (os error 111)", "start the server"),
            ("redis://h", "failed to lookup address information: Name or service not known", "check the host"),
            ("redis+unix:///s", "Permission denied (os error 13)", "owner and permissions of the socket"),
            ("redis://h", "Connection reset by peer (os error 104)", "write rediss in place of redis"),
            ("redis+cluster://h", "broken pipe", "write rediss in place of redis"),
            ("rediss://h", "received corrupt message of type InvalidContentType", "write redis in place of rediss"),
            ("rediss://h", "tls handshake eof", "write redis in place of rediss"),
            ("rediss://h", "invalid peer certificate: UnknownIssuer", "add ca-cert=FILE"),
            (tls, "invalid peer certificate: UnknownIssuer", "that ca-cert names must have"),
            (tls, "invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))", "one of a CA"),
            (
                tls,
                "invalid peer certificate: certificate not valid for name \"h\"; certificate is",
                "a name of the certificate",
            ),
            (tls, "invalid peer certificate: certificate expired: verification time 1795710081", "renew"),
            (tls, "invalid peer certificate: certificate not valid yet: verification time 1795710081", "clock"),
            (tls, "invalid peer certificate: BadSignature", "replace"),
            (tls, "received fatal alert: CertificateRequired", "client-cert=FILE&client-key=FILE"),
            (tls, "received fatal alert: HandshakeFailure", "client-cert=FILE&client-key=FILE"),
            (client, "received fatal alert: UnknownCA", "the server trusts the CA"),
            ("rediss+cluster://h", "timed out", "the port uses TLS"),
        ] {
            assert!(hint_of(url, cause).contains(hint), "{url}: {cause}: {}", hint_of(url, cause));
        }
    }

    #[test]
    fn an_error_of_the_client_is_read_by_its_kind() {
        let refused = (ErrorKind::Server(ServerErrorKind::ResponseError), DATABASE_REFUSED);
        let database = |detail: &str| RedisError::from((refused.0, refused.1, detail.to_owned()));
        let initial =
            |detail: &str| RedisError::from((ErrorKind::Io, "Failed to create initial connections", detail.to_owned()));
        for (url, error, message, hint) in [
            (
                "redis://h",
                RedisError::from((ErrorKind::AuthenticationFailed, "Password authentication failed")),
                "refused the user name or the password",
                "check both",
            ),
            (
                "redis+cluster://h",
                initial("Password authentication failed - AuthenticationFailed"),
                "refused the user name or the password",
                "check both",
            ),
            (
                "redis+cluster://h",
                initial("Incompatible type - Parse error at 1"),
                "not one of a Redis server",
                "the port",
            ),
            ("redis+cluster://h", initial("Connection refused (os error 111)"), "connect: Connection refused", "start"),
            (
                "redis+sentinel://h/main",
                (ErrorKind::MasterNameNotFoundBySentinel, "").into(),
                "does not know the service \"main\"",
                "SENTINEL MASTERS",
            ),
            (
                "redis+cluster://h",
                (ErrorKind::ClusterConnectionNotFound, "No connections found").into(),
                "a node of the cluster cannot be reached",
                "CLUSTER SLOTS",
            ),
            ("redis://h/3", database("this user has no permissions to run"), "refused the database 3", "+select"),
            ("rediss://h/3", database("SELECT is not allowed in cluster mode"), "database 3", "rediss+cluster://HOST"),
            ("redis://h/99", database("DB index is out of range"), "database 99", "another database"),
        ] {
            let (problem, advice) = problem(&Server::parse(url).unwrap(), &error);
            assert!(problem.contains(message), "{error}: {problem}");
            assert!(advice.as_ref().is_some_and(|advice| advice.contains(hint)), "{error}: {advice:?}");
        }
    }

    #[test]
    fn a_server_that_is_late_may_be_slow() {
        for (url, hint) in [
            ("redis://h", "check that it runs; if it is only slow, `deadline=10s` in the URL waits longer"),
            (
                "rediss://h?deadline=10s",
                "check that it runs and that the port uses TLS; if it is only slow, `deadline=1m` in the URL waits longer",
            ),
            ("redis://h?deadline=1m", "check that it runs"),
        ] {
            assert_eq!(hint_if_late(&Server::parse(url).unwrap()), hint);
        }
    }

    #[test]
    fn a_long_cause_is_cut() {
        let error = RedisError::from(io::Error::other("x".repeat(5_000_000)));
        assert!(problem(&Server::parse("redis://h").unwrap(), &error).0.len() < 400);
        let error = RedisError::from((ErrorKind::Extension, "", "x".repeat(5_000_000)));
        assert!(problem(&Server::parse("redis://h").unwrap(), &error).0.len() < 400);
    }
}
