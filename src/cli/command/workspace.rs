//! What a command works with: the home, the time, randomness and the store.

use std::sync::Arc;

use crate::base::{Clock, Code, Fault, FixedClock, Random, Secret, Timestamp};
use crate::cli::app::App;
use crate::cli::args::as_of::AsOfArgs;
use crate::cli::input::{secret, source};
use crate::core::context::Notes;
use crate::core::{Context, Snapshot};
use crate::home::Home;
use crate::store::Location;
use crate::store::redis::server::{Input, Tls};

/// The longest file with certificates or a key that is read, in bytes.
const PEM_LIMIT: usize = 1 << 20;

/// Owns what a [`Context`] borrows.
pub struct Workspace {
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    pub home: Home,
    store: Option<Location>,
    /// `None` at a time given with `--at`.
    notes: Option<Arc<Notes>>,
    snapshot: Arc<Snapshot>,
}

impl Workspace {
    /// The home that exists.
    pub fn existing(app: &mut App<'_>) -> Result<Self, Fault> {
        let home = super::home(app)?;
        Self::with_home(app, home)
    }

    /// The home that exists, at the time given with `--at`: for commands that change nothing.
    pub fn existing_at(app: &mut App<'_>, at: &AsOfArgs) -> Result<Self, Fault> {
        let home = super::home(app)?;
        let clock = app.clock(at.at.as_deref())?;
        let notes = at.at.is_none().then(|| app.notes.clone());
        Self::new(app, clock, home, notes)
    }

    /// The home, created if there is none; to be called once all arguments are known to be right.
    pub fn existing_or_new(app: &mut App<'_>) -> Result<Self, Fault> {
        let home = super::home_or_new(app)?;
        Self::with_home(app, home)
    }

    /// This home, in whatever state it is.
    pub fn with_home(app: &mut App<'_>, home: Home) -> Result<Self, Fault> {
        let clock = app.clock(None)?;
        Self::new(app, clock, home, Some(app.notes.clone()))
    }

    /// The home that exists, at `now`, which is the current time unless `is_other`.
    pub fn existing_as_of(app: &mut App<'_>, now: Timestamp, is_other: bool) -> Result<Self, Fault> {
        let home = super::home(app)?;
        let notes = (!is_other).then(|| app.notes.clone());
        Self::new(app, Arc::new(FixedClock::new(now)), home, notes)
    }

    fn new(app: &mut App<'_>, clock: Arc<dyn Clock>, home: Home, notes: Option<Arc<Notes>>) -> Result<Self, Fault> {
        Ok(Self {
            clock,
            random: app.env.random.clone(),
            home,
            notes,
            store: location(app)?,
            snapshot: Arc::new(app.snapshot()),
        })
    }

    pub fn context(&self) -> Context<'_> {
        Context {
            clock: self.clock.as_ref(),
            random: self.random.as_ref(),
            home: Some(&self.home),
            store: self.store.as_ref(),
            notes: self.notes.as_deref(),
            snapshot: Arc::clone(&self.snapshot),
        }
    }
}

/// The store named by `--store`; what it names is read once. A relative path is relative to the working directory.
pub(super) fn location(app: &mut App<'_>) -> Result<Option<Location>, Fault> {
    if app.store.is_none()
        && let Some(typed) = app.global.store.clone()
    {
        app.store = Some(read_location(app, "--store", &typed)?);
    }
    Ok(app.store.clone())
}

/// Reads what `name` was given as, the password of a server and its certificates included.
pub(super) fn read_location(app: &mut App<'_>, name: &str, typed: &str) -> Result<Location, Fault> {
    let mut server = match Location::parse(typed)? {
        Location::File(path) => return Ok(Location::File(app.env.path(path))),
        Location::Redis(server) => server,
    };
    match &server.password {
        Some(Input::Source(source)) => {
            let value = secret::read(app, &format!("{name}: the password"), source)?;
            server.password = Some(Input::Read { source: source.clone(), value });
        }
        // Of a user without a password it says nothing.
        Some(Input::Literal(password)) if !password.expose().is_empty() => {
            app.warn("other users of this computer can read a password in a URL; pass ?password=env:NAME or @FILE");
        }
        None if server.user.is_some() => {
            let message = format!("{name}: the Redis URL has a user name, but no password");
            return Err(Fault::new(Code::Usage, message).hint(
                "add ?password=env:NAME or ?password=@FILE; for a user without a password write a colon after the name",
            ));
        }
        Some(Input::Literal(_) | Input::Read { .. }) | None => {}
    }
    if let Some(tls) = &mut server.tls {
        let Tls { ca_cert, client_cert, client_key } = tls;
        for (file, what, label) in [
            (ca_cert, "a certificate", "CERTIFICATE-----"),
            (client_cert, "a certificate", "CERTIFICATE-----"),
            (client_key, "a private key", "PRIVATE KEY-----"),
        ] {
            let Some(file) = file else { continue };
            if let Input::Source(typed) = file {
                let pem = source::read(app, typed, name, PEM_LIMIT)?.unwrap_or_default();
                if !String::from_utf8_lossy(&pem).contains(label) {
                    let path = typed.trim_start_matches('@');
                    return Err(Fault::new(Code::Io, format!("{name} {path}: expected {what} as PEM")));
                }
                *file = Input::Read { source: typed.clone(), value: Secret::new(pem) };
            }
        }
    }
    Ok(Location::Redis(server))
}
