//! Sockets and connections: binding, serving, and the end. The one file that opens a socket.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::base::fault::io_reason;
use crate::base::{Code, Fault, system};

use super::defences::proxies::Peer;
use super::defended::Defended;
use super::tls::Tls;
use super::write_limit::WriteLimit;

/// The default port.
pub const PORT: u16 = 8700;

/// The time for a request's headers and, between requests, for the next one.
const HEADER_TIME: Duration = Duration::from_secs(30);

/// The time for a TLS handshake.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);

/// The time for a client to read a part of a response.
const WRITE_TIME: Duration = Duration::from_secs(30);

/// In bytes, for the request line and all headers.
const MAX_HEADERS: usize = 32 * 1024;

/// The most connections, if the limit of open files allows so many.
const MAX_CONNECTIONS: usize = 16_384;

/// Open files that are not connections: the store, the home, the listeners.
const OTHER_FILES: u64 = 256;

/// How long requests in flight may take after a signal to end.
const GRACE: Duration = Duration::from_secs(10);

/// How often a free port is looked for that is free for both address families.
const PORT_ATTEMPTS: usize = 20;

/// Where to listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listen {
    /// On both loopback addresses, with one port; 0 for any free one.
    Loopback(u16),
    Address(SocketAddr),
}

/// Bound sockets.
#[derive(Debug)]
pub struct Bound {
    listeners: Vec<TcpListener>,
    /// The address of each, with its real port.
    pub addresses: Vec<SocketAddr>,
    /// What was not possible, though nothing depends on it.
    pub notes: Vec<String>,
}

/// Opens the sockets. All of them, or none.
pub async fn bind(places: &[Listen]) -> Result<Bound, Fault> {
    let mut bound = Bound { listeners: Vec::new(), addresses: Vec::new(), notes: Vec::new() };
    for place in places {
        match place {
            Listen::Address(address) => {
                let listener = TcpListener::bind(address).await.map_err(|error| not_bound(*address, &error))?;
                bound.add(listener)?;
            }
            Listen::Loopback(port) => bind_loopback(*port, &mut bound).await?,
        }
    }
    Ok(bound)
}

impl Bound {
    fn add(&mut self, listener: TcpListener) -> Result<(), Fault> {
        self.addresses.push(listener.local_addr().map_err(|error| Fault::new(Code::Io, io_reason(&error)))?);
        self.listeners.push(listener);
        Ok(())
    }
}

async fn bind_loopback(port: u16, bound: &mut Bound) -> Result<(), Fault> {
    for attempt in 1.. {
        let first = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
        let listener = TcpListener::bind(first).await.map_err(|error| not_bound(first, &error))?;
        let chosen = listener.local_addr().map_or(port, |address| address.port());
        let second = SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), chosen);
        match TcpListener::bind(second).await {
            Ok(other) => {
                bound.add(listener)?;
                return bound.add(other);
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && (port != 0 || attempt == PORT_ATTEMPTS) => {
                return Err(not_bound(second, &error));
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                bound.notes.push(format!("not listening on {second}: {}", io_reason(&error)));
                return bound.add(listener);
            }
        }
    }
    Ok(())
}

fn not_bound(address: SocketAddr, error: &io::Error) -> Fault {
    let fault = Fault::new(Code::Io, format!("could not listen on {address}: {}", io_reason(error)));
    match error.kind() {
        io::ErrorKind::AddrInUse if address.ip() == IpAddr::V6(Ipv6Addr::UNSPECIFIED) => {
            fault.hint("[::] may listen for IPv4, too: omit 0.0.0.0; or another program uses the port")
        }
        io::ErrorKind::AddrInUse => fault.hint("another program uses the port: choose one with --listen, or 0 for any"),
        io::ErrorKind::AddrNotAvailable => fault.hint("this computer does not have the address"),
        io::ErrorKind::PermissionDenied => {
            fault.hint("ports below 1024 need a privilege: choose another with --listen")
        }
        _ => fault,
    }
}

/// Serves connections until `end` is set, and then those with requests in flight for a while.
pub async fn serve(bound: Bound, server: Defended, tls: Option<Arc<Tls>>, end: watch::Receiver<bool>) {
    let files = system::raise_open_files().map_or(u64::MAX, |limit| limit.saturating_sub(OTHER_FILES));
    let most = usize::try_from(files).unwrap_or(usize::MAX).clamp(1, MAX_CONNECTIONS);
    let permits = Arc::new(Semaphore::new(most));
    let graceful = Arc::new(GracefulShutdown::new());
    let mut accepting = JoinSet::new();
    for listener in bound.listeners {
        let connections = Connections { server: server.clone(), tls: tls.clone(), graceful: Arc::clone(&graceful) };
        accepting.spawn(accept(listener, connections, Arc::clone(&permits), end.clone()));
    }
    drop(server);
    let mut connections = JoinSet::new();
    while let Some(accepted) = accepting.join_next().await {
        if let Ok(open) = accepted {
            connections.spawn(async move {
                let mut open = open;
                while open.join_next().await.is_some() {}
            });
        }
    }
    // No task that accepts connections has it any more.
    let Some(graceful) = Arc::into_inner(graceful) else { return };
    if timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests in flight took longer than {} s and were cut off", GRACE.as_secs());
    }
    connections.shutdown().await;
}

/// What each connection of a listener gets.
struct Connections {
    server: Defended,
    tls: Option<Arc<Tls>>,
    graceful: Arc<GracefulShutdown>,
}

/// Accepts connections until the end. Returns those that are still open.
async fn accept(
    listener: TcpListener,
    connections: Connections,
    permits: Arc<Semaphore>,
    mut end: watch::Receiver<bool>,
) -> JoinSet<()> {
    let mut open = JoinSet::new();
    loop {
        // Others wait in the backlog of the socket.
        let permit = tokio::select! {
            permit = Arc::clone(&permits).acquire_owned() => permit,
            _ = end.wait_for(|end| *end) => break,
        };
        let Ok(permit) = permit else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = end.wait_for(|end| *end) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let (server, tls) = (connections.server.clone(), connections.tls.clone());
                let (watcher, end) = (connections.graceful.watcher(), end.clone());
                open.spawn(async move {
                    let _permit = permit;
                    connection(stream, peer, server, tls, watcher, end).await;
                });
            }
            Err(error) => {
                // Such as too many open files: the next attempt may succeed.
                tracing::warn!("a connection could not be accepted: {}", io_reason(&error));
                sleep(Duration::from_millis(100)).await;
            }
        }
        while open.try_join_next().is_some() {}
    }
    open
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    server: Defended,
    tls: Option<Arc<Tls>>,
    watcher: Watcher,
    mut end: watch::Receiver<bool>,
) {
    // Responses are small; waiting to fill a packet only delays them.
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else { return http(stream, peer, server, watcher).await };
    let handshake = tokio::select! {
        handshake = timeout(HANDSHAKE_TIME, tls.acceptor().accept(stream)) => handshake,
        // There is no request to finish.
        _ = end.wait_for(|end| *end) => return,
    };
    match handshake {
        Ok(Ok(stream)) => http(stream, peer, server, watcher).await,
        Ok(Err(error)) => tracing::debug!(%peer, "TLS handshake failed: {}", io_reason(&error)),
        Err(_) => tracing::debug!(%peer, "TLS handshake timed out"),
    }
}

async fn http<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    peer: SocketAddr,
    server: Defended,
    watcher: Watcher,
) {
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        let server = server.clone();
        async move { Ok::<_, Infallible>(server.respond(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .max_buf_size(MAX_HEADERS)
        .serve_connection(TokioIo::new(WriteLimit::new(stream, WRITE_TIME)), service);
    // What goes wrong with a connection is the client's concern.
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%peer, "{error}");
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
    use tokio::time::Instant;

    use super::*;
    use crate::server::site::test_site;
    use crate::server::{OPENAPI, router};

    /// A client and its connection to a server. The client holds a kilobyte that it has not read.
    async fn connected(client: impl AsyncFnOnce(tokio::io::DuplexStream)) -> Duration {
        let (_dir, site) = test_site().await;
        let (near, far) = duplex(1024);
        let peer = "127.0.0.1:5000".parse().unwrap();
        let start = Instant::now();
        let graceful = GracefulShutdown::new();
        let connection = http(far, peer, router(&site), graceful.watcher());
        tokio::join!(connection, client(near));
        start.elapsed()
    }

    fn request() -> String {
        format!("GET {OPENAPI} HTTP/1.1\r\nHost: server.test\r\n\r\n")
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_reads_nothing_is_disconnected() {
        let elapsed = connected(async |mut client| {
            client.write_all(request().as_bytes()).await.unwrap();
            // What it reads after the server has given up is the start of the response.
            sleep(Duration::from_secs(3600)).await;
            let mut received = Vec::new();
            client.read_to_end(&mut received).await.unwrap();
            assert_eq!(received.len(), 1024);
        });
        assert_eq!(elapsed.await, Duration::from_secs(3600));
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_reads_slowly_is_served() {
        connected(async |mut client| {
            client.write_all(request().as_bytes()).await.unwrap();
            let mut received = Vec::new();
            while !received.ends_with(b"}\n") {
                sleep(WRITE_TIME - Duration::from_secs(1)).await;
                let mut part = [0; 1024];
                let len = client.read(&mut part).await.unwrap();
                assert!(len > 0, "cut off after {} bytes", received.len());
                received.extend_from_slice(&part[..len]);
            }
            assert!(received.starts_with(b"HTTP/1.1 200 "));
        })
        .await;
    }
}
