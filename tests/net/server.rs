//! A server for one test. It responds with what its handler writes, and records the requests.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Responds to the request for a path; the bytes go to the client unchanged.
pub type Handler = dyn Fn(&str, &mut dyn Write) -> io::Result<()> + Send + Sync;

/// Runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    text: String,
    scheme: &'static str,
    asked: Arc<Mutex<Vec<String>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// A server over plain HTTP.
    pub fn new(handler: impl Fn(&str, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self::start("127.0.0.1:0", "http", None, Arc::new(handler))
    }

    /// Returns the same response to every request.
    pub fn always(response: impl Into<Vec<u8>>) -> Self {
        let response = response.into();
        Self::new(move |_, out| out.write_all(&response))
    }

    /// A server over TLS, with a certificate of `tests/fixtures/tls`.
    pub fn tls(
        certificate: &str,
        handler: impl Fn(&str, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let certificates = CertificateDer::pem_file_iter(fixture(&format!("{certificate}.pem"))).unwrap();
        let key = PrivateKeyDer::from_pem_file(fixture(&format!("{certificate}.key"))).unwrap();
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(certificates.map(Result::unwrap).collect(), key)
            .unwrap();
        Self::start("127.0.0.1:0", "https", Some(Arc::new(config)), Arc::new(handler))
    }

    /// A server at this address, if this computer has it.
    pub fn at(address: &str, response: String) -> Option<Self> {
        TcpListener::bind(address).ok()?;
        Some(Self::start(
            address,
            "http",
            None,
            Arc::new(move |_, out: &mut dyn Write| out.write_all(response.as_bytes())),
        ))
    }

    fn start(
        address: &str,
        scheme: &'static str,
        tls: Option<Arc<rustls::ServerConfig>>,
        handler: Arc<Handler>,
    ) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let thread = {
            let (asked, stop) = (asked.clone(), stop.clone());
            std::thread::spawn(move || {
                for stream in listener.incoming() {
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                    let (Ok(stream), tls, handler, asked) = (stream, tls.clone(), handler.clone(), asked.clone())
                    else {
                        continue;
                    };
                    // A client that disconnects early is not an error.
                    std::thread::spawn(move || {
                        let _ = match tls {
                            None => serve(stream, &*handler, &asked),
                            Some(tls) => {
                                let connection = rustls::ServerConnection::new(tls).unwrap();
                                serve(rustls::StreamOwned::new(connection, stream), &*handler, &asked)
                            }
                        };
                    });
                }
            })
        };
        Self { address, text: address.to_string(), scheme, asked, stop, thread: Some(thread) }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    /// A URL with the host name `localhost`.
    pub fn named_url(&self, path: &str) -> String {
        format!("{}://localhost:{}{path}", self.scheme, self.address.port())
    }

    /// `HOST:PORT`
    pub fn address_text(&self) -> &str {
        self.text.as_str()
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The heads of the requests so far.
    pub fn requests(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// Forgets the requests so far.
    pub fn forget(&self) {
        self.asked.lock().unwrap().clear();
    }

    pub fn count(&self) -> usize {
        self.requests().len()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Ends the wait for connections.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(stream: impl Read + Write, handler: &Handler, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head)? == 0 {
            return Ok(());
        }
    }
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().unwrap().push(head);
    let stream = stream.get_mut();
    handler(&path, stream)?;
    stream.flush()
}

/// A file of `tests/fixtures/tls`.
pub fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name)
}

/// A response with this body and these headers, each with its line end.
pub fn ok(headers: &str, body: &str) -> String {
    response("200 OK", headers, body)
}

/// A response with this status.
pub fn response(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}", body.len())
}
