//! Any bytes as the head of a request to the live page, whole and as they come in pieces. Not a socket.
#![no_main]

#[allow(dead_code)]
#[path = "../../src/live/http.rs"]
mod http;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let whole = http::end(bytes);
    for part in 0..bytes.len().min(64) {
        // What is refused early stays refused; what has ended stays as it is.
        match http::end(&bytes[..part]) {
            Err(status) => assert_eq!(whole, Err(status)),
            Ok(Some(end)) => assert_eq!(whole, Ok(Some(end))),
            Ok(None) => {}
        }
    }
    let end = whole.ok().flatten().unwrap_or(bytes.len());
    let _ = http::parse(&bytes[..end]);
});
