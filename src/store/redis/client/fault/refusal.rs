//! Error replies of a server.

use crate::base::shown::excerpt;
use crate::store::redis::server::{Address, Server};

use super::{Problem, refused_login, scheme};

/// A code that stands for a server that is a Sentinel. It is not one of Redis.
pub const SENTINEL: &str = "SENTINEL";

/// What the error reply `code detail` says. `detail` quotes no argument.
pub fn problem(server: &Server, code: &str, detail: &str) -> Problem {
    let new = |problem: &str, hint: &str| (problem.to_owned(), Some(hint.to_owned()));
    let shown = excerpt(detail);
    let redis = scheme(server);
    let is_cluster = matches!(server.address, Address::Cluster(_));
    match code {
        SENTINEL => new(
            "the server is a Sentinel, which has no state",
            &format!("write {redis}+sentinel://HOST:PORT/SERVICE; `SENTINEL MASTERS` lists the services that it knows"),
        ),
        "ERR" if is_unknown(detail, "sentinel") => new(
            "the server is not a Sentinel",
            &format!("name a Sentinel and its port (usually 26379), or write {redis}://HOST:PORT for a single server"),
        ),
        "ERR" if is_unknown(detail, "cluster") || detail.contains("cluster support disabled") => {
            new("the server is not a node of a cluster", &format!("write {redis}://HOST:PORT for a single server"))
        }
        "CLUSTERDOWN" if is_cluster => new(
            &format!("the cluster cannot be used: {shown}"),
            "run `CLUSTER INFO` on a node: each slot needs a node that runs",
        ),
        "MOVED" | "ASK" | "CLUSTERDOWN" if !is_cluster => new(
            "the server is a node of a cluster",
            &format!("name nodes of the cluster with {redis}+cluster://HOST:PORT"),
        ),
        // The server got the password of the URL.
        "NOAUTH" if server.password.is_some() && matches!(server.address, Address::Sentinel(..)) => new(
            "the Sentinel requires a password: expected one without",
            &format!("remove the password of the Sentinel, or name the primary with {redis}://HOST:PORT"),
        ),
        "NOAUTH" => new("the server requires a password", "add ?password=env:NAME to the URL"),
        "WRONGPASS" => refused_login(),
        "NOPERM" => not_permitted(&format!("NOPERM {shown}")),
        "ERR" if is_refused_in_script(detail) => not_permitted(&format!("ERR {shown}")),
        "DENIED" => new(
            "the server is in protected mode, which refuses other computers",
            "set a password for the server's default user (`requirepass`), or `protected-mode no` in a trusted network",
        ),
        "LOADING" => new("the server is loading its data", "try again in a moment"),
        "READONLY" => new("the server is a read-only replica", "pass the URL of its primary"),
        "MASTERDOWN" => ("the server is a replica without a primary".to_owned(), None),
        "OOM" => new("the server has no memory left", "raise its maxmemory"),
        "MISCONF" => new("the server cannot write to its disk", "read its log"),
        "ERR" if detail.contains("compiling script") => {
            new(&format!("the server cannot run the scripts of tokctl: {shown}"), "Redis 7 or later is required")
        }
        _ => (format!("the server returned an error: {}", excerpt(&format!("{code} {detail}"))), None),
    }
}

/// `reply` is the error reply.
fn not_permitted(reply: &str) -> Problem {
    (
        format!("the server does not permit this user what tokctl needs: {reply}"),
        Some(
            "docs/redis.md lists the commands and keys that the user needs; `ACL LOG` on the server names the one that was refused"
                .to_owned(),
        ),
    )
}

/// Whether the server does not have a command, named in lower case.
fn is_unknown(detail: &str, command: &str) -> bool {
    let detail = detail.to_ascii_lowercase();
    detail.starts_with("unknown command") && detail.contains(command)
}

/// Whether the user may not run a command of a script, or use a key of it. A script fails as a whole, with the code `ERR`.
fn is_refused_in_script(detail: &str) -> bool {
    detail.starts_with("The user executing the script can't") || detail.starts_with("ACL failure in script")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(url: &str) -> Server {
        Server::parse(url).unwrap()
    }

    #[test]
    fn the_hint_says_what_to_write_instead() {
        for (url, reply, message, hint) in [
            ("redis://h", "SENTINEL", "is a Sentinel", "redis+sentinel://HOST:PORT/SERVICE"),
            ("rediss://h", "SENTINEL", "is a Sentinel", "rediss+sentinel://HOST:PORT/SERVICE"),
            ("redis+sentinel://h/s", "ERR unknown command 'SENTINEL'", "not a Sentinel", "redis://HOST:PORT"),
            ("redis+sentinel://h/s", "ERR unknown command `SENTINEL`", "not a Sentinel", "redis://HOST:PORT"),
            ("rediss+cluster://h", "ERR unknown command 'CLUSTER'", "not a node of a cluster", "rediss://HOST:PORT"),
            (
                "redis+cluster://h",
                "ERR This instance has cluster support disabled",
                "not a node of a cluster",
                "redis://HOST:PORT",
            ),
            ("redis+cluster://h", "CLUSTERDOWN The cluster is down", "the cluster cannot be used", "CLUSTER INFO"),
            ("redis://h", "CLUSTERDOWN Hash slot not served", "is a node of a cluster", "redis+cluster://HOST:PORT"),
            ("rediss://h", "MOVED 10453 127.0.0.1:7001", "is a node of a cluster", "rediss+cluster://HOST:PORT"),
            (
                "redis://h",
                "ERR The user executing the script can't run this command or subcommand script: 84bf",
                "does not permit this user",
                "ACL LOG",
            ),
            (
                "redis://h",
                "ERR The user executing the script can't access at least one of the keys",
                "does not permit this user",
                "docs/redis.md",
            ),
            (
                "redis://h",
                "ERR ACL failure in script: User u has no permissions to run the 'zadd' command",
                "'zadd'",
                "ACL LOG",
            ),
            ("redis://h", "NOPERM this user has no permissions to run the 'info' command", "'info'", "docs/redis.md"),
            (
                "redis+sentinel://:p@h/s",
                "NOAUTH Authentication required.",
                "the Sentinel requires",
                "redis://HOST:PORT",
            ),
            ("redis+sentinel://h/s", "NOAUTH Authentication required.", "requires a password", "?password=env:NAME"),
            ("redis://h", "DENIED Redis is running in protected mode", "protected mode", "requirepass"),
        ] {
            let (code, detail) = reply.split_once(' ').unwrap_or((reply, ""));
            let (problem, advice) = problem(&parsed(url), code, detail);
            assert!(problem.contains(message), "{reply}: {problem}");
            assert!(advice.as_ref().is_some_and(|advice| advice.contains(hint)), "{reply}: {advice:?}");
        }
    }

    #[test]
    fn a_long_reply_is_cut() {
        let long = "x".repeat(5_000_000);
        for (code, detail) in
            [("ERR", long.as_str()), (&long, ""), ("NOPERM", &long), ("ERR", &format!("compiling script {long}"))]
        {
            assert!(problem(&parsed("redis://h"), code, detail).0.len() < 500, "{}", code.len());
        }
    }
}
