//! What the benches share: contenders that take turns, and what their times come to.
//!
//! Whatever else the machine does meets all contenders alike, so the ratio of their times can be trusted where the times
//! themselves cannot. Each round's order is the reverse of the one before.

use std::time::Duration;

/// The times of one contender, the shortest first.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn median(&self) -> Duration {
        self.0[self.0.len() / 2]
    }

    /// The time that a tenth of the runs did not take longer than: what it comes to where little gets in the way.
    pub fn low(&self) -> Duration {
        self.0[self.0.len() / 10]
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
    times.map(|mut times| {
        times.sort_unstable();
        Times(times)
    })
}
