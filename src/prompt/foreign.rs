//! Sessions as they are copied from elsewhere: other prompts' signs, banners, shells, fences and quotes are told from what was
//! typed and answered, taken away, and counted. Not which entries that makes: runs nothing.

use std::borrow::Cow;
use std::fmt;

use engine::session::{Completeness, completeness, is_command};
use engine::transcript::{Copied, is_greeting, is_shell};
use engine::typing::ends_in_text;

/// Signs that prompts begin an entry with: Node's and Deno's, Bun's, those of browsers and themes.
const SIGNS: [&str; 5] = [">", "❯", "›", "»", "＞"];
/// Blanks that documents put behind them instead of the plain one.
const BLANKS: [char; 5] = [' ', '\u{A0}', '\u{202F}', '\u{2007}', '\t'];
/// Characters that take no room and mean nothing there.
const UNSEEN: [char; 6] = ['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{200E}'];
/// How the first line of a banner begins, and whose it is.
const BANNERS: [(&str, &str); 6] = [
    ("Welcome to Node.js v", "Node.js"),
    ("Welcome to Bun v", "Bun"),
    ("Deno ", "Deno"),
    ("slabscope ", "slabscope"),
    ("IPython ", "IPython"),
    ("Python ", "Python"),
];
/// Words that mark a fence with JavaScript in it.
const SCRIPTS: [&str; 8] = ["", "js", "javascript", "mjs", "cjs", "node", "nodejs", "repl"];
/// The shortest screen whose edge may have broken a row.
const NARROWEST: usize = 40;

/// Something to run.
#[derive(Debug)]
pub enum Part {
    /// Lines without prompts.
    Code(String),
    /// Lines with Node's prompts.
    Session { text: String, copied: Copied, by: Option<&'static str> },
}

/// What was taken away from a paste.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    banners: Vec<String>,
    shells: usize,
    pub prompts: usize,
    fences: usize,
    quotes: usize,
    others: usize,
    pub unseen: usize,
    pub exit: bool,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(one.to_owned()),
            count => Some(format!("{count} {many}")),
        };
        let banners = self.banners.iter().map(|banner| format!("the banner of {banner}"));
        let told = [
            count(self.quotes, "a quote", "levels of quotes"),
            count(self.fences, "a fence", "fences"),
            count(self.shells, "a shell's line", "lines of a shell"),
            count(self.prompts, "a prompt", "prompts"),
            count(self.others, "another line", "other lines"),
            count(self.unseen, "an invisible character", "invisible characters"),
            self.exit.then(|| ".exit (type it to leave)".to_owned()),
        ];
        f.write_str("taken away: ")?;
        f.write_str(&banners.chain(told.into_iter().flatten()).collect::<Vec<_>>().join(", "))
    }
}

/// What there is to run in a paste, where it is a session or has fences; none where it is JavaScript by itself.
pub fn parts(paste: &str) -> Option<(Vec<Part>, Taken)> {
    let mut taken = Taken::default();
    let mut lines: Vec<&str> = paste.lines().map(|line| bare(line, &mut taken.unseen)).collect();
    while let Some(inside) = unquoted(&lines) {
        taken.others += lines.iter().filter(|line| !line.is_empty() && !line.trim_start().starts_with('>')).count();
        lines = inside;
        taken.quotes += 1;
    }
    let first = lines.iter().position(|line| input(line.trim_start()).is_some() || fence(line).is_some())?;
    let fenced = fence(lines[first]).is_some();
    let leads = lines[..first].iter().all(|line| line.is_empty());
    if !(fenced && leads) && completeness(paste) != Completeness::Wrong && !is_command(paste) {
        return None;
    }
    let parts = if fenced {
        fences(&lines, &mut taken)
    } else if ends_in_text(&lines[..first].join("\n")) {
        return None;
    } else {
        let least = indent(lines[first]);
        let within = |line: &&str| line.is_empty() || indent(line) >= least;
        if first > 0 && !within(&lines[first - 1]) {
            return None;
        }
        let (block, around): (Vec<&str>, Vec<&str>) = lines.into_iter().partition(within);
        taken.others += around.len();
        session(block, &mut taken)
    };
    (!parts.is_empty()).then_some((parts, taken))
}

/// A line without what nobody sees at its ends.
fn bare<'a>(line: &'a str, unseen: &mut usize) -> &'a str {
    let count = |text: &str| text.chars().filter(|c| UNSEEN.contains(c)).count();
    let inside = line.trim_end_matches(|c: char| UNSEEN.contains(&c) || BLANKS.contains(&c) || c == '\r');
    let inside = inside.trim_start_matches(UNSEEN);
    *unseen += count(line) - count(inside);
    inside
}

/// A text without the characters that nobody sees and that make it no JavaScript, and how many they were.
pub fn seen(text: &str) -> (Cow<'_, str>, usize) {
    if text.contains(UNSEEN) && completeness(text) == Completeness::Wrong {
        let seen = text.replace(UNSEEN, "");
        if completeness(&seen) != Completeness::Wrong {
            let count = text.chars().filter(|c| UNSEEN.contains(c)).count();
            return (Cow::Owned(seen), count);
        }
    }
    (Cow::Borrowed(text), 0)
}

/// The lines of a mail that are quoted, where a prompt is in the quote.
fn unquoted<'a>(lines: &[&'a str]) -> Option<Vec<&'a str>> {
    let quoted = |line: &&str| line.trim_start().starts_with('>');
    let (first, last) = (lines.iter().position(quoted)?, lines.iter().rposition(quoted)?);
    let unquote = |line: &&'a str| match line.trim_start().strip_prefix('>') {
        Some(inside) => Some(inside.strip_prefix(' ').unwrap_or(inside)),
        None => line.is_empty().then_some(""),
    };
    let inside = lines[first..=last].iter().map(unquote).collect::<Option<Vec<_>>>()?;
    inside.iter().any(|line| input(line.trim_start()).is_some() || fence(line).is_some()).then_some(inside)
}

/// What was typed in a line that begins with a prompt.
fn input(line: &str) -> Option<&str> {
    let numbered = || {
        let (number, rest) = line.strip_prefix("In [")?.split_once("]:")?;
        number.trim().bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
    };
    let rest = SIGNS.iter().find_map(|sign| line.strip_prefix(sign)).or_else(numbered)?;
    let rest = rest.trim_start_matches(UNSEEN);
    let typed = rest.strip_prefix(BLANKS).or_else(|| rest.is_empty().then_some(rest))?;
    Some(typed.trim_start_matches(UNSEEN))
}

/// What was typed in a line that goes on with an entry: behind Node's `... ` and `| `, or behind `IPython`'s sign.
fn more(line: &str) -> Option<&str> {
    let numbered = line.trim_start().strip_prefix("...:");
    let dots = line.trim_start_matches('.');
    let dotted = (line.len() - dots.len() >= 3).then_some(dots).or_else(|| line.strip_prefix('|'));
    let typed =
        dotted.map_or(numbered, |dots| (dots.is_empty() || dots.starts_with(BLANKS)).then_some(dots).or(numbered))?;
    Some(typed.strip_prefix(BLANKS).unwrap_or(typed))
}

/// The mark of a fence, how often it stands there, and the word behind it.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let word = line.trim_start_matches(mark);
    let length = line.len() - word.len();
    (length >= 3 && !word.contains('`')).then_some((mark, length, word.trim()))
}

/// What the fences of a Markdown text hold: sessions, or JavaScript alone.
fn fences(lines: &[&str], taken: &mut Taken) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = lines;
    while let Some(at) = rest.iter().position(|line| fence(line).is_some())
        && let Some((mark, length, word)) = fence(rest[at])
    {
        taken.others += rest[..at].iter().filter(|line| !line.is_empty()).count();
        rest = &rest[at + 1..];
        let ends = |line: &&str| matches!(fence(line), Some((of, count, "")) if of == mark && count >= length);
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        let inside = &rest[..end];
        let word = word.split([' ', ',', '{']).next().unwrap_or_default().to_lowercase();
        if SCRIPTS.contains(&word.as_str()) && completeness(&inside.join("\n")) != Completeness::Wrong {
            parts.push(Part::Code(dedented(inside.to_vec()).join("\n")));
            taken.fences += 1;
        } else if inside.iter().any(|line| input(line.trim_start()).is_some()) {
            parts.extend(session(inside.to_vec(), taken));
            taken.fences += 1;
        } else {
            taken.others += inside.len() + 2;
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    taken.others += rest.iter().filter(|line| !line.is_empty()).count();
    parts
}

/// Bytes of the blanks before a line.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(BLANKS).len()
}

/// Lines without the blanks that all of them begin with, or all but the first, which a selection may have begun behind them.
fn dedented(mut lines: Vec<&str>) -> Vec<&str> {
    let of = |lines: &[&str]| lines.iter().filter(|line| !line.is_empty()).map(|line| indent(line)).min().unwrap_or(0);
    let from = usize::from(of(&lines) == 0);
    let rest = lines.get_mut(from..).unwrap_or_default();
    let common = of(rest);
    if common > 0 && (from == 0 || rest.iter().any(|line| input(line.get(common..).unwrap_or("")).is_some())) {
        rest.iter_mut().for_each(|line| *line = line.get(common..).unwrap_or(""));
    }
    lines
}

/// The first line of a banner: whose it is, and of which release.
fn banner(line: &str) -> Option<(&'static str, String)> {
    BANNERS.iter().find_map(|(start, name)| {
        let version = line.strip_prefix(start)?.split_whitespace().next()?;
        let version = version.trim_end_matches('.');
        version.starts_with(|c: char| c.is_ascii_digit()).then(|| (*name, format!("{name} {version}")))
    })
}

/// A line that a shell's prompt begins: `$ ls`, `user@host:~$ ls`, `[user@host dir]$ ls`, `PS C:\> ls`, `C:\Users\x>ls`.
fn is_of_shell(line: &str) -> bool {
    let sign = line.starts_with("$ ") || line.starts_with("% ") || line == "$" || line == "%";
    let drive = |line: &str| line.get(1..3) == Some(":\\") && line.contains('>');
    let host = line.split_once(['$', '%', '#']).is_some_and(|(host, rest)| {
        (host.contains('@') || host.starts_with('[')) && (rest.is_empty() || rest.starts_with(' '))
    });
    sign || host || drive(line) || line.strip_prefix("PS ").is_some_and(drive) || is_shell(line)
}

/// Whether what is typed in a line, at a prompt that looks like another, is answered by a banner: `❯ node`.
fn starts(line: &str, next: &str) -> bool {
    banner(next).is_some() && input(line).is_some_and(|typed| !typed.contains(['(', '.', '=']))
}

/// Where the reading of a session is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before its first prompt.
    Head,
    /// Behind the first line of a banner.
    Banner,
    Entries,
    /// Behind a prompt with nothing typed at it: it may have been left there.
    Lone,
    /// Behind the way out.
    Left,
}

/// A session with Node's prompts, and what stands before it where that is code.
fn session(lines: Vec<&str>, taken: &mut Taken) -> Vec<Part> {
    let lines = dedented(lines);
    let columns =
        lines.iter().map(|line| line.chars().count()).max().filter(|columns| *columns >= NARROWEST).unwrap_or(0);
    let mut copied = Copied { columns, signs: false, verbatim: false };
    let (mut by, mut at, mut head, mut text) = (None, At::Head, Vec::new(), Vec::new());
    let mut rest = lines.iter().copied().peekable();
    while let Some(line) = rest.next() {
        let named = banner(line);
        let outside = matches!(at, At::Head | At::Banner | At::Left);
        if let Some((name, told)) = named.filter(|_| outside || at == At::Lone) {
            by = Some(name).filter(|name| !matches!(*name, "Node.js" | "slabscope" | "Python")).or(by);
            copied.signs |= matches!(name, "Node.js" | "Bun");
            taken.banners.extend(Some(told).filter(|_| name != "Python"));
            at = At::Banner;
        } else if outside && line.is_empty() {
        } else if (outside || at == At::Lone)
            && (is_of_shell(line) || rest.peek().is_some_and(|next| starts(line, next)))
        {
            taken.shells += 1;
            at = if is_shell(line) {
                At::Banner
            } else if at == At::Head {
                at
            } else {
                At::Left
            };
        } else if at == At::Left {
            taken.others += 1;
        } else if let Some(typed) = input(line) {
            copied.verbatim |= at == At::Banner;
            at = if typed.is_empty() { At::Lone } else { At::Entries };
            by = if line.starts_with("In [") { Some("IPython") } else { by };
            let leaves = match by {
                Some("Deno") => "close()",
                Some("IPython") => "exit",
                _ => "process.exit()",
            };
            if typed == ".exit" || typed == leaves {
                (taken.exit, at) = (true, At::Left);
            } else if typed.trim() == ".editor" && rest.next_if(|next| next.starts_with("// Entering editor")).is_some()
            {
                let mut block = Vec::new();
                while let Some(line) = rest.next_if(|next| input(next).is_none()) {
                    block.push(line);
                }
                edited(&block, &mut text);
                taken.prompts += 1;
            } else {
                text.push(format!("> {typed}").trim_end().to_owned());
                taken.prompts += usize::from(!typed.is_empty());
            }
        } else if at == At::Head && !is_greeting(line) {
            head.push(line);
        } else if matches!(at, At::Entries | At::Lone) {
            let more = more(line);
            copied.signs |= more.is_some_and(|more| !more.is_empty());
            // Node's own sign stays: an answer may begin with one.
            let own = line.starts_with(['.', '|']) && line.trim_start_matches(['.', '|']).starts_with(' ');
            text.push(more.filter(|_| !own).map_or_else(|| line.to_owned(), |more| format!("... {more}")));
        }
    }
    let mut parts = Vec::new();
    let whole = head.join("\n");
    if completeness(&whole) == Completeness::Complete && !whole.is_empty() {
        parts.push(Part::Code(whole));
    } else if head.len() > 1 && completeness(head[0]) != Completeness::Wrong {
        // The selection began behind a prompt.
        text.splice(
            0..0,
            head.iter().enumerate().map(|(at, line)| if at == 0 { format!("> {line}") } else { (*line).to_owned() }),
        );
    } else {
        taken.others += head.len();
    }
    if !text.is_empty() {
        parts.push(Part::Session { text: text.join("\n"), copied, by });
    }
    parts
}

/// What was typed after `.editor`, as an entry, and the answer to it, which stands behind an empty line at the latest.
fn edited(block: &[&str], text: &mut Vec<String>) {
    let empty = block.iter().rposition(|line| line.is_empty());
    let is_whole = |end: &usize| completeness(&block[..*end].join("\n")) == Completeness::Complete;
    let end = empty.into_iter().chain((1..=block.len()).rev()).find(is_whole).unwrap_or(block.len());
    let sign = |index: usize| if index == 0 { "> " } else { "... " };
    text.extend(block[..end].iter().enumerate().map(|(index, line)| format!("{}{line}", sign(index))));
    text.extend(block[end..].iter().skip_while(|line| line.is_empty()).map(|line| (*line).to_owned()));
}
