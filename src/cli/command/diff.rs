//! `tokctl diff`

use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::diff::DiffArgs;
use crate::cli::exit;
use crate::cli::input::token;
use crate::cli::render;
use crate::core::reports::diff::DiffReport;
use crate::token::decode::Unverified;
use crate::token::diff::{TokenText, diff};

pub fn run(args: DiffArgs, app: &mut App<'_>) -> CommandResult {
    if args.a == "-" && args.b.as_deref().is_none_or(|b| b == "-") {
        return Err(Fault::new(Code::Usage, "A and B cannot both come from standard input")
            .hint("pass one of them as an argument or as @FILE"));
    }
    let (a, first) = read(app, "A", Some(&args.a))?;
    let (b, second) = read(app, "B", args.b.as_deref())?;
    let diff = diff(TokenText { text: &a, decoded: &first }, TokenText { text: &b, decoded: &second });
    if app.global.json {
        app.print_json(&DiffReport::new(&diff))?;
    } else {
        app.print(&render::diff::diff(&diff, [&first, &second], app.global.out))?;
    }
    Ok(if args.exit_code && !diff.is_same { exit::of(Code::Findings) } else { 0 })
}

fn read(app: &mut App<'_>, name: &str, typed: Option<&str>) -> Result<(String, Unverified), Fault> {
    let text = token::look(app, typed).map_err(|fault| fault.context(name))?.token;
    let decoded = Unverified::decode(&text).map_err(|fault| fault.context(name))?;
    Ok((text, decoded))
}
