//! Words and what stands between them, made by the rules of characters. Not a test by itself.

use super::super::{Class, Node};
use super::{Dead, Made, Maker, Piece, TRIES, is_word};

impl<'g> Maker<'g> {
    pub(super) fn lexical(&mut self, name: &str) -> Made {
        if matches!(name, "INFIX" | "ASSIGNMENT" | "PREFIX") {
            return self.make(&self.grammar.rules[name]);
        }
        for _ in 0..TRIES {
            let mut text = String::new();
            let strict = self.place.strict;
            self.place.strict |= name == "template_characters";
            let made = self.characters(&self.grammar.rules[name], &mut text);
            self.place.strict = strict;
            if made.is_ok() && text.len() < 60 {
                match name {
                    "template_characters" => self.pieces.push(Piece::Glued(text)),
                    "hashbang_comment" => self.pieces.push(Piece::Glued(text + "\n")),
                    _ => self.word(&text),
                }
                return Ok(());
            }
        }
        Err(Dead)
    }

    pub(super) fn characters(&mut self, node: &'g Node, text: &mut String) -> Made {
        match node {
            Node::Choice(choices) => {
                let at = self.random(choices.len());
                self.characters(&choices[at].1, text)?;
                *self.chosen.entry(choices[at].0).or_default() += 1;
                Ok(())
            }
            Node::Sequence(items) => {
                let start = text.len();
                for item in items {
                    match item {
                        Node::Constraint(name) => self.character_constraint(name, &text.clone(), start)?,
                        item => self.characters(item, text)?,
                    }
                }
                Ok(())
            }
            Node::Optional(inner) if self.random(2) == 0 => self.characters(inner, text),
            Node::Optional(_) => Ok(()),
            Node::Star(inner) | Node::Plus(inner) => {
                if matches!(node, Node::Plus(_)) {
                    self.characters(inner, text)?;
                }
                while self.random(2) > 0 {
                    self.characters(inner, text)?;
                }
                Ok(())
            }
            Node::Rule(name) => self.characters(&self.grammar.rules[name], text),
            Node::Quoted(quoted) => {
                text.push_str(quoted);
                Ok(())
            }
            Node::Class(class) => {
                let c = self.character(class, text).ok_or(Dead)?;
                text.push(c);
                Ok(())
            }
            Node::Constraint(_) => Err(Dead),
        }
    }

    pub(super) fn character(&mut self, class: &Class, text: &str) -> Option<char> {
        const ALPHABET: &str = "aaabcdefxyzABZ_$0011789 .,:;-+*!/<>(){}[]|^'\"`\u{e9}\u{fc}\u{3c0}\u{540d}\u{1d4b3}\u{2603}\u{1f600}\u{200c}\u{a0}\t\r\n";
        let fits = |&c: &char| {
            class.contains(c) && !(text.ends_with('$') && c == '{') && !(text.ends_with("\\0") && c.is_ascii_digit())
        };
        let candidates: Vec<char> = ALPHABET.chars().filter(fits).collect();
        if candidates.is_empty() {
            return class.first();
        }
        let at = self.random(candidates.len());
        Some(candidates[at])
    }

    pub(super) fn character_constraint(&mut self, name: &str, text: &str, start: usize) -> Made {
        let part = &text[start..];
        let holds = match name {
            "sloppy" => !self.place.strict,
            "tagged" => self.place.tagged,
            "script" => !self.place.module,
            "line start" => text.ends_with('\n') || text.ends_with('\r'),
            "not brace" | "no digit" => true,
            "end" => false,
            "character" if part.starts_with("\\u") => {
                let digits = part[2..].trim_matches(['{', '}']);
                let point = u32::from_str_radix(digits, 16).unwrap_or(u32::MAX);
                char::from_u32(point)
                    .is_some_and(|c| c.is_alphabetic() && (c < '\u{250}' || ('\u{4e00}'..='\u{9fa5}').contains(&c)))
            }
            "character" if part.starts_with('{') => {
                u32::from_str_radix(&part[1..], 16).is_ok_and(|point| point < 0x11_0000)
            }
            "character" => part.chars().all(char::is_alphabetic),
            "pattern" => is_plain_pattern(text),
            other => panic!("nobody honours [wfc: {other}] in words"),
        };
        if holds { Ok(()) } else { Err(Dead) }
    }

    pub(super) fn rendered(&mut self, pieces: &[Piece]) -> Option<String> {
        let mut text = String::new();
        let (mut same_line, mut touches) = (false, true);
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::SameLine => same_line = true,
                Piece::Glued(glued) => {
                    text.push_str(glued);
                    touches = true;
                }
                Piece::Word(word) => {
                    if !touches {
                        let between = self.between(same_line);
                        text.push_str(&between);
                    }
                    text.push_str(word);
                    (same_line, touches) = (false, word == "`" && at > 0 && opens_template(pieces, at));
                }
                Piece::MissingSemicolon => {
                    let next = pieces[at + 1..].iter().find_map(|piece| match piece {
                        Piece::Word(word) | Piece::Glued(word) => Some(word.as_str()),
                        _ => None,
                    });
                    let goes_on = |word: &str| matches!(word, "in" | "instanceof" | "of" | "as" | "from" | "with");
                    match next {
                        None | Some("}") => {}
                        Some(word) if is_word(word) && !goes_on(word) => text.push('\n'),
                        _ => text.push_str(" ;"),
                    }
                }
            }
        }
        Some(text)
    }

    /// What stands between two words.
    pub(super) fn between(&mut self, same_line: bool) -> String {
        if self.random(10) > 0 {
            return " ".to_owned();
        }
        let mut text = " ".to_owned();
        for _ in 0..TRIES {
            let mut trivia = String::new();
            let breaks = |text: &str| text.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
            if self.characters(&self.grammar.rules["trivia"], &mut trivia).is_ok()
                && !(same_line && breaks(&trivia))
                && trivia.len() < 40
            {
                text.push_str(&trivia);
                return text;
            }
        }
        text
    }
}

fn opens_template(pieces: &[Piece], at: usize) -> bool {
    matches!(pieces.get(at + 1), Some(Piece::Glued(_)))
}

/// Whether a regular expression is one of those that cannot be wrong.
fn is_plain_pattern(text: &str) -> bool {
    let Some((body, flags)) = text.strip_prefix('/').and_then(|rest| rest.rsplit_once('/')) else { return false };
    let mut rest = body;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let escaped = rest.chars().next().unwrap_or('u');
                if !"dswDSWfnrtv/.".contains(escaped) {
                    return false;
                }
                rest = &rest[escaped.len_utf8()..];
            }
            '[' if !in_class => in_class = true,
            ']' if in_class => in_class = false,
            '(' | ')' | '{' | '}' | '[' | ']' | '*' | '+' | '?' | '-' | '&' => return false,
            _ => {}
        }
    }
    matches!(flags, "" | "d" | "g" | "y" | "dy")
}
