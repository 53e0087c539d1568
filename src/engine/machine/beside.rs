//! Long pure work that cannot be stopped, done beside the machine so that limits and Ctrl-C end the wait for it. Not work that
//! sees the heap.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::{Completion, Machine, Thrown};

/// How often it is asked whether to go on waiting.
const LOOK: Duration = Duration::from_millis(2);

/// The steps a look at work outside the machine stands for.
const WAIT: u64 = 20_000;

/// The stack of such work, and of what nests as deeply as a program's text may.
const STACK: usize = 8 << 20;
const DEEP: usize = 256 << 20;

impl Machine {
    /// What `work` gives. Work that takes less than about a millisecond is better done at once. What nobody waits for any more
    /// is left to itself: how much memory it takes must be admitted before, and what can stop looks at the flag it is given,
    /// which says so.
    pub fn beside<T: Send + 'static>(&mut self, work: impl FnOnce(&AtomicBool) -> T + Send + 'static) -> Completion<T> {
        self.beside_on(STACK, work)
    }

    /// The same for work that nests as deeply as a program's text.
    pub fn beside_deeply<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&AtomicBool) -> T + Send + 'static,
    ) -> Completion<T> {
        self.beside_on(DEEP, work)
    }

    /// The same on so large a stack.
    pub(super) fn beside_on<T: Send + 'static>(
        &mut self,
        stack: usize,
        work: impl FnOnce(&AtomicBool) -> T + Send + 'static,
    ) -> Completion<T> {
        let left = Arc::new(AtomicBool::new(false));
        // In a browser there is no thread to leave behind: there the page ends its worker.
        if cfg!(target_family = "wasm") {
            return Ok(work(&left));
        }
        let (sender, receiver) = channel();
        let seen = Arc::clone(&left);
        let working = thread::Builder::new().stack_size(stack).spawn(move || {
            let _ = sender.send(work(&seen));
        });
        // No room for its stack is no room.
        let Ok(working) = working else { return Err(Thrown::OutOfMemory) };
        loop {
            match receiver.recv_timeout(LOOK) {
                Ok(done) => return Ok(done),
                Err(RecvTimeoutError::Timeout) => {
                    self.steps += WAIT;
                    self.look_at_limits().inspect_err(|_| left.store(true, Ordering::Relaxed))?;
                }
                Err(RecvTimeoutError::Disconnected) => match working.join() {
                    Err(panic) => std::panic::resume_unwind(panic),
                    Ok(()) => return Err(Thrown::OutOfMemory),
                },
            }
        }
    }
}
