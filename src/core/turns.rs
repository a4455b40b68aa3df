//! Many threads do the parts of one work, and hand them on in order.
//!
//! Who is done early leaves its part for whoever hands on the one before, and goes on with another, so that nobody waits
//! for somebody slower; but only so many parts ahead, so that memory stays bounded.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

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
}

impl<S: FnMut(&[u8]) -> Result<(), E>, E> Turns<S, E> {
    /// The first part is number nought; at most `ahead` are kept until it is their turn.
    pub fn new(sink: S, ahead: usize) -> Self {
        let state = State { sink: Some(sink), turn: 0, done: VecDeque::new(), spare: Vec::new(), error: None };
        Self { state: Mutex::new(state), turned: Condvar::new(), ahead: ahead.max(1) as u64 }
    }

    /// Hands on the part `index`, now or when its turn comes, and leaves an empty buffer in its place. `false` once handing
    /// on has failed, for this part or an earlier one.
    pub fn hand_on(&self, index: u64, part: &mut Vec<u8>) -> bool {
        let mut state = lock(&self.state);
        while index >= state.turn + self.ahead && state.error.is_none() {
            state = self.turned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let empty = state.spare.pop().unwrap_or_default();
        let part = mem::replace(part, empty);
        self.put(state, index, Ok(part))
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
        if state.error.is_some() {
            return false;
        }
        let place = (index - state.turn) as usize;
        if state.done.len() <= place {
            state.done.resize_with(place + 1, || None);
        }
        state.done[place] = Some(part);
        // Where the sink is away, whoever has it looks again.
        while state.error.is_none()
            && state.done.front().is_some_and(Option::is_some)
            && let Some(mut sink) = state.sink.take()
        {
            let part = state.done.pop_front().flatten();
            state.turn += 1;
            drop(state);
            let handed_on = match part {
                Some(Ok(mut bytes)) => sink(&bytes).map(|()| {
                    bytes.clear();
                    Some(bytes)
                }),
                Some(Err(error)) => Err(error),
                None => Ok(None),
            };
            state = lock(&self.state);
            state.sink = Some(sink);
            match handed_on {
                Ok(empty) => state.spare.extend(empty),
                Err(error) => state.error = Some(error),
            }
            self.turned.notify_all();
        }
        state.error.is_none()
    }
}

/// A worker that panicked has been told of already; what it left behind is whole.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let sink = |part: &[u8]| {
            parts.extend_from_slice(part);
            Ok::<_, ()>(())
        };
        let turns = Turns::new(sink, 3);
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
        let sink = |part: &[u8]| {
            parts.extend_from_slice(part);
            Ok(())
        };
        let turns = Turns::new(sink, 1);
        std::thread::scope(|scope| {
            scope.spawn(|| assert!(!turns.hand_on(3, &mut vec![3])));
            turns.abandon(2, "gone");
            assert!(turns.hand_on(0, &mut vec![0]));
            assert!(!turns.hand_on(1, &mut vec![1]));
        });
        assert_eq!(turns.finish(), Some("gone"));
        assert_eq!(parts, [0, 1]);
    }
}
