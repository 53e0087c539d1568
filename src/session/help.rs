//! `.help`: what the dot commands are, on one screen, and each with an example. Not what they do.

use crate::styled::{Role, Styled};

/// A dot command as it is explained.
struct Command {
    /// How it is typed.
    usage: &'static str,
    /// What it answers, in a line.
    what: &'static str,
    /// What else there is to know.
    more: &'static str,
    /// What could be typed, line by line.
    example: &'static [&'static str],
}

const fn command(
    usage: &'static str,
    what: &'static str,
    more: &'static str,
    example: &'static [&'static str],
) -> Command {
    Command { usage, what, more, example }
}

const BUFFER: &str = "b = Buffer.from('hello')";

const COMMANDS: [Command; 25] = [
    command(".help [NAME]", "these commands, or more about one", "", &[".help map"]),
    command(
        ".pool",
        "the current slab, its offset, what is free, what would fit",
        "",
        &["Buffer.allocUnsafe(100)", ".pool"],
    ),
    command(
        ".slabs [COLUMN]",
        "every slab: size, parts, waste, who keeps it",
        "COLUMN sorts, the largest first: size live dead abandoned free waste views statement.\nwaste is what no view shows and nobody can still get; pinned are slabs of which views show a quarter or less.",
        &[BUFFER, ".slabs waste"],
    ),
    command(
        ".map [NAME|#N]",
        "the slabs drawn to scale, or one of them",
        ".map --svg FILE writes a picture instead; NAME or #N before --svg chooses one slab.",
        &[BUFFER, ".map b"],
    ),
    command(
        ".hex EXPR|#N",
        "the bytes of a Buffer or slab, and who wrote them",
        "~ stale: left by an earlier slab on the same memory   ? never written   : startup",
        &[BUFFER, ".hex b.subarray(1)"],
    ),
    command(
        ".why [NAME]",
        "the decision behind the last allocation, or behind NAME's",
        "",
        &["a = Buffer.allocUnsafe(4096)", ".why a"],
    ),
    command(
        ".who [#N|NAME]",
        "what keeps a slab alive: the paths from variable names",
        "Without an argument: every slab that views keep, pinned ones first.",
        &["list = [Buffer.from('x')]", ".who #1"],
    ),
    command(
        ".diff",
        "what the last statement changed: slabs, regions, bytes written",
        "",
        &["c = Buffer.alloc(4).fill(7)", ".diff"],
    ),
    command(
        ".gc",
        "collects what nobody can reach: what was freed, what stays",
        "",
        &["d = Buffer.alloc(9000); d = null", ".gc"],
    ),
    command(
        ".timeline",
        "the slabs over the statements: made, filled, left, freed",
        "",
        &["for (let i = 0; i < 9; i++) Buffer.allocUnsafe(2000)", ".timeline"],
    ),
    command(".advise", "what this session could do better", "", &["small = Buffer.from('x')", ".advise"]),
    command(
        ".vars",
        "the variables: type, size, slab and offset",
        "size is in bytes for Buffers and other views, in elements for arrays, in UTF-16 units for strings.",
        &[BUFFER, ".vars"],
    ),
    command(
        ".time EXPR",
        "runs EXPR and tells how long it took and what it allocated",
        "",
        &[".time Buffer.alloc(1e6).fill(1).length"],
    ),
    command(
        ".undo [N]",
        "takes the last statement back, or the last N",
        "The statements before it are run again in a fresh session.",
        &["e = 1", ".undo"],
    ),
    command(".replay", "runs all statements again in a fresh session", "", &[BUFFER, ".replay"]),
    command(
        ".profile [NAME]",
        "the Node version followed, or another one",
        "A change starts the session afresh by running its statements again.\nNAME: classic, 18, 20, 22, 24, 26, or a release such as 24.17.",
        &[".profile 24.17"],
    ),
    command(
        ".compare",
        "these statements under every profile: what differs",
        "",
        &["x = Buffer.allocUnsafe(4095)", ".compare"],
    ),
    command(".reset", "forgets everything: a fresh session", "", &[".reset"]),
    command(
        ".load FILE",
        "runs a file here",
        "Of a .transcript, or the transcripts in a .md file, the entries are run and their answers compared.",
        &[".load lesson.js"],
    ),
    command(
        ".save FILE",
        "writes this session to a file",
        "FILE.transcript gets statements and answers, any other the statements alone.",
        &[".save lesson.transcript"],
    ),
    command(
        ".record FILE|off",
        "writes a transcript of this session while you type",
        "",
        &[".record lesson.transcript", ".record off"],
    ),
    command(".editor", "several lines at once, Ctrl-D to finish", "", &[".editor"]),
    command(".break", "leaves a multi-line input, as Ctrl-C does", "", &["function f() {", ".break"]),
    command(".clear", "the same as .break", "", &["function f() {", ".clear"]),
    command(".exit", "leaves, as Ctrl-D does", "", &[".exit"]),
];

/// Rows of the overview that speak of several commands at once, by the first of them.
const TOGETHER: [(&str, &str, &str); 4] = [
    (".undo", ".undo .replay", "takes N statements back; runs all again; .reset forgets"),
    (".load", ".load .save FILE", "runs a file or transcript; writes this session to one"),
    (".editor", ".editor", "several lines at once, until Ctrl-D"),
    (".exit", ".exit .break", "leaves, as Ctrl-D does; .break and .clear give up"),
];

/// Rows shown with the one that stands for them.
const ELSEWHERE: [&str; 5] = [".replay", ".save", ".break", ".clear", ".reset"];

impl Command {
    fn name(&self) -> &'static str {
        self.usage.split(' ').next().unwrap_or(self.usage)
    }
}

/// The commands' names, with their dot.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(Command::name)
}

/// `.help`, or `.help about`.
pub(super) fn help(about: &str) -> Styled {
    if about.is_empty() {
        return overview();
    }
    let mut answer = Styled::new();
    let wanted = format!(".{}", about.trim_start_matches('.'));
    let Some(command) = COMMANDS.iter().find(|command| command.name() == wanted) else {
        let known: Vec<&str> = names().collect();
        answer.push(Role::Error, format!("no command is called {wanted}"));
        answer.plain(format!("; there are {}", known.join(" ")));
        return answer;
    };
    answer.push(Role::Keyword, command.usage).plain(format!("\n{}", command.what));
    if !command.more.is_empty() {
        answer.plain(format!("\n{}", command.more));
    }
    for line in command.example {
        answer.plain("\n  ").push(Role::Prompt, "> ").plain(*line);
    }
    answer
}

/// Everything on one screen of 24 lines, with the entry that asked and the prompt after it.
fn overview() -> Styled {
    let mut answer = Styled::new();
    for command in COMMANDS.iter().filter(|command| !ELSEWHERE.contains(&command.name())) {
        let together = TOGETHER.iter().find(|(name, ..)| *name == command.name());
        let (usage, what) = together.map_or((command.usage, command.what), |(_, usage, what)| (usage, what));
        answer.push(Role::Keyword, format!("{usage:<18}")).plain(what).plain("\n");
    }
    answer.push(Role::Dim, "Ctrl+C gives an unfinished entry up, Ctrl+D leaves; .help NAME has an example");
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overview_fits_a_screen_and_names_every_command() {
        let shown = help("").to_string();
        assert!(shown.lines().count() <= 22, "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
        for name in names() {
            assert!(shown.contains(name), "{name}");
        }
    }

    #[test]
    fn every_command_has_an_example_that_types_it() {
        for command in &COMMANDS {
            assert!(command.example.iter().any(|line| line.starts_with(command.name())), "{}", command.usage);
            assert!(help(command.name()).to_string().contains("\n  > "));
        }
    }
}
