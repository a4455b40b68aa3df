//! `@FILE` and `-`: input that is not on the command line.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Context as _;

use crate::base::files;
use crate::base::shown::{not_a_name, shown};
use crate::base::{Code, Fault};
use crate::cli::app::App;

/// Reads the file `typed`, which has at most `limit` bytes.
pub fn read_file(app: &App<'_>, typed: &str, purpose: &str, limit: usize) -> Result<Vec<u8>, Fault> {
    let path = app.env.path(typed);
    read_path(&path, purpose, limit)
}

/// Reads the file at `path`, which has at most `limit` bytes.
pub fn read_path(path: &Path, purpose: &str, limit: usize) -> Result<Vec<u8>, Fault> {
    let bytes = read_path_start(path, purpose, limit.saturating_add(1))?;
    if bytes.len() > limit {
        let message = format!("{purpose} {} is longer than {limit} bytes", displayed(path));
        return Err(Fault::new(Code::Usage, message));
    }
    Ok(bytes)
}

/// Reads the first `most` bytes of what is given as `@FILE` or `-`; the caller reports what is longer.
pub fn read_start(app: &mut App<'_>, typed: &str, purpose: &str, most: usize) -> Result<Option<Vec<u8>>, Fault> {
    if typed == "-" {
        return app.env.read_stdin_start(purpose, most).map(Some);
    }
    typed.strip_prefix('@').map(|file| read_path_start(&app.env.path(file), purpose, most)).transpose()
}

/// Opens the file at `path` for reading.
pub fn open(path: &Path, purpose: &str) -> Result<File, Fault> {
    File::open(path).map_err(|error| {
        let context = format!("{purpose} {}", displayed(path));
        let fault = match error.kind() {
            ErrorKind::NotFound => Fault::new(Code::Io, format!("{context}: no such file")),
            _ => anyhow::Error::new(error).context(context).into(),
        };
        match files::tilde_hint(path) {
            Some(hint) => fault.hint(hint),
            None => fault,
        }
    })
}

/// Reads the first `most` bytes of the file at `path`.
fn read_path_start(path: &Path, purpose: &str, most: usize) -> Result<Vec<u8>, Fault> {
    use std::io::Read as _;
    let context = || format!("{purpose} {}", displayed(path));
    let file = open(path, purpose)?;
    // Allocated at once: a growing buffer would leave copies of a secret behind.
    let length = file.metadata().map_or(0, |about| usize::try_from(about.len()).unwrap_or(most));
    let mut bytes = Vec::with_capacity(length.min(most) + 1);
    file.take(most as u64).read_to_end(&mut bytes).with_context(context)?;
    Ok(bytes)
}

/// Reads bytes given as `@FILE` or `-`; `None` if `typed` is neither.
pub fn read(app: &mut App<'_>, typed: &str, purpose: &str, limit: usize) -> Result<Option<Vec<u8>>, Fault> {
    if typed == "-" {
        return app.env.read_stdin(purpose, limit).map(Some);
    }
    typed.strip_prefix('@').map(|file| read_file(app, file, purpose, limit)).transpose()
}

/// A path for a message; a key in its place is described.
pub fn displayed(path: &Path) -> String {
    let text = path.to_string_lossy();
    not_a_name(&text).map_or_else(|| text.to_string(), |what| format!("[{what}, not shown]"))
}

/// Reads bytes that must be given as `@FILE` or `-`.
pub fn read_required(app: &mut App<'_>, option: &str, typed: &str, limit: usize) -> Result<Vec<u8>, Fault> {
    read(app, typed, option, limit)?.ok_or_else(|| {
        let file = if not_a_name(typed).is_none() { typed } else { "FILE" };
        Fault::new(Code::Usage, format!("{option} takes @FILE or -, not {}", shown(typed)))
            .hint(format!("write {option} @{file}"))
    })
}
