//! What a single line of a transcript is by its looks alone. Not whether it continues an entry or belongs to an output:
//! that takes its neighbours, and `reader` knows them.

/// A line by its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look<'a> {
    /// `#: key value`, the part after the colon.
    Directive(&'a str),
    /// `#` or `# text`.
    Comment,
    /// `Welcome to Node.js vX.Y.Z.`, or slabscope's own; the version where the line has it.
    Banner(Option<&'a str>),
    /// A prompt without input.
    Lone,
    /// `> text`.
    Input(&'a str),
    /// What Node prints after the next prompt: the text behind that prompt.
    Late(&'a str),
    /// Prompts glued together: nobody typed this.
    Glued,
    /// Another runtime's banner: its name.
    Stranger(&'static str),
    /// Anything else.
    Other,
}

/// The look of `line`.
pub fn look(line: &str) -> Look<'_> {
    if let Some(rest) = line.strip_prefix('#') {
        return match rest.chars().next() {
            Some(':') => Look::Directive(rest[1..].trim()),
            None | Some(' ' | '\t') => Look::Comment,
            Some(_) => Look::Other,
        };
    }
    if line == ">" {
        return Look::Lone;
    }
    if let Some(text) = line.strip_prefix("> ") {
        let behind = text.trim_start_matches("> ");
        return match () {
            () if is_warning(behind) || behind.starts_with("Uncaught ") || behind == "Uncaught:" => Look::Late(behind),
            () if behind.len() < text.len() || behind == ">" => Look::Glued,
            () if continuation_text(text).is_some() => Look::Glued,
            () => Look::Input(text),
        };
    }
    if let Some(rest) = line.strip_prefix("Welcome to Node.js v") {
        let version = rest.strip_suffix('.').unwrap_or(rest);
        if version.starts_with(|c: char| c.is_ascii_digit()) && !version.contains(' ') {
            return Look::Banner(Some(version));
        }
    }
    if line.starts_with("slabscope ") && line.contains(" — Node's Buffer pool") {
        return Look::Banner(None);
    }
    let numbered =
        |prefix: &str| line.strip_prefix(prefix).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    if numbered("Deno ") {
        return Look::Stranger("Deno");
    }
    if numbered("Welcome to Bun v") || numbered("Bun v") {
        return Look::Stranger("Bun");
    }
    Look::Other
}

/// The text of a line that continues an entry: `... text`, `..... text` (old Node nests the dots), `| text`.
pub fn continuation_text(line: &str) -> Option<&str> {
    let dots = line.bytes().take_while(|&byte| byte == b'.').count();
    let rest = if dots >= 3 { &line[dots..] } else { line.strip_prefix('|')? };
    if rest.is_empty() { Some("") } else { rest.strip_prefix(' ') }
}

/// The profile slabscope's second banner line names, on a wide screen or on a narrow one.
pub fn banner_profile(line: &str) -> Option<&str> {
    if let Some((name, _)) = line.split_once(": Node ").filter(|(_, rest)| rest.ends_with(" used")) {
        return Some(name);
    }
    let (_, rest) = line.strip_prefix("Node ")?.split_once("(profile ")?;
    rest.strip_suffix(')')
}

/// What a prompt, or who records it, says before its first entry.
pub fn is_greeting(line: &str) -> bool {
    const BEGINNINGS: [&str; 9] = [
        "Type \".help\" for more information.",
        "(Use `node --trace-",
        "Could not open history file.",
        "REPL session history will not be persisted.",
        "Script started on ",
        ".help for commands, ",
        "a page follows along at ",
        "no history is kept: ",
        "slabscope: ",
    ];
    BEGINNINGS.into_iter().any(|beginning| line.starts_with(beginning)) || is_warning(line) || is_shell(line)
}

/// A line of a shell that starts a prompt: `$ node`, `user@host:~$ FORCE_COLOR=0 node`, `PS C:\> node`, `C:\>node`.
pub fn is_shell(line: &str) -> bool {
    let starts = |word: &str| matches!(word.rsplit(['/', '\\']).next(), Some("node" | "nodejs" | "slabscope"));
    let of_drive = if line.get(1..3) == Some(":\\") { ">" } else { "> " };
    ["$ ", "% ", "# ", of_drive]
        .into_iter()
        .filter_map(|sign| line.split_once(sign))
        .any(|(_, command)| command.split_whitespace().any(starts))
}

/// `(node:123) ...`: a warning of the process.
pub fn is_warning(line: &str) -> bool {
    line.strip_prefix("(node:")
        .and_then(|rest| rest.split_once(')'))
        .is_some_and(|(id, _)| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What may stand behind a backslash at the beginning of an output line.
const ESCAPED: [char; 7] = ['>', '.', '|', '#', '!', '[', '\\'];

/// An output line without the backslash that took its first character's, or its whole, meaning away.
pub fn unescaped(line: &str) -> Option<&str> {
    // `\[` belongs to the wildcards, which know the same escape anywhere in a line.
    let meant = |rest: &str| rest.starts_with(ESCAPED) || look(rest) != Look::Other;
    line.strip_prefix('\\').filter(|rest| meant(rest) && !rest.starts_with("[.."))
}

/// `line` as an output line that means nothing but itself; `first` where it would follow its entry directly.
pub fn escaped(line: &str, first: bool) -> String {
    let mut text = String::with_capacity(line.len() + 4);
    let mut rest = line;
    while let Some(at) = rest.find("[..") {
        let backslashes = rest[..at].len() - rest[..at].trim_end_matches('\\').len();
        text.push_str(&rest[..at]);
        text.push_str(&"\\".repeat(backslashes + 1));
        text.push_str("[..");
        rest = &rest[at + 3..];
    }
    text.push_str(rest);
    let meant = look(&text) != Look::Other || (first && text.starts_with("! ")) || unescaped(&text).is_some();
    if meant { format!("\\{text}") } else { text }
}

/// A line of a stack trace.
pub fn is_frame(line: &str) -> bool {
    line.strip_prefix("    ").is_some_and(|rest| rest.trim_start_matches(' ').starts_with("at "))
}

/// Lines of output with the stack frames folded into the line above them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The text, with the ` {` the last frame ended with.
    pub text: String,
    /// Index of the line it comes from.
    pub first: usize,
    /// How many lines it stands for.
    pub count: usize,
}

/// Folds frames; with `exact` each line stands for itself.
pub fn fold<'a>(lines: impl Iterator<Item = &'a str>, exact: bool) -> Vec<Folded> {
    let mut folded: Vec<Folded> = Vec::new();
    let mut brace = false;
    for (index, line) in lines.enumerate() {
        if !exact && is_frame(line) {
            if let Some(last) = folded.last_mut() {
                last.count += 1;
                brace = line.ends_with(" {");
            }
            continue;
        }
        open(&mut folded, &mut brace);
        folded.push(Folded { text: line.to_owned(), first: index, count: 1 });
    }
    open(&mut folded, &mut brace);
    folded
}

fn open(folded: &mut [Folded], brace: &mut bool) {
    if std::mem::take(brace)
        && let Some(last) = folded.last_mut()
    {
        last.text.push_str(" {");
    }
}
