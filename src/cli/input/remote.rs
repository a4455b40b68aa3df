//! Network access as the options and the environment configure it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::Fault;
use crate::cli::app::App;
use crate::cli::args::net::NetArgs;
use crate::core::keys::remote::{FetchNote, FetchRules, KeyFetcher};
use crate::home::Home;
use crate::net::{Authorities, FetchOptions, HttpClient, Proxies, TIME_LIMIT};

use super::source;
use crate::cli::value;

/// The size limit of a certificate file.
const LIMIT: usize = 4 * 1024 * 1024;

/// Fetches keys according to the options, with the home's cache if there is a home.
pub fn fetcher(app: &mut App<'_>, args: &NetArgs) -> Result<KeyFetcher, Fault> {
    let rules =
        FetchRules { offline: args.offline, allow_stale: value::span("--allow-stale", args.allow_stale.as_deref())? };
    let authorities = authorities(app, &args.ca_certs)?;
    let trust = authorities.identity();
    let proxies = Proxies::from_variables(|name| app.env.var(name));
    let client = HttpClient::new(FetchOptions { proxies, authorities, time_limit: TIME_LIMIT });
    let cache = match app.global.home.as_deref().map(Home::open) {
        Some(Ok(Some(home))) => Some(home.cache(&trust)),
        Some(Ok(None)) | None => {
            app.detail("no home, so fetched keys are not cached");
            None
        }
        Some(Err(fault)) => {
            app.detail(&format!("fetched keys are not cached: {fault}"));
            None
        }
    };
    Ok(KeyFetcher::new(Arc::new(client), app.env.clock.clone(), cache, rules))
}

/// Prints the notes that fetching has collected.
pub fn print_notes(app: &mut App<'_>, fetcher: &KeyFetcher) {
    for note in fetcher.take_notes() {
        match note {
            FetchNote::Detail(text) => app.detail(&text),
            FetchNote::Warning(text) => app.warn(&text),
        }
    }
}

/// A client for requests that are not for keys. A proxy is used only for remote servers.
pub fn client(app: &App<'_>, ca_certs: &[String], is_remote: bool) -> Result<HttpClient, Fault> {
    let proxies = if is_remote { Proxies::from_variables(|name| app.env.var(name)) } else { Proxies::default() };
    Ok(HttpClient::new(FetchOptions { proxies, authorities: authorities(app, ca_certs)?, time_limit: TIME_LIMIT }))
}

fn authorities(app: &App<'_>, ca_certs: &[String]) -> Result<Authorities, Fault> {
    if ca_certs.is_empty() {
        let path = |name| app.env.var(name).map(PathBuf::from);
        return Ok(Authorities::System { file: path("SSL_CERT_FILE"), dir: path("SSL_CERT_DIR") });
    }
    let mut certificates = Vec::new();
    for typed in ca_certs {
        let pem = source::read_file(app, typed, "--ca-cert", LIMIT)?;
        certificates.extend(Authorities::from_pem(&format!("--ca-cert {typed}"), &pem)?);
    }
    Ok(Authorities::Only(certificates))
}
