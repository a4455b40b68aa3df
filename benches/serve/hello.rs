//! A bare axum server, in a process of its own: this bench, called with [`CHILD`].
//!
//! `/` says hello. [`SIGNATURE`] verifies the signature of one token first, with a prepared key and nothing around it.

use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use tokctl::jose::jwk;

use super::raw::{Signed, Verifier};

pub const CHILD: &str = "hello-server";
/// The path that verifies a signature.
pub const SIGNATURE: &str = "/signature";

const HELLO: &str = "Hello, World!";

/// Serves until it is killed. Standard input has an algorithm, a JWK and a token, one per line.
pub fn serve() {
    let mut lines = std::io::stdin().lines().map(|line| line.expect("a line"));
    let [alg, key, token] = std::array::from_fn(|_| lines.next().expect("three lines"));
    let key = jwk::parse(key.as_bytes(), &mut Vec::new()).expect("a key");
    let signature = Arc::new((Verifier::new(&key, &alg), Signed::of(&token)));
    let verify = async move || {
        let (verifier, signed) = signature.as_ref();
        verifier.verify(black_box(signed));
        HELLO
    };
    let router = Router::new().route("/", get(async || HELLO)).route(SIGNATURE, get(verify));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("http://{}", listener.local_addr().expect("an address"));
        axum::serve(listener, router).await.expect("the server runs");
    });
}

/// A running server, which ends with this value.
pub struct Hello {
    child: Child,
    pub url: String,
}

impl Hello {
    /// With the signature of `token` by `key`, a JWK in one line.
    pub fn start(alg: &str, key: &str, token: &str) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut command = Command::new(program);
        let mut child =
            command.arg(CHILD).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the bench runs");
        write!(child.stdin.take().expect("a pipe"), "{alg}\n{key}\n{token}\n").expect("lines written");
        let mut url = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut url).expect("a line");
        Self { child, url: url.trim().to_owned() }
    }
}

impl Drop for Hello {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
