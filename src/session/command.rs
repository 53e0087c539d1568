//! The table of dot commands: names, help, which function answers. Not the answers; commands that touch files are the prompt's.

use super::{Outcome, Reply, Session};
use crate::styled::{Role, Styled};
use crate::view;

/// Each command: how it is typed, what it answers, and what else `.help NAME` says.
const COMMANDS: [(&str, &str, &str); 18] = [
    (".help [NAME]", "these commands, or more about one", ""),
    (".pool", "the current slab, its offset, what is free, what would fit", ""),
    (
        ".slabs [COLUMN]",
        "every slab: size, parts, waste, who keeps it",
        "COLUMN sorts, the largest first: size live dead abandoned free waste views statement.\nwaste is what no view shows and nobody can still get; pinned are slabs of which views show a quarter or less.",
    ),
    (
        ".map [NAME|#N]",
        "the slabs drawn to scale, or one of them",
        ".map --svg FILE writes a picture instead; NAME or #N before --svg chooses one slab.",
    ),
    (
        ".hex EXPR|#N",
        "the bytes of a Buffer or slab, and who wrote them",
        "~ stale: left by an earlier slab on the same memory   ? never written   : startup",
    ),
    (".why [NAME]", "the decision behind the last allocation, or behind NAME's", ""),
    (
        ".who [#N|NAME]",
        "what keeps a slab alive: the paths from variable names",
        "Without an argument: every slab that views keep, pinned ones first.",
    ),
    (".diff", "what the last statement changed: slabs, regions, bytes written", ""),
    (".gc", "collects what nobody can reach: what was freed, what stays", ""),
    (".timeline", "the slabs over the statements: made, filled, left, freed", ""),
    (".advise", "what this session could do better", ""),
    (".vars", "the variables, and where their Buffers lie", ""),
    (".time EXPR", "runs EXPR and tells how long it took and what it allocated", ""),
    (
        ".undo [N]",
        "takes the last statement back, or the last N",
        "The statements before it are run again in a fresh session.",
    ),
    (".replay", "runs all statements again in a fresh session", ""),
    (
        ".profile [NAME]",
        "the Node version followed, or another one",
        "A change starts the session afresh by running its statements again.\nNAME: classic, 18, 20, 22, 24, 26, or a release such as 24.17.",
    ),
    (".compare", "these statements under every profile: what differs", ""),
    (".reset", "forgets everything: a fresh session", ""),
];

/// The prompt's own commands, for `.help`.
const AT_THE_PROMPT: [(&str, &str); 6] = [
    (".break", "leaves a multi-line input, as Ctrl-C does"),
    (".clear", "the same"),
    (".editor", "several lines at once, Ctrl-D to finish"),
    (".exit", "leaves, as Ctrl-D does"),
    (".load FILE", "runs a file's lines here"),
    (".save FILE", "writes this session to a file"),
];

/// Whether a line is a dot command rather than JavaScript.
pub(super) fn is_command(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    chars.next() == Some('.') && chars.next().is_some_and(|c| c.is_ascii_alphabetic())
}

/// The commands' names, with their dot.
pub(super) fn names() -> Vec<String> {
    let all = COMMANDS.iter().map(|(name, ..)| *name).chain(AT_THE_PROMPT.iter().map(|(name, _)| *name));
    all.filter_map(|name| name.split(' ').next().map(str::to_owned)).collect()
}

impl Session {
    pub(super) fn command(&mut self, text: &str) -> Reply {
        let (name, argument) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let argument = argument.trim();
        let width = usize::from(self.options.width);
        let (answer, printed) = match name {
            ".replay" => self.run_again(),
            ".time" => self.time(argument),
            name => (self.look(name, argument, width), Vec::new()),
        };
        Reply { printed, answer: Some(without_last_newline(answer)), outcome: Outcome::Command }
    }

    fn look(&mut self, name: &str, argument: &str, width: usize) -> Styled {
        match name {
            ".help" => help(argument),
            ".pool" => view::pool(&self.machine.snapshot(), width),
            ".slabs" => self.slabs(argument, width),
            ".map" => self.map(argument, width),
            ".hex" => self.hex(argument, width),
            ".why" => self.why(argument, width),
            ".who" => self.who(argument, width),
            ".diff" => self.diff(width),
            ".gc" => self.gc(),
            ".timeline" => self.timeline(width),
            ".advise" => self.advise(width),
            ".vars" => self.vars(width),
            ".undo" => self.undo(argument),
            ".profile" => self.profile(argument),
            ".compare" => self.compare(width),
            ".reset" => self.reset(),
            other => unknown(other),
        }
    }
}

fn without_last_newline(mut text: Styled) -> Styled {
    if let Some((_, last)) = text.runs.last_mut() {
        last.truncate(last.trim_end_matches('\n').len());
    }
    text
}

fn help(about: &str) -> Styled {
    let mut answer = Styled::new();
    if !about.is_empty() {
        let wanted = format!(".{}", about.trim_start_matches('.'));
        let found = COMMANDS.iter().find(|(name, ..)| name.split(' ').next() == Some(wanted.as_str()));
        if let Some((name, what, more)) = found {
            answer.push(Role::Keyword, *name).plain(format!("\n{what}"));
            if !more.is_empty() {
                answer.plain(format!("\n{more}"));
            }
            return answer;
        }
        if let Some((name, what)) = AT_THE_PROMPT.iter().find(|(name, _)| name.split(' ').next() == Some(&*wanted)) {
            answer.push(Role::Keyword, *name).plain(format!("\n{what}"));
            return answer;
        }
        answer.push(Role::Error, format!("no command is called {wanted}"));
        answer.plain(format!("; there are {}", names().join(" ")));
        return answer;
    }
    let all = COMMANDS
        .iter()
        .map(|(name, what, _)| (name, what))
        .chain(AT_THE_PROMPT.iter().map(|(name, what)| (name, what)));
    for (name, what) in all {
        answer.push(Role::Keyword, format!("{name:<16}")).plain(*what).plain("\n");
    }
    answer.plain("\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL");
    answer
}

fn unknown(name: &str) -> Styled {
    let known = names();
    let near = known.iter().map(|other| (strsim::damerau_levenshtein(other, name), other)).min();
    let mut answer = Styled::new();
    answer.push(Role::Error, "Invalid REPL keyword");
    if let Some((distance, other)) = near
        && distance <= 2
    {
        answer.plain(format!(": did you mean {other}?"));
    }
    answer
}
