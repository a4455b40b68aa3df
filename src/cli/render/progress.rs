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
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(10));
    bar.set_style(style(length.is_some(), show));
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn style(has_length: bool, show: fn(u64) -> String) -> ProgressStyle {
    let template = if has_length { WITH_LENGTH } else { WITHOUT_LENGTH };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let style = style.with_key("pace", move |state: &ProgressState, out: &mut dyn Write| {
        // Writing to a string does not fail.
        _ = pace(state, show, out);
    });
    style.progress_chars("#-.")
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
    use std::io;
    use std::sync::{Arc, Mutex};

    use indicatif::TermLike;

    use super::*;
    use crate::base::sync::lock;

    /// A terminal of 40 columns that keeps what is written.
    #[derive(Debug, Clone, Default)]
    struct Narrow(Arc<Mutex<String>>);

    impl TermLike for Narrow {
        fn width(&self) -> u16 {
            40
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, text: &str) -> io::Result<()> {
            self.write_str(text)
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            lock(&self.0).push_str(text);
            Ok(())
        }

        fn clear_line(&self) -> io::Result<()> {
            lock(&self.0).clear();
            Ok(())
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn drawn(done: u64) -> String {
        let screen = Narrow::default();
        let target = ProgressDrawTarget::term_like(Box::new(screen.clone()));
        let bar = ProgressBar::with_draw_target(Some(1000), target);
        bar.set_style(style(true, |rate| format!("{}/s", HumanCount(rate))));
        bar.set_position(done);
        bar.force_draw();
        lock(&screen.0).clone()
    }

    #[test]
    fn templates_are_valid() {
        for template in [WITH_LENGTH, WITHOUT_LENGTH] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[test]
    fn the_rate_is_shown_once_it_says_something() {
        let early = drawn(4);
        assert!(early.trim_end().ends_with("]   0%"), "{early:?}");
        let later = drawn(500);
        assert!(
            later.contains("]  50%  ") && later.contains("/s  ") && later.trim_end().ends_with(" left"),
            "{later:?}"
        );
        assert_eq!([&early, &later].map(|line| line.trim_end().len()), [40, 40], "{early:?} {later:?}");
    }
}
