//! Ctrl-C while something runs: it sets a flag that the machine looks at. What else ends the program. Ctrl-Z where it is a key. Not Ctrl-C at the line
//! editor, which sees that as a key, too.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::{flag, low_level};

use super::EXIT_INTERRUPTED;

/// A flag that Ctrl-C sets. A second Ctrl-C that finds it still set ends the program at once, as other signals do: after
/// `last`.
pub fn watch(last: impl Fn() + Send + 'static) -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&stop);
    // Without the signals they end the program, as they do everywhere.
    if let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) {
        thread::spawn(move || {
            for signal in signals.forever() {
                if signal == SIGINT && !set.swap(true, Ordering::Relaxed) {
                    continue;
                }
                last();
                if signal == SIGINT {
                    low_level::exit(EXIT_INTERRUPTED);
                }
                let _ = low_level::emulate_default_handler(signal);
            }
        });
    }
    stop
}

/// A flag that everything sets by which a program is asked to end: what has changed the terminal puts it back first.
pub fn watch_for_the_end() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // Without the signal it ends the program, as it does everywhere.
        let _ = flag::register(signal, Arc::clone(&stop));
    }
    stop
}

/// A flag that is set when the program goes on after it was stopped: others may have used the terminal meanwhile.
pub fn watch_for_going_on() -> Arc<AtomicBool> {
    let going_on = Arc::new(AtomicBool::new(false));
    // Without the signal the screen stays as it was left, until a key draws it again.
    let _ = flag::register(SIGCONT, Arc::clone(&going_on));
    going_on
}

/// Stops the program, as Ctrl-Z does where keys are not read one by one; comes back when its shell goes on with it. The signal
/// goes to this thread, so that it has stopped before it does anything else to the terminal.
pub fn pause() -> io::Result<()> {
    low_level::raise(SIGTSTP)
}
