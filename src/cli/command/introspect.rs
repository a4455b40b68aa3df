//! `tokctl introspect`

use crate::base::{Code, Fault, Secret};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::introspect::IntrospectArgs;
use crate::cli::input::token;
use crate::core::sessions::introspect::{Introspection, introspect};

use super::workspace::Workspace;

/// A malformed token is not active; that is a result, not an error.
pub fn run(args: IntrospectArgs, app: &mut App<'_>) -> CommandResult {
    let workspace = match Workspace::existing_at(app, &args.as_of) {
        Err(fault) if fault.code == Code::NoHome => {
            return Err(super::name_issuer(fault, app, args.token.as_deref()));
        }
        other => other?,
    };
    let found = match token::read(app, args.token.as_deref()) {
        Ok(text) => introspect(&workspace.context(), &Secret::from(text), app.clock(None)?.now())?,
        Err(fault) if fault.code == Code::Malformed && !token::is_file(app, args.token.as_deref()) => {
            Introspection::inactive(vec![fault])
        }
        Err(fault) => return Err(fault),
    };
    app.print_json(&found.response)?;
    for Fault { code, message, .. } in &found.because {
        app.detail(&format!("not active: {code}: {message}"));
    }
    Ok(0)
}
