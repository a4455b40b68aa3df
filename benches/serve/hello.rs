//! A bare axum server, in a process of its own: this bench, called with [`CHILD`].

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use axum::Router;
use axum::routing::get;

pub const CHILD: &str = "hello-server";

/// Serves until it is killed.
pub fn serve() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("http://{}", listener.local_addr().expect("an address"));
        let router = Router::new().route("/", get(|| async { "Hello, World!" }));
        axum::serve(listener, router).await.expect("the server runs");
    });
}

/// A running server, which ends with this value.
pub struct Hello {
    child: Child,
    pub url: String,
}

impl Hello {
    pub fn start() -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut child = Command::new(program).arg(CHILD).stdout(Stdio::piped()).spawn().expect("the bench runs");
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
