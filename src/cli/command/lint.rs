//! `tokctl lint`

use std::fs::Metadata;

use crate::base::{Code, Fault, Level, percent};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::key::SourceArgs;
use crate::cli::args::lint::LintArgs;
use crate::cli::exit;
use crate::cli::input::{key, source, token};
use crate::cli::render;
use crate::cli::render::progress::bar;
use crate::core::reports::lint::{LintReport, sarif};
use crate::core::tokens::lint::{LintRequest, lint};

pub fn run(args: LintArgs, app: &mut App<'_>) -> CommandResult {
    let now = app.as_of(args.at.as_deref())?;
    let uri = sarif_uri(&args)?;
    let found = token::look(app, args.token.as_deref())?;
    let mut keys = Vec::new();
    for typed in args.keys {
        let args = SourceArgs { source: typed, passphrase: args.passphrase.clone(), net: args.net.clone() };
        keys.extend(key::all(app, &args)?.0);
    }
    let words = args.wordlist.as_ref().map(|path| source::open(&app.env.path(path), "--wordlist")).transpose()?;
    let is_watched = words.is_some() && app.env.terminal.stderr && !app.global.quiet;
    // A pipe has no length.
    let length = words.as_ref().and_then(|words| words.metadata().ok()).filter(Metadata::is_file);
    let bar = bar(length.map(|about| about.len()), is_watched);
    let request = LintRequest { token: &found.token, keys: &keys, now };
    let findings = lint(&request, words, &|bytes| bar.inc(bytes as u64));
    bar.finish_and_clear();
    let mut findings = findings?;
    let fails = findings.iter().any(|finding| finding.rule.level >= args.levels.failing());
    let all = findings.len();
    findings.retain(|finding| finding.rule.level >= Level::from(args.levels.level));
    match uri {
        Some(uri) => app.print_json(&sarif(&findings, &uri, found.line))?,
        None => {
            let view = app.view(now);
            let hidden = all - findings.len();
            let text =
                |report: &LintReport<'_>| render::findings::findings(&report.findings, hidden, "no findings", view);
            app.print_report(&LintReport::new(&findings), text)?;
        }
    }
    Ok(if fails { exit::of(Code::Findings) } else { 0 })
}

/// The file that SARIF results refer to, relative, as GitHub demands.
fn sarif_uri(args: &LintArgs) -> Result<Option<String>, Fault> {
    if !args.sarif {
        return Ok(None);
    }
    let file = args.token.as_deref().and_then(|token| token.strip_prefix('@'));
    let Some(uri) = args.sarif_uri.as_deref().or(file) else {
        return Err(Fault::new(Code::Usage, "--sarif needs the name of the file that contains the token")
            .hint("pass the token as @FILE, or name the file with --sarif-uri"));
    };
    let uri = uri.strip_prefix("./").unwrap_or(uri);
    if uri.is_empty() || uri.starts_with('/') || uri.contains(':') || uri.split('/').any(|part| part == "..") {
        return Err(Fault::new(Code::Usage, "the file name for SARIF must be relative to the repository")
            .hint("name it with --sarif-uri, as in --sarif-uri config/token.txt"));
    }
    Ok(Some(percent::encode(uri, b"/")))
}
