//! Colours, by what they mean.

use colored::{ColoredString, Colorize, control};

/// Whether text may be coloured, decided once for a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    coloured: bool,
}

impl Style {
    /// A style that colours, or does not.
    pub fn new(coloured: bool) -> Self {
        if coloured {
            // `colored` would decide for itself; what was decided here counts.
            control::set_override(true);
        }
        Self { coloured }
    }

    fn paint(self, text: &str, paint: impl FnOnce(&str) -> ColoredString) -> String {
        if self.coloured { paint(text).to_string() } else { text.to_owned() }
    }

    /// The title of a part.
    pub fn heading(self, text: &str) -> String {
        self.paint(text, |text| text.bold())
    }

    /// The name of a member.
    pub fn name(self, text: &str) -> String {
        self.paint(text, |text| text.cyan())
    }

    /// Less important.
    pub fn dim(self, text: &str) -> String {
        self.paint(text, |text| text.dimmed())
    }

    /// As it should be.
    pub fn good(self, text: &str) -> String {
        self.paint(text, |text| text.green().bold())
    }

    /// Worth a thought.
    pub fn warn(self, text: &str) -> String {
        self.paint(text, |text| text.yellow())
    }

    /// Wrong.
    pub fn bad(self, text: &str) -> String {
        self.paint(text, |text| text.red().bold())
    }
}
