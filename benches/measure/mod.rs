//! What the benches share: contenders that take turns, and what their times come to.
//!
//! Whatever else the machine does meets all contenders alike, so the ratio of their times can be trusted where the times
//! themselves cannot. Each round's order is the reverse of the one before.

use std::time::Duration;

/// The times of one contender, round by round.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn median(&self) -> Duration {
        self.at(self.0.len() / 2)
    }

    /// The time that a tenth of the runs did not take longer than: what it comes to where little gets in the way.
    pub fn low(&self) -> Duration {
        self.at(self.0.len() / 10)
    }

    /// How many times as long as `other` this took: the median over the rounds, in each of which both met the same machine.
    pub fn ratio_to(&self, other: &Self) -> f64 {
        let mut ratios: Vec<f64> =
            self.0.iter().zip(&other.0).map(|(one, other)| one.as_secs_f64() / other.as_secs_f64()).collect();
        ratios.sort_unstable_by(f64::total_cmp);
        ratios[ratios.len() / 2]
    }

    fn at(&self, place: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted[place]
    }
}

/// Runs each contender once a round. The first round only fills the caches.
pub fn take_turns<const N: usize>(rounds: usize, contenders: [&mut dyn FnMut() -> Duration; N]) -> [Times; N] {
    let mut times = [const { Vec::new() }; N];
    for round in 0..=rounds {
        for place in 0..N {
            let at = if round % 2 == 0 { place } else { N - 1 - place };
            let time = contenders[at]();
            if round > 0 {
                times[at].push(time);
            }
        }
    }
    times.map(Times)
}
