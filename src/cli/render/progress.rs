//! Progress bars.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const WITH_LENGTH: &str = "[{bar:24}] {percent:>3}%  {bytes_per_sec}  {eta} left";
const WITHOUT_LENGTH: &str = "{spinner} {bytes}  {bytes_per_sec}";

const RECORDS: &str = "[{bar:24}] {percent:>3}%  {per_sec}  {eta} left";

/// A bar on standard error for records, whose number is set as it gets known.
pub fn records_bar(is_visible: bool) -> ProgressBar {
    if is_visible { visible(Some(0), RECORDS) } else { ProgressBar::hidden() }
}

/// A bar on standard error for `length` bytes, or for an unknown number.
pub fn bar(length: Option<u64>, is_visible: bool) -> ProgressBar {
    if !is_visible {
        return ProgressBar::hidden();
    }
    visible(length, if length.is_some() { WITH_LENGTH } else { WITHOUT_LENGTH })
}

fn visible(length: Option<u64>, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(10));
    bar.set_style(style.progress_chars("#-."));
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_valid() {
        for template in [WITH_LENGTH, WITHOUT_LENGTH, RECORDS] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
