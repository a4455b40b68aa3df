//! What the servers say about themselves.

use crate::base::Timestamp;
use crate::base::shown::excerpt;
use crate::store::step::ServerInfo;

/// What to ask INFO for.
pub const SECTIONS: &[&str] = &["server", "replication", "memory", "persistence", "stats"];

/// From the reply to INFO, which has a line `name:value` for each fact.
pub fn server_info(text: &str) -> ServerInfo {
    let fact = |name| fact(text, name).map_or_else(|| "unknown".to_owned(), excerpt);
    ServerInfo {
        version: fact("redis_version"),
        time: fact("server_time_usec").parse::<i64>().ok().map(|time| Timestamp::from_millis(time / 1000)),
        is_primary: fact("role") == "master",
        memory_policy: fact("maxmemory_policy"),
        evicted_keys: fact("evicted_keys").parse().unwrap_or(0),
        has_append_only_file: fact("aof_enabled") == "1",
        replicas: fact("connected_slaves").parse().unwrap_or(0),
    }
}

/// Whether the reply to INFO is that of a Sentinel, which has no data.
pub fn is_sentinel(text: &str) -> bool {
    fact(text, "redis_mode") == Some("sentinel")
}

fn fact<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.lines().find_map(|line| Some(line.strip_prefix(name)?.strip_prefix(':')?.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_from_their_lines() {
        let text = "# Server\r\nredis_version:7.0.15\r\nrole:master\r\nconnected_slaves:2\r\nmaxmemory_policy:noeviction\r\n\
                    aof_enabled:1\r\n";
        assert_eq!(
            server_info(text).to_string(),
            "Redis 7.0.15, primary, memory policy noeviction, append-only file, 2 replicas"
        );
        assert_eq!(
            server_info("role:slave\r\nconnected_slaves:1").to_string(),
            "Redis unknown, replica, memory policy unknown, no append-only file, 1 replica"
        );
        let text = "redis_version:".to_owned() + &"7".repeat(1000);
        assert!(server_info(&text).version.len() < 400);
    }
}
