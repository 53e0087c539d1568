//! Output in large parts that leaves soon all the same: what was written is handed on by and by, whatever the writer does
//! meanwhile. Not what is written.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::Duration;

/// How much is gathered before it is handed on at once, in bytes.
const MOST: usize = 64 * 1024;

/// How long anything waits for more.
const SOON: Duration = Duration::from_millis(30);

/// How long a program that is ended waits for one who reads slowly.
const PATIENCE: Duration = Duration::from_millis(500);

/// A file that is written in parts; its clones are the same one.
#[derive(Clone)]
pub struct Gathered(Arc<Shared>);

struct Shared {
    writer: Mutex<BufWriter<File>>,
    /// Something waits to be handed on.
    begun: Condvar,
    /// Whoever hands on is there.
    handing_on: Once,
}

impl Shared {
    fn writer(&self) -> MutexGuard<'_, BufWriter<File>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands on what waits, again and again.
    fn keep_handing_on(&self) {
        loop {
            let idle = self.begun.wait_while(self.writer(), |writer| writer.buffer().is_empty());
            drop(idle);
            thread::sleep(SOON);
            // Whoever writes next meets the same error.
            let _ = self.writer().flush();
        }
    }
}

impl Gathered {
    /// Gathers what is written to `file`.
    pub fn new(file: File) -> Self {
        let writer = Mutex::new(BufWriter::with_capacity(MOST, file));
        Self(Arc::new(Shared { writer, begun: Condvar::new(), handing_on: Once::new() }))
    }

    /// Hands everything on, unless nobody takes it for long.
    pub fn hand_on(&self) {
        let (done, waits) = channel();
        let mut same = self.clone();
        let handing = thread::Builder::new().spawn(move || {
            let _ = same.flush();
            let _ = done.send(());
        });
        if handing.is_ok() {
            let _ = waits.recv_timeout(PATIENCE);
        }
    }
}

impl Write for Gathered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut writer = self.0.writer();
        let idle = writer.buffer().is_empty();
        let count = writer.write(bytes);
        if idle {
            self.0.handing_on.call_once(|| {
                let other = Arc::clone(&self.0);
                // Without, everything leaves at the latest when the program ends.
                let _ = thread::Builder::new().spawn(move || other.keep_handing_on());
            });
            self.0.begun.notify_one();
        }
        count
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.writer().flush()
    }
}
