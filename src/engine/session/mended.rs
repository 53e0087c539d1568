//! A text that is no JavaScript with one slip of it mended: a quote, a bracket, a letter of a keyword, the parentheses of a call.
//! What comes out is JavaScript. Not what names mean.

use super::Session;
use super::operand::operand;
use super::suggest::near;
use crate::syntax::{self, Piece, What, pieces};

/// Bytes of the longest text that is worth a try.
const LONGEST: usize = 1000;

/// Slips that are looked for in one text: each is parsed.
const TRIES: usize = 16;

/// The keywords that fingers slip on.
const KEYWORDS: [&str; 21] = [
    "async", "break", "case", "catch", "class", "const", "continue", "default", "delete", "else", "extends", "finally",
    "for", "function", "let", "new", "return", "switch", "throw", "typeof", "while",
];

/// What other languages write.
const OTHERS: [(&str, &str); 8] = [
    ("and", "&&"),
    ("or", "||"),
    ("not", "!"),
    ("elif", "else if"),
    ("def", "function"),
    ("func", "function"),
    ("fn", "function"),
    ("fun", "function"),
];

impl Session {
    /// The text without the slip that is in it.
    pub(super) fn mended(&self, text: &str) -> Option<String> {
        if text.len() > LONGEST {
            return None;
        }
        let pieces: Vec<Piece> = pieces(text).into_iter().filter(|piece| piece.what != What::Comment).collect();
        let tries = quotes(text, &pieces).into_iter().chain([brackets(text, &pieces)]).chain(self.call(text, &pieces));
        let tries = tries.chain([others(text, &pieces), untyped(text, &pieces)]);
        let mut tries = tries.chain(keywords(text, &pieces)).take(TRIES);
        tries.find(|mended| mended != text && !mended.trim().is_empty() && syntax::parse_prompt(mended).is_ok())
    }

    /// What is called without its parentheses: `Buffer.from 'hi'`.
    fn call(&self, text: &str, pieces: &[Piece]) -> Option<String> {
        let at = pieces.windows(2).position(|pair| {
            let ends = |piece: &Piece| piece.what == What::Plain && text[piece.range.clone()].ends_with(super::is_word);
            ends(&pair[0]) && (ends(&pair[1]) || matches!(pair[1].what, What::Text | What::Number))
        })?;
        let called = operand(&text[..pieces[at].range.end]);
        let value = match self.glimpse(called)? {
            super::glimpse::Glimpse::Value(value) => value,
            super::glimpse::Glimpse::Like(_) => return None,
        };
        let is_function = self.entry_of(value).is_some() || self.own_function(value).is_some();
        let (before, behind) = text.split_at(pieces[at].range.end);
        is_function.then(|| format!("{before}({})", behind.trim().trim_end_matches(';')))
    }
}

/// A text that ends with another quote than it begins with, or with none.
fn quotes(text: &str, pieces: &[Piece]) -> Vec<String> {
    if let Some(other) = inside_others(text) {
        return vec![other];
    }
    let Some(open) = pieces.iter().find(|piece| piece.what == What::Text && piece.open) else { return Vec::new() };
    let (before, behind) = text.split_at(open.range.start);
    let Some(quote) = behind.chars().next().filter(|quote| matches!(quote, '\'' | '"')) else { return Vec::new() };
    let other = behind.rfind(['"', '\'', '`']).filter(|at| *at > 0);
    let other = other.map(|at| format!("{before}{}{quote}{}", &behind[..at], &behind[at + 1..]));
    let inside = behind.trim_end_matches([')', ']', '}', ';', ' ']);
    let none = format!("{before}{inside}{quote}{}", &behind[inside.len()..]);
    let tries = other.into_iter().chain([none]);
    // The brackets that the text took with it.
    tries.flat_map(|mended| [brackets(&mended, &syntax::pieces(&mended)), mended]).collect()
}

/// An apostrophe within the quotes that it closes: `'it's'`.
fn inside_others(text: &str) -> Option<String> {
    let (first, last) = (text.find('\'')?, text.rfind('\'')?);
    let apostrophes = text[first..last].matches('\'').count() == 2 && !text.contains('"');
    apostrophes.then(|| format!("{}\"{}\"{}", &text[..first], &text[first + 1..last], &text[last + 1..]))
}

/// A bracket that closes nothing taken away, one that is missing before another one put there.
fn brackets(text: &str, pieces: &[Piece]) -> String {
    let (mut mended, mut from, mut open) = (String::new(), 0, Vec::new());
    for piece in pieces.iter().filter(|piece| piece.what == What::Plain) {
        let (start, sign) = (piece.range.start, &text[piece.range.clone()]);
        match sign {
            "(" => open.push(")"),
            "[" => open.push("]"),
            "{" => open.push("}"),
            ")" | "]" | "}" => {
                mended += &text[from..start];
                from = start;
                if open.contains(&sign) {
                    while let Some(last) = open.pop().filter(|last| *last != sign) {
                        mended += last;
                    }
                } else {
                    from = piece.range.end;
                }
            }
            _ => {}
        }
    }
    mended += &text[from..];
    mended + &open.into_iter().rev().collect::<String>()
}

/// A name that may be a keyword.
fn keywords<'t>(text: &'t str, pieces: &'t [Piece]) -> impl Iterator<Item = String> + 't {
    let names = pieces.iter().filter(|piece| piece.what == What::Plain);
    names.flat_map(move |piece| {
        let name = &text[piece.range.clone()];
        let meant = KEYWORDS.iter().filter(move |word| near(name, word).is_some_and(|slips| slips < 2));
        meant.map(|word| format!("{}{word}{}", &text[..piece.range.start], &text[piece.range.end..]))
    })
}

/// The words and signs of other languages as JavaScript has them.
fn others(text: &str, pieces: &[Piece]) -> String {
    let (mut mended, mut from) = (String::new(), 0);
    for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.what == What::Plain) {
        let (said, next) =
            (&text[piece.range.clone()], pieces.get(at + 1).map_or("", |next| &text[next.range.clone()]));
        let sign = match (said, next) {
            (":", "=") => Some(("", piece.range.end)),
            ("-", ">") => Some(("=", piece.range.end)),
            _ => OTHERS.iter().find(|(word, _)| *word == said).map(|(_, meant)| (*meant, piece.range.end)),
        };
        if let Some((meant, end)) = sign {
            mended += &text[from..piece.range.start];
            mended += meant;
            from = end;
        }
    }
    mended + &text[from..]
}

/// The text without the types of TypeScript.
fn untyped(text: &str, pieces: &[Piece]) -> String {
    let said = |at: usize| pieces.get(at).map_or("", |piece| &text[piece.range.clone()]);
    let (mut mended, mut from) = (String::new(), 0);
    for at in 0..pieces.len() {
        let named = said(at + 1).ends_with(super::is_word);
        let before = at > 0 && said(at - 1).ends_with(|c| super::is_word(c) || c == ')');
        if said(at) == ":" && named && before && pieces[at].range.start >= from {
            let array = usize::from(said(at + 2) == "[" && said(at + 3) == "]") * 2;
            mended += text[from..pieces[at].range.start].trim_end();
            from = pieces[at + 1 + array].range.end;
        }
    }
    mended + &text[from..]
}

#[cfg(test)]
mod tests {
    use crate::session::Session;

    #[test]
    fn one_slip_is_mended_where_that_makes_javascript() {
        let mut session = Session::at_a_terminal();
        session.feed("function f(x) { return x }");
        for (typed, meant) in [
            ("Buffer.from('abc\")", Some("Buffer.from('abc')")),
            ("Buffer.from(\"abc')", Some("Buffer.from(\"abc\")")),
            ("Buffer.from('abc)", Some("Buffer.from('abc')")),
            ("Buffer.from('abc\"", Some("Buffer.from('abc')")),
            ("x = 'abc", Some("x = 'abc'")),
            ("Buffer.from('it's')", Some("Buffer.from(\"it's\")")),
            ("Buffer.from([1, 2, 3)", Some("Buffer.from([1, 2, 3])")),
            ("Buffer.from([1, 2, 3])]", Some("Buffer.from([1, 2, 3])")),
            ("Buffer.from('hi'))", Some("Buffer.from('hi')")),
            ("f(1]", Some("f(1)")),
            ("functoin g() { return 1 }", Some("function g() { return 1 }")),
            ("cosnt c = 1", Some("const c = 1")),
            ("fro (let i = 0; i < 3; i++) f(i)", Some("for (let i = 0; i < 3; i++) f(i)")),
            ("x = nwe Map()", Some("x = new Map()")),
            ("if (1) 2; esle 3", Some("if (1) 2; else 3")),
            ("Buffer.from 'hi'", Some("Buffer.from('hi')")),
            ("console.log f(1);", Some("console.log(f(1))")),
            ("f 3", Some("f(3)")),
            ("let t: number = 1", Some("let t = 1")),
            ("function h(a: string[], n: number): Buffer { return a }", Some("function h(a, n) { return a }")),
            ("d := Buffer.from('x')", Some("d = Buffer.from('x')")),
            ("[1].map(x -> x)", Some("[1].map(x => x)")),
            ("if (1 and not 0) 2", Some("if (1 && ! 0) 2")),
            ("def k(x) { return x }", Some("function k(x) { return x }")),
            ("wombat 3", None),
            ("1 +* 2", None),
            ("]", None),
        ] {
            let reply = session.feed(typed);
            let meant = meant.map(|meant| format!("did you mean {meant}?"));
            assert_eq!(session.suggestion(typed, &reply), meant, "{typed}");
        }
    }
}
