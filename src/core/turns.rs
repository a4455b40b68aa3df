//! Many threads do the parts of one work, and hand them on in order.
//!
//! Nothing is queued: who is done early waits for its turn with the part in its hands.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Where the parts go, one after the other.
#[derive(Debug)]
pub struct Turns<T, E> {
    state: Mutex<State<T, E>>,
    turned: Condvar,
}

#[derive(Debug)]
struct State<T, E> {
    target: T,
    turn: u64,
    error: Option<E>,
}

impl<T, E> Turns<T, E> {
    /// The first part is number nought.
    pub fn new(target: T) -> Self {
        Self { state: Mutex::new(State { target, turn: 0, error: None }), turned: Condvar::new() }
    }

    /// Waits for the turn of the part `index` and hands it on; `false` once that has failed, for this part or an earlier.
    pub fn hand_on(&self, index: u64, hand_on: impl FnOnce(&mut T) -> Result<(), E>) -> bool {
        let mut state = self.turn_of(index);
        if state.error.is_none() {
            state.error = hand_on(&mut state.target).err();
        }
        state.turn += 1;
        self.turned.notify_all();
        state.error.is_none()
    }

    /// Ends the work before the part `index`, so that nobody waits for it.
    pub fn abandon(&self, index: u64, error: E) {
        self.turn_of(index).error.get_or_insert(error);
        self.turned.notify_all();
    }

    /// The target, once all threads are done, and what went wrong first.
    pub fn finish(self) -> (T, Option<E>) {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        (state.target, state.error)
    }

    /// Waits for the turn of the part `index`, or for the end of the work.
    fn turn_of(&self, index: u64) -> MutexGuard<'_, State<T, E>> {
        let mut state = lock(&self.state);
        while state.turn != index && state.error.is_none() {
            state = self.turned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state
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
        for (failing, expected) in [(7_u64, 7_u64), (100, 20)] {
            let turns = Turns::new(Vec::new());
            std::thread::scope(|scope| {
                for thread in 0..4 {
                    let turns = &turns;
                    scope.spawn(move || {
                        for index in (thread..20).step_by(4) {
                            let part = |parts: &mut Vec<u64>| {
                                if index == failing {
                                    return Err("no");
                                }
                                parts.push(index);
                                Ok(())
                            };
                            turns.hand_on(index, part);
                        }
                    });
                }
            });
            let (parts, error) = turns.finish();
            assert_eq!(parts, (0..expected).collect::<Vec<_>>());
            assert_eq!(error, (failing < 20).then_some("no"));
        }
    }

    #[test]
    fn nobody_waits_for_what_was_abandoned() {
        let turns: Turns<(), &str> = Turns::new(());
        std::thread::scope(|scope| {
            scope.spawn(|| assert!(!turns.hand_on(2, |()| Ok(()))));
            assert!(turns.hand_on(0, |()| Ok(())));
            turns.abandon(1, "gone");
        });
        assert_eq!(turns.finish().1, Some("gone"));
    }
}
