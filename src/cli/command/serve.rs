//! `tokctl serve`: the settings, then the server until it ends.

use crate::base::shown::shell_word;
use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::serve::{LogFormat, ServeArgs};
use crate::cli::command::seed::{PreparedSeedFile, SeedFile};
use crate::cli::command::workspace;
use crate::cli::input::{key, remote};
use crate::cli::interrupt::Interrupts;
use crate::cli::report::serve::{HealthReport, ReadyReport};
use crate::cli::settings::serve::{ServeSettings, has_issuer};
use crate::cli::value;
use crate::core::seed::SeedOutcome;
use crate::home::config::ConfigFile;
use crate::home::{Home, Sandbox, Scratch, Start};
use crate::net::{Reach, Url};
use crate::server::HEALTH;
use crate::server::defences::origin::{Origin, Origins};
use crate::server::defences::proxies::TrustedProxies;
use crate::server::log;
use crate::server::run::{Ready, ServeRequest};
use crate::server::tls::Tls;

const SANDBOX_CONTROLS: &str =
    "with the sandbox controls, every program on this computer can move the clock, end sessions and make answers fail";

pub fn run(args: ServeArgs, app: &mut App<'_>) -> CommandResult {
    if let Some(typed) = &args.check {
        return check(typed, &args, app);
    }
    let settings = ServeSettings::new(&args, app.env)?;
    // A signal must not end the process before the temporary directory is removed.
    let (interrupts, scratch) = match args.ephemeral {
        true => (Some((app.env.interrupts)()), Some(Scratch::new(&app.env.temporary, app.env.random.as_ref())?)),
        false => (None, None),
    };
    if let Some(scratch) = &scratch {
        (app.global.home, app.global.store) = (Some(scratch.dir().join("home")), None);
    }
    let served = serve(settings, seed_file(&args, app), scratch.is_some(), app, &|| {
        interrupts.as_ref().is_some_and(Interrupts::received)
    });
    // The first error is the one to report.
    let removed = scratch.map_or(Ok(()), Scratch::remove);
    served.and(removed).map(|()| 0)
}

/// The settings before a home is created.
fn existing_config(app: &App<'_>) -> Result<ConfigFile, Fault> {
    let home = Home::open(app.global.home_dir()?)?;
    Ok(home.map(|home| home.config_file()).transpose()?.unwrap_or_default())
}

/// The option, then the variable.
fn seed_file(args: &ServeArgs, app: &App<'_>) -> Option<String> {
    args.seed.clone().or_else(|| app.env.var("TOKCTL_SEED").map(str::to_owned))
}

fn serve(
    settings: ServeSettings,
    seed: Option<String>,
    is_ephemeral: bool,
    app: &mut App<'_>,
    is_interrupted: &dyn Fn() -> bool,
) -> Result<(), Fault> {
    let seed = match seed {
        Some(file) => Some(SeedFile::load(app, &file)?.prepare(app)?),
        None => None,
    };
    let config = match &seed {
        Some(seed) => seed.config().clone(),
        None => existing_config(app)?,
    };
    settings.check(&config, is_ephemeral || Sandbox::of(app.global.home_dir()?)?.is_some())?;
    if let Some(files) = &settings.tls {
        key::warn_exposed(app, &files.key, "private key");
    }
    let tls = settings.tls.map(Tls::open).transpose()?;
    if is_ephemeral {
        let random = app.env.random.as_ref();
        let sandbox = Sandbox::new(random)?;
        Home::create(app.global.home_dir()?, Start::Sandbox(&sandbox), app.env.clock.as_ref(), random)?;
    }
    let home = super::home_or_new(app)?;
    if let Some(seed) = &seed {
        let report = seed.apply(app)?;
        let [added, changed, unchanged] = [SeedOutcome::Added, SeedOutcome::Changed, SeedOutcome::Unchanged]
            .map(|outcome| format!("{} {outcome}", report.count(outcome)));
        app.note(&format!("applied {}: {added}, {changed}, {unchanged}", seed.name));
    }
    let location = workspace::location(app)?;
    log_to_stderr(app, settings.log);
    let dir = home.dir().display().to_string();
    let server = ServeRequest {
        home,
        location,
        clock: app.env.clock.clone(),
        random: app.env.random.clone(),
        listen: settings.listen,
        tls,
        hosts: settings.hosts,
        cors: Origins::new(settings.cors.clone()),
        trusted_proxies: TrustedProxies::new(settings.trusted_proxies),
        cookie: settings.cookie,
        sets_issuer: is_ephemeral && !has_issuer(&config),
        has_controls: settings.has_controls,
        seed: seed.map(PreparedSeedFile::into_prepared),
    };
    if settings.has_controls {
        app.warn(SANDBOX_CONTROLS);
    }
    server.run(|ready| {
        if is_interrupted() {
            return Err(Fault::new(Code::Interrupted, "the server was interrupted while it started"));
        }
        for note in &ready.notes {
            app.note(note);
        }
        if is_ephemeral {
            // Not hidden by `-q`: without it other commands do not find the home.
            app.print_error_line(&format!("export TOKCTL_HOME={}", shell_word(&dir)));
        }
        warn_of_issuer(app, ready);
        warn_of_sites(app, &settings.cors, ready);
        print_ready(app, ready, dir)
    })
}

/// Asks a running server for its health. Needs no home.
fn check(typed: &str, args: &ServeArgs, app: &mut App<'_>) -> CommandResult {
    let url = match typed {
        "" => ServeSettings::first_url(&args.listen, app.env)?,
        typed => typed.to_owned(),
    };
    let url = Url::parse(&url)
        .map_err(|error| value::usage("--check", &error).hint("write a URL, like http://127.0.0.1:8700"))?;
    let url = if url.path() == "/" { url.with_path(HEALTH) } else { url };
    let status = remote::client(app, &[], false)?.status(&url, Reach::Typed, None, &[])?;
    if status != 200 {
        let message = format!("{url} returned {status}, expected 200");
        return Err(Fault::new(Code::Network, message).hint("the log of the server says why"));
    }
    app.print_report(&HealthReport { url: url.as_str(), healthy: true }, |report| {
        format!("{} is healthy\n", report.url)
    })?;
    Ok(0)
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

fn warn_of_issuer(app: &mut App<'_>, ready: &Ready) {
    if !ready.is_issuer_own {
        let Ready { issuer, own_url, .. } = ready;
        let proxied = Url::parse(issuer).ok().filter(|url| !url.names_loopback());
        let proxy = proxied.map(|url| format!("; behind a proxy, pass `--host {}`", url.host()));
        app.warn(&format!(
            "the issuer {issuer} is not a URL that this server listens on; `tokctl config set issuer {own_url}` sets it{}",
            proxy.unwrap_or_default()
        ));
    }
}

/// A browser sends the cookie only if page and server are of one site.
fn warn_of_sites(app: &mut App<'_>, origins: &[Origin], ready: &Ready) {
    for origin in origins {
        let is_same = own_urls(ready).chain(Url::parse(&ready.issuer).ok()).any(|url| is_same_site(&url, origin.url()));
        if !is_same {
            let origin = origin.url().as_str().trim_end_matches('/');
            app.warn(&format!(
                "browsers do not send the cookie from pages of {origin}, which is another site than this server; on this \
                 computer, use localhost for both"
            ));
        }
    }
}

/// Whether two URLs have the same scheme, and the same host or names under the same domain, as far as that shows without the list of public suffixes.
fn is_same_site(one: &Url, other: &Url) -> bool {
    let domain = |url: &Url| {
        let host = url.host().to_string();
        let labels: Vec<&str> = host.rsplit('.').collect();
        match labels.as_slice() {
            [last, before, ..] if !last.bytes().all(|byte| byte.is_ascii_digit()) => format!("{before}.{last}"),
            _ => host,
        }
    };
    one.is_secure() == other.is_secure() && domain(one) == domain(other)
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

    let level = match (app.global.quiet, app.global.verbose) {
        (true, _) => LevelFilter::ERROR,
        (false, true) => LevelFilter::DEBUG,
        (false, false) => LevelFilter::INFO,
    };
    let lines =
        tracing_subscriber::fmt().with_max_level(level).with_target(false).with_ansi(false).with_writer(app.env.log);
    log::hide_panics();
    // A process has one log; a second server in the same process uses that of the first.
    let _ = match format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
    };
}
