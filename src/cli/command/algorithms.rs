//! `tokctl algorithms`

use crate::cli::app::App;
use crate::cli::args::CommandResult;
use crate::cli::args::algorithms::AlgorithmsArgs;
use crate::cli::render::columns::columns;
use crate::cli::report::algorithms::AlgorithmReport;
use crate::jose::Algorithm;

pub fn run(_: AlgorithmsArgs, app: &mut App<'_>) -> CommandResult {
    let rows: Vec<AlgorithmReport> = Algorithm::all().map(AlgorithmReport::from).collect();
    if app.global.json {
        app.answer_json(&rows)?;
    } else {
        let style = app.global.out;
        let heading = ["ALG", "KEY", "DESCRIPTION", "DEFINED IN"].map(|name| style.heading(name));
        let cells = |row: &AlgorithmReport| {
            [row.alg.to_owned(), row.key.clone(), row.summary.to_owned(), row.reference.to_owned()]
        };
        app.answer(&columns(std::iter::once(heading).chain(rows.iter().map(cells))))?;
    }
    Ok(0)
}
