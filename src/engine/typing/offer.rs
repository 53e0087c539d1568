//! What Tab offers: dot commands, names, members. Side-effect free, and not a parser: a look at the text before the
//! cursor decides which list is asked.

use super::calls::{open_call, open_options};
use super::tokens::tokens;
use crate::session::{Asked, Session, Word, Words, is_word};
use crate::syntax::What;

/// What the name of a file could go on with, and where in it the last part of the path begins.
pub type Files = fn(&str) -> (usize, Vec<Word>);

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

/// Looks at `line` up to `cursor`; `files` looks for files, where there are any.
pub fn offer(line: &str, cursor: usize, session: &mut Session, files: Files) -> Offer {
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
    // Inside text only what a call takes there is offered.
    if let Some(token) = tokens(before).last().filter(|token| token.open) {
        let start = token.range.start + 1;
        let (outside, prefix) = (&before[..token.range.start], &before[start..]);
        let words = match open_call(outside) {
            _ if token.what != What::Text => Vec::new(),
            Some(call) => Session::texts_of(call.name(), call.argument, prefix),
            None if is_imported(outside) => Session::modules(prefix),
            None => Vec::new(),
        };
        return if words.is_empty() { Offer::new(cursor, words) } else { Offer::new(start, words) };
    }
    let name = before.trim_end_matches(is_word);
    if name.ends_with('.') {
        let (start, words) = session.complete_member(line, cursor);
        return Offer::new(start.min(cursor), words);
    }
    if let Some(call) = open_options(name) {
        let options = Session::options_of(call.name(), call.argument, &before[name.len()..]);
        if !options.is_empty() {
            return Offer::new(name.len(), options);
        }
    }
    Offer::new(name.len(), session.names_with(&before[name.len()..]))
}

/// Whether a text that begins here names a module: behind `import`, or `from` in such a line.
fn is_imported(before: &str) -> bool {
    let statement = before.rsplit([';', '\n']).next().unwrap_or_default().trim();
    statement == "import" || (statement.starts_with("import ") && statement.ends_with(" from"))
}

fn fitting(words: impl Iterator<Item = Word>, prefix: &str) -> Vec<Word> {
    words.filter(|word| word.text.starts_with(prefix)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Options, Way};

    fn files(begun: &str) -> (usize, Vec<Word>) {
        let there = ["src/", "Cargo.lock"].iter().filter(|name| name.starts_with(begun));
        (0, there.map(|name| Word::from((*name).to_owned())).collect())
    }

    fn offered(line: &str, fed: &[&str]) -> Vec<String> {
        let mut session = Session::new(Options::new("22", Way::Terminal)).expect("the options are right");
        fed.iter().for_each(|entry| drop(session.feed(entry)));
        offer(line, line.len(), &mut session, files).words.list.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn text_is_offered_where_a_call_takes_it() {
        assert_eq!(offered("b.toString('u", &[]), ["ucs2", "utf16le", "utf8"]);
        assert_eq!(offered("Buffer.from('a', \"la", &[]), ["latin1"]);
        assert_eq!(offered("Buffer.from('la", &[]), Vec::<String>::new());
        assert_eq!(offered("x = 'la", &[]), Vec::<String>::new());
        assert_eq!(offered("new TextDecoder('utf-1", &[]), ["utf-16be", "utf-16le"]);
        assert_eq!(offered("require('b", &[]), ["buffer"]);
        assert_eq!(offered("u = require(\"node:u", &[]), ["node:util", "node:util/types"]);
        assert_eq!(offered("import { Buffer } from 'bu", &[]), ["buffer"]);
        assert_eq!(offered("await import('bu", &[]), ["buffer"]);
    }

    #[test]
    fn options_are_offered_by_name() {
        assert_eq!(offered("new TextDecoder('utf-8', { ", &[]), ["fatal", "ignoreBOM"]);
        assert_eq!(offered("util.inspect(b, { depth: 1, max", &[]), ["maxArrayLength", "maxStringLength"]);
        assert_eq!(offered("new ArrayBuffer(8, {m", &[]), ["maxByteLength"]);
        assert_eq!(offered("new TextDecoder('utf-8', { fatal: nul", &[]), Vec::<String>::new());
    }

    #[test]
    fn members_follow_anything_that_has_a_value() {
        let made = &["b = Buffer.from('hi'); arr = [b, 'x']; o = { f() { return new Map() }, Own: 1 }"];
        for (typed, offer) in [
            ("b.buffer.byteL", "byteLength"),
            ("b?.readUInt8", "readUInt8"),
            ("'abc'.toUpperC", "toUpperCase"),
            ("`a${1}`.codeP", "codePointAt"),
            ("arr[0].swap1", "swap16"),
            ("arr[1].toUpperC", "toUpperCase"),
            ("this.structuredC", "structuredClone"),
            ("o.f().entr", "entries"),
            ("new Map().entr", "entries"),
            ("Buffer.concat([b, b]).swap1", "swap16"),
            ("(1, b).swap1", "swap16"),
            ("x = /a/g.lastI", "lastIndex"),
            ("b.TOSTRING", "toString"),
            ("b.readuint8", "readUInt8"),
            ("o.own", "Own"),
            ("BUFFER.AL", "Buffer.alloc"),
            ("x = buffer.POOL", "Buffer.poolSize"),
            ("json?.str", "JSON?.stringify"),
            ("B.readuint8", "b.readUInt8"),
        ] {
            let all = offered(typed, made);
            assert!(all.iter().any(|word| word == offer), "{typed} {all:?}");
        }
        assert_eq!(offered("1.toF", made), Vec::<String>::new());
        assert_eq!(offered("o.", made)[..2], ["Own", "f"]);
        let all = offered("b.length.", made);
        assert!(all.contains(&"toFixed".to_owned()) && all[0] == "constructor", "{all:?}");
    }

    #[test]
    fn commands_are_followed_by_what_they_take() {
        let made = &["abc = Buffer.alloc(1); n = 1"];
        assert_eq!(offered(".map a", made), ["abc"]);
        assert_eq!(offered(".who #", made), ["#1", "#2"]);
        assert_eq!(offered(".slabs w", made), ["waste"]);
        assert_eq!(offered(".profile node2", made)[0], "node20");
        assert_eq!(offered(".help tim", made), ["timeline", "time", "timers"]);
        assert_eq!(offered(".re", made), [".redo", ".replay", ".reset", ".record"]);
        assert_eq!(offered(".hex abc.toStr", made), ["toString"]);
        assert_eq!(offered(".load Cargo.l", made), ["Cargo.lock"]);
        assert_eq!(offered(".map abc --svg sr", made), ["src/"]);
        assert_eq!(offered(".map abc --svg! sr", made), ["src/"]);
        assert_eq!(offered(".save! sr", made), ["src/"]);
        let mut session = Session::new(Options::new("22", Way::Terminal)).expect("the options are right");
        session.restrict();
        assert_eq!(offer(".load s", 7, &mut session, files), Offer::default());
    }

    #[test]
    fn of_too_many_names_the_first_and_the_last_are_offered() {
        let mut session = Session::new(Options::new("22", Way::Terminal)).expect("the options are right");
        session.feed("for (let i = 0; i < 5000; i++) globalThis['name' + i] = i");
        let words = offer("nam", 3, &mut session, files).words;
        assert_eq!((words.list.len(), words.more), (200, 4800));
        assert_eq!(words.list.last().map(|word| word.text.as_str()), Some("name999"));
        assert!(words.list.is_sorted_by(|a, b| a.text < b.text));
        let members = offer("globalThis.name", 15, &mut session, files).words;
        assert_eq!((members.list.len(), members.more, members.list[0].kind), (200, 4800, "number"));
    }

    #[test]
    fn members_have_kinds() {
        let mut session = Session::new(Options::new("22", Way::Terminal)).expect("the options are right");
        session.feed("b = Buffer.alloc(1); b.x = 'y'");
        let words = offer("b.toJSO", 7, &mut session, files).words.list;
        let [Word { text, kind: "function", about }] = words.as_slice() else { panic!("{words:?}") };
        assert!(text == "toJSON" && !about.is_empty(), "{words:?}");
        assert_eq!(offer("b.x", 3, &mut session, files).words.list[0].kind, "string");
    }
}
