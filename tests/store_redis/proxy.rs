//! A proxy that loses replies.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// Forwards to a port of loopback, and closes the connection before it has passed on the whole reply to every other script: none
/// of it, a byte, a half, or all but a byte.
pub struct LosingProxy {
    pub port: u16,
    pub lost: Arc<AtomicU64>,
}

impl LosingProxy {
    pub fn start(to: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (scripts, lost) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let counters = (Arc::clone(&scripts), Arc::clone(&lost));
        thread::spawn(move || {
            for client in listener.incoming() {
                let (scripts, lost) = (Arc::clone(&counters.0), Arc::clone(&counters.1));
                thread::spawn(move || forward(client.unwrap(), to, &scripts, &lost));
            }
        });
        Self { port, lost }
    }
}

/// One request at a time, as this client sends them.
fn forward(mut client: TcpStream, to: u16, scripts: &AtomicU64, lost: &AtomicU64) {
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, to)).unwrap();
    let mut buffer = vec![0; 1 << 20];
    while let Ok(length @ 1..) = client.read(&mut buffer) {
        let is_script = buffer[..length].windows(7).any(|word| word == b"EVALSHA");
        server.write_all(&buffer[..length]).unwrap();
        let Ok(length @ 1..) = server.read(&mut buffer) else { return };
        if is_script && scripts.fetch_add(1, Ordering::SeqCst).is_multiple_of(2) {
            let part = match lost.fetch_add(1, Ordering::SeqCst) % 4 {
                0 => 0,
                1 => 1,
                2 => length / 2,
                _ => length - 1,
            };
            _ = client.write_all(&buffer[..part]);
            _ = client.shutdown(Shutdown::Both);
            return;
        }
        if client.write_all(&buffer[..length]).is_err() {
            return;
        }
    }
}
