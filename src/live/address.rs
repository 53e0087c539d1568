//! Where the page is served: this machine alone unless an address says otherwise. Not the sockets.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// What is said of a text that is no address.
const WANTED: &str = "write an address and a port, as 127.0.0.1:8123, or :8123 for this machine alone";

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address(SocketAddr);

impl Address {
    /// Reads `ADDR`, `ADDR:PORT`, `:PORT` or `PORT`; what is left out is this machine and any free port. Names are not
    /// looked up, but for `localhost`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let ip = |text: &str| -> Option<IpAddr> {
            match text {
                "" | "localhost" => Some(Ipv4Addr::LOCALHOST.into()),
                _ => text.parse().ok(),
            }
        };
        let port = |text: &str| text.parse::<u16>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        if let Ok(whole) = text.parse::<SocketAddr>() {
            return Ok(Self(whole));
        }
        if let Some(port) = port(text) {
            return Ok(Self(SocketAddr::from((Ipv4Addr::LOCALHOST, port))));
        }
        let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
        let split = text.split_once(':').and_then(|(ip_part, port_part)| Some((ip(ip_part)?, port(port_part)?)));
        let (ip, port) = match (split, ip(bare)) {
            (Some(parts), _) => parts,
            (None, Some(ip)) if !text.is_empty() => (ip, 0),
            _ => return Err(WANTED.to_owned()),
        };
        Ok(Self(SocketAddr::new(ip, port)))
    }

    /// Whether only this machine can reach it.
    pub fn is_private(self) -> bool {
        self.0.ip().to_canonical().is_loopback()
    }

    /// As the system takes it.
    pub(super) fn socket(self) -> SocketAddr {
        self.0
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The address others reach `bound` at: an unspecified one (0.0.0.0) stands for all of this machine's, of which the one
/// towards the rest of the world is told.
pub fn reachable(bound: SocketAddr) -> SocketAddr {
    if !bound.ip().is_unspecified() {
        return bound;
    }
    let both = bound.is_ipv6();
    let towards = |from: SocketAddr, to: SocketAddr| -> Option<IpAddr> {
        // A datagram socket that is connected knows its route, and nothing has been sent.
        let socket = UdpSocket::bind(from).ok()?;
        socket.connect(to).ok()?;
        Some(socket.local_addr().ok()?.ip()).filter(|ip| !ip.is_unspecified())
    };
    // Addresses of documentation (RFC 5737, RFC 3849), which are nobody's.
    let four = || towards((Ipv4Addr::UNSPECIFIED, 0).into(), (Ipv4Addr::new(192, 0, 2, 1), 9).into());
    let documentation = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
    let six = || towards((Ipv6Addr::UNSPECIFIED, 0).into(), (documentation, 9).into());
    let own = if both { six().or_else(four) } else { four() };
    let fallback = || if both { Ipv6Addr::LOCALHOST.into() } else { Ipv4Addr::LOCALHOST.into() };
    SocketAddr::new(own.unwrap_or_else(fallback), bound.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_this_machine_and_any_port() {
        for (text, meant) in [
            ("127.0.0.1", "127.0.0.1:0"),
            ("127.0.0.1:8123", "127.0.0.1:8123"),
            (":8123", "127.0.0.1:8123"),
            ("8123", "127.0.0.1:8123"),
            ("localhost", "127.0.0.1:0"),
            ("localhost:1", "127.0.0.1:1"),
            ("0.0.0.0:8123", "0.0.0.0:8123"),
            ("[::1]:8123", "[::1]:8123"),
            ("[::1]", "[::1]:0"),
            ("::1", "[::1]:0"),
        ] {
            assert_eq!(Address::parse(text).map(|address| address.to_string()), Ok(meant.to_owned()), "{text}");
        }
        for text in ["", ":", "x.js", "replay", "example.org:80", "127.0.0.1:", ":65536", ":+1", "127.0.0.1:8123/x"] {
            assert_eq!(Address::parse(text), Err(WANTED.to_owned()), "{text}");
        }
    }

    #[test]
    fn only_loopback_is_private() {
        let private = |text| Address::parse(text).expect("it is an address").is_private();
        assert!(private(":1") && private("127.9.9.9") && private("[::1]:1") && private("[::ffff:127.0.0.1]:1"));
        assert!(!private("0.0.0.0:1") && !private("192.168.1.1:1") && !private("[::]:1"));
    }

    #[test]
    fn an_unspecified_address_is_told_as_one_that_can_be_reached() {
        for bound in ["0.0.0.0:7", "[::]:7", "127.0.0.1:7"] {
            let told = reachable(bound.parse().expect("an address"));
            assert!(!told.ip().is_unspecified() && told.port() == 7, "{told}");
        }
    }
}
