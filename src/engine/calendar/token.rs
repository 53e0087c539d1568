//! The numbers, words and signs of a text that may be a date, one ahead. Not what they mean together: that is `legacy`.

/// What a word means; only its first three letters count.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Word {
    Month(i64),
    /// Hours to add to a 12-hour time.
    Half(i64),
    /// Hours east of Greenwich.
    Zone(i64),
    /// `T`
    Separator,
    Garbage,
}

const WORDS: [(&str, Word); 27] = [
    ("jan", Word::Month(1)),
    ("feb", Word::Month(2)),
    ("mar", Word::Month(3)),
    ("apr", Word::Month(4)),
    ("may", Word::Month(5)),
    ("jun", Word::Month(6)),
    ("jul", Word::Month(7)),
    ("aug", Word::Month(8)),
    ("sep", Word::Month(9)),
    ("oct", Word::Month(10)),
    ("nov", Word::Month(11)),
    ("dec", Word::Month(12)),
    ("am", Word::Half(0)),
    ("pm", Word::Half(12)),
    ("ut", Word::Zone(0)),
    ("utc", Word::Zone(0)),
    ("z", Word::Zone(0)),
    ("gmt", Word::Zone(0)),
    ("cdt", Word::Zone(-5)),
    ("cst", Word::Zone(-6)),
    ("edt", Word::Zone(-4)),
    ("est", Word::Zone(-5)),
    ("mdt", Word::Zone(-6)),
    ("mst", Word::Zone(-7)),
    ("pdt", Word::Zone(-7)),
    ("pst", Word::Zone(-8)),
    ("t", Word::Separator),
];

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Token {
    /// A number's value and how many digits it has.
    Number(i64, usize),
    /// One of `:-+.)`.
    Symbol(char),
    /// A word and how many letters it has.
    Word(Word, usize),
    Space,
    /// Something else, parentheses with what they hold among it.
    Other,
    End,
}

/// Digits of a number that count; the rest only lengthen it.
pub(super) const SIGNIFICANT: usize = 9;

/// A text, one token ahead.
pub(super) struct Reader<'a> {
    rest: &'a str,
    /// What waits.
    pub token: Token,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut reader = Self { rest: text, token: Token::End };
        reader.next();
        reader
    }

    /// The token that was waiting; the following one waits then.
    pub fn next(&mut self) -> Token {
        let waiting = self.token;
        self.token = self.scan();
        waiting
    }

    fn take(&mut self, fits: impl Fn(char) -> bool) -> &str {
        let end = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn scan(&mut self) -> Token {
        let Some(first) = self.rest.chars().next() else { return Token::End };
        match first {
            '0'..='9' => {
                let digits = self.take(|c| c.is_ascii_digit());
                let counting = digits.trim_start_matches('0');
                let value = counting[..counting.len().min(SIGNIFICANT)].parse().unwrap_or(0);
                Token::Number(value, digits.len())
            }
            '(' => {
                self.skip_parentheses();
                Token::Other
            }
            _ if is_space(first) => {
                self.rest = &self.rest[first.len_utf8()..];
                Token::Space
            }
            'A'.. => {
                let word = self.take(|c| c >= 'A' && !is_space(c));
                let length = word.chars().count();
                let start: String = word.chars().take(3).map(|c| c.to_ascii_lowercase()).collect();
                let known =
                    WORDS.iter().find(|(name, word)| *name == start && (length <= 3 || matches!(word, Word::Month(_))));
                Token::Word(known.map_or(Word::Garbage, |(_, word)| *word), length)
            }
            _ => {
                self.rest = &self.rest[first.len_utf8()..];
                if matches!(first, ':' | '-' | '+' | '.' | ')') { Token::Symbol(first) } else { Token::Other }
            }
        }
    }

    fn skip_parentheses(&mut self) {
        let mut depth = 0;
        let end = self.rest.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        self.rest = end.map_or("", |(at, _)| &self.rest[at + 1..]);
    }

    /// Whether this symbol waits, which is taken then.
    pub fn skip(&mut self, symbol: char) -> bool {
        let there = self.token == Token::Symbol(symbol);
        if there {
            self.next();
        }
        there
    }

    /// A number of exactly this many digits within a range, taken if it waits.
    pub fn fixed(&mut self, digits: usize, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        match self.token {
            Token::Number(value, length) if length == digits && range.contains(&value) => {
                self.next();
                Some(value)
            }
            _ => None,
        }
    }

    /// Whether a `Z` waits.
    pub fn at_zulu(&self) -> bool {
        matches!(self.token, Token::Word(Word::Zone(_), 1))
    }
}

/// What `trim` would remove.
fn is_space(c: char) -> bool {
    c == '\u{FEFF}' || (c.is_whitespace() && c != '\u{85}')
}
