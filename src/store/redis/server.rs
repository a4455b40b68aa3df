//! A Redis server as a URL names it: `redis://[user[:password]@]host[:port][/database][?option=value&…]`,
//! `redis+unix:///path[?…]` for a socket, or `redis+cluster://[…@]host[:port][,host[:port]…][?…]` for a cluster.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::base::duration;
use crate::base::percent;
use crate::base::{Code, Fault, Secret};

const PORT: u16 = 6379;
const PREFIX: &str = "tokctl:";
const DEADLINE: Duration = Duration::from_secs(2);
const LONGEST_DEADLINE: Duration = Duration::from_secs(60);

/// Where a server is, and how it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub address: Address,
    pub user: Option<String>,
    pub password: Option<Password>,
    pub database: u32,
    /// What every key begins with.
    pub prefix: String,
    /// How long one call may take, a repetition after a lost connection included.
    pub deadline: Duration,
    /// Whether a memory policy that removes keys is accepted.
    pub allow_eviction: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    Tcp(Node),
    Unix(PathBuf),
    /// Some nodes of a cluster, which name the others.
    Cluster(Vec<Node>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub host: String,
    pub port: u16,
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port } = self;
        if host.contains(':') { write!(f, "[{host}]:{port}") } else { write!(f, "{host}:{port}") }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Password {
    /// In the URL itself.
    Literal(Secret),
    /// `env:NAME` or `@FILE`, which the caller reads.
    Source(String),
    /// As read from its source.
    Read(Secret),
}

impl Server {
    /// The schemes of URLs of this form.
    pub const SCHEMES: &[&str] = &["redis", "redis+unix", "redis+cluster"];

    /// Reads a URL with one of the [`Self::SCHEMES`]. An error never contains the password.
    pub fn parse(url: &str) -> Result<Self, Fault> {
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
        if rest.contains('#') || query.is_some_and(|query| query.contains('#')) {
            return Err(wrong("a # must be written as %23"));
        }
        let mut server = Self {
            address: Address::Unix(PathBuf::new()),
            user: None,
            password: None,
            database: 0,
            prefix: PREFIX.to_owned(),
            deadline: DEADLINE,
            allow_eviction: false,
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (login, host) = authority.rsplit_once('@').map_or((None, authority), |(login, host)| (Some(login), host));
        if let Some(login) = login {
            let (user, password) = login.split_once(':').map_or((login, None), |(user, pass)| (user, Some(pass)));
            server.user = Some(decoded(user, "the user name")?).filter(|user| !user.is_empty());
            let password = password.map(|password| decoded(password, "the password")).transpose()?;
            server.password = password.map(|password| Password::Literal(Secret::from(password)));
        }
        match scheme {
            "redis+unix" if !host.is_empty() || path.len() < 2 => return Err(wrong("expected redis+unix:///PATH")),
            "redis+unix" => server.address = Address::Unix(decoded(path, "the path")?.into()),
            "redis+cluster" if path.len() > 1 => return Err(wrong("a cluster has only the database 0")),
            "redis+cluster" => server.address = Address::Cluster(host.split(',').map(node).collect::<Result<_, _>>()?),
            _ => {
                server.address = Address::Tcp(node(host)?);
                let database = path.strip_prefix('/').unwrap_or_default();
                if !database.is_empty() {
                    server.database = number(database)?;
                }
            }
        }
        for option in query.unwrap_or_default().split('&').filter(|option| !option.is_empty()) {
            server.set(option)?;
        }
        Ok(server)
    }

    fn set(&mut self, option: &str) -> Result<(), Fault> {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let value = decoded(value, "an option")?;
        match name {
            "db" if matches!(self.address, Address::Cluster(_)) => {
                return Err(wrong("a cluster has only the database 0"));
            }
            "db" => self.database = number(&value)?,
            "prefix" if value.contains(['{', '}']) => {
                return Err(wrong("the prefix must not contain braces, which select the node of a cluster"));
            }
            "prefix" => self.prefix = value,
            "deadline" => {
                let wanted =
                    duration::parse(&value).ok().filter(|wanted| !wanted.is_zero() && *wanted <= LONGEST_DEADLINE);
                self.deadline = wanted.ok_or_else(|| wrong("the deadline must be a duration up to 1m, such as 2s"))?;
            }
            "password" if self.password.is_some() => return Err(wrong("the password is given twice")),
            "password" if value.starts_with("env:") || value.starts_with('@') => {
                self.password = Some(Password::Source(value));
            }
            "password" => {
                return Err(wrong("the option `password` must be env:NAME or @FILE"));
            }
            "allow-eviction" if value.is_empty() => self.allow_eviction = true,
            _ => {
                // The name is not repeated: a password with an unescaped character may be cut anywhere.
                return Err(wrong("unknown option after the ?")
                    .hint("the options are db, prefix, deadline, password and allow-eviction"));
            }
        }
        Ok(())
    }
}

/// The URL without the password.
impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = self.user.as_ref().map(|user| format!("{}@", percent::encode(user, b""))).unwrap_or_default();
        match &self.address {
            Address::Tcp(node) => write!(f, "redis://{user}{node}"),
            Address::Unix(path) => write!(f, "redis+unix://{user}{}", path.display()),
            Address::Cluster(nodes) => {
                let nodes: Vec<String> = nodes.iter().map(Node::to_string).collect();
                write!(f, "redis+cluster://{user}{}", nodes.join(","))
            }
        }?;
        match (&self.address, self.database) {
            (_, 0) => Ok(()),
            (Address::Unix(_), database) => write!(f, "?db={database}"),
            (_, database) => write!(f, "/{database}"),
        }
    }
}

fn node(host: &str) -> Result<Node, Fault> {
    let (host, port) = match host.strip_prefix('[').map(|rest| rest.split_once(']')) {
        Some(Some((host, rest))) => (host, rest.strip_prefix(':').or((rest.is_empty()).then_some(""))),
        Some(None) => return Err(wrong("expected ] after the IPv6 address")),
        None => host.split_once(':').map_or((host, Some("")), |(host, port)| (host, Some(port))),
    };
    let port = match port {
        Some("") => PORT,
        Some(port) => {
            port.parse().ok().filter(|port| *port != 0).ok_or_else(|| wrong("the port is not a number up to 65535"))?
        }
        None => return Err(wrong("expected a port after the IPv6 address")),
    };
    if host.is_empty() || host.contains(char::is_whitespace) {
        return Err(wrong("expected a host").hint("for example redis://localhost:6379"));
    }
    Ok(Node { host: decoded(host, "the host")?, port })
}

fn number(text: &str) -> Result<u32, Fault> {
    text.parse().map_err(|_| wrong("the database is not a number"))
}

fn decoded(text: &str, what: &str) -> Result<String, Fault> {
    percent::decode_strict(text)
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| wrong(&format!("{what} has a % that is not followed by two hexadecimal digits of UTF-8 text")))
}

fn wrong(problem: &str) -> Fault {
    Fault::new(Code::Usage, format!("the Redis URL is not valid: {problem}"))
        .hint("expected redis://[USER@]HOST[:PORT][/DATABASE][?password=env:NAME&prefix=TEXT&deadline=2s]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tcp(host: &str, port: u16) -> Address {
        Address::Tcp(Node { host: host.to_owned(), port })
    }

    #[test]
    fn the_parts_of_a_url() {
        let server = Server::parse("redis://localhost").unwrap();
        assert_eq!((server.address, server.database, server.prefix.as_str()), (tcp("localhost", 6379), 0, "tokctl:"));
        assert_eq!((server.user, server.password, server.deadline), (None, None, Duration::from_secs(2)));
        let server =
            Server::parse("redis://us%40er:p%2Fw@[::1]:7000/3?prefix=a:&deadline=500ms&allow-eviction").unwrap();
        assert_eq!((&server.address, server.database, server.prefix.as_str()), (&tcp("::1", 7000), 3, "a:"));
        assert_eq!((server.user.as_deref(), server.deadline), (Some("us@er"), Duration::from_millis(500)));
        assert_eq!(server.password, Some(Password::Literal(Secret::from("p/w".to_owned()))));
        assert!(server.allow_eviction);
        let server = Server::parse("redis+unix:///run/redis.sock?db=2&password=env:P").unwrap();
        assert_eq!((&server.address, server.database), (&Address::Unix("/run/redis.sock".into()), 2));
        assert_eq!(server.password, Some(Password::Source("env:P".to_owned())));
    }

    #[test]
    fn what_is_shown_has_no_password() {
        for (url, shown) in [
            ("redis://h", "redis://h:6379"),
            ("redis://u:secret@h:1/2?prefix=x", "redis://u@h:1/2"),
            ("redis://:secret@[::1]", "redis://[::1]:6379"),
            ("redis+unix:///s.sock?db=1", "redis+unix:///s.sock?db=1"),
            ("redis+cluster://u:secret@a,[::1]:7", "redis+cluster://u@a:6379,[::1]:7"),
        ] {
            let server = Server::parse(url).unwrap();
            assert_eq!(server.to_string(), shown);
            assert!(!format!("{server:?}").contains("secret"));
        }
    }

    #[test]
    fn invalid_urls_are_refused_without_their_content() {
        for url in [
            "redis://",
            "redis://:secret@",
            "redis://u:secret@h:0",
            "redis://u:secret@h:x",
            "redis://u:sec%zzret@h",
            "redis://u:secret@h/x",
            "redis://u:secret@h?secret=1",
            "redis://h?password=secret",
            "redis://u:secret@h?password=env:P",
            "redis://u:secret@h?prefix={x}",
            "redis://u:secret@h?deadline=0s",
            "redis://u:secret@h?deadline=1h",
            "redis://u:secret@h?allow-eviction=secret",
            "redis://u:secret#@h",
            "redis://[::1",
            "redis+unix://h/x",
            "redis+cluster://a,",
            "redis+cluster://a/1",
            "redis+cluster://a?db=1",
        ] {
            let fault = Server::parse(url).unwrap_err();
            assert_eq!(fault.code, Code::Usage, "{url}");
            assert!(!format!("{fault:?}").contains("secret"), "{fault:?}");
        }
    }
}
