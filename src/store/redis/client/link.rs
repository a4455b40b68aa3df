//! An open connection, which carries many calls at once.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::cluster_async::ClusterConnection;
use redis::cluster_routing::{MultipleNodeRoutingInfo, Route, RoutingInfo, SingleNodeRoutingInfo, SlotAddr};
use redis::{Cmd, ErrorKind, RedisError, RedisResult, ScriptInvocation, ServerErrorKind, Value};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout, timeout_at};

use crate::store::step::ServerInfo;

use super::fault::sentinel;
use super::info::{SECTIONS, is_sentinel, server_info};
use super::message::{Command, Script};

/// A connection to one server, or one to each node of a cluster. It carries many calls at once.
#[derive(Clone)]
pub enum Link {
    One(MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl Link {
    /// The replies to commands, which are sent together.
    pub async fn send(&mut self, commands: &[Command]) -> RedisResult<Vec<Value>> {
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
                in_order(calls, commands.len()).await
            }
        }
    }

    /// [`Self::send`], but `None` for each command whose node in a cluster does not reply within `time`.
    pub async fn send_available(&mut self, commands: &[Command], time: Duration) -> RedisResult<Vec<Option<Value>>> {
        let Self::Cluster(connection) = self else {
            return Ok(self.send(commands).await?.into_iter().map(Some).collect());
        };
        let mut calls = JoinSet::new();
        for (at, command) in commands.iter().enumerate() {
            let (mut connection, command) = (connection.clone(), command.to_redis());
            calls.spawn(async move { (at, command.query_async(&mut connection).await) });
        }
        let mut values = vec![None; commands.len()];
        let ends_at = Instant::now() + time;
        while let Ok(Some(call)) = timeout_at(ends_at, calls.join_next()).await {
            match call.map_err(io::Error::other)? {
                (at, Ok(value)) => values[at] = Some(value),
                (_, Err(error)) if is_of_node(&error) => {}
                (_, Err(error)) => return Err(error),
            }
        }
        Ok(values)
    }

    pub async fn run(&mut self, invocation: &ScriptInvocation<'_>) -> RedisResult<Value> {
        match self {
            Self::One(connection) => invocation.invoke_async(connection).await,
            Self::Cluster(connection) => invocation.invoke_async(connection).await,
        }
    }

    /// How many replicas confirm, within `time`, what was written on this connection to the node that has `key`. Other calls on
    /// the connection wait meanwhile.
    pub async fn wait(&mut self, key: &str, replicas: u32, time: Duration) -> RedisResult<u64> {
        let mut command = redis::cmd("WAIT");
        command.arg(replicas).arg(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
        match self {
            Self::One(connection) => command.query_async(connection).await,
            Self::Cluster(connection) => {
                let node = SingleNodeRoutingInfo::SpecificNode(Route::with_key(key, SlotAddr::Master));
                let node = RoutingInfo::SingleNode(node);
                redis::from_redis_value(connection.route_command(command, node).await?).map_err(Into::into)
            }
        }
    }

    /// Runs a script with different keys and arguments, all at once. The replies are in the order of the calls.
    pub async fn run_all(
        self,
        script: &'static Script,
        calls: &[(Vec<String>, Vec<Vec<u8>>)],
    ) -> RedisResult<Vec<Value>> {
        let mut running = JoinSet::new();
        for (at, (keys, args)) in calls.iter().enumerate() {
            let (mut link, invocation) = (self.clone(), script.invocation(keys, args));
            running.spawn(async move { (at, link.run(&invocation).await) });
        }
        in_order(running, calls.len()).await
    }

    /// What each server that takes writes says about itself. Nodes of a cluster that are away are left out: no call can use
    /// them. They have `time` to reply.
    pub async fn servers(&mut self, time: Duration) -> RedisResult<Vec<ServerInfo>> {
        let mut command = redis::cmd("INFO");
        command.arg(SECTIONS);
        match self {
            Self::One(connection) => {
                let info: String = command.query_async(connection).await?;
                if is_sentinel(&info) { Err(sentinel()) } else { Ok(vec![server_info(&info)]) }
            }
            Self::Cluster(connection) => {
                let all = RoutingInfo::MultiNode((MultipleNodeRoutingInfo::AllMasters, None));
                match timeout(time, connection.route_command(command.clone(), all)).await {
                    Ok(Ok(by_node)) => {
                        let by_node: BTreeMap<String, String> = redis::from_redis_value(by_node)?;
                        Ok(by_node.values().map(|info| server_info(info)).collect())
                    }
                    Ok(Err(error)) if !is_of_node(&error) => Err(error),
                    _ => available_servers(connection, &command, time).await,
                }
            }
        }
    }
}

/// The values of `count` calls, each in its place. The first error ends the others.
async fn in_order(mut calls: JoinSet<(usize, RedisResult<Value>)>, count: usize) -> RedisResult<Vec<Value>> {
    let mut values = vec![Value::Nil; count];
    while let Some(call) = calls.join_next().await {
        let (at, value) = call.map_err(io::Error::other)?;
        values[at] = value?;
    }
    Ok(values)
}

/// Whether an error comes from one node that is away, and says nothing about the others.
fn is_of_node(error: &RedisError) -> bool {
    error.is_io_error()
        || error.is_timeout()
        || matches!(
            error.kind(),
            ErrorKind::ClusterConnectionNotFound
                | ErrorKind::Server(ServerErrorKind::ClusterDown | ServerErrorKind::BusyLoading)
        )
}

/// Asks each primary by its address. Fails if none replies.
async fn available_servers(connection: &ClusterConnection, info: &Cmd, time: Duration) -> RedisResult<Vec<ServerInfo>> {
    let mut slots = redis::cmd("CLUSTER");
    slots.arg("SLOTS");
    let any = RoutingInfo::SingleNode(SingleNodeRoutingInfo::Random);
    let ranges: Vec<Vec<Value>> = redis::from_redis_value(connection.clone().route_command(slots, any).await?)?;
    let primary = |range: Vec<Value>| redis::from_redis_value::<Vec<Value>>(range.into_iter().nth(2)?).ok();
    let address = |node: Vec<Value>| {
        let mut node = node.into_iter();
        let host: String = redis::from_redis_value(node.next()?).ok()?;
        Some((host, redis::from_redis_value::<u16>(node.next()?).ok()?))
    };
    let primaries: BTreeSet<_> = ranges.into_iter().filter_map(primary).filter_map(address).collect();
    let mut calls = JoinSet::new();
    for (host, port) in primaries {
        let (mut connection, info) = (connection.clone(), info.clone());
        let node = RoutingInfo::SingleNode(SingleNodeRoutingInfo::ByAddress { host, port });
        calls.spawn(async move { timeout(time, connection.route_command(info, node)).await });
    }
    let (mut servers, mut failed) = (Vec::new(), RedisError::from((ErrorKind::Io, "no node of the cluster responds")));
    while let Some(call) = calls.join_next().await {
        match call.map_err(io::Error::other)? {
            Ok(Ok(info)) => servers.push(server_info(&redis::from_redis_value::<String>(info)?)),
            Ok(Err(error)) if is_of_node(&error) => failed = error,
            Ok(Err(error)) => return Err(error),
            Err(_) => {}
        }
    }
    if servers.is_empty() { Err(failed) } else { Ok(servers) }
}
