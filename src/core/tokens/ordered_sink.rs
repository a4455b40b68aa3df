//! Many threads produce numbered parts of one output, which are written in order.
//!
//! A thread that is early leaves its part for the thread that writes the one before, and goes on with another. Only a fixed
//! number of parts may wait, and no part grows beyond [`MAX_PART`], so that memory stays bounded.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread;

use crate::base::sync::{self, into_inner, lock};

/// The size in bytes from which the beginning of a part is written with [`OrderedSink::submit_start`].
pub const MAX_PART: usize = 1 << 20;

/// Writes parts to a sink in the order of their numbers.
#[derive(Debug)]
pub struct OrderedSink<S, E> {
    state: Mutex<SinkState<S, E>>,
    /// Notified after each write.
    written: Condvar,
    ahead: u64,
}

#[derive(Debug)]
struct SinkState<S, E> {
    /// `None` while a thread writes to it.
    sink: Option<S>,
    /// The number of the part that is written next.
    next: u64,
    /// That part and later ones, if they are submitted.
    waiting: VecDeque<Option<Result<Vec<u8>, E>>>,
    /// Empty buffers for reuse.
    spare: Vec<Vec<u8>>,
    error: Option<E>,
    /// Whether the sink panicked.
    is_broken: bool,
}

impl<S, E> SinkState<S, E> {
    fn has_failed(&self) -> bool {
        self.error.is_some() || self.is_broken
    }
}

impl<S: FnMut(&[u8]) -> Result<(), E>, E> OrderedSink<S, E> {
    /// The first part has the number 0; at most `ahead` parts wait.
    pub fn new(sink: S, ahead: usize) -> Self {
        let state = SinkState {
            sink: Some(sink),
            next: 0,
            waiting: VecDeque::new(),
            spare: Vec::new(),
            error: None,
            is_broken: false,
        };
        Self { state: Mutex::new(state), written: Condvar::new(), ahead: ahead.max(1) as u64 }
    }

    /// Submits the part `index`, to be written now or when its turn comes, and leaves an empty buffer in its place. `false`
    /// once writing has failed, for this part or an earlier one.
    pub fn submit(&self, index: u64, part: &mut Vec<u8>) -> bool {
        let mut state = lock(&self.state);
        while index >= state.next + self.ahead && !state.has_failed() {
            state = self.wait(state);
        }
        let empty = state.spare.pop().unwrap_or_default();
        let part = mem::replace(part, empty);
        self.put(state, index, Ok(part))
    }

    /// Waits for the turn of the part `index` and writes its beginning; `part` is empty afterwards. `false` as above.
    pub fn submit_start(&self, index: u64, part: &mut Vec<u8>) -> bool {
        let mut state = lock(&self.state);
        loop {
            if state.has_failed() {
                return false;
            }
            if state.next == index
                && let Some(sink) = state.sink.take()
            {
                let (state, result) = self.write(state, sink, part);
                part.clear();
                return self.record(state, result).error.is_none();
            }
            state = self.wait(state);
        }
    }

    /// Stops before the part `index`.
    pub fn abandon(&self, index: u64, error: E) {
        self.put(lock(&self.state), index, Err(error));
    }

    /// The first error, after all threads are done.
    pub fn finish(self) -> Option<E> {
        into_inner(self.state).error
    }

    fn put<'s>(&'s self, mut state: MutexGuard<'s, SinkState<S, E>>, index: u64, part: Result<Vec<u8>, E>) -> bool {
        if state.has_failed() {
            return false;
        }
        let place = (index - state.next) as usize;
        if state.waiting.len() <= place {
            state.waiting.resize_with(place + 1, || None);
        }
        state.waiting[place] = Some(part);
        // If another thread has the sink, it continues with this part.
        while !state.has_failed()
            && state.waiting.front().is_some_and(Option::is_some)
            && let Some(sink) = state.sink.take()
        {
            state.next += 1;
            state = match state.waiting.pop_front().flatten() {
                Some(Ok(mut bytes)) => {
                    let (mut state, result) = self.write(state, sink, &bytes);
                    bytes.clear();
                    state.spare.push(bytes);
                    self.record(state, result)
                }
                other => {
                    state.sink = Some(sink);
                    self.record(state, other.map_or(Ok(()), |part| part.map(drop)))
                }
            };
        }
        !state.has_failed()
    }

    /// Writes `bytes` to the sink without holding the lock.
    fn write<'s>(
        &'s self,
        state: MutexGuard<'s, SinkState<S, E>>,
        mut sink: S,
        bytes: &[u8],
    ) -> (MutexGuard<'s, SinkState<S, E>>, Result<(), E>) {
        drop(state);
        let guard = PanicGuard(self);
        let result = sink(bytes);
        drop(guard);
        let mut state = lock(&self.state);
        state.sink = Some(sink);
        (state, result)
    }

    /// Records the result of a write and wakes the waiting threads.
    fn record<'s>(
        &'s self,
        mut state: MutexGuard<'s, SinkState<S, E>>,
        result: Result<(), E>,
    ) -> MutexGuard<'s, SinkState<S, E>> {
        state.error = result.err();
        self.written.notify_all();
        state
    }

    fn wait<'s>(&self, state: MutexGuard<'s, SinkState<S, E>>) -> MutexGuard<'s, SinkState<S, E>> {
        sync::wait(&self.written, state)
    }
}

/// Marks the sink as broken if it panics, so that no thread waits for it.
struct PanicGuard<'t, S, E>(&'t OrderedSink<S, E>);

impl<S, E> Drop for PanicGuard<'_, S, E> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(&self.0.state).is_broken = true;
            self.0.written.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sink that collects.
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
                let sink = OrderedSink::new(sink, ahead);
                std::thread::scope(|scope| {
                    for thread in 0..4 {
                        let sink = &sink;
                        scope.spawn(move || {
                            for index in (thread..20).step_by(4) {
                                let mut part = vec![index];
                                sink.submit(index.into(), &mut part);
                                assert!(part.is_empty(), "an empty buffer comes back");
                            }
                        });
                    }
                });
                assert_eq!(sink.finish(), (failing < 20).then_some("no"));
                assert_eq!(parts, (0..expected).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn an_early_part_waits() {
        let mut parts = Vec::new();
        let sink = OrderedSink::new(into(&mut parts), 3);
        for index in [2_u8, 1, 0] {
            assert!(sink.submit(index.into(), &mut vec![index]));
        }
        assert_eq!(sink.finish(), None);
        assert_eq!(parts, [0, 1, 2]);
    }

    #[test]
    fn only_so_many_parts_wait() {
        let sink = OrderedSink::new(|_: &[u8]| Ok::<_, ()>(()), 2);
        let far = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                sink.submit(2, &mut vec![2]);
                far.store(true, std::sync::atomic::Ordering::SeqCst);
            });
            sink.submit(1, &mut vec![1]);
            std::thread::sleep(std::time::Duration::from_millis(20));
            assert!(!far.load(std::sync::atomic::Ordering::SeqCst));
            sink.submit(0, &mut vec![0]);
        });
    }

    #[test]
    fn parts_before_the_abandoned_one_are_written_and_no_thread_waits() {
        let mut parts = Vec::new();
        let sink = OrderedSink::new(into(&mut parts), 1);
        std::thread::scope(|scope| {
            scope.spawn(|| assert!(!sink.submit(3, &mut vec![3])));
            sink.abandon(2, "gone");
            assert!(sink.submit(0, &mut vec![0]));
            assert!(!sink.submit(1, &mut vec![1]));
        });
        assert_eq!(sink.finish(), Some("gone"));
        assert_eq!(parts, [0, 1]);
    }

    #[test]
    fn a_large_part_is_written_in_pieces_when_its_turn_comes() {
        let mut parts = Vec::new();
        let sink = OrderedSink::new(into(&mut parts), 2);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut part = vec![2];
                assert!(sink.submit_start(1, &mut part));
                assert!(part.is_empty());
                part.push(3);
                assert!(sink.submit(1, &mut part));
            });
            let mut part = vec![0];
            assert!(sink.submit_start(0, &mut part));
            part.push(1);
            assert!(sink.submit(0, &mut part));
        });
        assert_eq!(sink.finish(), None);
        assert_eq!(parts, [0, 1, 2, 3]);
    }

    #[test]
    fn no_thread_waits_for_a_sink_that_panicked() {
        let sink: OrderedSink<_, ()> = OrderedSink::new(|_: &[u8]| panic!("the sink"), 1);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| sink.submit(2, &mut vec![2]));
            let handing = scope.spawn(|| sink.submit(0, &mut vec![0]));
            assert!(handing.join().is_err());
            assert!(!waiting.join().unwrap());
        });
    }
}
