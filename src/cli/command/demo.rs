//! `tokctl demo`

use std::io::Write as _;

use anyhow::Context as _;

use crate::base::{Code, Fault};
use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::demo::DemoArgs;
use crate::cli::render::demo::{self, Layout};
use crate::cli::report::demo::StepReport;
use crate::cli::value;
use crate::demo::{self as walkthrough, DemoHome, PASSWORD, USER, Walkthrough};

/// The width of the output if the terminal has room.
const MAX_WIDTH: usize = 80;
const MIN_WIDTH: usize = 60;

pub fn run(args: DemoArgs, app: &mut App<'_>) -> CommandResult {
    if args.pause {
        check_pause(app)?;
    }
    let place = match &args.keep {
        Some(dir) => {
            value::check_new_path("--keep", dir)?;
            DemoHome::Kept(app.env.path(dir))
        }
        None => DemoHome::Temporary(app.env.temporary.clone()),
    };
    // The demo runs to its end before anything is shown, so that leaving at a pause leaves no directory behind.
    let walked = {
        let interrupts = (app.env.interrupts)();
        let walked = walkthrough::run(&place, app.env.clock.as_ref(), &app.env.random, &|| interrupts.received())?;
        if interrupts.received() {
            return Err(Fault::new(Code::Interrupted, "the demo was interrupted"));
        }
        walked
    };
    show(&walked, args.pause, app)?;
    if let DemoHome::Kept(dir) = &place {
        let dir = dir.display();
        app.note(&format!("kept the home in {dir}; the password of {USER} is `{PASSWORD}`"));
        app.note(&format!("explore it with `tokctl --home {dir} session list`"));
    }
    match walked.fault {
        Some(fault) => Err(fault),
        None => Ok(0),
    }
}

fn check_pause(app: &App<'_>) -> Result<(), Fault> {
    let usage = |message: &str| Err(Fault::new(Code::Usage, message));
    if app.global.json {
        return usage("--pause cannot be used with --json");
    }
    let terminal = app.env.terminal;
    if !terminal.stdin || !terminal.stdout {
        return usage("--pause waits for Enter after each step and needs a terminal");
    }
    Ok(())
}

fn show(walked: &Walkthrough, pauses: bool, app: &mut App<'_>) -> Result<(), Fault> {
    let width = app.env.width.unwrap_or(MAX_WIDTH).clamp(MIN_WIDTH, MAX_WIDTH);
    let layout = Layout { style: app.global.out, width, is_whole: app.global.verbose };
    let mut chapter = "";
    for step in &walked.steps {
        if app.global.json {
            app.print_json(&StepReport::new(step))?;
            continue;
        }
        if step.chapter != chapter {
            chapter = step.chapter;
            app.print(&demo::chapter(chapter, layout))?;
        }
        app.print(&demo::step(step, layout))?;
        if pauses && step.number < walked.steps.len() && !pause(app)? {
            return Ok(());
        }
    }
    if walked.fault.is_none() && !app.global.json {
        app.print(&demo::end(walked.steps.len(), layout))?;
    }
    Ok(())
}

/// Waits for Enter. False at the end of standard input.
fn pause(app: &mut App<'_>) -> Result<bool, Fault> {
    app.flush()?;
    let mark = app.global.err.dim("Enter to continue, Ctrl-C to quit");
    // A closed standard error must not end the demo.
    let _ = write!(app.env.stderr, "{mark} ").and_then(|()| app.env.stderr.flush());
    let waited = app.env.wait_for_line();
    if !matches!(waited, Ok(true)) {
        app.print_error_line("");
    }
    Ok(waited.context("could not read standard input")?)
}
