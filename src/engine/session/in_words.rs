//! What is asked in plain words, of a Buffer or of memory as a whole: the command, the expression, or the word of the manual that
//! answers. Only where a text is no JavaScript, no command and no name; not what other prompts call their commands.

use super::{Session, foreign_words, manual};

/// Words of a question; what answers it of `@`, and of everything. The first row that has one decides.
type Row = (&'static [&'static str], &'static str, &'static str);

const VERBS: [Row; 14] = [
    (
        &[
            "who",
            "hold",
            "holds",
            "holding",
            "held",
            "keep",
            "keeps",
            "kept",
            "own",
            "owns",
            "owner",
            "retain",
            "retains",
            "retainers",
            "reference",
            "references",
            "referrers",
            "alive",
            "share",
            "shares",
            "shared",
        ],
        ".who @",
        ".who",
    ),
    (
        &["free", "frees", "freed", "release", "dispose", "destroy", "delete", "del", "unref", "rid", "collect"],
        "@ = null; then .gc",
        ".gc",
    ),
    (&["leak", "leaks", "leaking", "waste", "wasted", "improve", "optimize"], ".who @", ".advise"),
    (&["changed", "change", "changes", "happened"], ".why @", ".diff"),
    (&["undo", "back", "revert"], ".undo", ".undo"),
    (&["exit", "quit", "leave"], ".exit", ".exit"),
    (&["variables", "variable", "names", "buffers"], ".vars", ".vars"),
    (&["bytes", "contents", "content", "raw", "hexdump", "dump", "wrote", "written"], ".hex @", ".slabs"),
    (&["size", "big", "large", "long", "length", "many", "much"], "@.length", ".slabs"),
    (&["why"], ".why @", ".why"),
    (&["pool", "pooled"], ".why @", ".pool"),
    (
        &["slab", "slabs", "memory", "mem", "heap", "stats", "usage", "rss", "memoryusage", "allocated"],
        ".why @",
        ".slabs",
    ),
    (
        &["where", "address", "addr", "pointer", "ptr", "location", "located", "region", "draw", "picture"],
        ".why @",
        ".map",
    ),
    (&["show", "see"], ".hex @", ".slabs"),
];

/// Letters of functions' names that are too short to be told from other words; and longer ones that are words, too.
const SHORT: usize = 3;
const LITTLE: [&str; 13] =
    ["from", "with", "some", "find", "keys", "name", "values", "every", "test", "then", "this", "join", "difference"];

/// Words a question begins with, whatever other prompts call so.
const ASKING: [&str; 21] = [
    "who", "what", "whats", "where", "why", "which", "when", "how", "is", "are", "does", "do", "can", "did", "was",
    "show", "tell", "explain", "would", "list", "describe",
];

impl Session {
    /// What answers a text that is plain words, in a line.
    pub(super) fn asked(&self, text: &str) -> Option<String> {
        let words = words(text)?;
        let own = |(at, word): (usize, &&str)| {
            // An article may be a variable's name, too.
            let article = matches!(*word, "a" | "A" | "I") && at + 1 < words.len();
            let slab = word.strip_prefix('#').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
            let object =
                || self.is_own(word) && self.machine.peek_global(word).is_some_and(|value| value.as_object().is_some());
            (!article && (slab || object())).then_some(at)
        };
        let own = words.iter().enumerate().filter_map(own).last();
        let others = words.iter().enumerate().filter(|(at, _)| Some(*at) != own);
        let verb = others.filter_map(|(_, word)| verb(word)).min_by_key(|(row, ..)| *row);
        let known = || {
            let known = |word: &&&str| {
                manual::WORDS.iter().any(|part| manual::about(part, word).is_some()) || manual::row(word).is_some()
            };
            let code = |word: &&&str| {
                word.len() > SHORT
                    && manual::entries().any(|entry| entry.is_code() && entry.is(word))
                    && !LITTLE.contains(*word)
            };
            let word = words.iter().rfind(known).map(|word| format!("?{word} explains it"));
            word.or_else(|| {
                let named: Vec<String> = words.iter().filter(code).map(|word| format!("?{word}")).collect();
                (!named.is_empty() && words.len() > 1)
                    .then(|| named.join(" ") + if named.len() > 1 { " explain them" } else { " explains it" })
            })
        };
        let meant = |what: &str| format!("did you mean {what}?");
        match (own.map(|at| words[at]), verb) {
            (Some(own), Some((_, of_one, _))) => Some(meant(&of_one.replace('@', own))),
            (Some(own), None) if own.starts_with('#') && words.len() == 1 => Some(format!("?{own} explains it")),
            (Some(own), None) => asks(&words).then(|| format!("?{own} explains it")),
            (None, Some((_, _, of_all))) => {
                let number = words.iter().any(|word| word.parse::<u32>().is_ok());
                let first = words[0].to_lowercase();
                let is_about = match first.as_str() {
                    "why" => number,
                    "who" | "how" | "show" | "is" | "can" | "would" | "list" => false,
                    _ => asks(&words),
                };
                let word = if is_about { known() } else { None };
                word.or_else(|| Some(meant(of_all)))
            }
            (None, None) if asks(&words) && words.len() > 2 => known().or_else(|| foreign_words::line("help")),
            (None, None) => known(),
        }
    }

    /// The same for a question that no word of another prompt begins.
    pub(super) fn asked_first(&self, text: &str) -> Option<String> {
        let words = words(text)?;
        if words.len() > 1 && asks(&words) { self.asked(text) } else { None }
    }
}

/// What is meant by a member that `of`, a Buffer, does not have, or the class.
pub(super) fn member(wanted: &str, of: Option<&str>) -> Option<String> {
    let plain = wanted.strip_prefix("is").or_else(|| wanted.strip_prefix("get")).unwrap_or(wanted);
    let (_, of_one, of_all) = verb(plain)?;
    Some(of.map_or(of_all.to_owned(), |of| of_one.replace('@', of)))
}

/// The row that a word decides for.
fn verb(word: &str) -> Option<(usize, &'static str, &'static str)> {
    let word = word.to_lowercase();
    let at = VERBS.iter().position(|(words, ..)| words.contains(&word.as_str()))?;
    let (_, of_one, of_all) = VERBS[at];
    Some((at, of_one, of_all))
}

fn asks(words: &[&str]) -> bool {
    ASKING.contains(&words[0].to_lowercase().as_str())
}

/// The words of a text that has nothing else.
fn words(text: &str) -> Option<Vec<&str>> {
    let plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_$#'\u{2019}?!,.-".contains(c);
    let words = text.split_whitespace().map(|word| word.trim_matches(['?', '!', ',', '.', '\'']));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    (text.chars().all(plain) && !text.contains('\n') && !words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use crate::session::Session;

    #[test]
    fn plain_questions_are_answered_with_a_command() {
        let mut session = Session::at_a_terminal();
        session.feed("b = Buffer.from('hello'); a = [b]");
        for (typed, meant) in [
            ("who holds b?", "did you mean .who b?"),
            ("what keeps b alive", "did you mean .who b?"),
            ("where is b?", "did you mean .why b?"),
            ("where b", "did you mean .why b?"),
            ("is b pooled?", "did you mean .why b?"),
            ("why is b not in the pool?", "did you mean .why b?"),
            ("how big is b", "did you mean b.length?"),
            ("how do I free b?", "did you mean b = null; then .gc?"),
            ("how to free memory", "did you mean .gc?"),
            ("what is b?", "?b explains it"),
            ("what is a slab?", "?slab explains it"),
            ("what does pinned mean", "?pinned explains it"),
            ("why 8192?", "?8192 explains it"),
            ("who keeps #1", "did you mean .who #1?"),
            ("do I leak?", "?leak explains it"),
            ("is memory leaking", "did you mean .advise?"),
            ("heap", "did you mean .slabs?"),
            ("stats", "did you mean .slabs?"),
            ("what is the difference between slice and subarray", "?slice ?subarray explain them"),
            ("how does concat work", "?concat explains it"),
            ("#1", "?#1 explains it"),
            ("why not pooled", "did you mean .why?"),
            ("is 4095 pooled", "did you mean .pool?"),
            ("show me the pool", "did you mean .pool?"),
            ("what changed", "did you mean .diff?"),
            ("how do I exit?", "did you mean .exit?"),
            ("list variables", "did you mean .vars?"),
            ("go back", "did you mean .undo?"),
            ("what is the theme", "?theme explains it"),
            (".theme dark", "?theme explains it"),
            ("what can I do here", ".help lists the commands, ?NAME explains anything: ?Buffer.from, ?pinned, ?keys"),
            ("leaks", "did you mean .advise?"),
            (".where b", "did you mean .why b?"),
            (".heap", "did you mean .slabs?"),
            (".free b", "did you mean b = null; then .gc?"),
            (".leaks", "did you mean .advise?"),
            ("b.address", "did you mean .why b?"),
            ("b.isPooled()", "did you mean .why b?"),
            ("b.free()", "did you mean b = null; then .gc?"),
            ("b.owner", "did you mean .who b?"),
        ] {
            let reply = session.feed(typed);
            assert_eq!(session.suggestion(typed, &reply).as_deref(), Some(meant), "{typed}");
        }
        for typed in ["a b c d", "nothing that is known here", "where = ", "b.wombat"] {
            let reply = session.feed(typed);
            assert_eq!(session.suggestion(typed, &reply), None, "{typed}");
        }
    }
}
