//! From a location to a connection.

use std::collections::BTreeMap;

use redis::aio::MultiplexedConnection;
use redis::cluster::{ClusterClient, ClusterClientBuilder};
use redis::{
    AsyncConnectionConfig, ClientTlsConfig, ConnectionAddr, ErrorKind, IntoConnectionInfo, RedisConnectionInfo,
    RedisError, RedisResult, ServerErrorKind, TlsCertificates, TlsMode,
};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout, timeout_at};

use crate::store::redis::server::{Address, Input, Node, Server, Tls};

use super::info::server_info;
use super::link::Link;

/// What to connect to.
pub enum Target {
    One(redis::Client),
    Cluster(Box<ClusterClient>),
    /// The primary that one of these names.
    Sentinel {
        sentinels: Vec<redis::Client>,
        service: String,
    },
}

impl Target {
    pub fn new(server: &Server) -> RedisResult<Self> {
        match &server.address {
            Address::Tcp(node) => client_of(server, tcp(server, node)).map(Self::One),
            Address::Unix(path) => client_of(server, ConnectionAddr::Unix(path.clone())).map(Self::One),
            Address::Cluster(nodes) => {
                let mut builder = ClusterClientBuilder::new(nodes.iter().map(|node| tcp(server, node)))
                    // One node that does not reply must not take the whole deadline.
                    .connection_timeout(server.deadline / 4)
                    .response_timeout(server.deadline);
                if let Some(user) = &server.user {
                    builder = builder.username(user);
                }
                if let Some(password) = password(server)? {
                    builder = builder.password(password);
                }
                if let Some(tls) = &server.tls {
                    builder = builder.tls(TlsMode::Secure).certs(certificates(tls));
                }
                builder.build().map(|client| Self::Cluster(Box::new(client)))
            }
            Address::Sentinel(nodes, service) => {
                // The login is that of the server.
                let sentinel = Server { user: None, password: None, database: 0, ..server.clone() };
                let client = |node| client_of(&sentinel, tcp(server, node));
                let sentinels = nodes.iter().map(client).collect::<RedisResult<_>>()?;
                Ok(Self::Sentinel { sentinels, service: service.clone() })
            }
        }
    }

    /// The primary that most of the Sentinels name, or of those that respond within an eighth of the deadline; `None` if none does,
    /// or if there are no Sentinels.
    pub async fn primary(&self, server: &Server) -> Option<Node> {
        let Self::Sentinel { sentinels, service } = self else { return None };
        let mut questions = JoinSet::new();
        for sentinel in sentinels {
            let (sentinel, service) = (sentinel.clone(), service.clone());
            questions.spawn(async move { primary(&sentinel, &service).await.ok() });
        }
        let mut named: BTreeMap<Node, usize> = BTreeMap::new();
        let ends_at = Instant::now() + server.deadline / 8;
        while let Ok(Some(answer)) = timeout_at(ends_at, questions.join_next()).await {
            let Ok(Some(primary)) = answer else { continue };
            let count = named.entry(primary).or_default();
            *count += 1;
            if *count > sentinels.len() / 2 {
                break;
            }
        }
        named.into_iter().max_by_key(|(_, count)| *count).map(|(primary, _)| primary)
    }

    /// Connects. `server` is that of [`Self::new`]; the deadline is that of the call. Also returns the primary that a Sentinel
    /// named.
    pub async fn connect(&self, server: &Server) -> RedisResult<(Link, Option<Node>)> {
        match self {
            Self::One(client) => connect_one(client).await.map(|link| (Link::One(link), None)),
            Self::Cluster(client) => client.get_async_connection().await.map(|link| (Link::Cluster(link), None)),
            Self::Sentinel { sentinels, service } => {
                let mut failed = RedisError::from((ErrorKind::Io, "no Sentinel responds"));
                for sentinel in sentinels {
                    let time = server.deadline / (u32::try_from(sentinels.len()).unwrap_or(u32::MAX).saturating_add(1));
                    match timeout(time, connect_to_primary(server, sentinel, service)).await {
                        Ok(Ok((link, primary))) => return Ok((Link::One(link), Some(primary))),
                        Ok(Err(error)) => failed = error,
                        Err(_) => {}
                    }
                }
                Err(failed)
            }
        }
    }
}

/// The primary that a Sentinel names.
async fn primary(sentinel: &redis::Client, service: &str) -> RedisResult<Node> {
    let mut sentinel = connect_one(sentinel).await?;
    let mut question = redis::cmd("SENTINEL");
    question.arg("GET-MASTER-ADDR-BY-NAME").arg(service);
    let address: Option<(String, u16)> = question.query_async(&mut sentinel).await?;
    let unknown =
        || RedisError::from((ErrorKind::MasterNameNotFoundBySentinel, "the Sentinel does not know the service"));
    address.map(|(host, port)| Node { host, port }).ok_or_else(unknown)
}

async fn connect_to_primary(
    server: &Server,
    sentinel: &redis::Client,
    service: &str,
) -> RedisResult<(MultiplexedConnection, Node)> {
    let primary = primary(sentinel, service).await?;
    let client = client_of(server, tcp(server, &primary))?;
    let mut connection = connect_one(&client).await?;
    let info: String = redis::cmd("INFO").arg("replication").query_async(&mut connection).await?;
    if server_info(&info).is_primary {
        Ok((connection, primary))
    } else {
        Err((ErrorKind::Server(ServerErrorKind::ReadOnly), "the Sentinel names a replica").into())
    }
}

fn tcp(server: &Server, Node { host, port }: &Node) -> ConnectionAddr {
    match server.tls {
        None => ConnectionAddr::Tcp(host.clone(), *port),
        Some(_) => ConnectionAddr::TcpTls { host: host.clone(), port: *port, insecure: false, tls_params: None },
    }
}

/// A client of the server at `address`, with the login and certificates of `server`.
fn client_of(server: &Server, address: ConnectionAddr) -> RedisResult<redis::Client> {
    let mut login = RedisConnectionInfo::default().set_db(i64::from(server.database)).set_skip_set_lib_name();
    if let Some(user) = &server.user {
        login = login.set_username(user);
    }
    if let Some(password) = password(server)? {
        login = login.set_password(password);
    }
    let info = address.into_connection_info()?.set_redis_settings(login);
    match &server.tls {
        None => redis::Client::open(info),
        Some(tls) => redis::Client::build_with_tls(info, certificates(tls)),
    }
}

fn password(server: &Server) -> RedisResult<Option<&str>> {
    let Some(password) = server.password.as_ref().and_then(Input::value) else { return Ok(None) };
    let problem = || RedisError::from((ErrorKind::InvalidClientConfig, "the password is not valid UTF-8"));
    password.expose_str().map(Some).ok_or_else(problem)
}

fn certificates(Tls { ca_cert, client_cert, client_key }: &Tls) -> TlsCertificates {
    let bytes = |input: &Option<Input>| Some(input.as_ref()?.value()?.expose().to_vec());
    let client_tls = bytes(client_cert).zip(bytes(client_key));
    TlsCertificates {
        client_tls: client_tls.map(|(client_cert, client_key)| ClientTlsConfig { client_cert, client_key }),
        root_cert: bytes(ca_cert),
    }
}

/// The deadline is that of the call.
async fn connect_one(client: &redis::Client) -> RedisResult<MultiplexedConnection> {
    let config = AsyncConnectionConfig::new().set_connection_timeout(None).set_response_timeout(None);
    client.get_multiplexed_async_connection_with_config(&config).await
}
