//! Many threads do the parts of one work, and hand them on in order.
//!
//! Who is done early leaves its part for whoever hands on the one before, and goes on with another, so that nobody waits
//! for somebody slower; but only so many parts ahead, and no part grows beyond [`LARGEST`], so that memory stays bounded.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How large a part may grow before its beginning is handed on with [`Turns::hand_on_some`].
pub const LARGEST: usize = 1 << 20;

/// Where the parts go, one after the other: into a sink that takes the bytes of one at a time.
#[derive(Debug)]
pub struct Turns<S, E> {
    state: Mutex<State<S, E>>,
    turned: Condvar,
    ahead: u64,
}

#[derive(Debug)]
struct State<S, E> {
    /// Away while somebody hands on.
    sink: Option<S>,
    /// The part that is handed on next.
    turn: u64,
    /// That part and later ones, as far as they are done.
    done: VecDeque<Option<Result<Vec<u8>, E>>>,
    /// Empty buffers, to be filled again.
    spare: Vec<Vec<u8>>,
    error: Option<E>,
    /// Whether the sink panicked, and will not come back.
    is_broken: bool,
}

impl<S, E> State<S, E> {
    fn is_over(&self) -> bool {
        self.error.is_some() || self.is_broken
    }
}

impl<S: FnMut(&[u8]) -> Result<(), E>, E> Turns<S, E> {
    /// The first part is number nought; at most `ahead` are kept until it is their turn.
    pub fn new(sink: S, ahead: usize) -> Self {
        let state = State {
            sink: Some(sink),
            turn: 0,
            done: VecDeque::new(),
            spare: Vec::new(),
            error: None,
            is_broken: false,
        };
        Self { state: Mutex::new(state), turned: Condvar::new(), ahead: ahead.max(1) as u64 }
    }

    /// Hands on the part `index`, now or when its turn comes, and leaves an empty buffer in its place. `false` once handing
    /// on has failed, for this part or an earlier one.
    pub fn hand_on(&self, index: u64, part: &mut Vec<u8>) -> bool {
        let mut state = lock(&self.state);
        while index >= state.turn + self.ahead && !state.is_over() {
            state = self.wait(state);
        }
        let empty = state.spare.pop().unwrap_or_default();
        let part = mem::replace(part, empty);
        self.put(state, index, Ok(part))
    }

    /// Waits for the turn of the part `index` and hands on its beginning, which is empty afterwards. `false` as above.
    pub fn hand_on_some(&self, index: u64, part: &mut Vec<u8>) -> bool {
        let mut state = lock(&self.state);
        loop {
            if state.is_over() {
                return false;
            }
            if state.turn == index
                && let Some(sink) = state.sink.take()
            {
                let (state, handed_on) = self.give(state, sink, part);
                part.clear();
                return self.noted(state, handed_on).error.is_none();
            }
            state = self.wait(state);
        }
    }

    /// Ends the work before the part `index`.
    pub fn abandon(&self, index: u64, error: E) {
        self.put(lock(&self.state), index, Err(error));
    }

    /// What went wrong first, once all threads are done.
    pub fn finish(self) -> Option<E> {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).error
    }

    fn put<'s>(&'s self, mut state: MutexGuard<'s, State<S, E>>, index: u64, part: Result<Vec<u8>, E>) -> bool {
        if state.is_over() {
            return false;
        }
        let place = (index - state.turn) as usize;
        if state.done.len() <= place {
            state.done.resize_with(place + 1, || None);
        }
        state.done[place] = Some(part);
        // Where the sink is away, whoever has it looks again.
        while !state.is_over()
            && state.done.front().is_some_and(Option::is_some)
            && let Some(sink) = state.sink.take()
        {
            state.turn += 1;
            state = match state.done.pop_front().flatten() {
                Some(Ok(mut bytes)) => {
                    let (mut state, handed_on) = self.give(state, sink, &bytes);
                    bytes.clear();
                    state.spare.push(bytes);
                    self.noted(state, handed_on)
                }
                other => {
                    state.sink = Some(sink);
                    self.noted(state, other.map_or(Ok(()), |part| part.map(drop)))
                }
            };
        }
        !state.is_over()
    }

    /// Gives `bytes` to the sink, while the others may go on.
    fn give<'s>(
        &'s self,
        state: MutexGuard<'s, State<S, E>>,
        mut sink: S,
        bytes: &[u8],
    ) -> (MutexGuard<'s, State<S, E>>, Result<(), E>) {
        drop(state);
        let away = Away(self);
        let handed_on = sink(bytes);
        drop(away);
        let mut state = lock(&self.state);
        state.sink = Some(sink);
        (state, handed_on)
    }

    /// Notes how handing on went, and wakes whoever waited for that.
    fn noted<'s>(
        &'s self,
        mut state: MutexGuard<'s, State<S, E>>,
        handed_on: Result<(), E>,
    ) -> MutexGuard<'s, State<S, E>> {
        state.error = handed_on.err();
        self.turned.notify_all();
        state
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<S, E>>) -> MutexGuard<'s, State<S, E>> {
        self.turned.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

/// While the sink is away. Should it panic, nobody is left to wait for it.
struct Away<'t, S, E>(&'t Turns<S, E>);

impl<S, E> Drop for Away<'_, S, E> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(&self.0.state).is_broken = true;
            self.0.turned.notify_all();
        }
    }
}

/// A worker that panicked has been told of already; what it left behind is whole.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sink that only collects.
    fn into(parts: &mut Vec<u8>) -> impl FnMut(&[u8]) -> Result<(), &'static str> {
        |part| {
            parts.extend_from_slice(part);
            Ok(())
        }
    }

    #[test]
    fn parts_come_in_order_up_to_the_one_that_fails() {
        for ahead in [1, 3, 100] {
            for (failing, expected) in [(7_u8, 7_u8), (100, 20)] {
                let mut parts = Vec::new();
                let sink = |part: &[u8]| {
                    if part == [failing] {
                        return Err("no");
                    }
                    parts.extend_from_slice(part);
                    Ok(())
                };
                let turns = Turns::new(sink, ahead);
                std::thread::scope(|scope| {
                    for thread in 0..4 {
                        let turns = &turns;
                        scope.spawn(move || {
                            for index in (thread..20).step_by(4) {
                                let mut part = vec![index];
                                turns.hand_on(index.into(), &mut part);
                                assert!(part.is_empty(), "an empty buffer comes back");
                            }
                        });
                    }
                });
                assert_eq!(turns.finish(), (failing < 20).then_some("no"));
                assert_eq!(parts, (0..expected).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn whoever_is_early_leaves_its_part_and_goes_on() {
        let mut parts = Vec::new();
        let turns = Turns::new(into(&mut parts), 3);
        for index in [2_u8, 1, 0] {
            assert!(turns.hand_on(index.into(), &mut vec![index]));
        }
        assert_eq!(turns.finish(), None);
        assert_eq!(parts, [0, 1, 2]);
    }

    #[test]
    fn nobody_goes_too_far_ahead() {
        let turns = Turns::new(|_: &[u8]| Ok::<_, ()>(()), 2);
        let far = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                turns.hand_on(2, &mut vec![2]);
                far.store(true, std::sync::atomic::Ordering::SeqCst);
            });
            turns.hand_on(1, &mut vec![1]);
            std::thread::sleep(std::time::Duration::from_millis(20));
            assert!(!far.load(std::sync::atomic::Ordering::SeqCst));
            turns.hand_on(0, &mut vec![0]);
        });
    }

    #[test]
    fn what_comes_before_the_abandoned_part_is_handed_on_and_nobody_waits() {
        let mut parts = Vec::new();
        let turns = Turns::new(into(&mut parts), 1);
        std::thread::scope(|scope| {
            scope.spawn(|| assert!(!turns.hand_on(3, &mut vec![3])));
            turns.abandon(2, "gone");
            assert!(turns.hand_on(0, &mut vec![0]));
            assert!(!turns.hand_on(1, &mut vec![1]));
        });
        assert_eq!(turns.finish(), Some("gone"));
        assert_eq!(parts, [0, 1]);
    }

    #[test]
    fn a_large_part_is_handed_on_bit_by_bit_when_its_turn_comes() {
        let mut parts = Vec::new();
        let turns = Turns::new(into(&mut parts), 2);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut part = vec![2];
                assert!(turns.hand_on_some(1, &mut part));
                assert!(part.is_empty());
                part.push(3);
                assert!(turns.hand_on(1, &mut part));
            });
            let mut part = vec![0];
            assert!(turns.hand_on_some(0, &mut part));
            part.push(1);
            assert!(turns.hand_on(0, &mut part));
        });
        assert_eq!(turns.finish(), None);
        assert_eq!(parts, [0, 1, 2, 3]);
    }

    #[test]
    fn nobody_waits_for_a_sink_that_panicked() {
        let turns: Turns<_, ()> = Turns::new(|_: &[u8]| panic!("the sink"), 1);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| turns.hand_on(2, &mut vec![2]));
            let handing = scope.spawn(|| turns.hand_on(0, &mut vec![0]));
            assert!(handing.join().is_err());
            assert!(!waiting.join().unwrap());
        });
    }
}
