//! An open connection, which carries many calls at once.

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::cluster_async::ClusterConnection;
use redis::cluster_routing::{MultipleNodeRoutingInfo, Route, RoutingInfo, SingleNodeRoutingInfo, SlotAddr};
use redis::{RedisResult, ScriptInvocation, Value};
use tokio::task::JoinSet;

use crate::store::step::ServerInfo;

use super::info::{SECTIONS, server_info};
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
                let mut values = vec![Value::Nil; commands.len()];
                while let Some(call) = calls.join_next().await {
                    let (at, value) = call.map_err(io::Error::other)?;
                    values[at] = value?;
                }
                Ok(values)
            }
        }
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

    /// Runs a script with different keys and arguments, all at once.
    pub async fn run_all(self, script: &'static Script, calls: &[(Vec<String>, Vec<Vec<u8>>)]) -> RedisResult<()> {
        let mut running = JoinSet::new();
        for (keys, args) in calls {
            let (mut link, invocation) = (self.clone(), script.invocation(keys, args));
            running.spawn(async move { link.run(&invocation).await.map(drop) });
        }
        while let Some(done) = running.join_next().await {
            done.map_err(io::Error::other)??;
        }
        Ok(())
    }

    /// What each server that takes writes says about itself.
    pub async fn servers(&mut self) -> RedisResult<Vec<ServerInfo>> {
        let mut command = redis::cmd("INFO");
        command.arg(SECTIONS);
        match self {
            Self::One(connection) => {
                let info: String = command.query_async(connection).await?;
                Ok(vec![server_info(&info)])
            }
            Self::Cluster(connection) => {
                let all = RoutingInfo::MultiNode((MultipleNodeRoutingInfo::AllMasters, None));
                let by_node = connection.route_command(command, all).await?;
                let by_node: BTreeMap<String, String> = redis::from_redis_value(by_node)?;
                Ok(by_node.values().map(|info| server_info(info)).collect())
            }
        }
    }
}
