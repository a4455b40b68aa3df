//! What a seed changed, as text.

use crate::core::seed::{SeedOutcome, SeedReport};

use super::columns::columns;
use super::escape::escape;
use super::style::Style;

/// One line for each setting, key and user.
pub fn report(report: &SeedReport, style: Style) -> String {
    let settings =
        report.settings.iter().map(|setting| (setting.outcome, "setting", setting.name, setting.value.clone()));
    let keys = report.keys.iter().map(|key| (key.outcome, "key", &*key.kid, format!("{}, {}", key.alg, key.state)));
    let users = report.users.iter().map(|user| (user.outcome, "user", &*user.name, user.changes.join(", ")));
    columns(settings.chain(keys).chain(users).map(|(outcome, kind, name, detail)| {
        let shown = match outcome {
            SeedOutcome::Added => style.good(outcome.name()),
            SeedOutcome::Changed => style.warn(outcome.name()),
            SeedOutcome::Unchanged => outcome.to_string(),
        };
        [shown, kind.to_owned(), style.name(&escape(name)), escape(&detail).into_owned()]
    }))
}
