//! Ctrl-C while something runs: it sets a flag that the machine looks at. Ctrl-Z where it is a key. Not Ctrl-C at the line
//! editor, which sees that as a key, too.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::flag;

use super::EXIT_INTERRUPTED;

/// A flag that Ctrl-C sets. A second Ctrl-C that finds it still set ends the program at once.
pub fn watch() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    // Without the signal Ctrl-C ends the program, as it does everywhere.
    let _ = flag::register_conditional_shutdown(SIGINT, EXIT_INTERRUPTED, Arc::clone(&stop))
        .and_then(|_| flag::register(SIGINT, Arc::clone(&stop)));
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

/// Stops the program, as Ctrl-Z does, until its shell goes on with it.
pub fn suspend() {
    // The signal goes to this thread, so that it has stopped before it does anything else to the terminal. Where it cannot,
    // nothing happens, as in a shell without jobs.
    let _ = signal_hook::low_level::raise(SIGTSTP);
}
