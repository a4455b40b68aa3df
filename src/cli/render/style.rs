//! Colors by meaning. Yellow and cyan are unreadable on light backgrounds, blue on dark ones.

use colored::{ColoredString, Colorize, control};

/// Whether a stream is colored, decided once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    colored: bool,
}

impl Style {
    pub fn new(colored: bool) -> Self {
        if colored {
            // Overrides the detection of `colored`.
            control::set_override(true);
        }
        Self { colored }
    }

    fn paint(self, text: &str, paint: impl FnOnce(&str) -> ColoredString) -> String {
        if self.colored && !text.is_empty() { paint(text).to_string() } else { text.to_owned() }
    }

    pub fn heading(self, text: &str) -> String {
        self.paint(text, |text| text.bold().underline())
    }

    pub fn name(self, text: &str) -> String {
        self.paint(text, |text| text.bold())
    }

    /// For labels and rules only: some terminals make dim text too faint to read.
    pub fn dim(self, text: &str) -> String {
        self.paint(text, |text| text.dimmed())
    }

    pub fn good(self, text: &str) -> String {
        self.paint(text, |text| text.green().bold())
    }

    pub fn warn(self, text: &str) -> String {
        self.paint(text, |text| text.magenta())
    }

    pub fn bad(self, text: &str) -> String {
        self.paint(text, |text| text.red().bold())
    }
}
