//! Ctrl-C while something runs: it sets a flag that the machine looks at. Not Ctrl-C at the line editor, which sees it as a key.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
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
