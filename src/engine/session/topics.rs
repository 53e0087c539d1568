//! `.help NAME` and `?NAME`: what the manual says of a function, an error code, a word, a key, of whatever is typed; and what is
//! nearest to what it does not know. Runs nothing, asks no getter. Not the overview of the commands, nor errors.

use super::Session;
use super::glimpse::Glimpse;
use super::help::folded;
use super::manual::{self, Entry};
use pool::styled::{Role, Styled};

/// Columns between what is told and what is told of it.
const GAP: usize = 3;
/// Columns at least for words beside it; where there are fewer they stand under it.
const WORDS: usize = 20;
/// Lines of a function that are shown.
const SHOWN: usize = 20;
/// Other things of the same name that are listed.
const OTHERS: usize = 12;

impl Session {
    /// What there is to say of `about`.
    pub(super) fn topic(&self, about: &str, width: usize) -> Styled {
        let typed = about.trim().trim_end_matches(';');
        let about = called(typed.strip_prefix("new ").unwrap_or(typed)).replace(".prototype.", "#");
        let (holder, name) = about.rsplit_once(['.', '#']).unwrap_or(("", &about));
        if holder.is_empty()
            && let Some(answer) = self.own(name, width)
        {
            return answer;
        }
        let (ways, name) = self.ways(&about, holder, name);
        let Some(first) = ways.first() else { return self.unknown(typed, width) };
        let mut answer = Styled::new();
        if first.is_code() {
            let rows = ways.iter().map(|way| (way.signature(name), way.line));
            table(&mut answer, &rows.collect::<Vec<_>>(), width);
        } else {
            told(&mut answer, name, first.line, width);
        }
        let rows: Vec<_> = first.rows().map(|(what, words)| (format!("  {what}"), words)).collect();
        if !rows.is_empty() {
            answer.plain("\n");
            table(&mut answer, &rows, width);
        }
        for example in first.examples(name).take(2) {
            answer.plain("\n  ").push(Role::Prompt, "> ").plain(example);
        }
        members(&mut answer, name, first, width);
        if holder.is_empty() {
            let ways =
                manual::entries().filter(|entry| entry.is(name) && !ways.iter().any(|way| way.holder == entry.holder));
            let paths = ways.map(|entry| entry.path(name)).filter(|path| path != name);
            also(&mut answer, once(paths), width);
        }
        answer
    }

    /// All ways to call what is meant, and the name it has.
    fn ways<'t>(&self, about: &str, holder: &str, name: &'t str) -> (Vec<&'static Entry>, &'t str) {
        let all = |entry: &'static Entry| manual::ways(entry.holder, name).collect();
        if !holder.is_empty() {
            let seen = self.glimpse(holder);
            if let Some(entry) = seen.and_then(|seen| self.entry_at(seen, name)) {
                return (all(entry), name);
            }
            let value = seen.and_then(|seen| self.member(seen, name));
            if let Some((entry, own)) = value.and_then(|value| self.entry_of(value)) {
                return (manual::ways(entry.holder, own).collect(), own);
            }
        } else if let Some(Glimpse::Value(value)) = self.glimpse(name)
            && let Some((entry, own)) = self.entry_of(value).filter(|_| !self.is_nodes(name))
        {
            return (manual::ways(entry.holder, own).collect(), own);
        }
        let same = |text: &str| text == about || text.eq_ignore_ascii_case(about);
        let typed = |entry: &&Entry| {
            let Some(name) = entry.names().find(|known| known.eq_ignore_ascii_case(name)) else { return false };
            let fits = |known: &str| {
                let class = known.trim_end_matches(".prototype");
                same(&format!("{known}.{name}")) || same(&format!("{class}.{name}")) || same(&format!("{class}#{name}"))
            };
            entry.is_code() && (same(&entry.path(name)) || entry.holders().any(fits))
        };
        let bare = |entry: &&Entry| holder.is_empty() && entry.names().any(same);
        let words = manual::entries().find(|entry| !entry.is_code() && bare(entry));
        let found = words.or_else(|| manual::entries().find(typed)).or_else(|| manual::entries().find(bare));
        let Some(entry) = found else { return (Vec::new(), name) };
        if entry.is(name) {
            return (all(entry), name);
        }
        let own = entry.names().find(|known| known.eq_ignore_ascii_case(name)).unwrap_or_default();
        (manual::ways(entry.holder, own).collect(), own)
    }

    /// Whether a global name is not the program's.
    fn is_nodes(&self, name: &str) -> bool {
        let global = Glimpse::Value(crate::heap::Value::Object(self.machine.realm.global));
        self.entry_at(global, name).is_some()
    }

    /// What of the language has this name, too.
    pub(super) fn others(&self, answer: &mut Styled, name: &str, width: usize) {
        let own = self.is_own(name).then(|| name.to_owned());
        let ways = manual::entries().filter(|entry| entry.is_code() && entry.is(name));
        also(answer, once(own.into_iter().chain(ways.map(|entry| entry.path(name)))), width);
    }

    /// Whether it is a variable of the program.
    pub(super) fn is_own(&self, name: &str) -> bool {
        self.machine.peek_global(name).is_some() && !self.is_nodes(name)
    }

    /// What is said of a variable of the program.
    fn own(&self, name: &str, width: usize) -> Option<Styled> {
        let value = self.machine.peek_global(name).filter(|_| self.is_own(name))?;
        let mut answer = Styled::new();
        if let Some(parameters) = self.own_function(value) {
            answer.push(Role::Keyword, format!("{name}({parameters})")).plain("   a function of this session");
            for line in self.source_of(value)?.lines().take(SHOWN) {
                answer.plain(format!("\n  {line}"));
            }
            return Some(answer);
        }
        if self.entry_of(value).is_some() {
            return None;
        }
        let kind = self.kind_of(value);
        let said = match self.region(value) {
            Some(region) => format!(
                "{kind}, {} bytes at #{} {region}. See .why {name}, .hex {name}, .who {name}, ?{kind}",
                region.length, region.slab.0
            ),
            None => format!("{kind}, a variable of this session. See .vars"),
        };
        told(&mut answer, name, &said, width);
        if let Some(word) = manual::WORDS.iter().find_map(|part| manual::about(part, name)) {
            answer.plain("\n");
            told(&mut answer, name, word.line, width);
        }
        Some(answer)
    }
}

/// What is called, of a call; anything else as it is.
fn called(text: &str) -> &str {
    let Some(inside) = text.strip_suffix(')') else { return text };
    let mut depth = 1;
    let open = inside.char_indices().rev().find(|(_, c)| {
        depth += i32::from(*c == ')') - i32::from(*c == '(');
        depth == 0
    });
    open.map(|(at, _)| &text[..at]).filter(|callee| callee.ends_with(super::is_word)).unwrap_or(text)
}

/// `name: words`, folded.
pub(super) fn told(answer: &mut Styled, name: &str, words: &str, width: usize) {
    let text = folded(&format!("{name}: {words}"), width);
    let (first, rest) = text.split_at(name.len().min(text.len()));
    answer.push(Role::Keyword, first).plain(rest);
}

/// Rows in two columns, or one under the other where there is little room.
pub(super) fn table(answer: &mut Styled, rows: &[(String, &str)], width: usize) {
    let widest = rows.iter().map(|(what, _)| what.chars().count()).max().unwrap_or(0);
    let longest =
        rows.iter().flat_map(|(_, words)| words.split(' ')).map(|word| word.chars().count()).max().unwrap_or(0);
    let beside = widest + GAP + WORDS.max(longest) <= width && widest <= width / 2;
    for (index, (what, words)) in rows.iter().enumerate() {
        answer.plain(if index > 0 { "\n" } else { "" });
        if beside {
            answer.push(Role::Keyword, format!("{what:<widest$}")).plain(" ".repeat(GAP));
            let indent = format!("\n{}", " ".repeat(widest + GAP));
            answer.plain(folded(words, width - widest - GAP).replace('\n', &indent));
        } else {
            let blanks = what.len() - what.trim_start().len();
            let indent = format!("\n{}", " ".repeat(blanks + 2));
            let room = width.saturating_sub(blanks + 2).max(1);
            answer.push(Role::Keyword, " ".repeat(blanks));
            answer.push(Role::Keyword, folded(what.trim_start(), room).replace('\n', &indent));
            answer.plain(&indent).plain(folded(words, room).replace('\n', &indent));
        }
    }
}

/// What a class or a module has.
fn members(answer: &mut Styled, name: &str, entry: &Entry, width: usize) {
    if entry.holders().all(|holder| holder != "globalThis") {
        return;
    }
    for holder in [name.to_owned(), format!("{name}.prototype"), format!("require('{name}')")] {
        let has = |entry: &&Entry| entry.holders().any(|known| known == holder);
        let found = manual::entries().filter(has).filter_map(|entry| entry.names().next());
        let names = once(found.filter(|name| !name.contains('.')));
        if !names.is_empty() {
            answer.plain("\n").push(Role::Dim, folded(&format!("{holder}: {}", names.join(" ")), width));
        }
    }
}

/// Each of them once, in order.
fn once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut known = Vec::new();
    all.for_each(|one| known.extend((!known.contains(&one)).then_some(one)));
    known
}

fn also(answer: &mut Styled, mut paths: Vec<String>, width: usize) {
    paths.truncate(OTHERS);
    if !paths.is_empty() {
        answer.plain("\n").push(Role::Dim, folded(&format!("also: ?{}", paths.join(" ?")), width));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{ENCODINGS, Options, Outcome, Way};

    /// Every property that a program reaches, by the path of what has it and its name, a line each.
    const WALK: &str = r"
        const seen = new Set(), lines = [];
        function walk(object, path, depth) {
            if (seen.has(object) || depth > 4) return;
            seen.add(object);
            for (const key of Object.getOwnPropertyNames(object)) {
                if (['constructor', 'prototype', 'length', 'name'].includes(key) && typeof object !== 'string') {
                    if (key === 'prototype' && object[key]) walk(object[key], path + '.prototype', depth + 1);
                    continue;
                }
                lines.push(path + '\t' + key);
                const { value } = Object.getOwnPropertyDescriptor(object, key);
                if (typeof value === 'function' || (typeof value === 'object' && value)) {
                    walk(value, path === 'globalThis' ? key : path + '.' + key, depth + 1);
                }
            }
        }
        walk(Object.getPrototypeOf(Uint8Array), 'TypedArray', 1);
        for (const name of Object.getOwnPropertyNames(globalThis)) {
            if (/^[A-Z]/.test(name) && typeof globalThis[name] === 'function') walk(globalThis[name], name, 1);
        }
        for (const name of ['util/types', 'util', 'buffer', 'string_decoder', 'assert', 'vm', 'worker_threads', 'node:test', 'slabscope']) {
            walk(require(name), name === 'util/types' ? 'require(\'util\').types' : 'require(\'' + name + '\')', 1);
        }
        walk(globalThis, 'globalThis', 0);
        console.log(lines.join('\n'))";

    /// What is told by the line of what has them.
    const FAMILIES: [&str; 13] = [
        "DOMException",
        "DOMException.prototype",
        "process.versions",
        "process.release",
        "process.config",
        "process.features",
        "process.env",
        "process.argv",
        "process.execArgv",
        "require('util').inspect.colors",
        "require('util').inspect.styles",
        "module",
        "require",
    ];

    #[test]
    fn everything_a_program_reaches_is_known() {
        for profile in ["18", "20", "22", "24", "26"] {
            let mut session = Session::new(Options::new(profile, Way::Terminal)).expect("the options are right");
            let reply = session.feed(&format!("(function () {{ {WALK} }})()"));
            let printed: String = reply.printed.iter().map(|(_, text)| text.to_string()).collect();
            assert!(printed.lines().count() > 800, "{printed} {reply:?}");
            let missing: Vec<&str> = printed
                .lines()
                .filter(|line| {
                    let (holder, name) = line.split_once('\t').expect("a path and a name");
                    // A constructor inherits, a class of errors has what errors have.
                    let errors = holder.ends_with("Error.prototype") || holder.ends_with("Error");
                    let typed = name == "BYTES_PER_ELEMENT";
                    let known = manual::about(holder, name).is_some()
                        || (errors
                            && (manual::about("Error", name).or(manual::about("Error.prototype", name)).is_some()
                                || holder.contains("Assert")))
                        || (holder.starts_with("require('assert')")
                            && manual::about("require('assert')", name).is_some());
                    let inner = holder
                        .rsplit_once('.')
                        .is_some_and(|(module, part)| manual::about(module, &format!("{part}.{name}")).is_some());
                    !known
                        && !inner
                        && !typed
                        && !FAMILIES.iter().any(|family| holder == *family || holder.starts_with(&format!("{family}.")))
                })
                .collect();
            assert!(missing.is_empty(), "under {profile}: {missing:#?}");
        }
    }

    #[test]
    fn every_example_works_under_every_release() {
        for profile in ["18", "20", "22", "24", "26"] {
            let mut session = Session::new(Options::new(profile, Way::Terminal)).expect("the options are right");
            for (entry, name) in manual::entries().flat_map(|entry| entry.names().map(move |name| (entry, name))) {
                for example in entry.examples(name) {
                    let reply = session.feed(&example);
                    let newer = profile < "24" && name.contains("loat16");
                    let works = matches!(reply.outcome, Outcome::Value | Outcome::Undefined) || newer;
                    assert!(works, "under {profile}: {example} {reply:?}");
                }
            }
        }
    }

    #[test]
    fn encodings_codes_and_lessons_are_all_there() {
        for name in ENCODINGS {
            assert!(manual::about("encoding", name).is_some(), "{name}");
        }
        for source in [include_str!("../library/node/coded.rs"), include_str!("../buffer/fault.rs")] {
            for code in source.split('"').filter(|word| word.starts_with("ERR_") && !word.contains(' ')) {
                assert!(manual::about("code", code).is_some(), "{code}");
            }
        }
        for entry in manual::entries() {
            for (_, number) in entry.line.match_indices("lesson ").map(|(at, _)| (at, &entry.line[at + 7..])) {
                let digits =
                    number.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<u32>().ok());
                assert!(digits.is_some_and(|number| (1..=15).contains(&number)), "{}", entry.line);
            }
            for word in entry
                .line
                .split([' ', ',', ';'])
                .filter(|word| word.starts_with('.') && word.len() > 3 && !entry.is_code())
            {
                assert!(super::super::Command::named(word.trim_end_matches('.')).is_some(), "{word} of {}", entry.line);
            }
        }
    }

    #[test]
    fn all_help_fits_forty_columns_and_a_screen() {
        let session = Session::at_a_terminal();
        for entry in manual::entries() {
            for name in entry.names() {
                for (width, rows) in [(40, 36), (80, 24)] {
                    let shown = session.topic(&entry.path(name), width).to_string();
                    let example = |line: &str| line.starts_with("  > ");
                    let long =
                        shown.lines().find(|line| line.chars().count() > width && line.contains(' ') && !example(line));
                    assert_eq!(long, None, "{name}: {shown}");
                    assert!(shown.lines().count() <= rows, "{name}: {shown}");
                }
            }
        }
    }
}
