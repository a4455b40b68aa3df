//! Progress bars.

use std::fmt::{self, Write};
use std::time::Duration;

use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

const WITH_LENGTH: &str = "[{wide_bar}] {percent:>3}%{pace}";
const WITHOUT_LENGTH: &str = "{spinner} {bytes}  {bytes_per_sec}";

/// Less of the whole than this says nothing about the rest.
const TELLING: f32 = 0.01;

/// A bar on standard error for records, whose number is set as it gets known.
pub fn records_bar(is_visible: bool) -> ProgressBar {
    if is_visible { visible(Some(1), |rate| format!("{}/s", HumanCount(rate))) } else { ProgressBar::hidden() }
}

/// A bar on standard error for `length` bytes, or for an unknown number.
pub fn bar(length: Option<u64>, is_visible: bool) -> ProgressBar {
    if is_visible { visible(length, |rate| format!("{}/s", HumanBytes(rate))) } else { ProgressBar::hidden() }
}

/// `show` writes how many are done in a second.
fn visible(length: Option<u64>, show: fn(u64) -> String) -> ProgressBar {
    let template = if length.is_some() { WITH_LENGTH } else { WITHOUT_LENGTH };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let style = style.with_key("pace", move |state: &ProgressState, out: &mut dyn Write| {
        // The error of writing to a string.
        _ = pace(state, show, out);
    });
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(10));
    bar.set_style(style.progress_chars("#-."));
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// The rate and the time that is left, once they can be estimated.
fn pace(state: &ProgressState, show: fn(u64) -> String, out: &mut dyn Write) -> fmt::Result {
    if state.fraction() < TELLING {
        return Ok(());
    }
    write!(out, "  {}  {:#} left", show(state.per_sec() as u64), HumanDuration(state.eta()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_valid() {
        for template in [WITH_LENGTH, WITHOUT_LENGTH] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
