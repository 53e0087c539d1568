//! What a host of the WebAssembly file finds, and what it must bring. Not what is done with a request.
#![allow(unsafe_code, reason = "names a host finds are exported, and its clock is imported")]

use super::Instance;
use std::cell::RefCell;
use std::time::Duration;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static INSTANCE: RefCell<Instance> = RefCell::new(Instance::new(now, tell));
}

#[cfg(target_family = "wasm")]
#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// Milliseconds since whenever, only ever more.
    safe fn milliseconds() -> f64;
    /// Hears what is said while a request is answered: where it is, and how many bytes it has.
    #[link_name = "tell"]
    safe fn told(at: *const u8, length: usize);
}

#[cfg(not(target_family = "wasm"))]
fn milliseconds() -> f64 {
    0.0
}

#[cfg(not(target_family = "wasm"))]
fn told(_: *const u8, _: usize) {}

fn tell(text: &str) {
    told(text.as_ptr(), text.len());
}

fn now() -> Duration {
    Duration::try_from_secs_f64(milliseconds() / 1000.0).unwrap_or_default()
}

/// Room for a request of so many bytes; where it begins.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *const u8 {
    ROOM.with_borrow_mut(|room| {
        room.clear();
        room.resize(length, 0);
        room.as_ptr()
    })
}

/// Answers the request in the room; how many bytes the answer has.
#[unsafe(no_mangle)]
pub extern "C" fn ask() -> usize {
    let request = ROOM.take();
    let answer = INSTANCE.with_borrow_mut(|instance| instance.ask(&request));
    let length = answer.len();
    ROOM.set(answer.into_bytes());
    length
}

/// Where the answer begins.
#[unsafe(no_mangle)]
pub extern "C" fn at() -> *const u8 {
    ROOM.with_borrow(Vec::as_ptr)
}
