//! What Tab offers: dot commands, names, members. Side-effect free, and not a parser: a look at the text before the
//! cursor decides which list is asked.

use super::calls::{open_call, wants_encoding};
use super::files::files;
use super::tokens::tokens;
use engine::session::{Asked, ENCODINGS, Session, Word, Words};
use engine::syntax::What;

/// What could stand at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Where the word at the cursor begins.
    pub start: usize,
    /// Words that could be there.
    pub words: Words,
}

impl Offer {
    fn new(start: usize, words: impl Into<Words>) -> Self {
        Self { start, words: words.into() }
    }
}

/// Looks at `line` up to `cursor`.
pub fn offer(line: &str, cursor: usize, session: &mut Session) -> Offer {
    let before = line.get(..cursor).unwrap_or(line);
    let typed = before.trim_start();
    if let Some(asked) = typed.strip_prefix('?').filter(|_| !before.contains('\n')) {
        let asked = asked.trim_start_matches(['?', ' ']);
        let help = Asked::read(".help").filter(|_| !asked.contains('.'));
        let words = help.and_then(|help| session.arguments_of(help.command, asked));
        return words
            .map_or_else(|| expression(before, session, line), |words| Offer::new(before.len() - asked.len(), words));
    }
    if !typed.starts_with('.') || before.contains('\n') {
        return expression(before, session, line);
    }
    if !typed.contains(char::is_whitespace) {
        let all = Session::commands().map(|command| Word::from(command.name.to_owned()));
        return Offer::new(before.len() - typed.len(), fitting(all, typed));
    }
    let Some(asked) = Asked::read(before) else { return expression(before, session, line) };
    if let Some(file) = asked.file {
        let end = if file.name.is_empty() { before.len() } else { before.trim_end().len() };
        let at = end - file.name.len();
        if session.is_restricted() || !before[..at].ends_with(char::is_whitespace) {
            return Offer::default();
        }
        let (start, found) = files(&before[at..]);
        return Offer::new(at + start, found);
    }
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    match session.arguments_of(asked.command, &before[start..]) {
        Some(words) => Offer::new(start, words),
        None => expression(before, session, line),
    }
}

fn expression(before: &str, session: &mut Session, line: &str) -> Offer {
    let cursor = before.len();
    // Nothing is offered inside text, but an encoding where the call takes one.
    if let Some(token) = tokens(before).last().filter(|token| token.open) {
        let start = token.range.start + 1;
        let outside = &before[..token.range.start];
        if token.what == What::Text && open_call(outside).is_some_and(wants_encoding) {
            let all = ENCODINGS.iter().map(|name| Word::from((*name).to_owned()));
            return Offer::new(start, fitting(all, &before[start..]));
        }
        return Offer { start: cursor, ..Offer::default() };
    }
    let name = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'));
    if name.ends_with('.') {
        let (start, words) = session.complete_member(line, cursor);
        return Offer::new(start.min(cursor), words);
    }
    Offer::new(name.len(), session.names_with(&before[name.len()..]))
}

fn fitting(words: impl Iterator<Item = Word>, prefix: &str) -> Vec<Word> {
    words.filter(|word| word.text.starts_with(prefix)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::session::{Options, Session, Way};

    fn offered(line: &str, fed: &[&str]) -> Vec<String> {
        let mut session = Session::new(Options::new("22", Way::Terminal)).expect("the options are right");
        fed.iter().for_each(|entry| drop(session.feed(entry)));
        offer(line, line.len(), &mut session).words.list.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn encodings_stand_in_the_arguments_that_name_one() {
        assert_eq!(offered("b.toString('u", &[]), ["ucs2", "utf16le", "utf8"]);
        assert_eq!(offered("Buffer.from('a', \"la", &[]), ["latin1"]);
        assert_eq!(offered("Buffer.from('la", &[]), Vec::<String>::new());
        assert_eq!(offered("x = 'la", &[]), Vec::<String>::new());
    }

    #[test]
    fn commands_are_followed_by_what_they_take() {
        let made = &["abc = Buffer.alloc(1); n = 1"];
        assert_eq!(offered(".map a", made), ["abc"]);
        assert_eq!(offered(".who #", made), ["#1", "#2"]);
        assert_eq!(offered(".slabs w", made), ["waste"]);
        assert_eq!(offered(".profile node2", made)[0], "node20");
        assert_eq!(
            offered(".help tim", made),
            ["time", "timeline"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>()
        );
        assert_eq!(offered(".re", made), [".redo", ".replay", ".reset", ".record"]);
        assert_eq!(offered(".hex abc.toStr", made), ["toString"]);
        assert_eq!(offered(".load Cargo.l", made), ["Cargo.lock"]);
        assert_eq!(offered(".map abc --svg sr", made), ["src/"]);
        assert_eq!(offered(".map abc --svg! sr", made), ["src/"]);
        assert_eq!(offered(".save! sr", made), ["src/"]);
        let mut session = Session::new(Options::new("22", Way::Terminal)).expect("the options are right");
        session.restrict();
        assert_eq!(offer(".load s", 7, &mut session), Offer::default());
    }

    #[test]
    fn of_too_many_names_the_first_and_the_last_are_offered() {
        let mut session = Session::new(Options::new("22", Way::Terminal)).expect("the options are right");
        session.feed("for (let i = 0; i < 5000; i++) globalThis['name' + i] = i");
        let words = offer("nam", 3, &mut session).words;
        assert_eq!((words.list.len(), words.more), (200, 4800));
        assert_eq!(words.list.last().map(|word| word.text.as_str()), Some("name999"));
        assert!(words.list.is_sorted_by(|a, b| a.text < b.text));
        let members = offer("globalThis.name", 15, &mut session).words;
        assert_eq!((members.list.len(), members.more, members.list[0].kind), (200, 4800, "number"));
    }

    #[test]
    fn members_have_kinds() {
        let mut session = Session::new(Options::new("22", Way::Terminal)).expect("the options are right");
        session.feed("b = Buffer.alloc(1); b.x = 'y'");
        let words = offer("b.toJSO", 7, &mut session).words.list;
        assert_eq!(words, [Word { text: "toJSON".to_owned(), kind: "function" }]);
        assert_eq!(offer("b.x", 3, &mut session).words.list[0].kind, "string");
    }
}
