//! A progress bar, for who waits at a terminal.

use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::base::duration;

/// How many cells the bar has; with the figures behind it the line fits the narrowest terminal.
const CELLS: usize = 24;
/// How long a drawn line stands.
const PACE: Duration = Duration::from_millis(100);

/// A bar on standard error, or nothing where nobody would see it.
pub struct Bar<'a>(Option<Mutex<Line<'a>>>);

struct Line<'a> {
    out: &'a mut (dyn Write + Send),
    length: Option<u64>,
    done: u64,
    start: Instant,
    drawn: Option<Instant>,
}

impl<'a> Bar<'a> {
    /// A bar for `length` bytes, or for as many as will come, drawn on `out`; none, where there is no `out`.
    pub fn new(out: Option<&'a mut (dyn Write + Send)>, length: Option<u64>) -> Self {
        let line = |out| Mutex::new(Line { out, length, done: 0, start: Instant::now(), drawn: None });
        Self(out.map(line))
    }

    /// So many bytes more are done.
    pub fn advance(&self, bytes: u64) {
        let Some(line) = &self.0 else { return };
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        line.done += bytes;
        if line.drawn.is_none_or(|drawn| drawn.elapsed() >= PACE) {
            let text = figures(line.done, line.length, line.start.elapsed());
            line.draw(&text);
            line.drawn = Some(Instant::now());
        }
    }

    /// Takes the bar away.
    pub fn clear(self) {
        if let Some(line) = self.0 {
            line.into_inner().unwrap_or_else(PoisonError::into_inner).draw("");
        }
    }
}

impl Line<'_> {
    /// Puts `text` where the last one stood. Where nothing can be drawn nobody misses it.
    fn draw(&mut self, text: &str) {
        let _ = write!(self.out, "\r\x1b[K{text}").and_then(|()| self.out.flush());
    }
}

fn figures(done: u64, length: Option<u64>, elapsed: Duration) -> String {
    let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).max(1);
    let speed = done.saturating_mul(1000) / millis;
    let Some(length) = length.filter(|length| *length > 0) else {
        return format!("{}  {}/s", size(done), size(speed));
    };
    // A file can grow while it is read.
    let done = done.min(length);
    let percent = done.saturating_mul(100) / length;
    let cells = usize::try_from(percent).unwrap_or(100) * CELLS / 100;
    let bar = "#".repeat(cells) + &".".repeat(CELLS - cells);
    let left = Duration::from_secs((length - done).checked_div(speed).unwrap_or(0));
    format!("[{bar}] {percent:>3}%  {}/s  {} left", size(speed), duration::format(left))
}

/// So many bytes, in three or four digits.
fn size(bytes: u64) -> String {
    const UNITS: [&str; 6] = ["B", "kB", "MB", "GB", "TB", "PB"];
    let (mut rest, mut tenths, mut unit) = (bytes, 0, 0);
    while rest >= 1000 && unit + 1 < UNITS.len() {
        (rest, tenths, unit) = (rest / 1000, rest % 1000 / 100, unit + 1);
    }
    match unit {
        0 => format!("{rest} {}", UNITS[0]),
        _ => format!("{rest}.{tenths} {}", UNITS[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_how_far_how_fast_and_how_long() {
        let line = |done, length| figures(done, length, Duration::from_secs(2));
        assert_eq!(line(0, Some(4_000_000)), "[........................]   0%  0 B/s  0s left");
        assert_eq!(line(1_000_000, Some(4_000_000)), "[######..................]  25%  500.0 kB/s  6s left");
        assert_eq!(line(9_000_000, Some(4_000_000)), "[########################] 100%  4.5 MB/s  0s left");
        assert_eq!(line(1_234, None), "1.2 kB  617 B/s");
        assert_eq!(line(7, Some(0)), "7 B  3 B/s");
        assert_eq!(size(u64::MAX), "18446.7 PB");
    }

    #[test]
    fn it_is_drawn_now_and_then_and_taken_away() {
        let mut out = Vec::new();
        let bar = Bar::new(Some(&mut out), Some(100));
        for _ in 0..10 {
            bar.advance(10);
        }
        bar.clear();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("\r\x1b[K[") && text.ends_with("left\r\x1b[K"), "{text:?}");
        assert!(!text.contains('\n'));
        Bar::new(None, Some(100)).advance(10);
    }
}
