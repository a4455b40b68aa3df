//! An open connection, which carries many calls at once.

use std::collections::BTreeMap;
use std::io;

use redis::aio::MultiplexedConnection;
use redis::cluster_async::ClusterConnection;
use redis::cluster_routing::{MultipleNodeRoutingInfo, RoutingInfo};
use redis::{RedisResult, ScriptInvocation, Value};
use tokio::task::JoinSet;

use crate::store::step::ServerInfo;

use super::info::{SECTIONS, server_info};
use super::message::Command;

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
