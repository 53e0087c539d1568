//! A program at a pseudo-terminal of its own: its keys, and what it writes. Not what a screen makes of that.

use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A running program, and the other end of its terminal.
pub struct Pty {
    pub child: Box<dyn Child + Send + Sync>,
    pub keys: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
    // The child's terminal is gone with it.
    #[allow(dead_code, reason = "only some resize it; all keep it")]
    pub master: Box<dyn MasterPty + Send>,
}

pub fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

pub fn start(command: CommandBuilder, cols: u16, rows: u16) -> Pty {
    let pair = native_pty_system().openpty(size(cols, rows)).expect("a pseudo-terminal");
    let child = pair.slave.spawn_command(command).expect("the program starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let keys = pair.master.take_writer().expect("its input");
    let (sender, output) = channel();
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count) = reader.read(&mut bytes) {
            if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    Pty { child, keys, output, master: pair.master }
}
