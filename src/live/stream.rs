//! One page told what is new, as server-sent events (HTML Living Standard, section 9.2), until one side leaves. What a page
//! does not take in time is its own loss: it is cut off, comes back, and gets what is still kept.

use std::io::{self, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

use super::bounds::{BEAT, FRAME_TIME, LOOK, WRITE_TIME};
use super::http;
use super::log::{Event, Log, News};

/// A page without a connection asks again after this long, in milliseconds.
const RETRY: u32 = 1500;

/// Tells everything after number `after`.
pub fn follow(stream: &mut TcpStream, log: &Log, mut after: u64) -> io::Result<()> {
    stream.set_write_timeout(Some(WRITE_TIME))?;
    // Small news are sent at once.
    stream.set_nodelay(true)?;
    send(stream, &http::stream_head())?;
    send(stream, format!("retry: {RETRY}\n\n").as_bytes())?;
    let mut picture: Option<Arc<str>> = None;
    let mut heard = Instant::now();
    loop {
        match log.wait(after, LOOK) {
            News::Events(events) => {
                for event in events {
                    let same = picture.as_ref().is_some_and(|last| Arc::ptr_eq(last, &event.picture));
                    send(stream, frame(&event, !same).as_bytes())?;
                    picture = Some(Arc::clone(&event.picture));
                    after = event.number;
                }
                heard = Instant::now();
            }
            News::Nothing if has_gone(stream)? => return Ok(()),
            News::Nothing if heard.elapsed() >= BEAT => {
                send(stream, b"event: beat\ndata: 1\n\n")?;
                heard = Instant::now();
            }
            News::Nothing => {}
            News::Left => return send(stream, b"event: left\ndata: 1\n\n"),
        }
    }
}

/// An entry as an event; without a picture where the page has the same one already.
fn frame(event: &Event, drawn: bool) -> String {
    let Event { number, text, picture } = event;
    // JSON has no newline outside its strings, and none inside them.
    if drawn {
        format!("id: {number}\ndata: {{\"number\":{number},{text},\"picture\":{picture}}}\n\n")
    } else {
        format!("id: {number}\ndata: {{\"number\":{number},{text}}}\n\n")
    }
}

/// Writes all of it, but waits no longer than `FRAME_TIME` in all.
fn send(stream: &mut TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    let began = Instant::now();
    while !bytes.is_empty() {
        match stream.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if began.elapsed() > FRAME_TIME {
            return Err(io::ErrorKind::TimedOut.into());
        }
    }
    Ok(())
}

/// Whether the other side has closed the connection. It has nothing more to say, so what it says is not read.
fn has_gone(stream: &TcpStream) -> io::Result<bool> {
    stream.set_nonblocking(true)?;
    let peeked = stream.peek(&mut [0]);
    stream.set_nonblocking(false)?;
    Ok(match peeked {
        Ok(count) => count == 0,
        Err(error) => !matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_line_of_data() {
        let picture = Arc::from("\"<svg>\\n</svg>\"");
        let event = Event { number: 7, text: "\"markup\":\"a\\nb\"".into(), picture };
        let with = "id: 7\ndata: {\"number\":7,\"markup\":\"a\\nb\",\"picture\":\"<svg>\\n</svg>\"}\n\n";
        assert_eq!(frame(&event, true), with);
        assert_eq!(frame(&event, false), "id: 7\ndata: {\"number\":7,\"markup\":\"a\\nb\"}\n\n");
    }
}
