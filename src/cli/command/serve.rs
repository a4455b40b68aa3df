//! `tokctl serve`: the settings, then the server until it ends.

use crate::base::Fault;
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::serve::{LogFormat, ServeArgs};
use crate::cli::command::workspace;
use crate::cli::report::serve::ReadyReport;
use crate::cli::settings::serve::ServeSettings;
use crate::home::Home;
use crate::home::config::ConfigFile;
use crate::net::Url;
use crate::server::defences::origin::{Origin, Origins};
use crate::server::defences::proxies::TrustedProxies;
use crate::server::run::{Ready, Server};

pub fn run(args: ServeArgs, app: &mut App<'_>) -> CommandResult {
    let settings = ServeSettings::new(&args, app.env)?;
    settings.check(&existing_config(app)?)?;
    let home = super::home_or_new(app)?;
    let issuer = home.settings()?.issuer;
    let location = app.global.store.as_deref().map(|typed| workspace::location(app, typed)).transpose()?;
    log_to_stderr(app, settings.log);
    let dir = home.dir().display().to_string();
    let server = Server {
        home,
        location,
        clock: app.env.clock.clone(),
        random: app.env.random.clone(),
        listen: settings.listen,
        tls: settings.tls,
        hosts: settings.hosts,
        cors: Origins::new(settings.cors.clone()),
        trusted_proxies: TrustedProxies::new(settings.trusted_proxies),
        cookie: settings.cookie,
    };
    server.run(|ready| {
        for note in &ready.notes {
            app.note(note);
        }
        warn_of_issuer(app, &issuer, ready);
        warn_of_sites(app, &settings.cors, ready);
        print_ready(app, ready, dir)
    })?;
    Ok(0)
}

/// The settings before a home is created.
fn existing_config(app: &App<'_>) -> Result<ConfigFile, Fault> {
    let home = Home::open(app.global.home_dir()?)?;
    Ok(home.map(|home| home.config_file()).transpose()?.unwrap_or_default())
}

fn print_ready(app: &mut App<'_>, ready: &Ready, home: String) -> Result<(), Fault> {
    if app.global.json {
        app.print_json(&ReadyReport { urls: &ready.urls, home, pid: std::process::id() })?;
    } else {
        let lines: String = ready.urls.iter().map(|url| format!("{url}\n")).collect();
        app.print(&lines)?;
    }
    app.flush()
}

fn warn_of_issuer(app: &mut App<'_>, issuer: &str, ready: &Ready) {
    let is_own = Url::parse(issuer).is_ok_and(|issuer| own_urls(ready).any(|url| url.is_same_origin(&issuer)));
    if let Some(first) = ready.urls.first().filter(|_| !is_own) {
        app.warn(&format!(
            "the issuer {issuer} is not a URL that this server listens on; `tokctl config set issuer {first}` sets it"
        ));
    }
}

/// A browser sends the cookie only if page and server are of one site.
fn warn_of_sites(app: &mut App<'_>, origins: &[Origin], ready: &Ready) {
    for origin in origins {
        let is_same = own_urls(ready).any(|url| is_same_site(&url, origin.url()));
        if !is_same {
            let origin = origin.url().as_str().trim_end_matches('/');
            app.warn(&format!(
                "browsers do not send the cookie from pages of {origin}, which is another site than this server; on this \
                 computer, use localhost for both"
            ));
        }
    }
}

/// Whether two hosts are the same, or names under the same domain, as far as that shows without the list of public suffixes.
fn is_same_site(one: &Url, other: &Url) -> bool {
    let domain = |url: &Url| {
        let host = url.host().to_string();
        let labels: Vec<&str> = host.rsplit('.').collect();
        match labels.as_slice() {
            [last, before, ..] if !last.bytes().all(|byte| byte.is_ascii_digit()) => format!("{before}.{last}"),
            _ => host,
        }
    };
    domain(one) == domain(other)
}

/// The URLs that the server listens on; `localhost` is another name of a loopback address.
fn own_urls(ready: &Ready) -> impl Iterator<Item = Url> + '_ {
    let urls = ready.urls.iter().filter_map(|url| Url::parse(url).ok());
    urls.flat_map(|url| {
        let scheme = if url.is_secure() { "https" } else { "http" };
        let local = url.names_loopback().then(|| Url::parse(&format!("{scheme}://localhost:{}", url.port())).ok());
        [Some(url), local.flatten()].into_iter().flatten()
    })
}

/// Starts the access log. With `--verbose` it also has what goes wrong with connections.
fn log_to_stderr(app: &App<'_>, format: LogFormat) {
    use tracing_subscriber::filter::LevelFilter;

    let level = if app.global.verbose { LevelFilter::DEBUG } else { LevelFilter::INFO };
    let log =
        tracing_subscriber::fmt().with_max_level(level).with_target(false).with_ansi(false).with_writer(app.env.log);
    // A process has one log; a second server in the same process uses that of the first.
    let _ = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
    };
}
