//! A server from its start to its end.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::runtime::Builder;
use tokio::sync::watch;

use crate::base::fault::io_reason;
use crate::base::{Clock, Code, Fault, Random};
use crate::core::seed::{Baseline, PreparedSeed};
use crate::home::Home;
use crate::net::Url;
use crate::store::Location;
use crate::store::step::SAFE_POLICY;

use super::controls::Controls;
use super::cookie::RefreshCookie;
use super::defences::hosts::{HostPort, Hosts};
use super::defences::origin::Origins;
use super::defences::proxies::TrustedProxies;
use super::listen::{self, Listen};
use super::router;
use super::site::{Options, Site};
use super::tls::Tls;
use super::upkeep;

/// What to serve, and how.
pub struct ServeRequest {
    pub home: Home,
    /// `None` for the store in the home.
    pub location: Option<Location>,
    /// The system's clock.
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub listen: Vec<Listen>,
    pub tls: Option<Tls>,
    /// Names of the server besides its addresses and its issuer.
    pub hosts: Vec<HostPort>,
    pub cors: Origins,
    pub trusted_proxies: TrustedProxies,
    pub cookie: RefreshCookie,
    /// Whether the URL that it listens on becomes the home's issuer.
    pub sets_issuer: bool,
    /// Whether the server has the sandbox controls.
    pub has_controls: bool,
    /// What was applied to the home, and what the sandbox controls reset it to.
    pub seed: Option<PreparedSeed>,
}

/// A server that accepts connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// One per address.
    pub urls: Vec<String>,
    /// The URL that clients use, as far as the options say.
    pub own_url: String,
    pub issuer: String,
    /// Whether the issuer is a URL of this server.
    pub is_issuer_own: bool,
    pub notes: Vec<String>,
}

impl ServeRequest {
    /// Serves until SIGTERM or Ctrl-C. Calls `ready` once connections are accepted.
    pub fn run(self, ready: impl FnOnce(&Ready) -> Result<(), Fault>) -> Result<(), Fault> {
        let runtime = Builder::new_multi_thread().enable_all().build();
        let runtime =
            runtime.map_err(|error| Fault::new(Code::Io, format!("could not start threads: {}", io_reason(&error))))?;
        runtime.block_on(self.serve(ready))
    }

    async fn serve(self, ready: impl FnOnce(&Ready) -> Result<(), Fault>) -> Result<(), Fault> {
        let tls = self.tls.map(Arc::new);
        let (end, ended) = watch::channel(false);
        // Before the first connection, so that no signal ends the process while a request is in flight.
        let signals = signals(end, tls.clone())?;
        let bound = listen::bind(&self.listen).await?;
        let mut hosts = Hosts::default();
        for address in &bound.addresses {
            hosts.add_listener(*address, tls.is_some());
        }
        let scheme = if tls.is_some() { "https" } else { "http" };
        let urls: Vec<String> = bound.addresses.iter().map(|address| format!("{scheme}://{address}")).collect();
        let own_url = own_url(scheme, &bound.addresses, &self.hosts);
        if self.sets_issuer {
            self.home.change_config(|config| config.set("issuer", &own_url))?;
        }
        let controls = match self.has_controls {
            true => Some(Arc::new(Controls::new(self.seed.map(|seed| Baseline::new(seed, &self.home)).transpose()?))),
            false => None,
        };
        let issuer = self.home.settings()?.issuer;
        self.hosts.into_iter().for_each(|host| hosts.add(host));
        let is_issuer_own = Url::parse(&issuer).is_ok_and(|url| {
            let asked = HostPort { host: url.host().clone(), port: Some(url.port()) };
            hosts.own(&url, &asked, None)
        });
        let options = Options {
            hosts: Arc::new(hosts),
            cors: Arc::new(self.cors),
            trusted_proxies: Arc::new(self.trusted_proxies),
            cookie: self.cookie,
            is_loopback: bound.addresses.iter().all(|address| address.ip().is_loopback()),
            controls,
            ended: Some(ended.clone()),
        };
        let site = Arc::new(Site::open(self.home, self.location, self.clock, self.random, options).await?);
        let servers = site.store.servers().await?;
        let servers = servers.iter().map(|server| match server.memory_policy == SAFE_POLICY {
            true => format!("the state is on a server: {server}"),
            false => format!("the state is on a server: {server}: a revoked token may become valid again"),
        });
        let notes = bound.notes.iter().cloned().chain(servers).collect();
        ready(&Ready { urls, own_url, issuer, is_issuer_own, notes })?;
        let signals = tokio::spawn(signals);
        let upkeep = tokio::spawn(upkeep::run(Arc::clone(&site), upkeep::INTERVAL));
        listen::serve(bound, router(&site), tls, ended).await;
        signals.abort();
        // It ends by itself, and has the site until then.
        _ = upkeep.await;
        match Arc::into_inner(site) {
            Some(site) => site.close().await,
            // A request that was cut off still has it: the next process folds the log in.
            None => Ok(()),
        }
    }
}

/// The URL of the first address or, if it stands for all networks, of the first name.
fn own_url(scheme: &str, addresses: &[SocketAddr], names: &[HostPort]) -> String {
    let first = addresses.first();
    match (first, names.first()) {
        (Some(address), Some(name)) if address.ip().is_unspecified() => {
            let name = HostPort { port: name.port.or(Some(address.port())), ..name.clone() };
            format!("{scheme}://{name}")
        }
        _ => first.map(|address| format!("{scheme}://{address}")).unwrap_or_default(),
    }
}

/// Waits for signals: SIGTERM and Ctrl-C set `end`, SIGHUP reads the certificate again.
#[cfg(unix)]
fn signals(
    end: watch::Sender<bool>,
    tls: Option<Arc<Tls>>,
) -> Result<impl Future<Output = ()> + Send + 'static, Fault> {
    use tokio::signal::unix::{SignalKind, signal};

    let caught = |kind| {
        signal(kind).map_err(|error| Fault::new(Code::Io, format!("could not catch signals: {}", io_reason(&error))))
    };
    let mut interrupt = caught(SignalKind::interrupt())?;
    let mut terminate = caught(SignalKind::terminate())?;
    let mut hangup = caught(SignalKind::hangup())?;
    Ok(async move {
        loop {
            tokio::select! {
                _ = interrupt.recv() => break,
                _ = terminate.recv() => break,
                _ = hangup.recv() => match tls.as_ref().map(|tls| tls.reload()) {
                    Some(Ok(())) => tracing::info!("the certificate was read again"),
                    Some(Err(fault)) => tracing::error!("the certificate was not replaced: {}", fault.message),
                    None => {}
                },
            }
        }
        end.send_replace(true);
    })
}

#[cfg(not(unix))]
fn signals(end: watch::Sender<bool>, _: Option<Arc<Tls>>) -> Result<impl Future<Output = ()> + Send + 'static, Fault> {
    Ok(async move {
        // Without Ctrl-C, the process is ended from outside.
        if tokio::signal::ctrl_c().await.is_ok() {
            end.send_replace(true);
        }
    })
}
