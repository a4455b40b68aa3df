//! A Redis server as a URL names it: `redis://[user[:password]@]host[:port][/database][?option=value&…]`.
//!
//! After `redis`, or `rediss` for TLS, the scheme can have `+cluster` or `+sentinel`, with several hosts separated by commas; the
//! path of a Sentinel URL is the name of the service. `redis+unix:///path` is a socket.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::base::duration;
use crate::base::percent;
use crate::base::{Code, Fault, Secret};

const PORT: u16 = 6379;
const SENTINEL_PORT: u16 = 26_379;
const PREFIX: &str = "tokctl:";
const DEADLINE: Duration = Duration::from_secs(2);
const MOST_REPLICAS: u32 = 100;
const LONGEST_DEADLINE: Duration = Duration::from_secs(60);

/// Where a server is, and how it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub address: Address,
    /// `None` for a connection that is not encrypted.
    pub tls: Option<Tls>,
    pub user: Option<String>,
    pub password: Option<Input>,
    pub database: u32,
    /// What every key begins with.
    pub prefix: String,
    /// How long one call may take, a repetition after a lost connection included.
    pub deadline: Duration,
    /// How many replicas each step waits for.
    pub replicas: u32,
    /// Whether a memory policy that removes keys is accepted.
    pub allow_eviction: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    Tcp(Node),
    Unix(PathBuf),
    /// Some nodes of a cluster, which name the others.
    Cluster(Vec<Node>),
    /// Sentinels, and the service whose primary they name.
    Sentinel(Vec<Node>, String),
}

/// What TLS uses besides the certificates of the system.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tls {
    /// The only trusted CA certificates, as PEM.
    pub ca_cert: Option<Input>,
    /// The certificate that the client shows and its key, as PEM.
    pub client_cert: Option<Input>,
    pub client_key: Option<Input>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
pub enum Input {
    /// In the URL itself.
    Literal(Secret),
    /// `env:NAME` or `@FILE`, which the caller reads.
    Source(String),
    /// As read from its source, which stays known.
    Read { source: String, value: Secret },
}

impl Input {
    /// `None` if it was not read.
    pub fn value(&self) -> Option<&Secret> {
        match self {
            Self::Literal(value) | Self::Read { value, .. } => Some(value),
            Self::Source(_) => None,
        }
    }

    /// Where it is read from; `None` if it is in the URL itself.
    fn source(&self) -> Option<&str> {
        match self {
            Self::Source(source) | Self::Read { source, .. } => Some(source),
            Self::Literal(_) => None,
        }
    }
}

impl Server {
    /// The schemes of URLs of this form.
    pub const SCHEMES: &[&str] =
        &["redis", "rediss", "redis+unix", "redis+cluster", "rediss+cluster", "redis+sentinel", "rediss+sentinel"];

    /// Reads a URL with one of the [`Self::SCHEMES`]. An error never contains the password.
    pub fn parse(url: &str) -> Result<Self, Fault> {
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        let scheme = scheme.to_ascii_lowercase();
        let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
        if rest.contains('#') || query.is_some_and(|query| query.contains('#')) {
            return Err(wrong("a # must be written as %23"));
        }
        let mut server = Self {
            address: Address::Unix(PathBuf::new()),
            tls: scheme.starts_with("rediss").then(Tls::default),
            user: None,
            password: None,
            database: 0,
            prefix: PREFIX.to_owned(),
            deadline: DEADLINE,
            replicas: 0,
            allow_eviction: false,
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (login, host) = authority.rsplit_once('@').map_or((None, authority), |(login, host)| (Some(login), host));
        if let Some(login) = login {
            let (user, password) = login.split_once(':').map_or((login, None), |(user, pass)| (user, Some(pass)));
            server.user = Some(decoded(user, "the user name")?).filter(|user| !user.is_empty());
            let password = password.map(|password| decoded(password, "the password")).transpose()?;
            server.password = password.map(|password| Input::Literal(Secret::from(password)));
        }
        let nodes = |port| host.split(',').map(|host| node(host, port)).collect::<Result<Vec<Node>, Fault>>();
        let path = path.strip_prefix('/').unwrap_or_default();
        match scheme.split_once('+').map(|(_, kind)| kind) {
            Some("unix") if !host.is_empty() || path.is_empty() => return Err(wrong("expected redis+unix:///PATH")),
            Some("unix") => server.address = Address::Unix(format!("/{}", decoded(path, "the path")?).into()),
            Some("cluster") if !path.is_empty() => return Err(wrong("a cluster has only the database 0")),
            Some("cluster") => server.address = Address::Cluster(nodes(PORT)?),
            Some("sentinel") => {
                let (service, database) = path.split_once('/').unwrap_or((path, ""));
                let service = decoded(service, "the service")?;
                if service.is_empty() {
                    return Err(wrong(
                        "expected the name of the service after the Sentinels: redis+sentinel://HOST/NAME",
                    ));
                }
                server.address = Address::Sentinel(nodes(SENTINEL_PORT)?, service);
                server.database = optional_number(database)?;
            }
            _ => {
                server.address = Address::Tcp(node(host, PORT)?);
                server.database = optional_number(path)?;
            }
        }
        for option in query.unwrap_or_default().split('&').filter(|option| !option.is_empty()) {
            server.set(option)?;
        }
        if server.tls.as_ref().is_some_and(|tls| tls.client_cert.is_some() != tls.client_key.is_some()) {
            return Err(wrong("client-cert and client-key must be given together"));
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
            "replicas" => {
                let wanted = value.parse().ok().filter(|wanted| *wanted <= MOST_REPLICAS);
                self.replicas = wanted.ok_or_else(|| wrong("the number of replicas must be one up to 100"))?;
            }
            "password" if self.password.is_some() => return Err(wrong("the password is given twice")),
            "password" if value.starts_with("env:") || value.starts_with('@') => {
                self.password = Some(Input::Source(value));
            }
            "password" => {
                return Err(wrong("the option `password` must be env:NAME or @FILE"));
            }
            "ca-cert" | "client-cert" | "client-key" => {
                let Some(tls) = &mut self.tls else {
                    return Err(wrong("a certificate or its key needs rediss, which is encrypted"));
                };
                let place = match name {
                    "ca-cert" => &mut tls.ca_cert,
                    "client-cert" => &mut tls.client_cert,
                    _ => &mut tls.client_key,
                };
                *place = Some(Input::Source(format!("@{}", value.trim_start_matches('@'))));
            }
            "allow-eviction" if value.is_empty() => self.allow_eviction = true,
            _ => {
                // The name is not repeated: a password with an unescaped character may be cut anywhere.
                return Err(wrong("unknown option after the ?")
                    .hint("the options are db, prefix, deadline, replicas, password, ca-cert, client-cert, client-key and allow-eviction"));
            }
        }
        Ok(())
    }
}

impl Server {
    /// The URL with what is needed to use it again, where the password and the certificates are read from included, but without
    /// the password itself.
    pub fn argument(&self) -> String {
        let tls = self.tls.as_ref();
        let sources = [
            ("password", self.password.as_ref()),
            ("ca-cert", tls.and_then(|tls| tls.ca_cert.as_ref())),
            ("client-cert", tls.and_then(|tls| tls.client_cert.as_ref())),
            ("client-key", tls.and_then(|tls| tls.client_key.as_ref())),
        ];
        let sources = sources.into_iter().filter_map(|(name, input)| Some((name, input?.source()?)));
        let prefix = (self.prefix != PREFIX).then_some(("prefix", self.prefix.as_str()));
        let mut url = self.to_string();
        for (name, value) in sources.chain(prefix) {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&format!("{name}={}", percent::encode(value, b":@/")));
        }
        url
    }
}

/// The URL without the password.
impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = self.user.as_ref().map(|user| format!("{}@", percent::encode(user, b""))).unwrap_or_default();
        let scheme = if self.tls.is_some() { "rediss" } else { "redis" };
        let list = |nodes: &[Node]| nodes.iter().map(Node::to_string).collect::<Vec<_>>().join(",");
        match &self.address {
            Address::Tcp(node) => write!(f, "{scheme}://{user}{node}"),
            Address::Unix(path) => write!(f, "{scheme}+unix://{user}{}", path.display()),
            Address::Cluster(nodes) => write!(f, "{scheme}+cluster://{user}{}", list(nodes)),
            Address::Sentinel(nodes, service) => write!(f, "{scheme}+sentinel://{user}{}/{service}", list(nodes)),
        }?;
        match (&self.address, self.database) {
            (_, 0) => Ok(()),
            (Address::Unix(_), database) => write!(f, "?db={database}"),
            (_, database) => write!(f, "/{database}"),
        }
    }
}

fn node(host: &str, default_port: u16) -> Result<Node, Fault> {
    let (host, port) = match host.strip_prefix('[').map(|rest| rest.split_once(']')) {
        Some(Some((host, rest))) => (host, rest.strip_prefix(':').or((rest.is_empty()).then_some(""))),
        Some(None) => return Err(wrong("expected ] after the IPv6 address")),
        None => host.split_once(':').map_or((host, Some("")), |(host, port)| (host, Some(port))),
    };
    let port = match port {
        Some("") => default_port,
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

fn optional_number(text: &str) -> Result<u32, Fault> {
    if text.is_empty() { Ok(0) } else { number(text) }
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
        assert_eq!(server.password, Some(Input::Literal(Secret::from("p/w".to_owned()))));
        assert!(server.allow_eviction);
        let server = Server::parse("redis+unix:///run/redis.sock?db=2&password=env:P&replicas=2").unwrap();
        assert_eq!(server.replicas, 2);
        assert_eq!((&server.address, server.database), (&Address::Unix("/run/redis.sock".into()), 2));
        assert_eq!(server.password, Some(Input::Source("env:P".to_owned())));
        let server =
            Server::parse("rediss+sentinel://a,b/main?ca-cert=ca.pem&client-cert=@c.pem&client-key=@k.pem").unwrap();
        let tls = server.tls.unwrap();
        assert_eq!(tls.ca_cert, Some(Input::Source("@ca.pem".to_owned())));
        assert_eq!(
            (tls.client_cert, tls.client_key),
            (Some(Input::Source("@c.pem".to_owned())), Some(Input::Source("@k.pem".to_owned())))
        );
    }

    #[test]
    fn what_is_shown_has_no_password() {
        for (url, shown) in [
            ("redis://h", "redis://h:6379"),
            ("redis://u:secret@h:1/2?prefix=x", "redis://u@h:1/2"),
            ("redis://:secret@[::1]", "redis://[::1]:6379"),
            ("redis+unix:///s.sock?db=1", "redis+unix:///s.sock?db=1"),
            ("redis+cluster://u:secret@a,[::1]:7", "redis+cluster://u@a:6379,[::1]:7"),
            ("rediss+sentinel://u:secret@a:1,b:2/main/3", "rediss+sentinel://u@a:1,b:2/main/3"),
            ("rediss://h?ca-cert=ca.pem", "rediss://h:6379"),
        ] {
            let server = Server::parse(url).unwrap();
            assert_eq!(server.to_string(), shown);
            let argument = Server::parse(&server.argument()).unwrap();
            assert_eq!((argument.prefix, argument.address), (server.prefix.clone(), server.address.clone()));
            assert_eq!(argument.tls, server.tls);
            assert!(!format!("{server:?}").contains("secret"));
        }
    }

    #[test]
    fn a_url_to_use_again_says_where_secrets_are_read_from() {
        let url =
            "rediss://u@h:6379?password=env:NAME&ca-cert=@ca.pem&client-cert=@dir/c.pem&client-key=@k%26.pem&prefix=x:";
        let mut server = Server::parse(url).unwrap();
        server.password = Some(Input::Read { source: "env:NAME".to_owned(), value: Secret::from("secret".to_owned()) });
        assert_eq!(server.argument(), url);
        assert_eq!(Server::parse("redis://u:secret@h").unwrap().argument(), "redis://u@h:6379");
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
            "redis://u:secret@h?replicas=secret",
            "redis://u:secret@h?replicas=101",
            "redis://u:secret@h?allow-eviction=secret",
            "redis://u:secret#@h",
            "redis://[::1",
            "redis+unix://h/x",
            "redis+sentinel://a",
            "redis+sentinel://a/",
            "redis+sentinel://a/main/secret",
            "redis://h?ca-cert=secret.pem",
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
