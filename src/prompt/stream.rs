//! What a terminal sends, as the line editor can take it: UTF-8, key sequences it knows, control characters of pastes as marks; and
//! what else there is in it. Not what keys mean.

use std::str;

use rustyline::KeyCode;

use super::answers::{Answer, ground};
use super::marks::mark;

/// How a paste begins and ends (xterm's bracketed paste).
const PASTE: (&str, &str) = ("\x1b[200~", "\x1b[201~");
/// Shift-Enter and kin, of terminals that tell them (xterm's modifyOtherKeys, the kitty protocol): each begins a line.
const NEW_LINE: [&str; 8] = [
    "\x1b[13;2u",
    "\x1b[13;3u",
    "\x1b[13;4u",
    "\x1b[13;5u",
    "\x1b[27;2;13~",
    "\x1b[27;3;13~",
    "\x1b[27;4;13~",
    "\x1b[27;5;13~",
];
/// A mouse's report as xterm began it: three characters follow.
const REPORT: &str = "\x1b[M";
/// Alt-Enter, as the line editor reads it.
const ALT_ENTER: &str = "\x1b\r";
/// Escape by itself where it is a key, not the beginning of one: a key nobody has.
pub const ESCAPE: (&str, KeyCode) = ("\x1b[24~", KeyCode::F(12));
/// What ends a search, and does nothing else: Ctrl-G.
pub const ABORT: &str = "\x07";
/// Keys nobody has either, after each other, for a screen that got another size: the line editor does not look at that by itself while
/// it searches or waits for the rest of a command. The first ends that, the second draws anew.
pub const RESIZED: [(&str, KeyCode); 2] = [("\x1b[23~", KeyCode::F(11)), ("\x1b[21~", KeyCode::F(10))];
/// The longest key sequence.
const LONGEST: usize = 64;
/// The longest string a terminal answers with that is read; of longer ones only the end is waited for.
const LONGEST_TEXT: usize = 4096;

/// What has been sent.
#[derive(Debug, Default)]
pub struct Stream {
    /// The beginning of a character.
    begun: Vec<u8>,
    place: Place,
    /// What the line editor may read.
    pub ready: Vec<u8>,
    /// How many bytes were no UTF-8.
    pub bad: usize,
    /// Where a mouse's first button was pressed: column and row, from 0.
    pub clicks: Vec<(usize, usize)>,
    /// What it was asked.
    pub answers: Vec<Answer>,
}

/// Where in the stream the next character stands.
#[derive(Debug, Default)]
enum Place {
    #[default]
    Keys,
    /// Behind Ctrl-V: the next key is a character.
    Quoted,
    /// In a key's sequence.
    Sequence(String),
    /// In an old report of a mouse, of which so many characters are left.
    Report(u8),
    /// In a string that no key sends (ECMA-48, 8.3.89 and others), behind its introducer.
    Text(String),
    /// Behind an escape that ended one: the rest of that may come at any time.
    Ended,
    /// In a paste, with what could be the beginning of its end.
    Paste(String),
}

impl Stream {
    /// Takes what was sent.
    pub fn add(&mut self, bytes: &[u8]) {
        self.begun.extend_from_slice(bytes);
        let typed = std::mem::take(&mut self.begun);
        let mut parts = typed.utf8_chunks().peekable();
        while let Some(part) = parts.next() {
            part.valid().chars().for_each(|c| self.take(c));
            let goes_on = str::from_utf8(part.invalid()).is_err_and(|error| error.error_len().is_none());
            if goes_on && parts.peek().is_none() {
                self.begun = part.invalid().to_vec();
            } else if !part.invalid().is_empty() {
                self.bad += part.invalid().len();
                self.take(char::REPLACEMENT_CHARACTER);
            }
        }
    }

    /// Whether a key's sequence has begun and not ended.
    pub fn is_within_sequence(&self) -> bool {
        matches!(self.place, Place::Sequence(_) | Place::Report(_) | Place::Text(_))
    }

    /// Presses a key of the program's own, where one can be pressed; whether it is.
    pub fn press(&mut self, key: &str) -> bool {
        let can = matches!(self.place, Place::Keys | Place::Ended);
        if can {
            self.put(key);
        }
        can
    }

    /// Whether what has begun is no more than Escape.
    pub fn is_escape(&self) -> bool {
        matches!(&self.place, Place::Sequence(sequence) if sequence == "\x1b")
    }

    /// Nothing has followed for a while: what has begun is a key by itself, or none. `escape`: what Escape is then.
    pub fn settle(&mut self, escape: &str) {
        if let Place::Sequence(sequence) = std::mem::take(&mut self.place) {
            match sequence.as_bytes() {
                [0x1b] => self.put(escape),
                // With Alt.
                [0x1b, b']' | b'P' | b'_'] => self.put(&sequence),
                _ => {}
            }
        }
    }

    fn put(&mut self, text: &str) {
        self.ready.extend_from_slice(text.as_bytes());
    }

    fn put_char(&mut self, c: char) {
        self.put(c.encode_utf8(&mut [0; 4]));
    }

    fn take(&mut self, c: char) {
        match std::mem::take(&mut self.place) {
            Place::Quoted => self.put_char(mark(c)),
            Place::Sequence(sequence) => self.go_on(sequence, c),
            Place::Report(left) if c >= ' ' => {
                self.place = if left > 1 { Place::Report(left - 1) } else { Place::Keys }
            }
            Place::Keys | Place::Report(_) => self.key(c),
            Place::Text(text) => self.text(text, c),
            Place::Ended if c == '\\' => {}
            Place::Ended => self.go_on("\x1b".to_owned(), c),
            Place::Paste(end) => self.pasted(end, c),
        }
    }

    fn key(&mut self, c: char) {
        match c {
            '\x1b' => self.place = Place::Sequence(c.into()),
            // Quoted insert, by two keys.
            '\x11' | '\x16' => {
                self.put_char(c);
                self.place = Place::Quoted;
            }
            '\0'..='\x7F' => self.put_char(c),
            _ => self.put_char(mark(c)),
        }
    }

    fn go_on(&mut self, mut sequence: String, c: char) {
        sequence.push(c);
        let parameters = sequence.strip_prefix("\x1b[").unwrap_or_default();
        let whole = match (sequence.as_bytes(), c) {
            ([0x1b, 0x1b], _) => {
                self.put("\x1b");
                self.place = Place::Sequence("\x1b".to_owned());
                return;
            }
            ([0x1b, b'[' | b'O' | b']' | b'P' | b'_'], _) => false,
            // With Alt.
            ([0x1b, _], _) => true,
            // A key in the middle of a sequence.
            (_, '\0'..='\x1F') => {
                self.key(c);
                return;
            }
            // An answer, or a key with Alt and what follows it.
            ([0x1b, b']', ..], '0'..='9' | 'l' | 'L')
            | ([0x1b, b'P', ..], '0'..='9' | '>' | '!' | '$' | '+' | '{' | '|')
            | ([0x1b, b'_', ..], _) => {
                self.place = Place::Text(sequence[1..].to_owned());
                return;
            }
            ([0x1b, b']' | b'P', ..], _) => {
                self.put(&sequence[..2]);
                self.key(c);
                return;
            }
            // Linux's console has one character more, rxvt ends with a dollar.
            ([0x1b, b'[', b'['], _) => false,
            ([0x1b, b'[', ..], _) => parameters.starts_with('[') || matches!(c, '\x40'..='\x7E' | '$') || !c.is_ascii(),
            _ => true,
        };
        if !whole {
            if sequence.len() < LONGEST {
                self.place = Place::Sequence(sequence);
            }
        } else if sequence == PASTE.0 {
            self.put(&sequence);
            self.place = Place::Paste(String::new());
        } else if NEW_LINE.contains(&sequence.as_str()) {
            self.put(ALT_ENTER);
        } else if sequence == REPORT {
            self.place = Place::Report(3);
        } else if let Some(key) = keypad(&sequence) {
            self.key(key);
        } else if is_known(&sequence) {
            self.put(&sequence);
        } else {
            self.clicks.extend(click(&sequence));
            self.answers.extend(cursor(&sequence).map(Answer::Cursor));
            self.answers.extend(size(&sequence).map(Answer::Size));
        }
    }

    /// A string ends with a bell, with `ESC \` (or another escape, which begins something else), or is given up.
    fn text(&mut self, mut text: String, c: char) {
        match c {
            '\x07' | '\x1b' => {
                let told = text.strip_prefix("]11;").and_then(ground);
                self.answers.extend(told.map(Answer::Ground));
                if c == '\x1b' {
                    self.place = Place::Ended;
                }
            }
            '\x18' | '\x1a' => {}
            // A key that is pressed while nothing more comes.
            '\0'..='\x1F' => self.key(c),
            _ => {
                if text.len() < LONGEST_TEXT {
                    text.push(c);
                }
                self.place = Place::Text(text);
            }
        }
    }

    fn pasted(&mut self, mut end: String, c: char) {
        end.push(c);
        if end == PASTE.1 {
            self.put(PASTE.1);
            return;
        }
        while !PASTE.1.starts_with(end.as_str()) {
            let first = end.remove(0);
            // The line editor makes line ends alike.
            self.put_char(if first == '\r' { first } else { mark(first) });
        }
        self.place = Place::Paste(end);
    }
}

/// Where the cursor is, as a terminal tells it (ECMA-48, 8.3.14).
fn cursor(sequence: &str) -> Option<(usize, usize)> {
    let (row, column) = sequence.strip_prefix("\x1b[")?.strip_suffix('R')?.split_once(';')?;
    Some((row.parse::<usize>().ok()?.checked_sub(1)?, column.parse::<usize>().ok()?.checked_sub(1)?))
}

/// How large the screen is, as xterm and others tell it.
fn size(sequence: &str) -> Option<(usize, usize)> {
    let (rows, columns) = sequence.strip_prefix("\x1b[8;")?.strip_suffix('t')?.split_once(';')?;
    Some((columns.parse().ok()?, rows.parse().ok()?))
}

/// The character of a numeric keypad's key, where that has sequences (DEC's application keypad).
fn keypad(sequence: &str) -> Option<char> {
    let mut end = sequence.strip_prefix("\x1bO")?.bytes();
    match (end.next()?, end.next()) {
        (key @ b'j'..=b'y', None) => Some(char::from(key - b'j' + b'*')),
        (b'M', None) => Some('\r'),
        (b'X', None) => Some('='),
        _ => None,
    }
}

/// Where a mouse's first button was pressed (xterm's mouse tracking, mode 1006).
fn click(sequence: &str) -> Option<(usize, usize)> {
    let (column, row) = sequence.strip_prefix("\x1b[<0;")?.strip_suffix('M')?.split_once(';')?;
    let place = |number: &str| number.parse::<usize>().ok()?.checked_sub(1);
    Some((place(column)?, place(row)?))
}

/// Whether the line editor reads a sequence to its end: of others it takes the tail for text.
fn is_known(sequence: &str) -> bool {
    let Some(parameters) = sequence.strip_prefix("\x1b[") else {
        return sequence.is_ascii() || !sequence.starts_with("\x1bO");
    };
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    match parameters.split_at_checked(parameters.len().saturating_sub(1)) {
        Some(("", end)) => matches!(end, "A" | "B" | "C" | "D" | "F" | "H" | "Z"),
        Some(("[", end)) => matches!(end, "A" | "B" | "C" | "D" | "E"),
        Some((number, "~")) => match number.split_once(';') {
            Some((key, with)) => digits(key, 2) && digits(with, 1),
            None => digits(number, 2),
        },
        Some((number, "A" | "B" | "C" | "D" | "F" | "H" | "P" | "Q" | "S")) => {
            number.strip_prefix("1;").is_some_and(|with| digits(with, 1))
        }
        Some((number, "^" | "$" | "@")) => digits(number, 1),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paint::Theme;

    fn sent(bytes: &[u8], part: usize) -> String {
        let mut stream = Stream::default();
        bytes.chunks(part).for_each(|part| stream.add(part));
        String::from_utf8(stream.ready).expect("UTF-8")
    }

    #[test]
    fn bytes_become_text_wherever_they_are_cut() {
        let typed = b"a\xff\xe2\x82b\xe2\x82\xac\xc0\xaf\xed\xa0\x80\xf0\x9f\x98\x80\xf0\x9f\r\xe2\x82\x1bOA\xff\xfe";
        let expected = String::from_utf8_lossy(typed);
        for part in 1..=typed.len() {
            assert_eq!(sent(typed, part), expected, "in parts of {part}");
        }
        let mut stream = Stream::default();
        stream.add(b"\xff\xe2\x82");
        assert_eq!((stream.begun.as_slice(), stream.bad), (&b"\xe2\x82"[..], 1));
    }

    #[test]
    fn keys_nobody_knows_leave_nothing() {
        let known = "\x1b[A\x1b[1;5C\x1b[3~\x1b[15;5~\x1bOP\x1b[[A\x1b[7$\x1b\x1b[D\x1bé\x1bb";
        let unknown = "\x1b[33~\x1b[1;10A\x1b[57399u\x1b[M\x1b[<0;1;1M\x1b[?62;4c\x1b[99;99H\x1b[200;3~\x1b[é";
        for part in 1..9 {
            assert_eq!(sent(known.as_bytes(), part), known);
            assert_eq!(sent(format!("a{unknown}b").as_bytes(), part), format!("a{}b", "\x1b[33~"));
        }
        assert_eq!(sent("a\x1b[M !!b\x1b[M \u{a0}\u{ff}c\x1b[M\x1b[D".as_bytes(), 1), "abc\x1b[D");
        assert_eq!(sent(b"\x1bOp\x1bOy\x1bOj\x1bOk\x1bOn\x1bOo\x1bOX\x1bOM", 2), "09*+./=\r");
        assert_eq!(sent(b"\x1b[13;2u\x1b[27;2;13~", 3), "\x1b\r\x1b\r");
        assert_eq!(sent(b"\x1b[1\rx", 9), "\rx");
        let mut stream = Stream::default();
        stream.add(b"\x1b[<0;12;3M\x1b[<0;12;3m\x1b[<64;1;1M\x1b[<0;0;1M");
        assert_eq!((stream.ready.as_slice(), stream.clicks.as_slice()), (&b""[..], &[(11, 2)][..]));
    }

    #[test]
    fn an_escape_is_a_key_when_nothing_follows() {
        let mut stream = Stream::default();
        stream.add(b"\x1b");
        assert!(stream.ready.is_empty() && stream.is_within_sequence() && stream.is_escape());
        stream.settle("\x1b");
        assert_eq!(stream.ready, b"\x1b");
        let mut alt = Stream::default();
        alt.add(b"\x1bP");
        alt.settle(ESCAPE.0);
        assert_eq!(alt.ready, b"\x1bP");
        let mut chosen = Stream::default();
        chosen.add(b"\x1b");
        chosen.settle(ESCAPE.0);
        assert_eq!(chosen.ready, ESCAPE.0.as_bytes());
        stream.add(b"\x1b[");
        stream.settle("\x1b");
        stream.add(b"x");
        assert_eq!(stream.ready, b"\x1bx");
    }

    #[test]
    fn answers_are_no_keys_wherever_they_are_cut() {
        let answered = "a\x1b]11;rgb:0000/2b2b/3636\x1b\\b\x1b]11;rgb:ff/ff/ff\x07c\x1b[3;7R\x1b[8;24;80td\x1bP>|XTerm(390)\x1b\\e\x1b_Gi=1;OK\x1b\\f\x1b]lname\x1b\\\x1b]4;1;rgb:00/00\rg";
        for part in 1..99 {
            let mut stream = Stream::default();
            answered.as_bytes().chunks(part).for_each(|part| stream.add(part));
            assert_eq!(String::from_utf8_lossy(&stream.ready), "abcdef\rg", "in parts of {part}");
            let grounds = [Theme::Dark, Theme::Light].map(Answer::Ground);
            let told = [grounds[0], grounds[1], Answer::Cursor((2, 6)), Answer::Size((80, 24))];
            assert_eq!(stream.answers, told);
        }
        // Keys with Alt, and a string that nobody ends.
        assert_eq!(sent(b"\x1b]a\x1bPx\x1bX1\x1b^b", 1), "\x1b]a\x1bPx\x1bX1\x1b^b");
        let mut stream = Stream::default();
        stream.add(b"\x1b]11;rgb:00");
        stream.settle("\x1b");
        stream.add(b"x");
        assert_eq!(stream.ready, b"x");
    }

    #[test]
    fn pasted_and_quoted_control_characters_are_marked() {
        let paste = "\x1b[200~a\tb\r\nc\x07\x1b[31m\x04\x7f\x1b[20\x1b[201~\x04";
        let marked = "\x1b[200~a\tb\r\nc\u{FDD7}\u{FDEB}[31m\u{FDD4}\u{FFFE}\u{FDEB}[20\x1b[201~\x04";
        for part in 1..9 {
            assert_eq!(sent(paste.as_bytes(), part), marked);
        }
        assert_eq!(sent("\x16\x07\x16é\x16\t\u{FDD7}\u{85}".as_bytes(), 1), "\x16\u{FDD7}\x16é\x16\t\u{FFFD}\u{FFFD}");
    }
}
