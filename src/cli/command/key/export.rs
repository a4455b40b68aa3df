//! `tokctl key export` and `tokctl key convert`.

use serde::Serialize;

use crate::base::files;
use crate::base::{Code, Fault, Secret, b64};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::key::{ConvertArgs, EncryptArgs, ExportArgs, OutArgs};
use crate::cli::command::workspace::Workspace;
use crate::cli::input::{key as input, passphrase};
use crate::cli::value;
use crate::core::keys::{self, ConvertRequest, ExportRequest, ExportedKey, Format};

/// A key as JSON that is not a JWK.
#[derive(Serialize)]
struct KeyText<'k> {
    format: &'static str,
    private: bool,
    /// The text, or the bytes in base64.
    key: &'k str,
}

pub fn export(args: ExportArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = Workspace::existing(app)?;
    let format = Format::from(args.format);
    let passphrase = new_passphrase(app, &args.encrypt, format)?;
    let request = ExportRequest { kid: args.kid, format, private: args.private, passphrase };
    let exported = keys::export(&workspace.context(), &request)?;
    put(app, &exported, format, &args.out)
}

pub fn convert(args: &ConvertArgs, app: &mut App<'_>) -> CommandResult {
    let format = Format::from(args.format);
    let (keys, _) = input::all(app, &args.source)?;
    let passphrase = new_passphrase(app, &args.encrypt, format)?;
    let request = ConvertRequest { keys, format, public: args.public, passphrase };
    let exported = keys::convert(request, app.env.random.as_ref())?;
    put(app, &exported, format, &args.out)
}

/// The passphrase to encrypt with. Checks first that the format can be encrypted.
fn new_passphrase(app: &mut App<'_>, args: &EncryptArgs, format: Format) -> Result<Option<Secret>, Fault> {
    if !args.encrypt {
        return Ok(None);
    }
    format.encryptable()?;
    passphrase::new(app, args.new_passphrase.as_deref()).map(Some)
}

fn put(app: &mut App<'_>, exported: &ExportedKey, format: Format, out: &OutArgs) -> CommandResult {
    let bytes = exported.bytes.expose();
    let to_stdout = match &out.out {
        Some(path) if path.as_os_str() != "-" => {
            value::check_new_path("--out", path)?;
            files::create(&app.env.path(path), bytes)?;
            return Ok(0);
        }
        named => named.is_some(),
    };
    let terminal = app.env.terminal.stdout;
    if exported.is_private && !terminal && !to_stdout {
        return Err(Fault::new(Code::Usage, "refusing to print a private key to a pipe or redirected file")
            .hint("--out FILE writes to a file that only you can read; --out - writes to standard output anyway"));
    }
    if app.global.json && !matches!(format, Format::Jwk | Format::Jwks) {
        let encoded =
            zeroize::Zeroizing::new(if exported.is_binary { b64::encode_standard(bytes) } else { String::new() });
        let key = if exported.is_binary { encoded.as_str() } else { exported.bytes.expose_str().unwrap_or_default() };
        app.print_json(&KeyText { format: format.name(), private: exported.is_private, key })?;
        return Ok(0);
    }
    if exported.is_binary && terminal {
        return Err(Fault::new(
            Code::Usage,
            format!("--format {} is binary and is not printed to a terminal", format.name()),
        )
        .hint("--out FILE writes it to a file; --format pem, or base64 for a secret, is the same key as text"));
    }
    app.print_bytes(bytes)?;
    Ok(0)
}
