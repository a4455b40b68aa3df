//! What the store on a Redis server costs, beside bare commands on the same server: `cargo bench --bench redis`, or
//! `cargo bench --bench redis -- 100000` for another number of sessions. It starts a `redis-server` of its own.
//!
//! `cargo bench --bench redis -- failover` measures instead what a failover loses.
//!
//! The rotations and the bare scripts take turns, so that whatever else the machine does meets both alike; what counts is the
//! ratio.

#[allow(dead_code)]
#[path = "../tests/support/redis.rs"]
mod server;
#[allow(dead_code)]
#[path = "../tests/support/store.rs"]
mod support;

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokctl::base::{Secret, Timestamp};
use tokctl::store::handle::HandleOptions;
use tokctl::store::record::{Digest, User};
use tokctl::store::step::{
    AccessQuery, AddOutcome, Change, Login, NewUser, Operation, OperationId, RevokeToken, Rotate, RotateOutcome,
    UserChange,
};
use tokctl::store::{Absent, Handle, Location, Opening, Partition, Store};

use server::RedisServer;

const NOW: Timestamp = Timestamp::from_secs(1_750_000_000);
const SESSIONS: u64 = 1_000_000;
const USERS: u64 = 1000;

/// Users whose memory is measured.
const MEASURED_USERS: u64 = 100_000;

/// How often a primary is killed.
const FAILOVERS: usize = 20;

/// Checks of revocation on one connection at the same time.
const TOGETHER: u64 = 64;

/// How long each side runs before the other has its turn, and how often.
const TURN: Duration = Duration::from_secs(1);
const TURNS: usize = 7;

const DEADLINE: Duration = Duration::from_secs(5);

/// Threads that fill the store.
const FILLERS: u64 = 8;

fn main() {
    if std::env::args().any(|arg| arg == "failover") {
        for replicas in [0, 1] {
            measure_failovers(replicas);
        }
        return;
    }
    let count = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(SESSIONS);
    let Some(server) = RedisServer::start() else { return };
    let bytes_of_user = measure_users(&server);
    measure_memory(&server, count);
    measure_revocation_of_a_user(&server, count);
    for connections in [1, 8] {
        compare_pace(&server, connections);
    }
    println!("{MEASURED_USERS} users: {bytes_of_user} bytes each, with the event of the addition");
    for connections in [1, 8] {
        measure_checks(&server, connections);
    }
    measure_checks_sent_together(&server);
}

fn open(server: &RedisServer) -> Box<dyn Store> {
    open_with(server, "")
}

fn open_with(server: &RedisServer, options: &str) -> Box<dyn Store> {
    let url = format!("{}?deadline={}s{options}", server.url(), DEADLINE.as_secs());
    let location = Location::parse(&url).expect("a URL");
    location.open(Absent::Create(&support::identity()), Opening::default()).expect("a store")
}

fn op() -> Operation {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    Operation { id: OperationId(u128::from(NEXT.fetch_add(1, Ordering::Relaxed)).to_be_bytes()), now: NOW }
}

fn add_user(store: &dyn Store, name: &str) -> User {
    match store.add_user(&NewUser { op: op(), ..support::new_user(name, NOW) }).expect("a step") {
        AddOutcome::Added(user) => *user,
        AddOutcome::Exists => store.user(name).expect("a look-up").expect("a user"),
    }
}

/// A hash that no other number has, spread like a real one.
fn digest(number: u64) -> Digest {
    let mut bytes = [0; 32];
    let spread = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bytes[..8].copy_from_slice(&spread.to_be_bytes());
    bytes[8..16].copy_from_slice(&number.to_be_bytes());
    Digest(bytes)
}

/// As long as a real one.
fn session_id(user: &str, number: u64) -> String {
    format!("{}{number:029x}", Partition::of_name(user))
}

/// Opens the session with this number, and returns its ID.
fn log_in(store: &dyn Store, user: &User, number: u64) -> String {
    let sid = session_id(&user.name, number);
    let step = Login {
        op: op(),
        sid: sid.clone(),
        user: user.name.clone(),
        version: user.version,
        client: "tokctl".to_owned(),
        scope: "read write".to_owned(),
        hash: digest(number),
        idle: Duration::from_secs(30 * 86_400),
        absolute: Duration::from_secs(90 * 86_400),
        access_ttl: Duration::from_secs(900),
        throttle: support::throttle_key(&user.name, 9),
    };
    store.login(&step).expect("a step");
    sid
}

fn rotate(store: &dyn Store, user: &str, sid: &str, number: u64, generation: u64) -> u64 {
    try_rotate(store, user, sid, number, generation).expect("a step")
}

/// `None` if the server is gone.
fn try_rotate(store: &dyn Store, user: &str, sid: &str, number: u64, generation: u64) -> Option<u64> {
    let hash = |generation| if generation == 0 { digest(number) } else { digest(generation) };
    let step = Rotate {
        op: op(),
        sid: sid.to_owned(),
        user: user.to_owned(),
        generation,
        presented: hash(generation),
        successor: hash(generation + 1),
        idle: Duration::from_secs(30 * 86_400),
        grace: Duration::ZERO,
        sealed: Secret::default(),
        access_jti: String::new(),
        access_ttl: Duration::from_secs(900),
    };
    match store.rotate(&step).ok()? {
        RotateOutcome::Rotated(issued) => Some(issued.session.generation),
        other => panic!("{other:?}"),
    }
}

fn deny(store: &dyn Store, number: u64) {
    let step = RevokeToken {
        op: op(),
        key: digest(number),
        expires_at: NOW.saturating_add(Duration::from_secs(86_400)),
        reason: "revoked".to_owned(),
        user: None,
        sid: None,
    };
    store.revoke_token(&step).expect("a step");
}

/// Bytes in use, without the outcomes of steps, which end after twice the deadline.
fn used_memory(server: &RedisServer) -> u64 {
    thread::sleep(3 * DEADLINE);
    let info = server.command(&["INFO", "memory"]);
    let line = info.lines().find_map(|line| line.strip_prefix("used_memory:")).expect("used_memory");
    line.trim().parse().expect("a number")
}

/// Runs `task` with every number below `count`, on several threads, each with a store of its own.
fn fill(server: &RedisServer, count: u64, task: impl Fn(&dyn Store, u64) + Sync) {
    thread::scope(|scope| {
        for filler in 0..FILLERS {
            let task = &task;
            scope.spawn(move || {
                let store = open(server);
                (filler..count).step_by(FILLERS as usize).for_each(|number| task(store.as_ref(), number));
            });
        }
    });
}

fn measure_memory(server: &RedisServer, count: u64) {
    let store = open(server);
    let users: Vec<User> = (0..USERS).map(|number| add_user(store.as_ref(), &format!("user{number}"))).collect();
    let empty = used_memory(server);
    fill(server, count, |store, number| _ = log_in(store, &users[(number % USERS) as usize], number));
    let sessions = used_memory(server);
    fill(server, count, deny);
    let denied = used_memory(server);
    println!(
        "{count} sessions of {USERS} users: {} bytes each, with the event of the login",
        (sessions - empty) / count
    );
    println!("{count} denylist entries: {} bytes each, with the event of the revocation", (denied - sessions) / count);
}

/// On an empty server: later, memory is freed that outcomes of steps took before. Returns the bytes of each.
fn measure_users(server: &RedisServer) -> u64 {
    drop(open(server));
    let before = used_memory(server);
    fill(server, MEASURED_USERS, |store, number| _ = add_user(store, &format!("measured{number}")));
    (used_memory(server) - before) / MEASURED_USERS
}

/// How many commands the server has run, those of scripts included.
fn commands_run(server: &RedisServer) -> u64 {
    let info = server.command(&["INFO", "commandstats"]);
    let calls = |line: &str| line.split_once("calls=")?.1.split(',').next()?.parse::<u64>().ok();
    info.lines().filter(|line| !line.starts_with("cmdstat_info:")).filter_map(calls).sum()
}

/// `revoke --user` ends all sessions of a user, however many.
fn measure_revocation_of_a_user(server: &RedisServer, count: u64) {
    let store = open(server);
    let commands = |name: &str, sessions: u64| {
        let user = add_user(store.as_ref(), name);
        fill(server, sessions, |store, number| _ = log_in(store, &user, u64::MAX / 2 - number));
        let before = commands_run(server);
        let step = UserChange { op: op(), name: name.to_owned(), change: Change::Revoke };
        store.change_user(&step).expect("a step");
        commands_run(server) - before
    };
    let (few, many) = (commands("few", 1), commands("many", count));
    println!("revoking everything of a user: {many} commands with {count} sessions, {few} with one");
}

/// What a protected call asks: the token, the session, its user, and the key that signed it.
fn check(number: u64) -> AccessQuery {
    let name = format!("user{}", number % USERS);
    AccessQuery {
        // Not one of those denied.
        deny_key: Some(digest(u64::MAX / 3 + number)),
        sid: Some(session_id(&name, number)),
        user: Some(name),
        version: Some(0),
        kid: Some("key".to_owned()),
        ..AccessQuery::default()
    }
}

fn measure_checks(server: &RedisServer, connections: u64) {
    let mut checks: Vec<Box<dyn FnMut() + Send>> = Vec::new();
    for number in 0..connections {
        let (store, query) = (open(server), check(number));
        checks.push(Box::new(move || assert_eq!(store.access_state(&query).expect("a look-up"), [])));
    }
    let mut turns: Vec<f64> = (0..TURNS).map(|_| pace(&mut checks)).collect();
    turns.sort_by(f64::total_cmp);
    println!("{connections} connections: {:.0} revocation checks a second", turns[TURNS / 2]);
}

/// As `serve` asks: what waits at the same time is sent together.
fn measure_checks_sent_together(server: &RedisServer) {
    let location = Location::parse(&server.url()).expect("a URL");
    let options = HandleOptions { readers: 1, queue: 1, deadline: DEADLINE };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let handle = Handle::open(&location, Opening::default(), &options).expect("a store");
    let count = AtomicU64::new(0);
    let turn = || {
        count.store(0, Ordering::Relaxed);
        let start = Instant::now();
        runtime.block_on(futures_util::future::join_all((0..TOGETHER).map(|number| {
            let (handle, count, query) = (&handle, &count, check(number));
            async move {
                while start.elapsed() < TURN {
                    assert_eq!(handle.access_state(&query).await.expect("a look-up"), []);
                    count.fetch_add(1, Ordering::Relaxed);
                }
            }
        })));
        count.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64()
    };
    let mut turns: Vec<f64> = (0..TURNS).map(|_| turn()).collect();
    turns.sort_by(f64::total_cmp);
    println!("1 connection, {TOGETHER} at once: {:.0} revocation checks a second", turns[TURNS / 2]);
}

/// The commands of a rotation as MONITOR shows them, on values as long as its own, without its decisions: reads the session and
/// the user, counts, records the event and removes the last one, writes the session, and remembers the outcome.
const BARE: &str = "
redis.call('GET', KEYS[1])
redis.call('TIME')
redis.call('HMGET', KEYS[2], 'mark', 'newest', 'commits')
redis.call('HGETALL', KEYS[4])
local user = redis.call('HGETALL', KEYS[6])
local number = string.format('%012x', redis.call('HINCRBY', KEYS[2], 'commits', 1))
redis.call('ZADD', KEYS[3], 0, number .. ARGV[4])
redis.call('ZRANGE', KEYS[3], 0, 1)
redis.call('PEXPIRE', KEYS[3], ARGV[3])
redis.call('ZREMRANGEBYLEX', KEYS[3], '-', '(' .. number)
redis.call(
  'HSET', KEYS[4], 'generation', ARGV[5], 'hash', ARGV[7], 'idle', ARGV[8], 'rotated', ARGV[1], 'event', number
)
redis.call('DEL', KEYS[5])
redis.call('SET', KEYS[1], string.rep('x', 450), 'PX', ARGV[2])
return {redis.call('HGETALL', KEYS[4]), user}";

/// Fields of the session and of the user in it, each with its length.
const BARE_SESSION: &[(&str, usize)] = &[
    ("sid", 32),
    ("user", 7),
    ("client", 6),
    ("scope", 10),
    ("created", 13),
    ("expires", 13),
    ("idle", 13),
    ("version", 1),
    ("generation", 5),
    ("hash", 32),
    ("rotated", 13),
    ("event", 12),
];
const BARE_USER: &[(&str, usize)] = &[
    ("revision", 1),
    ("name", 7),
    ("password", 97),
    ("roles", 2),
    ("scope", 10),
    ("claims", 2),
    ("version", 1),
    ("disabled", 1),
    ("created", 13),
];

/// One thread for each connection; each runs `turn` until it is over. Returns how many calls all made in a second.
fn pace(threads: &mut [Box<dyn FnMut() + Send + '_>]) -> f64 {
    let count = AtomicU64::new(0);
    let start = Instant::now();
    thread::scope(|scope| {
        for call in threads {
            let count = &count;
            scope.spawn(move || {
                while start.elapsed() < TURN {
                    call();
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    count.into_inner() as f64 / start.elapsed().as_secs_f64()
}

fn compare_pace(server: &RedisServer, connections: u64) {
    let mut ours: Vec<Box<dyn FnMut() + Send + '_>> = Vec::new();
    let mut bare: Vec<Box<dyn FnMut() + Send + '_>> = Vec::new();
    for number in 0..connections {
        let store = open(server);
        let name = format!("pace{connections}-{number}");
        let user = add_user(store.as_ref(), &name);
        let sid = log_in(store.as_ref(), &user, u64::MAX - number);
        let mut generation = 0;
        ours.push(Box::new(move || {
            generation = rotate(store.as_ref(), &name, &sid, u64::MAX - number, generation);
        }));

        let client = redis::Client::open(server.url()).expect("a URL");
        let mut connection = client.get_connection().expect("a connection");
        let script = redis::Script::new(BARE);
        let key = |kind: &str| format!("bare:{{{number}}}:{kind}");
        let keys: Vec<String> = ["meta", "events", "session", "grace", "user"].map(key).into();
        let mut calls = 0_u64;
        for (record, fields) in [(&keys[2], BARE_SESSION), (&keys[4], BARE_USER)] {
            let mut fill = redis::cmd("HSET");
            fill.arg(record);
            for (field, length) in fields {
                fill.arg(field).arg("1".repeat(*length));
            }
            fill.exec(&mut connection).expect("a command");
        }
        let event = format!("{:0>12}{:?<110}", 0, r#"{"kind":"refresh","user":"user1"}"#);
        bare.push(Box::new(move || {
            calls += 1;
            let mut invocation = script.prepare_invoke();
            invocation.key(format!("bare:{{{number}}}:op:{calls:032x}"));
            keys.iter().for_each(|key| _ = invocation.key(key));
            invocation.arg("1750000000000").arg("10000").arg("7779600000").arg(&event).arg(calls);
            invocation.arg(&digest(calls).0[..]).arg(&digest(calls + 1).0[..]).arg("1752592000000");
            let _: redis::Value = invocation.invoke(&mut connection).expect("a script");
        }));
    }
    let mut turns: Vec<(f64, f64)> = (0..TURNS).map(|_| (pace(&mut ours), pace(&mut bare))).collect();
    turns.sort_by(|one, other| (one.0 / one.1).total_cmp(&(other.0 / other.1)));
    let (rotations, scripts) = turns[TURNS / 2];
    let share = 100.0 * rotations / scripts;
    println!("{connections} connections: {rotations:.0} rotations a second, {share:.0} % of {scripts:.0} bare scripts");
}

/// Clients rotate, each a session of its own, until the primary is killed; then the replica is promoted. Prints how many
/// acknowledged rotations the replica lacks.
fn measure_failovers(replicas: u32) {
    let mut lost: Vec<u64> = (0..FAILOVERS).filter_map(|_| failover(replicas)).collect();
    lost.sort_unstable();
    let (Some(median), Some(most)) = (lost.get(lost.len() / 2), lost.last()) else { return };
    let none = lost.iter().filter(|lost| **lost == 0).count();
    println!(
        "replicas={replicas}: of {FAILOVERS} failovers {none} lost nothing; median {median}, most {most} rotations"
    );
}

fn failover(replicas: u32) -> Option<u64> {
    let mut primary = RedisServer::start()?;
    let replica = RedisServer::start_with(&["--save", "", "--replicaof", "127.0.0.1", &primary.port.to_string()])?;
    server::wait_for(|| replica.command(&["INFO", "replication"]).contains("master_link_status:up"));
    let acknowledged = AtomicU64::new(0);
    let options = format!("&replicas={replicas}");
    let sessions: Vec<(String, String, u64)> = thread::scope(|scope| {
        let client = |number: u64| {
            let store = open_with(&primary, &options);
            let name = format!("client{number}");
            let sid = log_in(store.as_ref(), &add_user(store.as_ref(), &name), number);
            let acknowledged = &acknowledged;
            move || {
                let mut generation = 0;
                while let Some(next) = try_rotate(store.as_ref(), &name, &sid, number, generation) {
                    generation = next;
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                }
                (name, sid, generation)
            }
        };
        let threads: Vec<_> = (0..8).map(client).map(|client| scope.spawn(client)).collect();
        server::wait_for(|| acknowledged.load(Ordering::Relaxed) > 5000);
        primary.kill();
        threads.into_iter().map(|thread| thread.join().expect("a client")).collect()
    });
    assert_eq!(replica.command(&["REPLICAOF", "NO", "ONE"]), "+OK");
    let store = open(&replica);
    let lacking = |(_, sid, acknowledged): &(String, String, u64)| {
        let found = store.session(sid, NOW).expect("a look-up").map_or(0, |view| view.session.generation);
        acknowledged.saturating_sub(found)
    };
    Some(sessions.iter().map(lacking).sum())
}
