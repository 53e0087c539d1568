//! Lets clients in, one thread each, and answers what they ask for. Nothing they do reaches the prompt: all they are given is
//! the log.

use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::address::{Address, reachable};
use super::bounds::{CONNECTIONS, FAREWELL, HEAD, HEAD_TIME, LINGER, STACK, WRITE_TIME};
use super::entry::Entry;
use super::http::{self, Request, Status};
use super::log::Log;
use super::stream;
use super::token::Token;
use crate::page::{Page, Place, SCRIPT, STYLE};
use serde_json::json;

/// How long the door stays shut after the system had no connection to give.
const PAUSE: Duration = Duration::from_millis(50);

/// What every thread knows.
struct Door {
    token: Token,
    log: Arc<Log>,
    /// Connections that are open.
    open: AtomicUsize,
}

/// The page, for as long as this lives.
pub struct Live {
    log: Arc<Log>,
    bound: SocketAddr,
    url: String,
}

impl Live {
    /// Begins to listen at `address`.
    pub fn open(address: Address) -> io::Result<Self> {
        let token = Token::new()?;
        let listener = TcpListener::bind(address.socket())?;
        let bound = listener.local_addr()?;
        let url = format!("http://{}/{token}/", reachable(bound));
        let log = Arc::new(Log::default());
        let door = Arc::new(Door { token, log: Arc::clone(&log), open: AtomicUsize::new(0) });
        thread::Builder::new().stack_size(STACK).spawn(move || listen(&listener, &door))?;
        Ok(Self { log, bound, url })
    }

    /// Where the page is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Tells everybody who follows. Waits for none of them.
    pub fn tell(&self, entry: &Entry) {
        self.log.push(entry);
    }
}

impl Drop for Live {
    /// Tells everybody that the prompt was left, and listens no more.
    fn drop(&mut self) {
        self.log.leave(FAREWELL);
        let ip = match self.bound.ip() {
            ip if !ip.is_unspecified() => ip,
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        };
        // Whoever listens looks up only when somebody comes. Where nobody can, the process ends soon, and it with it.
        let _ = TcpStream::connect_timeout(&SocketAddr::new(ip, self.bound.port()), FAREWELL);
    }
}

fn listen(listener: &TcpListener, door: &Arc<Door>) {
    for stream in listener.incoming() {
        if door.log.is_left() {
            return;
        }
        match stream {
            Ok(stream) => admit(stream, door),
            // No connection to be had (too many files, one given up already) is no reason to turn in circles.
            Err(_) => thread::sleep(PAUSE),
        }
    }
}

/// A connection that is counted for as long as this lives.
struct Visit(Arc<Door>);

impl Visit {
    fn begin(door: &Arc<Door>) -> Option<Self> {
        let visit = Self(Arc::clone(door));
        (door.open.fetch_add(1, Ordering::Relaxed) < CONNECTIONS).then_some(visit)
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

fn admit(mut stream: TcpStream, door: &Arc<Door>) {
    let Some(visit) = Visit::begin(door) else {
        // A few bytes to a new connection: the system takes them at once, or not at all.
        let _ = stream.set_nonblocking(true).and_then(|()| stream.write_all(&http::refusal(Status::Busy, false)));
        return;
    };
    // Without a thread the connection is closed, which says enough.
    let _ = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Whatever goes wrong with a client is between the two of them.
        let _ = serve(&mut stream, &visit.0);
    });
}

fn serve(stream: &mut TcpStream, door: &Door) -> io::Result<()> {
    stream.set_write_timeout(Some(WRITE_TIME))?;
    let answer = match read(stream)? {
        None => return Ok(()),
        Some(Err(status)) => http::refusal(status, false),
        Some(Ok(request)) => match door.find(&request) {
            Found::Answer(answer) => answer,
            Found::Events => {
                let Some(_place) = door.log.follow() else {
                    return finish(stream, &http::refusal(Status::Busy, false));
                };
                return stream::follow(stream, &door.log, request.after);
            }
        },
    };
    finish(stream, &answer)
}

/// The request of a client; `None` where it has left without one.
fn read(stream: &mut TcpStream) -> io::Result<Option<Result<Request, Status>>> {
    let until = Instant::now() + HEAD_TIME;
    let mut head = Vec::new();
    let mut part = [0; 1024];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok((!head.is_empty()).then_some(Err(Status::Slow)));
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut part) {
            Ok(0) => return Ok((!head.is_empty()).then_some(Err(Status::Bad))),
            Ok(count) => head.extend_from_slice(&part[..count]),
            Err(error) => match error.kind() {
                io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted => continue,
                _ => return Err(error),
            },
        }
        match http::end(&head) {
            Err(status) => return Ok(Some(Err(status))),
            Ok(Some(end)) if end <= HEAD => return Ok(Some(http::parse(&head[..end]))),
            Ok(None) if head.len() <= HEAD => {}
            Ok(_) => return Ok(Some(Err(Status::TooLarge))),
        }
    }
}

/// The page that follows.
fn page() -> String {
    let steps = "<noscript>This page needs its script to hear what is new.</noscript>\n".to_owned();
    Page { title: "slabscope, live", data: json!({ "live": true }), steps, place: Place::Prompt, ..Page::default() }
        .html()
}

/// What a request is answered with.
enum Found {
    Answer(Vec<u8>),
    Events,
}

impl Door {
    fn find(&self, request: &Request) -> Found {
        let head_only = request.head_only;
        let path = request.path.strip_prefix('/').unwrap_or_default();
        let (token, name) = path.split_once('/').map_or((path, None), |(token, name)| (token, Some(name)));
        if !self.token.is(token) {
            return Found::Answer(http::refusal(Status::NotFound, head_only));
        }
        let answer = |kind, body: &str| http::answer(Status::Ok, kind, body, head_only);
        Found::Answer(match name {
            None => http::redirect(&format!("/{}/", self.token)),
            Some("") => answer("text/html", &page()),
            Some("page.css") => answer("text/css", &STYLE),
            Some("page.js") => answer("text/javascript", &SCRIPT),
            Some("events") if head_only => http::stream_head(),
            Some("events") => return Found::Events,
            Some(_) => http::refusal(Status::NotFound, head_only),
        })
    }
}

/// Sends an answer. What the client still sends is read for a moment: closing before would take the answer from it.
fn finish(stream: &mut TcpStream, answer: &[u8]) -> io::Result<()> {
    stream.write_all(answer)?;
    stream.shutdown(Shutdown::Write)?;
    let until = Instant::now() + LINGER;
    stream.set_read_timeout(Some(LINGER))?;
    while Instant::now() < until && stream.read(&mut [0; 1024])? > 0 {}
    Ok(())
}
