//! Ctrl-C while something runs: it sets a flag that the machine looks at. What else ends the program. Ctrl-Z where it is a key. Not Ctrl-C at the line
//! editor, which sees that as a key, too.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a prompt, whose session should be kept, has to obey a Ctrl-C before the next one ends it.
const PATIENCE: Duration = Duration::from_secs(2);

/// A flag that Ctrl-C sets. A second Ctrl-C that finds it still set ends the program at once, as other signals do: after
/// `last`.
pub fn watch(last: impl Fn() + Send + 'static) -> Arc<AtomicBool> {
    watch_for(Duration::ZERO, last)
}

/// The same for a prompt: there it ends the program only where nothing has come of the first one for a while.
pub fn watch_prompt(last: impl Fn() + Send + 'static) -> Arc<AtomicBool> {
    watch_for(PATIENCE, last)
}

fn watch_for(patience: Duration, last: impl Fn() + Send + 'static) -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&stop);
    let first = Mutex::new(Instant::now());
    let interrupts = move || {
        let Ok(mut first) = first.lock() else { return false };
        if !set.swap(true, Ordering::Relaxed) {
            *first = Instant::now();
            return true;
        }
        first.elapsed() < patience
    };
    // Without it Ctrl-C ends the program, as it does everywhere.
    signals::told(last, interrupts);
    stop
}

/// A flag that everything sets by which a program is asked to end: what has changed the terminal puts it back first.
pub fn watch_for_the_end() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    signals::end_sets(&stop);
    stop
}

/// A flag that is set when the program goes on after it was stopped: others may have used the terminal meanwhile.
pub fn watch_for_going_on() -> Arc<AtomicBool> {
    let going_on = Arc::new(AtomicBool::new(false));
    signals::going_on_sets(&going_on);
    going_on
}

/// Stops the program, as Ctrl-Z does where keys are not read one by one; comes back when its shell goes on with it.
pub fn pause() -> io::Result<()> {
    signals::stop()
}

/// What can be read whenever the screen gets another size.
pub fn resized() -> io::Result<io::PipeReader> {
    signals::resized()
}

#[cfg(unix)]
mod signals {
    use std::io;
    use std::process;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::thread;

    use super::super::exit::EXIT_INTERRUPTED;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::Signals;
    use signal_hook::{flag, low_level};

    /// At each Ctrl-C that `interrupts` does not take, and at whatever else ends the program, it ends after `last`.
    pub fn told(last: impl Fn() + Send + 'static, interrupts: impl Fn() -> bool + Send + 'static) {
        // Without the signals they end the program, as they do everywhere.
        if let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) {
            thread::spawn(move || {
                for signal in signals.forever() {
                    if signal == SIGINT && interrupts() {
                        continue;
                    }
                    last();
                    if signal == SIGINT {
                        process::exit(EXIT_INTERRUPTED);
                    }
                    let _ = low_level::emulate_default_handler(signal);
                }
            });
        }
    }

    pub fn end_sets(stop: &Arc<AtomicBool>) {
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            // Without the signal it ends the program, as it does everywhere.
            let _ = flag::register(signal, Arc::clone(stop));
        }
    }

    pub fn going_on_sets(going_on: &Arc<AtomicBool>) {
        // Without the signal the screen stays as it was left, until a key draws it again.
        let _ = flag::register(SIGCONT, Arc::clone(going_on));
    }

    pub fn resized() -> io::Result<io::PipeReader> {
        let (told, tells) = io::pipe()?;
        low_level::pipe::register(SIGWINCH, tells)?;
        Ok(told)
    }

    /// The signal goes to this thread, so that it has stopped before it does anything else to the terminal.
    pub fn stop() -> io::Result<()> {
        low_level::raise(SIGTSTP)
    }
}

/// Where there is only Ctrl-C, and nothing stops a program to go on with it.
#[cfg(not(unix))]
mod signals {
    use std::io;
    use std::process;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::super::exit::EXIT_INTERRUPTED;

    pub fn told(last: impl Fn() + Send + 'static, interrupts: impl Fn() -> bool + Send + 'static) {
        let _ = ctrlc::set_handler(move || {
            if !interrupts() {
                last();
                process::exit(EXIT_INTERRUPTED);
            }
        });
    }

    pub fn end_sets(stop: &Arc<AtomicBool>) {
        let set = Arc::clone(stop);
        let _ = ctrlc::set_handler(move || set.store(true, Ordering::Relaxed));
    }

    pub fn going_on_sets(_: &Arc<AtomicBool>) {}

    pub fn resized() -> io::Result<io::PipeReader> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn stop() -> io::Result<()> {
        Ok(())
    }
}
