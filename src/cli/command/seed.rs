//! `tokctl seed`

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::base::{Code, Fault, Secret};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::seed::SeedArgs;
use crate::cli::env::Env;
use crate::cli::input::{key, key_arg, source};
use crate::cli::render;
use crate::core::Context;
use crate::core::seed::{self, PreparedSeed, References, Seed, SeedReport};
use crate::home::Home;
use crate::home::config::ConfigFile;
use crate::jose::keyfile;

use super::workspace::{self, Workspace};

/// The largest seed, in bytes.
const LIMIT: usize = 1 << 20;

pub fn run(args: SeedArgs, app: &mut App<'_>) -> CommandResult {
    let report = SeedFile::load(app, &args.file)?.prepare(app)?.apply(app)?;
    let style = app.global.out;
    app.print_report(&report, |report| render::seed::report(report, style))?;
    Ok(0)
}

/// A seed that was read and checked.
pub struct SeedFile {
    /// For messages.
    name: String,
    seed: Seed,
}

impl SeedFile {
    /// Reads a file, or standard input for `-`.
    pub fn load(app: &mut App<'_>, typed: &str) -> Result<Self, Fault> {
        let file = (typed != "-").then(|| typed.strip_prefix('@').unwrap_or(typed));
        let path = file.map(|file| app.env.path(file));
        let (name, bytes, dir) = match file.zip(path.as_ref()) {
            Some((file, path)) => {
                let dir = path.parent().map(PathBuf::from).unwrap_or_default();
                (source::displayed(Path::new(file)), source::read_path(path, "the seed", LIMIT)?, dir)
            }
            None => ("standard input".to_owned(), app.env.read_stdin("the seed", LIMIT)?, app.env.dir.clone()),
        };
        let bytes = Zeroizing::new(bytes);
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            Fault::new(Code::Config, format!("{name}: line {line}: the text is not UTF-8"))
        })?;
        let references = Surroundings { env: app.env, dir };
        let seed = seed::read(text, &references).map_err(|fault| fault.context(&name))?;
        let dir = references.dir;
        if seed.is_empty() {
            app.note(&format!("{name} has no settings, keys or users"));
        }
        for note in &seed.notes {
            app.note(&format!("{name}: {note}"));
        }
        if let Some(path) = path.filter(|_| seed.has_secrets) {
            key::warn_exposed(app, &path, "secrets");
        }
        for file in &seed.private_key_files {
            key::warn_exposed(app, &dir.join(file), "private key");
        }
        Ok(Self { name, seed })
    }

    /// Checks it against the home, or against a new one if there is none.
    pub fn prepare(self, app: &mut App<'_>) -> Result<PreparedSeedFile, Fault> {
        let Self { name, seed } = self;
        let prepared = match Home::open(app.global.home_dir()?)? {
            Some(home) => seed::prepare(seed, &Workspace::with_home(app, home)?.context()),
            None => {
                let store = workspace::location(app)?;
                let context = Context::new(app.env.clock.as_ref(), app.env.random.as_ref(), None);
                seed::prepare(seed, &Context { store: store.as_ref(), ..context })
            }
        };
        let prepared = prepared.map_err(|fault| fault.context(&name))?;
        Ok(PreparedSeedFile { name, prepared })
    }
}

/// A seed that fits the home.
pub struct PreparedSeedFile {
    pub name: String,
    prepared: PreparedSeed,
}

impl PreparedSeedFile {
    /// The settings of the home once it is applied.
    pub fn config(&self) -> &ConfigFile {
        &self.prepared.config
    }

    pub fn into_prepared(self) -> PreparedSeed {
        self.prepared
    }

    /// Applies it to the home, which is created if there is none.
    pub fn apply(&self, app: &mut App<'_>) -> Result<SeedReport, Fault> {
        let workspace = Workspace::existing_or_new(app)?;
        let applied = seed::apply(&self.prepared, &workspace.context());
        super::note_clock(app, &workspace.context());
        applied.inspect_err(|_| app.note("the seed may be applied in part; apply it again to finish it"))
    }
}

/// What a seed refers to.
struct Surroundings<'e> {
    env: &'e Env,
    /// The directory of the seed, to which paths are relative.
    dir: PathBuf,
}

impl References for Surroundings<'_> {
    fn variable(&self, name: &str) -> Result<Secret, String> {
        self.env.named_var(name).map(|value| Secret::from(value.to_owned()))
    }

    fn key_file(&self, path: &str) -> Result<Secret, Fault> {
        source::read_path(&self.dir.join(path), "the key", keyfile::MAX_BYTES).map(Secret::new)
    }

    fn check_kid(&self, kid: &str) -> Result<(), Fault> {
        key_arg::check_new_kid(Some(kid))
    }
}
