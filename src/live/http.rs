//! As much of HTTP/1.1 (RFC 9112) as one page needs: requests without a body, answers that end with the connection. Not
//! what there is to ask for. Strict: what is not plainly right is refused.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A request that may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `HEAD`: the answer's head alone is wanted.
    pub head_only: bool,
    /// The path, beginning with `/`.
    pub path: String,
    /// The last entry this client has: the header `Last-Event-ID`, or `after` in the query where a page asks by itself.
    pub after: u64,
}

/// How an answer begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Ok,
    Moved,
    Bad,
    NotFound,
    Method,
    Slow,
    Misdirected,
    TooLarge,
    Busy,
    Version,
}

impl Status {
    /// Number and words (RFC 9110, section 15).
    pub fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::Moved => "308 Permanent Redirect",
            Self::Bad => "400 Bad Request",
            Self::NotFound => "404 Not Found",
            Self::Method => "405 Method Not Allowed",
            Self::Slow => "408 Request Timeout",
            Self::Misdirected => "421 Misdirected Request",
            Self::TooLarge => "431 Request Header Fields Too Large",
            Self::Busy => "503 Service Unavailable",
            Self::Version => "505 HTTP Version Not Supported",
        }
    }

    fn extra(self) -> &'static str {
        match self {
            Self::Method => "Allow: GET, HEAD\r\n",
            Self::Busy => "Retry-After: 5\r\n",
            _ => "",
        }
    }
}

/// Where the head of a request ends, behind its empty line; an error as soon as it cannot become a head any more.
pub fn end(bytes: &[u8]) -> Result<Option<usize>, Status> {
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
        if at == 0 || bytes[at - 1] != b'\r' {
            return Err(Status::Bad);
        }
        if bytes[..at - 1].ends_with(b"\r\n") {
            return Ok(Some(at + 1));
        }
    }
    Ok(None)
}

/// Reads a head, empty line included.
pub fn parse(head: &[u8]) -> Result<Request, Status> {
    let head = std::str::from_utf8(head).map_err(|_| Status::Bad)?;
    let mut lines = head.strip_suffix("\r\n\r\n").ok_or(Status::Bad)?.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Status::Bad);
    };
    if !is_token(method) || !target.starts_with('/') || !target.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Status::Bad);
    }
    match version {
        "HTTP/1.1" | "HTTP/1.0" => {}
        _ if version.starts_with("HTTP/") => return Err(Status::Version),
        _ => return Err(Status::Bad),
    }
    let (mut host, mut after) = (None, None);
    for line in lines {
        let (name, value) = line.split_once(':').ok_or(Status::Bad)?;
        let value = value.trim_matches([' ', '\t']);
        if !is_token(name) || value.chars().any(|c| c.is_control() && c != '\t') {
            return Err(Status::Bad);
        }
        match name.to_ascii_lowercase().as_str() {
            "host" if host.replace(value).is_some() => return Err(Status::Bad),
            "last-event-id" => after = Some(value),
            // Nothing that is asked for here takes a body, and one nobody reads could be taken for a second request.
            "transfer-encoding" => return Err(Status::Bad),
            "content-length" if value != "0" => return Err(Status::Bad),
            _ => {}
        }
    }
    if !is_own_name(host.ok_or(Status::Bad)?) {
        return Err(Status::Misdirected);
    }
    let head_only = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Status::Method),
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let asked = query.split('&').find_map(|part| part.strip_prefix("after="));
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u64>().ok());
    Ok(Request { head_only, path: path.to_owned(), after: number(after).or(number(asked)).unwrap_or(0) })
}

fn is_token(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

/// Whether a page of that host may be asked for here: an address in figures, or `localhost`. A name of the outer world may
/// have been made to point here so that a page of that name can read along.
fn is_own_name(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((six, rest)) if six.parse::<Ipv6Addr>().is_ok() => ("localhost", rest.strip_prefix(':').or(none(rest))),
        Some(_) => return false,
        None => host.split_once(':').map_or((host, Some("0")), |(name, port)| (name, Some(port))),
    };
    let is_number = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    port.is_some_and(is_number) && (name.eq_ignore_ascii_case("localhost") || name.parse::<Ipv4Addr>().is_ok())
}

/// The port where none is written.
fn none(rest: &str) -> Option<&str> {
    rest.is_empty().then_some("0")
}

/// What every answer says of itself: kept by nobody, framed by nobody, and it loads nothing but what is served beside it.
const GUARDS: &str = "Cache-Control: no-store\r\n\
                      Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
                      Cross-Origin-Resource-Policy: same-origin\r\n\
                      Referrer-Policy: no-referrer\r\n\
                      X-Content-Type-Options: nosniff\r\n\
                      X-Frame-Options: DENY\r\n\
                      Connection: close\r\n";

/// An answer whose whole body is known.
pub fn answer(status: Status, kind: &str, body: &str, head_only: bool) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\n{}{GUARDS}\r\n",
        status.line(),
        body.len(),
        status.extra()
    );
    if head_only { head.into_bytes() } else { (head + body).into_bytes() }
}

/// An answer that only says how it went.
pub fn refusal(status: Status, head_only: bool) -> Vec<u8> {
    answer(status, "text/plain", &format!("{}\n", status.line()), head_only)
}

/// Sends a client on to `path`.
pub fn redirect(path: &str) -> Vec<u8> {
    let line = Status::Moved.line();
    format!("HTTP/1.1 {line}\r\nLocation: {path}\r\nContent-Length: 0\r\n{GUARDS}\r\n").into_bytes()
}

/// The head of an answer that goes on until the connection ends.
pub fn stream_head() -> Vec<u8> {
    let line = Status::Ok.line();
    format!("HTTP/1.1 {line}\r\nContent-Type: text/event-stream; charset=utf-8\r\n{GUARDS}\r\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Request, Status> {
        let bytes = text.as_bytes();
        let length = end(bytes)?.ok_or(Status::Slow)?;
        parse(&bytes[..length])
    }

    fn get(target: &str, headers: &str) -> Result<Request, Status> {
        parsed(&format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:8123\r\n{headers}\r\n"))
    }

    #[test]
    fn a_browser_is_understood() {
        let asked = get("/x/events?after=4", "Accept: text/event-stream\r\nCookie: a=é\r\n").expect("it is right");
        assert_eq!(asked, Request { head_only: false, path: "/x/events".to_owned(), after: 4 });
        assert_eq!(get("/", "last-event-id:  17 \r\n").map(|asked| asked.after), Ok(17));
        assert_eq!(get("/?after=3", "Last-Event-ID: 17\r\n").map(|asked| asked.after), Ok(17));
        assert_eq!(get("/?after=-3", "Last-Event-ID: no\r\n").map(|asked| asked.after), Ok(0));
        assert!(parsed("HEAD / HTTP/1.0\r\nHost: localhost\r\n\r\nmore").expect("it is right").head_only);
    }

    #[test]
    fn what_is_not_plainly_right_is_refused() {
        for text in [
            "\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1 \r\nHost: localhost\r\n\r\n",
            "GET x HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / http/1.1\r\nHost: localhost\r\n\r\n",
            "G(T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\nHost: localhost\n\n",
            "\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nnothing\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u{0}b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
        ] {
            assert_eq!(parsed(text), Err(Status::Bad), "{text:?}");
        }
        assert_eq!(parse(b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n"), Err(Status::Bad));
        assert_eq!(parsed("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n"), Err(Status::Version));
        assert_eq!(parsed("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"), Err(Status::Method));
        assert_eq!(end(b"GET / HTTP/1.1\r\nHost: loc"), Ok(None));
    }

    #[test]
    fn names_of_the_outer_world_are_refused() {
        for host in
            ["127.0.0.1", "127.0.0.1:8123", "192.168.1.7:80", "localhost", "LocalHost:9", "[::1]", "[fe80::1]:8123"]
        {
            assert!(is_own_name(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8123",
            "127.0.0.1.evil.example",
            "localhost.",
            "127.0.0.1:",
            "127.0.0.1:x",
            "127.0.0.1:99999",
            "a@127.0.0.1",
            "[::1",
            "[::1]x",
            "[::1]:",
            "[evil]:80",
            "127.1",
            "2130706433",
            "::1",
        ] {
            assert!(!is_own_name(host), "{host}");
        }
    }

    #[test]
    fn answers_are_guarded() {
        let text = |bytes| String::from_utf8(bytes).expect("it is text");
        let all = [
            text(answer(Status::Ok, "text/html", "x", false)),
            text(refusal(Status::Method, false)),
            text(redirect("/x/")),
            text(stream_head()),
        ];
        for answer in all {
            let (head, _) = answer.split_once("\r\n\r\n").expect("it has a head");
            for guard in ["default-src 'none'", "no-store", "no-referrer", "nosniff", "Connection: close"] {
                assert!(head.contains(guard), "{guard}: {head}");
            }
            assert!(!head.replace("\r\n", "").contains(['\r', '\n']));
        }
        assert!(text(answer(Status::Ok, "text/html", "body", true)).ends_with("\r\n\r\n"));
    }
}
