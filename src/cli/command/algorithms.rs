//! `tokctl algorithms`

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::algorithms::AlgorithmsArgs;
use crate::cli::render::table::{Cell, table};
use crate::cli::report::algorithms::AlgorithmReport;
use crate::jose::Algorithm;

pub fn run(_: AlgorithmsArgs, app: &mut App<'_>) -> CommandResult {
    let rows: Vec<AlgorithmReport> = Algorithm::all().map(AlgorithmReport::from).collect();
    if app.global.json {
        app.print_json(&rows)?;
    } else {
        let row = |row: &AlgorithmReport| [row.alg, &row.key, row.summary, row.reference].map(Cell::text);
        let headings = ["ALG", "KEY", "DESCRIPTION", "DEFINED IN"];
        let view = app.view(app.env.clock.now());
        app.print(&table(headings, rows.iter().map(row).collect(), &[], view))?;
    }
    Ok(0)
}
