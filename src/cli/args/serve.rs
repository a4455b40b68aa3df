//! `tokctl serve`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Serve login, refresh, logout and protected routes over HTTP
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl serve
  tokctl serve --ephemeral --seed examples/seed.toml
  tokctl serve --ephemeral --seed examples/seed.toml --sandbox-controls
  tokctl serve --listen localhost:0 --json       on any free port
  tokctl serve --cors http://localhost:3000      for a page of another origin
  tokctl serve --listen 0.0.0.0:8700 --host auth --insecure-http
  tokctl serve --listen 0.0.0.0:443 --host auth --tls-cert c.pem --tls-key k.pem
  curl -d '{\"username\":\"alice\",\"password\":\"…\"}' \\
    -H 'Content-Type: application/json' http://localhost:8700/api/login

The page at / shows logins, calls and refreshes with their HTTP messages, explains any token, and follows the events.
Users, keys, settings and sessions are those of the home: a change by another command takes effect on the next \
request. Prints one line per URL when it accepts connections, and writes the access log to standard error. SIGTERM and \
Ctrl-C end it when requests in flight are finished, after at most 10 seconds; SIGHUP reads the certificate again.
An address that is not of this computer alone needs --tls-cert and --tls-key, or --insecure-http. A request is \
answered only if its Host is an address that the server listens on, localhost, the host of the issuer, or a --host.
--ephemeral serves a new sandbox whose issuer is the URL of the server, and prints the command that makes it the home \
of a shell; there, `tokctl clock advance 16m` makes access tokens expire. With --sandbox-controls, the page and \
requests to /sandbox/… do this and more.")]
pub struct ServeArgs {
    /// Apply this seed first; see `tokctl help seed` [env: TOKCTL_SEED]
    #[arg(long, value_name = "FILE")]
    pub seed: Option<String>,

    /// Serve a sandbox in a temporary directory, which is removed at the end
    #[arg(long, conflicts_with_all = ["home", "store"])]
    pub ephemeral: bool,

    /// Exit 0 if the server at URL is healthy, else 1 [default: where --listen says]
    #[arg(
        long,
        value_name = "URL",
        num_args = 0..=1,
        default_missing_value = "",
        conflicts_with_all = [
            "seed", "ephemeral", "insecure_http", "tls_cert", "hosts", "cors", "trusted_proxies", "cookie_name",
            "insecure_cookie", "log",
        ],
    )]
    pub check: Option<String>,

    /// Address: IP:PORT or localhost:PORT, port 0 for any; repeatable [env: TOKCTL_LISTEN] [default: localhost:8700]
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Vec<String>,

    /// Allow addresses that other computers reach, without TLS
    #[arg(long, conflicts_with = "tls_cert")]
    pub insecure_http: bool,

    /// Certificate and its chain, a PEM file
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,

    /// Private key of the certificate, a PEM file
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,

    /// Accept requests for this host; with any port, unless one is given; repeatable
    #[arg(long = "host", value_name = "NAME[:PORT]")]
    pub hosts: Vec<String>,

    /// Allow pages of this origin, like http://localhost:3000; repeatable
    #[arg(long, value_name = "ORIGIN")]
    pub cors: Vec<String>,

    /// Believe X-Forwarded-For and Forwarded of proxies in this range, like 10.0.0.0/8; repeatable
    #[arg(long = "trust-proxy", value_name = "RANGE")]
    pub trusted_proxies: Vec<String>,

    /// Name of the cookie with the refresh token; __Host-NAME needs https
    #[arg(long, value_name = "NAME", default_value = "refreshToken")]
    pub cookie_name: String,

    /// Omit Secure from the cookie, for clients that do not send it over http
    #[arg(long, conflicts_with = "tls_cert")]
    pub insecure_cookie: bool,

    /// Let clients move the clock, end sessions, make answers fail and reset to the seed; only for a sandbox on loopback
    #[arg(long)]
    pub sandbox_controls: bool,

    /// Format of the access log; -q leaves only errors
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub log: LogFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}
