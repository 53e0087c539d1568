//! Lines that are none of a transcript's: what was probably meant, and what to write instead. Judged by their looks, and
//! by what really came back; nothing is run here.

use std::collections::HashSet;

use super::actual::Actual;
use super::compare::Verdict;
use super::document::{Block, Problem};
use super::entry::{Entry, Output};
use super::lines::{Look, continuation_text, is_frame, is_shell, is_warning, look};
use crate::session::is_command;

/// Characters shown of a line.
const SHOWN: usize = 40;

/// Prompts of shells and themes, which some copy with their input.
const SIGNS: [&str; 8] = ["❯", "›", "»", "➜", "▶", "λ", "→", "＞"];

/// What is said of a line to which no entry leads.
pub fn astray(line: &str) -> String {
    let begins = |sign: &str| line.starts_with(sign);
    match () {
        () if begins("$ ") || begins("% ") => {
            "this is a shell's session: copy what stands behind Node's own prompt, `> `".into()
        }
        () if begins("{") || begins("<") => "this is data, not a session: there is no line `> 1 + 1` before it".into(),
        () => match meant(line) {
            Some(what) => what,
            None => format!(
                "no entry stands before {}: an input begins with `> `, a comment with `# `; take it away if it is neither",
                quoted(line)
            ),
        },
    }
}

/// What a line that is no answer looks like, and its mend.
fn meant(line: &str) -> Option<String> {
    let text = line.trim_start();
    let own = quoted(text);
    if text.len() < line.len() {
        return match look(text) {
            // Tables may have a `#` over their first column.
            Look::Comment if !text.strip_prefix("# ").is_some_and(begins_a_word) => None,
            Look::Input(_) | Look::Directive(_) | Look::Comment => {
                Some(format!("{own} does not begin at the beginning of its line: take the blanks in front of it away"))
            }
            _ => None,
        };
    }
    if line.starts_with(">>> ") {
        return Some("this is a session of Python, or of a prompt like it: Node's prompt is `> `".into());
    }
    if line.starts_with("In [") {
        let what =
            "this is a session of IPython or Jupyter: Node's prompt is `> `, and an answer has nothing in front of it";
        return Some(what.into());
    }
    if let Some(rest) = line.strip_prefix('>') {
        return Some(match rest.chars().next()? {
            '\t' => format!("a TAB stands behind the `>` of {own}: write a blank"),
            ' ' => format!("several prompts stand in {own}: write one"),
            blank if blank.is_whitespace() => {
                format!("a no-break space, as documents write it, stands behind the `>` of {own}: write a plain blank")
            }
            _ => format!("{own} is no entry, for a blank belongs to its prompt: write `> {}`", shown(rest)),
        });
    }
    if line.starts_with("&gt; ") {
        return Some("this is the source of a web page: copy what the page shows, `> ` and not `&gt; `".into());
    }
    let sign = SIGNS.into_iter().find_map(|sign| line.strip_prefix(sign)?.strip_prefix([' ', '\u{a0}']));
    if let Some(input) = sign.or_else(|| behind_name(line)) {
        return Some(format!("{own} begins with another prompt's sign: write `> {}`", shown(input.trim_start())));
    }
    if let Some(note) = ["//", "/*", "<!--", "-- "].into_iter().find_map(|sign| line.strip_prefix(sign)) {
        let note = note.trim_end_matches("*/").trim_end_matches("-->").trim();
        return Some(format!("{own} is a comment of another language: write `# {}`", shown(note)));
    }
    if let Some(rest) = line.strip_prefix('#') {
        // `#1` is how slabs are called, `#[..]` how that is expected.
        let note = rest.trim_start_matches(['#', '!', '-', '=', '*']);
        let is_note = note.len() < rest.len() || note.starts_with(char::is_alphabetic);
        return is_note.then(|| format!("a blank is missing in {own}: write `# {}`", shown(note.trim())));
    }
    if line.starts_with("! ") {
        return Some(format!("{own} says what an entry throws: it stands directly behind its entry, before all else"));
    }
    if line.starts_with("```") || line.starts_with("~~~") {
        return Some("this is Markdown's: call the file *.md".into());
    }
    let host = line.split_once(['$', '%', '#']).filter(|(_, rest)| rest.is_empty() || rest.starts_with(' '));
    let is_host = |(host, _): (&str, &str)| host.contains('@') && !host.contains(' ');
    (is_shell(line) || line.starts_with("$ ") || host.is_some_and(is_host))
        .then(|| format!("{own} is a shell's: it may stand before a session, not in it"))
}

/// The input behind a prompt that has a name, as `node> 1`, `irb(main):001> 1`, `PS C:\> 1` or `mongosh> 1`.
fn behind_name(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("qjs > ") {
        return Some(rest);
    }
    let (name, input) = line.split_once("> ")?;
    let word = name.strip_prefix("PS ").unwrap_or(name);
    let is_name = word.starts_with(char::is_alphabetic) && !word.contains(' ') && !word.ends_with(['=', '-', '<']);
    let is_tag = word.contains(['<', '"', '\'', '`', '{', '=']);
    (is_name && !is_tag).then_some(input)
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

fn quoted(line: &str) -> String {
    format!("`{}`", shown(line))
}

/// Whether a line reads like a sentence or an item of a list; where nothing but its words speaks for that, by more of them.
fn is_note(line: &str, alone: bool) -> bool {
    let sentence = line.trim_start_matches(['*', '_']);
    if alone && ["- ", "* ", "1. ", "2. "].into_iter().any(|mark| line.strip_prefix(mark).is_some_and(begins_a_word)) {
        return true;
    }
    if !begins_a_word(sentence) || sentence.starts_with("Uncaught") || sentence.starts_with("Thrown:") {
        return false;
    }
    let words: Vec<&str> = sentence.split_whitespace().collect();
    if words.first().is_some_and(|word| word.ends_with("Error:") || word.ends_with("Error")) {
        return false;
    }
    let is_word = |word: &&&str| {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() || "，。：；！？”“’".contains(c));
        !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'' || c == '’')
    };
    let plain = words.iter().filter(is_word).count();
    // Some scripts have no blanks between words.
    let length = words.len() + sentence.chars().filter(|c| c.is_alphabetic() && *c >= '\u{2e80}').count() / 2;
    let ends = sentence.ends_with(['.', ':', '!', '?', '…', '。', '：', '！', '？']);
    plain * 3 >= words.len() * 2 && if alone { length >= 3 || ends } else { length >= 5 || (length >= 3 && ends) }
}

fn begins_a_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

/// Whether a line reads like a statement.
fn is_statement(line: &str) -> bool {
    const WORDS: [&str; 8] = ["const ", "let ", "var ", "function ", "class ", "import ", "await ", "for ("];
    let assigns = |(name, _): (&str, &str)| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_$.".contains(c)) && begins_a_word(name)
    };
    WORDS.into_iter().any(|word| line.starts_with(word)) || line.split_once(" = ").is_some_and(assigns)
}

/// What is told of lines that were expected of `entry`, did not come, and are no answer by their looks. `notes`: sentences
/// are looked for, too.
pub fn mistakes(
    block: &Block,
    entry: &Entry,
    output: &Output,
    actual: &Actual,
    verdict: &Verdict,
    notes: bool,
) -> Vec<Problem> {
    let (range, all_came) = match verdict {
        Verdict::Different { expected, actual } => (expected.clone(), actual.is_empty()),
        // Nothing else is compared then; it is looked at all the same.
        Verdict::OtherThrow => (0..output.lines.len(), false),
        Verdict::Equal if output.throws.is_some() => (0..output.lines.len(), false),
        Verdict::Equal | Verdict::Unchecked => return Vec::new(),
    };
    // What a dot command answers are sentences, too.
    let spoken = is_command(&entry.source) && !all_came;
    let came: HashSet<&str> = actual.texts().into_iter().collect();
    let silent = actual.undefined && output.lines.last().is_some_and(|line| line.text != "undefined");
    let count = if output.throws.is_some() { 0 } else { actual.lines.len() - usize::from(silent) };
    let blank_first = actual.lines.first().is_none_or(|line| line.text.is_empty());
    let mut found: Vec<Problem> = Vec::new();
    let mut noted = None;
    for index in range {
        let line = &output.lines[index];
        let number = block.lines[line.line].number;
        // As it stands: a backslash in front says that it is output.
        let text = block.lines[line.line].text.as_str();
        if line.literal
            || text.is_empty()
            || came.contains(text)
            || is_frame(text)
            || matches!(look(text), Look::Late(_))
        {
            continue;
        }
        let previous = index.checked_sub(1).map(|index| output.lines[index].text.as_str());
        let late = |text: &str| is_warning(text) || text.starts_with("(Use `node ");
        let told = if let Some(what) = meant(text) {
            Some(what)
        } else if previous.is_none() && output.throws.is_none() && continuation_text(text).is_some() {
            Some(format!("{} continues an entry that is finished with the line before it", quoted(text)))
        } else if previous.is_some_and(late) {
            Some(format!("{} was typed behind a late warning: write `> ` in front of it", quoted(text)))
        } else if index >= count && is_statement(text) {
            Some(format!("{} reads like an input: write `> ` in front of it", quoted(text)))
        } else if noted.is_some() && noted == index.checked_sub(1) {
            noted = Some(index);
            None
        } else {
            let alone = previous == Some("");
            let surplus = all_came && index >= count;
            // An answer that begins with a blank line is none, unless what really came does so, too.
            let apart = !blank_first && output.lines[..index].iter().all(|line| line.text.is_empty());
            let paragraph = || {
                let lines = output.lines[index..].iter().take_while(|line| !line.text.is_empty());
                lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
            };
            let counterpart = actual.lines.get(index).is_some_and(|line| is_note(&line.text, false));
            let note = (alone && (surplus || apart || (index >= count && is_note(&paragraph(), true))))
                || (!spoken && !counterpart && is_note(text, false));
            (notes && note).then(|| {
                noted = Some(index);
                format!("{} reads like a note: write `# ` in front of it", quoted(text))
            })
        };
        found.extend(told.map(|what| Problem::new(number, format!("{what}; if it is an old answer, take it away"))));
    }
    found
}
