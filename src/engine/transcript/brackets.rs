//! Whether brackets, a template or a comment stand open at the end of a line: enough to know that an entry goes on, without
//! reading all of it again. Not whether it is right, which only the language knows.

/// What is open behind the lines read so far.
#[derive(Debug, Default)]
pub struct Brackets {
    depth: usize,
    inside: Inside,
    /// Something was met that only the language can tell apart, as a division and a regular expression.
    unsure: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Code,
    Template,
    Comment,
}

impl Brackets {
    /// Whether something is open for sure.
    pub fn are_open(&self) -> bool {
        !self.unsure && (self.depth > 0 || self.inside != Inside::Code)
    }

    /// Reads the next line.
    pub fn read(&mut self, line: &str) {
        let mut bytes = line.bytes().peekable();
        while let Some(byte) = bytes.next() {
            if self.unsure {
                return;
            }
            let next = bytes.peek().copied();
            match (self.inside, byte, next) {
                (Inside::Comment, b'*', Some(b'/')) => {
                    bytes.next();
                    self.inside = Inside::Code;
                }
                (Inside::Template, b'\\', _) => {
                    bytes.next();
                }
                (Inside::Template, b'`', _) => self.inside = Inside::Code,
                (Inside::Code, b'`', _) => self.inside = Inside::Template,
                (Inside::Code, b'/', Some(b'/')) => return,
                (Inside::Code, b'/', Some(b'*')) => {
                    bytes.next();
                    self.inside = Inside::Comment;
                }
                // `#!`, `<!--` and `-->` are comments in some places.
                (Inside::Template, b'$', Some(b'{'))
                | (Inside::Code, b'/', _)
                | (Inside::Code, b'#' | b'<', Some(b'!'))
                | (Inside::Code, b'-', Some(b'-')) => self.unsure = true,
                (Inside::Code, b'(' | b'[' | b'{', _) => self.depth += 1,
                (Inside::Code, b')' | b']' | b'}', _) => match self.depth.checked_sub(1) {
                    Some(depth) => self.depth = depth,
                    None => self.unsure = true,
                },
                (Inside::Code, quote @ (b'\'' | b'"'), _) => {
                    let mut closed = false;
                    while let Some(byte) = bytes.next() {
                        match byte {
                            b'\\' => {
                                bytes.next();
                            }
                            byte if byte == quote => {
                                closed = true;
                                break;
                            }
                            _ => {}
                        }
                    }
                    self.unsure = !closed;
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_known_or_left_open() {
        let open = |text: &str| {
            let mut brackets = Brackets::default();
            text.lines().for_each(|line| brackets.read(line));
            brackets.are_open()
        };
        for text in ["f(", "[1,\n2,", "`a\nb'", "/* x\n)", "({ a: ')' // )", "f(`)\\``", "{ // }"] {
            assert!(open(text), "{text}");
        }
        for text in ["", "f()", "'('", "(/)/", "(`${", "a)(", "('", "(x--", "// (", "(<!-- )"] {
            assert!(!open(text), "{text}");
        }
    }
}
