//! The connection to a server or cluster. The one file that names the crate `redis`.
//!
//! One multiplexed connection carries all calls of a process. A call that loses it connects again and is repeated until its
//! deadline: lookups change nothing, and a script that changes something remembers its outcome by the step's operation ID.

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use redis::aio::MultiplexedConnection;
use redis::cluster::{ClusterClient, ClusterClientBuilder};
use redis::cluster_async::ClusterConnection;
use redis::cluster_routing::{MultipleNodeRoutingInfo, RoutingInfo};
use redis::{
    AsyncConnectionConfig, ClientTlsConfig, ConnectionAddr, ErrorKind, IntoConnectionInfo, RedisConnectionInfo,
    RedisError, RedisResult, ScriptInvocation, ServerErrorKind, TlsCertificates, TlsMode, Value,
};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::base::{Code, Fault};
use crate::store::error::StoreError;
use crate::store::port::Result;

use super::server::{Address, Input, Node, Server, Tls};

/// How often the memory policy is read again.
const POLICY_INTERVAL: Duration = Duration::from_secs(10);

/// Before a call is repeated on a new connection.
const REPETITION_PAUSE: Duration = Duration::from_millis(10);

/// Before a Sentinel is asked for the primary again.
const FAILOVER_PAUSE: Duration = Duration::from_millis(100);

/// Commands that are sent together at most.
const PIPELINE: usize = 1000;

/// A Lua script. The server knows it by the hash of its text, and is sent the text if it does not.
pub struct Script {
    text: &'static str,
    hashed: OnceLock<redis::Script>,
}

impl Script {
    pub const fn new(text: &'static str) -> Self {
        Self { text, hashed: OnceLock::new() }
    }
}

/// A command: its name and arguments.
#[derive(Debug, Clone)]
pub struct Command(Vec<Vec<u8>>);

impl Command {
    pub fn new(name: &str) -> Self {
        Self(vec![name.as_bytes().to_vec()])
    }

    fn to_redis(&self) -> redis::Cmd {
        let mut command = redis::Cmd::new();
        self.0.iter().for_each(|part| _ = command.arg(part));
        command
    }

    #[must_use]
    pub fn arg(mut self, arg: impl AsRef<[u8]>) -> Self {
        self.0.push(arg.as_ref().to_vec());
        self
    }
}

/// What a server returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    Nil,
    Number(i64),
    Bytes(Vec<u8>),
    List(Vec<Reply>),
}

impl Reply {
    /// The elements; none if it is not a list.
    pub fn into_list(self) -> Vec<Self> {
        match self {
            Self::List(list) => list,
            _ => Vec::new(),
        }
    }

    /// A number; zero if it is something else.
    pub fn number(&self) -> u64 {
        match self {
            Self::Number(number) => u64::try_from(*number).unwrap_or(0),
            _ => 0,
        }
    }
}

impl From<Value> for Reply {
    fn from(value: Value) -> Self {
        match value {
            Value::Int(number) => Self::Number(number),
            Value::Boolean(is) => Self::Number(i64::from(is)),
            Value::BulkString(bytes) => Self::Bytes(bytes),
            Value::SimpleString(text) => Self::Bytes(text.into_bytes()),
            Value::Okay => Self::Bytes(b"OK".to_vec()),
            Value::Array(values) | Value::Set(values) => Self::List(values.into_iter().map(Self::from).collect()),
            Value::Map(pairs) => {
                Self::List(pairs.into_iter().flat_map(|(key, value)| [key, value]).map(Self::from).collect())
            }
            _ => Self::Nil,
        }
    }
}

/// A server or cluster, connected on the first call.
pub struct Client {
    server: Server,
    target: Target,
    connection: Mutex<Option<Connection>>,
}

/// What to connect to.
enum Target {
    One(redis::Client),
    Cluster(Box<ClusterClient>),
    /// The primary that one of these names.
    Sentinel {
        sentinels: Vec<redis::Client>,
        service: String,
    },
}

/// A connection to one server, or one to each node of a cluster. It carries many calls at once.
#[derive(Clone)]
enum Link {
    One(MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl Link {
    /// The replies to commands, which are sent together.
    async fn send(&mut self, commands: &[Command]) -> RedisResult<Vec<Value>> {
        match self {
            Self::One(connection) => {
                let mut pipeline = redis::Pipeline::with_capacity(commands.len());
                commands.iter().for_each(|command| _ = pipeline.add_command(command.to_redis()));
                pipeline.query_async(connection).await
            }
            Self::Cluster(connection) => {
                // A pipeline of a cluster goes to one node.
                let mut calls = JoinSet::new();
                for (at, command) in commands.iter().enumerate() {
                    let (mut connection, command) = (connection.clone(), command.to_redis());
                    calls.spawn(async move { (at, command.query_async(&mut connection).await) });
                }
                let mut values = vec![Value::Nil; commands.len()];
                while let Some(call) = calls.join_next().await {
                    let (at, value) = call.map_err(io::Error::other)?;
                    values[at] = value?;
                }
                Ok(values)
            }
        }
    }

    async fn run(&mut self, invocation: &ScriptInvocation<'_>) -> RedisResult<Value> {
        match self {
            Self::One(connection) => invocation.invoke_async(connection).await,
            Self::Cluster(connection) => invocation.invoke_async(connection).await,
        }
    }

    /// A section of what each server that takes writes says about itself.
    async fn info(&mut self, section: &str) -> RedisResult<Vec<String>> {
        let mut command = redis::cmd("INFO");
        command.arg(section);
        match self {
            Self::One(connection) => Ok(vec![command.query_async(connection).await?]),
            Self::Cluster(connection) => {
                let all = RoutingInfo::MultiNode((MultipleNodeRoutingInfo::AllMasters, None));
                let by_node = connection.route_command(command, all).await?;
                let by_node: HashMap<String, String> = redis::from_redis_value(by_node)?;
                Ok(by_node.into_values().collect())
            }
        }
    }
}

#[derive(Clone)]
struct Connection {
    link: Link,
    policy_read_at: Instant,
}

impl Client {
    pub fn new(server: Server) -> Result<Self> {
        let target = target(&server).map_err(|error| fault(&server, &error))?;
        Ok(Self { server, target, connection: Mutex::default() })
    }

    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The replies to commands that are sent together and change nothing, or the same if they are repeated.
    pub async fn send(&self, commands: &[Command]) -> Result<Vec<Reply>> {
        let mut replies = Vec::with_capacity(commands.len());
        for commands in commands.chunks(PIPELINE) {
            let values = self.call(|mut link| async move { link.send(commands).await }).await?;
            replies.extend(values.into_iter().map(Reply::from));
        }
        Ok(replies)
    }

    /// The reply to one command; see [`Self::send`].
    pub async fn send_one(&self, command: Command) -> Result<Reply> {
        Ok(self.send(&[command]).await?.pop().unwrap_or(Reply::Nil))
    }

    /// Runs a script. It may run twice: it must recognize a repetition, or do no harm by it.
    pub async fn run(&self, script: &Script, keys: &[String], args: &[Vec<u8>]) -> Result<Reply> {
        let hashed = script.hashed.get_or_init(|| redis::Script::new(script.text));
        let mut invocation = hashed.prepare_invoke();
        invocation.key(keys).arg(args);
        let invocation = &invocation;
        let value = self.call(|mut link| async move { link.run(invocation).await }).await?;
        Ok(value.into())
    }

    async fn call<T, F>(&self, work: impl Fn(Link) -> F) -> Result<T>
    where
        F: Future<Output = RedisResult<T>>,
    {
        let start = Instant::now();
        let repeated = async {
            loop {
                let link = match self.connected().await {
                    Err(_) if self.has_sentinels() && start.elapsed() < self.server.deadline * 3 / 4 => {
                        // A failover may be under way.
                        sleep(FAILOVER_PAUSE).await;
                        continue;
                    }
                    connected => connected?,
                };
                match work(link).await {
                    Err(error) if is_lost(&error) || is_misplaced(&error) && self.has_sentinels() => {
                        self.disconnect().await;
                        sleep(REPETITION_PAUSE).await;
                    }
                    Err(error) => {
                        if is_misplaced(&error) {
                            self.disconnect().await;
                        }
                        return Err(fault(&self.server, &error));
                    }
                    Ok(outcome) => return Ok(outcome),
                }
            }
        };
        match timeout(self.server.deadline, repeated).await {
            Ok(outcome) => outcome,
            Err(_) => {
                // It may be dead without a sign of it.
                self.disconnect().await;
                Err(StoreError::Deadline { deadline: self.server.deadline })
            }
        }
    }

    const fn has_sentinels(&self) -> bool {
        matches!(self.target, Target::Sentinel { .. })
    }

    async fn connected(&self) -> Result<Link> {
        let mut open = self.connection.lock().await;
        if let Some(Connection { mut link, policy_read_at }) = open.take() {
            let is_checked = policy_read_at.elapsed() < POLICY_INTERVAL;
            let policy = if is_checked { Ok(None) } else { self.unsafe_policy(&mut link).await };
            match policy {
                Ok(None) => {
                    let policy_read_at = if is_checked { policy_read_at } else { Instant::now() };
                    *open = Some(Connection { link: link.clone(), policy_read_at });
                    return Ok(link);
                }
                Ok(Some(policy)) => return Err(self.refused_policy(&policy)),
                Err(error) if is_lost(&error) => {}
                Err(error) => return Err(fault(&self.server, &error)),
            }
        }
        let mut link = self.connect().await.map_err(|error| fault(&self.server, &error))?;
        if let Some(policy) = self.unsafe_policy(&mut link).await.map_err(|error| fault(&self.server, &error))? {
            return Err(self.refused_policy(&policy));
        }
        *open = Some(Connection { link: link.clone(), policy_read_at: Instant::now() });
        Ok(link)
    }

    async fn connect(&self) -> RedisResult<Link> {
        match &self.target {
            Target::One(client) => connect_one(client).await.map(Link::One),
            Target::Cluster(client) => client.get_async_connection().await.map(Link::Cluster),
            Target::Sentinel { sentinels, service } => {
                let mut failed = RedisError::from((ErrorKind::Io, "no Sentinel responds"));
                for sentinel in sentinels {
                    match timeout(self.server.deadline / 2, self.primary(sentinel, service)).await {
                        Ok(Ok(connection)) => return Ok(Link::One(connection)),
                        Ok(Err(error)) => failed = error,
                        Err(_) => {}
                    }
                }
                Err(failed)
            }
        }
    }

    /// A connection to the primary that a Sentinel names.
    async fn primary(&self, sentinel: &redis::Client, service: &str) -> RedisResult<MultiplexedConnection> {
        let mut sentinel = connect_one(sentinel).await?;
        let mut question = redis::cmd("SENTINEL");
        question.arg("GET-MASTER-ADDR-BY-NAME").arg(service);
        let address: Option<(String, u16)> = question.query_async(&mut sentinel).await?;
        let Some((host, port)) = address else {
            return Err((ErrorKind::Client, "the Sentinel does not know the service").into());
        };
        let client = client_of(&self.server, tcp(&self.server, &Node { host, port }))?;
        let mut connection = connect_one(&client).await?;
        let info: String = redis::cmd("INFO").arg("replication").query_async(&mut connection).await?;
        if info.lines().any(|line| line.trim_end() == "role:master") {
            Ok(connection)
        } else {
            Err((ErrorKind::Server(ServerErrorKind::ReadOnly), "the Sentinel names a replica").into())
        }
    }

    /// A memory policy by which a server removes keys when its memory is full: a revocation might be one of them.
    async fn unsafe_policy(&self, link: &mut Link) -> RedisResult<Option<String>> {
        if self.server.allow_eviction {
            return Ok(None);
        }
        let infos = link.info("memory").await?;
        let policies =
            infos.iter().flat_map(|info| info.lines()).filter_map(|line| line.strip_prefix("maxmemory_policy:"));
        let mut policies = policies.map(str::trim);
        Ok(policies.find(|policy| *policy != "noeviction").map(str::to_owned))
    }

    fn refused_policy(&self, policy: &str) -> StoreError {
        let message = format!(
            "{} has the memory policy {policy}, which may remove revocations: expected noeviction",
            self.server
        );
        StoreError::Server(Fault::new(Code::Store, message).hint(
            "run `redis-cli CONFIG SET maxmemory-policy noeviction`, or add allow-eviction to the options of the URL, by which \
             revoked tokens may become valid again",
        ))
    }

    async fn disconnect(&self) {
        *self.connection.lock().await = None;
    }
}

fn target(server: &Server) -> RedisResult<Target> {
    match &server.address {
        Address::Tcp(node) => client_of(server, tcp(server, node)).map(Target::One),
        Address::Unix(path) => client_of(server, ConnectionAddr::Unix(path.clone())).map(Target::One),
        Address::Cluster(nodes) => {
            let mut builder = ClusterClientBuilder::new(nodes.iter().map(|node| tcp(server, node)))
                .connection_timeout(server.deadline)
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
            builder.build().map(|client| Target::Cluster(Box::new(client)))
        }
        Address::Sentinel(nodes, service) => {
            // The login is that of the server.
            let sentinel = Server { user: None, password: None, database: 0, ..server.clone() };
            let client = |node| client_of(&sentinel, tcp(server, node));
            let sentinels = nodes.iter().map(client).collect::<RedisResult<_>>()?;
            Ok(Target::Sentinel { sentinels, service: service.clone() })
        }
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

/// Whether the connection ended during a call, whose outcome is unknown.
fn is_lost(error: &RedisError) -> bool {
    error.is_connection_dropped() || error.is_io_error() && !error.is_connection_refusal()
}

/// Whether the name of the server may lead to another one by now, which takes writes.
fn is_misplaced(error: &RedisError) -> bool {
    matches!(error.kind(), ErrorKind::Server(ServerErrorKind::ReadOnly | ServerErrorKind::MasterDown))
}

fn fault(server: &Server, error: &RedisError) -> StoreError {
    let new = |problem: String| Fault::new(Code::Store, format!("{server}: {problem}"));
    let server_error =
        error.clone().into_server_errors().and_then(|errors| errors.first().map(|(_, error)| error.clone()));
    let code = server_error.as_ref().map_or("", |error| error.code());
    let detail = server_error.as_ref().and_then(|error| error.details()).map(without_arguments).unwrap_or_default();
    StoreError::Server(match (error.kind(), code) {
        (ErrorKind::Io, _) => new(format!("could not connect: {error}")).hint("start the server, or check the URL"),
        (_, "NOAUTH") => new("the server requires a password".to_owned()).hint("add ?password=env:NAME to the URL"),
        (ErrorKind::AuthenticationFailed, _) | (_, "WRONGPASS") => {
            new("the server refused the user name or the password".to_owned()).hint("check both")
        }
        (_, "NOPERM") => new(format!("the server does not permit this user what tokctl needs: NOPERM {detail}"))
            .hint("docs/redis.md lists the commands and keys that the user needs"),
        (_, "LOADING") => new("the server is loading its data".to_owned()).hint("try again in a moment"),
        (_, "READONLY") => {
            new("the server is a read-only replica".to_owned()).hint("pass the URL of its primary; nothing was changed")
        }
        (_, "MASTERDOWN") => new("the server is a replica without a primary".to_owned()),
        (_, "OOM") => new("the server has no memory left".to_owned()).hint("raise its maxmemory; nothing was changed"),
        (_, "MISCONF") => {
            new("the server cannot write to its disk".to_owned()).hint("read its log; nothing was changed")
        }
        (_, "DAMAGED") => {
            new(format!("the state is damaged: {detail}")).hint("restore the server's data from a backup")
        }
        (_, "ERR") if detail.contains("compiling script") => {
            new(format!("the server cannot run the scripts of tokctl: {detail}")).hint("Redis 7 or later is required")
        }
        (ErrorKind::InvalidClientConfig | ErrorKind::Client, _) => new(error.to_string()),
        (_, "") => new(error.to_string()),
        (_, code) => new(format!("the server returned an error: {code} {detail}")),
    })
}

/// A message of the server without the arguments that it quotes, which may be secret.
fn without_arguments(detail: &str) -> &str {
    detail.split(", with args").next().unwrap_or_default()
}
