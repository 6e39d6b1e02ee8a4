//! Work on many items at once, results in the order of the items, in bounded memory.
//!
//! Enters: an iterator, work for each item, and a sink. Leaves: the sink's calls, in order. Threads only; nothing here
//! knows what the items are.
//!
//! Invariant: results that wait for an earlier one are at most [`WINDOW`] many and, but for one a worker, at most
//! [`WEIGHT`] heavy.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvError, TryRecvError, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Items that may be under way: enough for the workers to go on while a batch is written.
const WINDOW: u64 = 2048;
/// Weight of the results that may wait, in the unit of [`Sink::weigh`].
const WEIGHT: usize = 16 << 20;

/// Where results go.
pub trait Sink<U> {
    /// Takes the next result; `Break` ends all work.
    fn take(&mut self, result: U) -> ControlFlow<()>;

    /// Is called when no result is ready, before waiting for one.
    fn idle(&mut self) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// How much memory a result holds, about, in bytes.
    fn weigh(result: &U) -> usize;
}

/// What is under way.
#[derive(Default)]
struct Progress {
    taken: u64,
    waiting: usize,
    stop: bool,
}

/// Does `work` on every item with `jobs` threads, each with a state made by `begin`, and hands the results to `sink` in order.
pub fn ordered<T, W, U, S: Sink<U>>(
    jobs: usize,
    items: impl Iterator<Item = T> + Send,
    begin: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, T) -> U + Sync,
    sink: &mut S,
) where
    T: Send,
    U: Send,
{
    let items = Mutex::new((0_u64, items));
    let shared = Shared::default();
    std::thread::scope(|scope| {
        let (send, receive) = channel();
        for _ in 0..jobs.max(1) {
            let send = send.clone();
            let (items, shared, begin, work) = (&items, &shared, &begin, &work);
            scope.spawn(move || {
                let _stop = StopOnPanic(shared);
                let mut state = begin();
                loop {
                    // Numbers are given out under this lock, so whoever holds it waits for room for all.
                    let mut source = lock(items);
                    if !shared.wait_for_room(source.0) {
                        return;
                    }
                    let Some(item) = source.1.next() else {
                        return;
                    };
                    let number = source.0;
                    source.0 += 1;
                    drop(source);
                    let result = work(&mut state, item);
                    lock(&shared.progress).waiting += S::weigh(&result);
                    if send.send((number, result)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        in_order(&receive, &shared, sink);
        shared.stop();
    });
}

/// Hands results on in order until there are no more or the sink has enough.
fn in_order<U, S: Sink<U>>(receive: &Receiver<(u64, U)>, shared: &Shared, sink: &mut S) {
    let mut early = BTreeMap::new();
    let mut next = 0;
    loop {
        let (number, result) = match receive.try_recv() {
            Ok(found) => found,
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) => {
                if sink.idle().is_break() {
                    return;
                }
                match receive.recv() {
                    Ok(found) => found,
                    Err(RecvError) => return,
                }
            }
        };
        early.insert(number, result);
        while let Some(result) = early.remove(&next) {
            let weight = S::weigh(&result);
            if sink.take(result).is_break() {
                return;
            }
            next += 1;
            shared.taken(next, weight);
        }
    }
}

/// What the threads tell each other.
#[derive(Default)]
struct Shared {
    progress: Mutex<Progress>,
    room: Condvar,
}

impl Shared {
    /// Waits until item `number` may begin; `false` if all work ends.
    fn wait_for_room(&self, number: u64) -> bool {
        let mut now = lock(&self.progress);
        while !now.stop && (number >= now.taken + WINDOW || now.waiting >= WEIGHT) {
            now = self.room.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
        !now.stop
    }

    fn taken(&self, next: u64, weight: usize) {
        let mut now = lock(&self.progress);
        now.taken = next;
        now.waiting = now.waiting.saturating_sub(weight);
        drop(now);
        self.room.notify_all();
    }

    fn stop(&self) {
        lock(&self.progress).stop = true;
        self.room.notify_all();
    }
}

/// A worker that panics leaves a gap that the others would wait for.
struct StopOnPanic<'s>(&'s Shared);

impl Drop for StopOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stop();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Collect(Vec<u64>, usize);

    impl Sink<u64> for Collect {
        fn take(&mut self, result: u64) -> ControlFlow<()> {
            self.0.push(result);
            if self.0.len() == self.1 {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        }

        fn weigh(_: &u64) -> usize {
            WEIGHT / 3
        }
    }

    #[test]
    fn results_come_in_order_whatever_is_slow() {
        for jobs in [1, 2, 7] {
            let mut sink = Collect(vec![], usize::MAX);
            let slow = |(): &mut (), i: u64| {
                if i.is_multiple_of(13) {
                    std::thread::sleep(std::time::Duration::from_millis(1));
                }
                i * 2
            };
            ordered(jobs, 0..500, || (), slow, &mut sink);
            assert_eq!(sink.0, (0..500).map(|i| i * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_sink_that_has_enough_ends_the_work() {
        let mut sink = Collect(vec![], 10);
        ordered(3, 0.., || (), |(), i| i, &mut sink);
        assert_eq!(sink.0, (0..10).collect::<Vec<_>>());
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_passed_on_and_nobody_waits() {
        let broken = |(): &mut (), i: u64| {
            assert!(i != 5, "broken");
            i
        };
        ordered(3, 0.., || (), broken, &mut Collect(vec![], usize::MAX));
    }
}
