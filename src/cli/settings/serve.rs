//! What the options of `serve` mean.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ipnet::IpNet;

use crate::base::{Code, Fault, shown};
use crate::cli::args::serve::{LogFormat, ServeArgs};
use crate::cli::env::Env;
use crate::cli::value;
use crate::core::http_auth::grammar;
use crate::home::config::ConfigFile;
use crate::home::settings::Setting;
use crate::net::Url;
use crate::server::cookie::{HOST_PREFIX, RefreshCookie, has_prefix};
use crate::server::defences::hosts::HostPort;
use crate::server::defences::origin::Origin;
use crate::server::listen::{Listen, PORT};
use crate::server::tls::TlsFiles;

/// A cookie with one of these prefixes is accepted only with `Secure`.
const SECURE_PREFIXES: [&str; 3] = [HOST_PREFIX, "__Secure-", "__Http-"];

#[derive(Debug)]
pub struct ServeSettings {
    pub listen: Vec<Listen>,
    pub tls: Option<TlsFiles>,
    pub hosts: Vec<HostPort>,
    pub cors: Vec<Origin>,
    pub trusted_proxies: Vec<IpNet>,
    pub cookie: RefreshCookie,
    pub has_controls: bool,
    pub log: LogFormat,
}

impl ServeSettings {
    pub fn new(args: &ServeArgs, env: &Env) -> Result<Self, Fault> {
        let tls = args.tls_cert.as_ref().zip(args.tls_key.as_ref());
        let listen = listen(&args.listen, env)?;
        if tls.is_none()
            && !args.insecure_http
            && let Some(address) = listen.iter().filter_map(address).find(|address| !address.ip().is_loopback())
        {
            let message =
                format!("other computers reach {address}, and without TLS they can read passwords and tokens");
            return Err(value::usage("--listen", &message)
                .hint("add --tls-cert and --tls-key, or --insecure-http if the network is trusted"));
        }
        if args.sandbox_controls
            && let Some(address) = listen.iter().filter_map(address).find(|address| !address.ip().is_loopback())
        {
            let message = format!("other computers reach {address}, and could move the clock and end sessions");
            return Err(value::usage("--sandbox-controls", &message).hint("listen on a loopback address"));
        }
        Ok(Self {
            listen,
            tls: tls.map(|(certificate, key)| TlsFiles { certificate: env.path(certificate), key: env.path(key) }),
            hosts: args.hosts.iter().map(|typed| host(typed)).collect::<Result<_, _>>()?,
            cors: args.cors.iter().map(|typed| origin(typed)).collect::<Result<_, _>>()?,
            trusted_proxies: args.trusted_proxies.iter().map(|typed| range(typed)).collect::<Result<_, _>>()?,
            cookie: cookie(args)?,
            has_controls: args.sandbox_controls,
            log: args.log,
        })
    }

    /// The URL of a server on this computer with these options or variables, over http.
    pub fn first_url(listen: &[String], env: &Env) -> Result<String, Fault> {
        let address = match self::listen(listen, env)?.into_iter().next().unwrap_or(Listen::Loopback(PORT)) {
            Listen::Loopback(port) => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port),
            Listen::Address(address) if address.ip().is_unspecified() => {
                let ip = if address.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() };
                SocketAddr::new(ip, address.port())
            }
            Listen::Address(address) => address,
        };
        if address.port() == 0 {
            return Err(value::usage("--check", &"port 0 does not say where the server listens").hint("pass its URL"));
        }
        Ok(format!("http://{address}"))
    }

    /// What depends on the settings of the home; the defaults if there is none yet.
    pub fn check(&self, config: &ConfigFile, is_sandbox: bool) -> Result<(), Fault> {
        if self.has_controls && !is_sandbox {
            return Err(value::usage("--sandbox-controls", &"this home is not a sandbox")
                .hint("`tokctl --home DIR init --sandbox` creates a sandbox in a new directory"));
        }
        let issuer = &config.settings().issuer;
        let is_any = self.listen.iter().filter_map(address).any(|address| address.ip().is_unspecified());
        if is_any && self.hosts.is_empty() && !has_issuer(config) {
            let message = "an address for all networks does not say under which name clients reach the server";
            return Err(value::usage("--listen", &message)
                .hint("name it with --host NAME, or set the issuer with `tokctl config set issuer URL`"));
        }
        let is_https = self.tls.is_some() || Url::parse(issuer).is_ok_and(|url| url.is_secure());
        if !is_https && self.cookie.has_host_prefix() {
            let message = format!("browsers accept a cookie {HOST_PREFIX}… only over https");
            return Err(value::usage("--cookie-name", &message)
                .hint("add --tls-cert and --tls-key, or set an https issuer, or choose a name without the prefix"));
        }
        Ok(())
    }
}

/// Whether the home has an issuer of its own, other than the default.
pub fn has_issuer(config: &ConfigFile) -> bool {
    Setting::from_name("issuer").is_some_and(|setting| config.is_set(setting))
}

fn address(listen: &Listen) -> Option<SocketAddr> {
    match listen {
        Listen::Address(address) => Some(*address),
        Listen::Loopback(_) => None,
    }
}

fn listen(typed: &[String], env: &Env) -> Result<Vec<Listen>, Fault> {
    let (option, places) = match env.var("TOKCTL_LISTEN") {
        Some(value) if typed.is_empty() => {
            ("TOKCTL_LISTEN", value.split([',', ' ']).filter(|place| !place.is_empty()).collect())
        }
        _ => ("--listen", typed.iter().map(String::as_str).collect::<Vec<_>>()),
    };
    if places.is_empty() {
        return Ok(vec![Listen::Loopback(PORT)]);
    }
    places.into_iter().map(|place| place_of(option, place)).collect()
}

fn place_of(option: &str, typed: &str) -> Result<Listen, Fault> {
    let bare = typed.strip_prefix('[').and_then(|typed| typed.strip_suffix(']')).unwrap_or(typed);
    if let Ok(address) = bare.parse::<IpAddr>() {
        return Ok(Listen::Address(SocketAddr::new(address, PORT)));
    }
    if let Ok(address) = typed.parse::<SocketAddr>() {
        return Ok(Listen::Address(address));
    }
    let (name, port) = match typed.rsplit_once(':') {
        Some((name, port)) => (name, port.parse().ok()),
        None => (typed, Some(PORT)),
    };
    match port.filter(|_| name.eq_ignore_ascii_case("localhost")) {
        Some(port) => Ok(Listen::Loopback(port)),
        None => Err(value::usage(option, &format!("{} is not an address", shown(typed)))
            .hint("write IP:PORT or localhost:PORT, like 127.0.0.1:8700 or [::1]:8700")),
    }
}

fn host(typed: &str) -> Result<HostPort, Fault> {
    HostPort::parse(typed).ok_or_else(|| {
        value::usage("--host", &format!("{} is not a host", shown(typed)))
            .hint("write a name or an address, and a port if only that is meant, like auth.example:8700")
    })
}

fn origin(typed: &str) -> Result<Origin, Fault> {
    Origin::parse(typed).ok_or_else(|| {
        let fault = value::usage("--cors", &format!("{} is not an origin", shown(typed)));
        match Url::parse(typed) {
            Ok(url) => fault.hint(format!("write {}", url.with_path("/").as_str().trim_end_matches('/'))),
            Err(_) => fault.hint("write scheme, host and port, like http://localhost:3000"),
        }
    })
}

fn range(typed: &str) -> Result<IpNet, Fault> {
    let address = typed.parse::<IpAddr>().map(IpNet::from);
    typed.parse().or(address).map_err(|_| {
        value::usage("--trust-proxy", &format!("{} is not a range of addresses", shown(typed)))
            .hint("write an address or a range, like 10.0.0.0/8 or fd00::/8")
    })
}

fn cookie(args: &ServeArgs) -> Result<RefreshCookie, Fault> {
    let name = &args.cookie_name;
    if !grammar::is_token(name) {
        return Err(value::usage("--cookie-name", &format!("{} is not the name of a cookie", shown(name)))
            .hint("a name has letters, digits and any of !#$%&'*+-.^_`|~ (RFC 6265 section 4.1.1)"));
    }
    let needs_secure = SECURE_PREFIXES.into_iter().any(|prefix| has_prefix(name, prefix));
    if args.insecure_cookie && needs_secure {
        return Err(Fault::new(Code::Usage, format!("browsers refuse the cookie {name} without Secure"))
            .hint("omit --insecure-cookie, or choose a --cookie-name without the prefix"));
    }
    Ok(RefreshCookie { name: name.clone(), secure: !args.insecure_cookie })
}
