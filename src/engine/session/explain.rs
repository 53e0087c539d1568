//! `?` after an error: which argument it is about, what is tested, what came, and what works. Not what the error says by itself.

use super::failed::Failed;
use super::manual::{self, Entry};
use super::operand::operand;
use super::signature::drawn;
use super::suggest::encoding_meant;
use super::topics::table;
use super::{Outcome, Reply, Session};
use crate::syntax;
use pool::styled::{Role, Styled};

/// What a message tells.
#[derive(Debug, Default)]
struct Told<'a> {
    argument: &'a str,
    wanted: &'a str,
    given: &'a str,
}

const ORDINALS: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];

impl Session {
    /// Notes how a statement ended.
    pub(super) fn note_failure(&mut self, reply: &Reply) {
        self.failed = None;
        let Outcome::Thrown { name, code, message } = &reply.outcome else { return };
        let thrown = self.remembered[1].value.filter(|_| name != "SyntaxError");
        let place = thrown.and_then(|value| self.machine.thrown_from(value));
        let called = place.and_then(|(source, at)| call_at(&source.text, at));
        self.failed = Some(Failed { name: name.clone(), code: code.clone(), message: message.clone(), called });
    }

    /// The last statement's error explained; what `?` can do where there is none.
    pub(super) fn explain(&self, width: usize) -> Styled {
        let Some(failed) = &self.failed else {
            let mut answer = Styled::new();
            let line = "? explains the last error, ?NAME whatever you name: ?Buffer.from ?pinned ?keys";
            answer.plain(super::help::folded(line, width));
            return answer;
        };
        let told = told(&failed.message);
        let entry = failed.called.as_ref().and_then(|(called, _)| self.callee(called));
        let mut answer = Styled::new();
        let code = failed.code.as_deref();
        let about = code.and_then(|code| manual::about("code", code));
        let (what, line) = match (code, about) {
            (Some(code), Some(entry)) => (code, entry.line.to_owned()),
            _ => (failed.name.as_str(), self.in_words(&failed.name, &failed.message)),
        };
        let text = super::help::folded(&format!("{what}: {line}"), width);
        answer.push(Role::Error, &text[..what.len()]).plain(&text[what.len()..]);
        let mut rows: Vec<(&str, String)> = Vec::new();
        let argument = entry.and_then(|(entry, _)| place_of(entry, told.argument));
        if let Some((entry, name)) = entry {
            let told = drawn(&entry.path(name), &entry.arguments(), argument.unwrap_or(usize::MAX));
            rows.push(("called", told.to_string()));
        }
        if !told.argument.is_empty() {
            let place = argument.and_then(|at| ORDINALS.get(at)).map_or(String::new(), |nth| format!(", the {nth}"));
            let named = if ORDINALS.contains(&told.argument) { "" } else { told.argument };
            rows.push(("argument", format!("{named}{place}").trim_start_matches(", ").to_owned()));
        }
        let pairs = [("wanted", told.wanted), ("given", told.given)];
        rows.extend(pairs.into_iter().filter(|(_, text)| !text.is_empty()).map(|(what, text)| (what, text.to_owned())));
        let works = self.works(failed, &told, entry.zip(argument).map(|((entry, _), at)| (entry, at)));
        let examples = entry.into_iter().flat_map(|(entry, name)| entry.examples(name));
        let mut works: Vec<String> = works.into_iter().chain(examples).collect();
        works.dedup();
        for (index, expression) in works.into_iter().take(2).enumerate() {
            rows.push((if index == 0 { "works" } else { "" }, expression));
        }
        let rows: Vec<(String, &str)> =
            rows.iter().map(|(what, text)| (format!("  {what:<8}"), text.as_str())).collect();
        if !rows.is_empty() {
            answer.plain("\n");
            table(&mut answer, &rows, width.max(MOST));
        }
        answer
    }

    /// The other function that the last error's arguments are for.
    pub(super) fn other_call(&self) -> Option<String> {
        let failed = self.failed.as_ref()?;
        let (called, behind) = failed.called.as_ref()?;
        let calls = other_call(called, told(&failed.message).given, &manual::divided(behind))?;
        calls.into_iter().next()
    }

    /// The call itself with an argument that is inside the bounds, where nothing else of it would have to run.
    fn works(&self, failed: &Failed, told: &Told<'_>, at: Option<(&Entry, usize)>) -> Vec<String> {
        let Some((called, behind)) = &failed.called else { return Vec::new() };
        let given = manual::divided(behind);
        let plain = |text: &&str| self.glimpse(text).is_some() && !text.contains('(');
        let (holder, _) = called.rsplit_once('.').unwrap_or(("", called));
        let can = |given: &[&str]| given.iter().all(plain) && (holder.is_empty() || plain(&holder));
        let with = |given: &[&str]| format!("{called}({})", given.join(", "));
        if let Some(encoding) = told.wanted.strip_prefix("one of ").and_then(|_| encoding_meant(told.given)) {
            let quoted = |text: &&str| text.trim_matches(['\'', '"', '`']) == told.given;
            let mended = format!("'{encoding}'");
            let given: Vec<&str> = given.iter().map(|text| if quoted(text) { mended.as_str() } else { text }).collect();
            return if can(&given) { vec![with(&given)] } else { Vec::new() };
        }
        if let Some(other) = other_call(called, told.given, &given)
            && can(&given)
        {
            return other;
        }
        let Some((_, at)) = at.filter(|(_, at)| *at < given.len()) else { return Vec::new() };
        bounds(told.wanted)
            .into_iter()
            .filter_map(|bound| {
                let mut given = given.clone();
                given[at] = bound;
                can(&given).then(|| with(&given))
            })
            .collect()
    }

    /// What is meant by an error without a code.
    fn in_words(&self, name: &str, message: &str) -> String {
        let before = |end: &str| message.strip_suffix(end);
        if let Some(wanted) = before(" is not defined") {
            return format!("no variable is called {wanted}; {wanted} = ... makes one, .vars lists those there are");
        }
        if let Some(path) = before(" is not a function") {
            let kind = match self.glimpse(path) {
                Some(super::glimpse::Glimpse::Value(value)) => format!("is {}", self.kind_of(value)),
                _ => "is nothing that can be called, mostly undefined".to_owned(),
            };
            return format!("{path} {kind}; look at its name, and at what it is a member of");
        }
        if message.starts_with("Cannot read properties of") || message.starts_with("Cannot set properties of") {
            return "what stands before the dot is undefined or null; ?. instead of . answers undefined".to_owned();
        }
        if let Some(wanted) = before(" before initialization").and_then(|text| text.strip_prefix("Cannot access ")) {
            return format!("{wanted} is declared with let, const or class further down, or its first value failed");
        }
        if message.starts_with("Assignment to constant variable") {
            return "a const keeps its first value; let or no word at all makes a variable that changes".to_owned();
        }
        if message.contains("should be a multiple of") {
            return "a typed array begins where its elements fit: at a multiple of their size. A copy does: \
                    new Uint16Array(bytes)"
                .to_owned();
        }
        if message.starts_with("Maximum call stack") {
            return "functions that call each other, or themselves, without end".to_owned();
        }
        match name {
            "SyntaxError" => "this is no JavaScript: the caret shows where it ends to be; nothing of it ran".to_owned(),
            "RangeError" => "a number is outside of what is possible here".to_owned(),
            "TypeError" => "a value of another kind than this can be done with".to_owned(),
            "ReferenceError" => "a name that stands for nothing".to_owned(),
            _ => "thrown by the program; _error is the value".to_owned(),
        }
    }
}

/// Columns at least: what is told is code, which no line is broken for.
const MOST: usize = 40;

/// What is called at a place of a text, and the arguments as they are typed.
fn call_at(text: &str, at: usize) -> Option<(String, String)> {
    let rest = text.get(at..)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let open = text.len() - rest.len() + rest.find('(')?;
    let called = operand(text.get(..open)?.trim_end());
    let pieces = syntax::pieces(&text[open..]);
    let mut depth = 0;
    let close = pieces.iter().find(|piece| {
        match &text[open..][piece.range.clone()] {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let behind = &text[open + 1..open + close.range.start];
    (!called.is_empty()).then(|| (called.to_owned(), behind.trim().to_owned()))
}

/// What is called for another kind of argument: a number is a size, or a byte; a size is no text.
fn other_call(called: &str, given: &str, typed: &[&str]) -> Option<Vec<String>> {
    let first = typed.first()?;
    match called {
        "Buffer.from" if given.starts_with("type number") => {
            Some(vec![format!("Buffer.alloc({first})"), format!("Buffer.from([{first}])")])
        }
        "Buffer.alloc" | "Buffer.allocUnsafe" | "Buffer.allocUnsafeSlow" if given.starts_with("type string") => {
            Some(vec![format!("Buffer.from({first})")])
        }
        _ => None,
    }
}

/// Which parameter an argument is.
fn place_of(entry: &Entry, argument: &str) -> Option<usize> {
    let named = argument.split(['[', '.']).next().unwrap_or(argument);
    let all = entry.arguments();
    let same = |parameter: &&str| parameter.split([' ', '=']).next() == Some(named);
    let nth = ORDINALS.iter().position(|nth| *nth == named);
    let one = if all.len() == 1 && !named.is_empty() { Some(0) } else { None };
    all.iter().position(same).or(nth).or(one)
}

/// What a message of Node's says, taken apart (lib/internal/errors.js).
fn told(message: &str) -> Told<'_> {
    let (said, given) = message.split_once(". Received ").unwrap_or((message, ""));
    let given = given.lines().next().unwrap_or("");
    let quoted = |text: &'static str| {
        let rest = said.strip_prefix(text)?;
        rest.split_once(['"', '\''])
    };
    if let Some((argument, rest)) = quoted("The value of \"") {
        let wanted = rest.split_once("It must be ").map_or("", |(_, wanted)| wanted);
        return Told { argument, wanted, given };
    }
    if let Some((argument, rest)) = quoted("The \"").or_else(|| quoted("The argument '")) {
        let wanted = rest.split_once("must be ").map_or(rest.trim_start(), |(_, wanted)| wanted);
        return Told { argument, wanted, given };
    }
    if let Some((argument, wanted)) = said.strip_prefix("The ").and_then(|rest| rest.split_once(" argument must be ")) {
        return Told { argument, wanted, given };
    }
    if let Some(given) = message.strip_prefix("Unknown encoding: ") {
        let wanted = "one of utf8 utf16le latin1 ascii base64 base64url hex";
        return Told { argument: "encoding", wanted, given };
    }
    if let Some(argument) = said.strip_prefix('"').and_then(|rest| rest.strip_suffix("\" is outside of buffer bounds"))
    {
        return Told { argument, wanted: "inside the memory, with all that follows", given };
    }
    if let Some(wanted) = said.strip_prefix("argument must be ") {
        return Told { wanted, ..Told::default() };
    }
    if said == "Attempt to access memory outside buffer bounds" {
        return Told { wanted: "as many bytes as the number takes", ..Told::default() };
    }
    if let Some(bits) = said.strip_prefix("Buffer size must be a multiple of ") {
        let wanted = match bits {
            "16-bits" => "length % 2 === 0",
            "32-bits" => "length % 4 === 0",
            _ => "length % 8 === 0",
        };
        return Told { wanted, ..Told::default() };
    }
    Told::default()
}

/// The numbers that `>= 0 and <= 4` allows at its ends.
fn bounds(wanted: &str) -> Vec<&str> {
    let numbers = wanted.split(" and ").flat_map(|part| part.split(" && "));
    let ends = numbers.filter_map(|part| part.strip_prefix(">= ").or_else(|| part.strip_prefix("<= ")));
    let mut ends: Vec<&str> = ends.filter(|end| end.parse::<f64>().is_ok_and(|end| end.abs() < 65_536.0)).collect();
    ends.dedup();
    ends
}
