//! A Redis server of a test's own, on loopback, on a free port.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const STARTING: Duration = Duration::from_secs(60);

pub struct RedisServer {
    pub port: u16,
    pub directory: tempfile::TempDir,
    options: Vec<String>,
    process: Option<Child>,
}

impl RedisServer {
    /// A server without persistence. `None`, and a line that says so, if the program is missing.
    pub fn start() -> Option<Self> {
        Self::start_with(&["--save", "", "--appendonly", "no"])
    }

    pub fn start_with(options: &[&str]) -> Option<Self> {
        if Command::new("redis-server").arg("--version").stdout(Stdio::null()).status().is_err() {
            assert!(std::env::var_os("CI").is_none(), "redis-server is missing, and CI must not do without it");
            eprintln!("skipped: redis-server is not installed");
            return None;
        }
        for _ in 0..5 {
            let directory = tempfile::tempdir().unwrap();
            let options = options.iter().map(|option| (*option).to_owned()).collect();
            let mut server = Self { port: free_port(), directory, options, process: None };
            if server.restart() {
                return Some(server);
            }
        }
        panic!("redis-server does not start");
    }

    /// Starts the server again, with the same port and directory. `false` if it ended: its port may have been taken.
    pub fn restart(&mut self) -> bool {
        self.restart_until(|reply| !reply.starts_with("-LOADING"))
    }

    /// Starts the server again, and returns while it loads its data.
    pub fn restart_loading(&mut self) {
        assert!(self.restart_until(|reply| reply.starts_with("-LOADING")));
    }

    /// Starts the server again, until it replies to PING what `is_ready` accepts.
    fn restart_until(&mut self, is_ready: impl Fn(&str) -> bool) -> bool {
        self.kill();
        let file = self.directory.path().join("redis.conf");
        if !file.exists() {
            // A Sentinel writes what it learns to its file.
            std::fs::write(&file, "").unwrap();
        }
        let process = Command::new("redis-server")
            .arg(file)
            .args(["--bind", "127.0.0.1", "--port", &self.port.to_string(), "--daemonize", "no"])
            .arg("--dir")
            .arg(self.directory.path())
            .args(&self.options)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.process = Some(process);
        let start = Instant::now();
        while start.elapsed() < STARTING {
            if self.process.as_mut().is_some_and(|process| process.try_wait().unwrap().is_some()) {
                return false;
            }
            if self.try_command(&["PING"]).is_some_and(|reply| is_ready(&reply.concat())) {
                return true;
            }
            thread::sleep(Duration::from_millis(10));
        }
        false
    }

    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            _ = process.kill();
            _ = process.wait();
        }
    }

    /// Stops the process, or lets it go on.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let id = self.process.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// The reply to a command: a line or a text, or the elements of a list.
    pub fn list(&self, parts: &[&str]) -> Vec<String> {
        self.try_command(parts).unwrap()
    }

    /// The reply to a command, if it is not a list.
    pub fn command(&self, parts: &[&str]) -> String {
        self.list(parts).concat()
    }

    fn try_command(&self, parts: &[&str]) -> Option<Vec<String>> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok()?;
        stream.set_read_timeout(Some(STARTING)).unwrap();
        let mut request = format!("*{}\r\n", parts.len());
        for part in parts {
            request.push_str(&format!("${}\r\n{part}\r\n", part.len()));
        }
        stream.write_all(request.as_bytes()).ok()?;
        let mut reader = BufReader::new(stream);
        let first = line(&mut reader)?;
        match first.strip_prefix('*').and_then(|count| count.parse::<usize>().ok()) {
            Some(count) => (0..count).map(|_| line(&mut reader).and_then(|head| value(&mut reader, head))).collect(),
            None => value(&mut reader, first).map(|value| vec![value]),
        }
    }
}

fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    (!line.is_empty()).then(|| line.trim_end().to_owned())
}

/// What follows the first line of a reply, or that line.
fn value(reader: &mut impl Read, head: String) -> Option<String> {
    let Some(length) = head.strip_prefix('$').and_then(|length| length.parse::<usize>().ok()) else {
        return Some(head);
    };
    let mut bytes = vec![0; length + 2];
    reader.read_exact(&mut bytes).ok()?;
    bytes.truncate(length);
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A cluster of three nodes, without replicas.
pub struct RedisCluster {
    pub nodes: Vec<RedisServer>,
}

impl RedisCluster {
    const SLOTS: u16 = 16_384;

    fn node() -> Option<(RedisServer, String)> {
        let bus = free_port().to_string();
        let options = [
            ["--save", ""],
            ["--appendonly", "no"],
            ["--cluster-enabled", "yes"],
            ["--cluster-require-full-coverage", "no"],
            ["--cluster-port", bus.as_str()],
        ]
        .concat();
        Some((RedisServer::start_with(&options)?, bus))
    }

    /// A replica of a node, once it has the node's data.
    pub fn replica_of(&self, number: usize) -> Option<RedisServer> {
        let (replica, bus) = Self::node()?;
        let id = self.nodes[number].command(&["CLUSTER", "MYID"]);
        let meet = ["CLUSTER", "MEET", "127.0.0.1", &replica.port.to_string(), &bus];
        assert_eq!(self.nodes[number].command(&meet), "+OK");
        wait_for(|| replica.command(&["CLUSTER", "REPLICATE", &id]) == "+OK");
        wait_for(|| replica.command(&["INFO", "replication"]).contains("master_link_status:up"));
        Some(replica)
    }

    /// `None`, and a line that says so, if the program is missing.
    pub fn start() -> Option<Self> {
        let mut nodes = Vec::new();
        let mut buses = Vec::new();
        for _ in 0..3 {
            let (node, bus) = Self::node()?;
            nodes.push(node);
            buses.push(bus);
        }
        let share = Self::SLOTS / 3 + 1;
        for (number, node) in (0..).zip(&nodes) {
            let (first, last) = (number * share, ((number + 1) * share).min(Self::SLOTS) - 1);
            let range = [first.to_string(), last.to_string()];
            assert_eq!(node.command(&["CLUSTER", "ADDSLOTSRANGE", &range[0], &range[1]]), "+OK");
            assert_eq!(node.command(&["CLUSTER", "SET-CONFIG-EPOCH", &(number + 1).to_string()]), "+OK");
        }
        for (node, bus) in nodes.iter().zip(&buses).skip(1) {
            assert_eq!(nodes[0].command(&["CLUSTER", "MEET", "127.0.0.1", &node.port.to_string(), bus]), "+OK");
        }
        let cluster = Self { nodes };
        wait_for(|| cluster.is_complete());
        Some(cluster)
    }

    /// Whether each node knows the slots of all.
    fn is_complete(&self) -> bool {
        self.nodes.iter().all(|node| {
            let info = node.command(&["CLUSTER", "INFO"]);
            info.contains("cluster_state:ok") && info.contains("cluster_size:3")
        })
    }

    /// Names one node, from which a client learns of the others.
    pub fn url(&self) -> String {
        format!("redis+cluster://127.0.0.1:{}", self.nodes[0].port)
    }
}

/// A primary, a replica of it, and a Sentinel, which calls the service `main`.
pub struct RedisService {
    pub primary: RedisServer,
    pub replica: RedisServer,
    sentinel: RedisServer,
}

impl RedisService {
    /// `None`, and a line that says so, if the program is missing.
    pub fn start() -> Option<Self> {
        let primary = RedisServer::start()?;
        let port = primary.port.to_string();
        let replica = RedisServer::start_with(&["--save", "", "--replicaof", "127.0.0.1", &port])?;
        let sentinel = RedisServer::start_with(&["--sentinel"])?;
        assert_eq!(sentinel.command(&["SENTINEL", "MONITOR", "main", "127.0.0.1", &port, "1"]), "+OK");
        for (name, value) in [("down-after-milliseconds", "300"), ("failover-timeout", "2000")] {
            assert_eq!(sentinel.command(&["SENTINEL", "SET", "main", name, value]), "+OK");
        }
        let service = Self { primary, replica, sentinel };
        let is_known = || service.sentinel.list(&["SENTINEL", "MASTER", "main"]).join(" ").contains("num-slaves 1");
        wait_for(|| is_known() && service.replica.command(&["INFO", "replication"]).contains("master_link_status:up"));
        Some(service)
    }

    pub fn url(&self) -> String {
        format!("redis+sentinel://127.0.0.1:{}/main", self.sentinel.port)
    }

    /// Sends a command to the Sentinel.
    pub fn sentinel(&self, parts: &[&str]) -> String {
        self.sentinel.command(parts)
    }

    /// Ends the primary, once the replica has all of it, and waits until the replica takes its place.
    pub fn fail_over(&mut self) {
        let offset = |server: &RedisServer| {
            let info = server.command(&["INFO", "replication"]);
            info.lines().find(|line| line.starts_with("master_repl_offset:")).map(str::to_owned)
        };
        wait_for(|| offset(&self.primary) == offset(&self.replica));
        self.primary.kill();
        wait_for(|| self.replica.command(&["INFO", "replication"]).contains("role:master"));
    }
}

pub fn wait_for(is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < STARTING);
        thread::sleep(Duration::from_millis(20));
    }
}

pub fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}
