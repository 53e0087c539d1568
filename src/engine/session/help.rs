//! `.help`: what the dot commands are, on one screen, and each with an example. Not what they do.

use pool::styled::{Role, Styled};

/// A dot command as it is explained.
struct Command {
    /// How it is typed.
    usage: &'static str,
    /// What it answers, in a line.
    what: &'static str,
    /// The same where there is little room.
    brief: &'static str,
    /// What else there is to know.
    more: &'static str,
    /// What could be typed, line by line.
    example: &'static [&'static str],
}

const fn command(
    usage: &'static str,
    what: &'static str,
    brief: &'static str,
    more: &'static str,
    example: &'static [&'static str],
) -> Command {
    Command { usage, what, brief, more, example }
}

const BUFFER: &str = "b = Buffer.from('hello')";

const COMMANDS: [Command; 27] = [
    command(".help [NAME]", "these commands, or more about one", "these commands", "", &[".help map"]),
    command(
        ".pool",
        "the current slab, its offset, what is free, what would fit",
        "the current slab",
        "",
        &["Buffer.allocUnsafe(100)", ".pool"],
    ),
    command(
        ".slabs [COLUMN]",
        "every slab: size, parts, waste, who keeps it",
        "every slab",
        "COLUMN sorts, the largest first: size live dead abandoned free waste views statement.\nwaste is what no view shows and nobody can still get; pinned are slabs of which views show a quarter or less.",
        &[BUFFER, ".slabs waste"],
    ),
    command(
        ".map [NAME|#N]",
        "the slabs drawn to scale, or one of them",
        "the slabs drawn",
        ".map --svg FILE writes a picture instead; NAME or #N before --svg chooses one slab. --svg! writes over a file that is there.",
        &[BUFFER, ".map b"],
    ),
    command(
        ".hex EXPR|#N",
        "the bytes of a Buffer or slab, and who wrote them",
        "bytes, who wrote them",
        "~ stale: left by an earlier slab on the same memory   ? never written   : startup",
        &[BUFFER, ".hex b.subarray(1)"],
    ),
    command(
        ".why [NAME]",
        "the decision behind the last allocation, or behind NAME's",
        "why a Buffer is there",
        "Of a view on another one's .buffer: whose bytes it shows, and the code that was most likely meant.",
        &["a = Buffer.allocUnsafe(4096)", ".why a"],
    ),
    command(
        ".who [#N|NAME]",
        "what keeps a slab alive: the paths from variable names",
        "what keeps a slab",
        "Without an argument: every slab that views keep, pinned ones first.",
        &["list = [Buffer.from('x')]", ".who #1"],
    ),
    command(
        ".diff",
        "what the last statement changed: slabs, regions, bytes written",
        "what changed last",
        "",
        &["c = Buffer.alloc(4).fill(7)", ".diff"],
    ),
    command(
        ".gc",
        "collects what nobody can reach: what was freed, what stays",
        "collects garbage",
        "",
        &["d = Buffer.alloc(9000); d = null", ".gc"],
    ),
    command(
        ".timeline",
        "the slabs over the statements: made, filled, left, freed",
        "slabs over statements",
        "",
        &["for (let i = 0; i < 9; i++) Buffer.allocUnsafe(2000)", ".timeline"],
    ),
    command(
        ".advise",
        "what this session could do better",
        "what to do better",
        "",
        &["small = Buffer.from('x')", ".advise"],
    ),
    command(
        ".vars [PREFIX]",
        "the variables: type, size, slab and offset",
        "the variables",
        "PREFIX lists those that begin with it.\nsize is in bytes for Buffers and other views, in elements for arrays, in UTF-16 units for strings.",
        &[BUFFER, ".vars"],
    ),
    command(
        ".time EXPR",
        "runs EXPR and tells how long it took and what it allocated",
        "how long it takes",
        "",
        &[".time Buffer.alloc(1e6).fill(1).length"],
    ),
    command(
        ".undo [N]",
        "takes the last statement back, or the last N",
        "takes N back",
        "The statements before it are run again in a fresh session.",
        &["e = 1", ".undo"],
    ),
    command(".replay", "runs all statements again in a fresh session", "runs all again", "", &[BUFFER, ".replay"]),
    command(
        ".profile [NAME]",
        "the Node version followed, or another one",
        "which Node is followed",
        "A change starts the session afresh by running its statements again.\nNAME: classic, 18, 20, 22, 24, 26, or a release such as 24.17.",
        &[".profile 24.17"],
    ),
    command(
        ".compare",
        "these statements under every profile: what differs",
        "under every profile",
        "Compared are the answers, where the views lie that names lead to, and the slabs they keep.",
        &["x = Buffer.allocUnsafe(4095)", ".compare"],
    ),
    command(".reset", "forgets everything: a fresh session", "forgets everything", "", &[".reset"]),
    command(
        ".load FILE",
        "runs a file here",
        "runs a file",
        "Of a .transcript, or the transcripts in a .md file, the entries are run and their answers compared.",
        &[".load lesson.js"],
    ),
    command(
        ".save FILE",
        "writes this session to a file",
        "writes this session",
        "FILE.transcript gets statements and answers, any other the statements alone.\n.save! FILE writes over a file that is there.",
        &[".save lesson.transcript"],
    ),
    command(
        ".record FILE|off",
        "writes a transcript of this session while you type",
        "writes as you type",
        ".record! FILE writes over a file that is there.",
        &[".record lesson.transcript", ".record off"],
    ),
    command(
        ".more",
        "the next screen of an answer too long for one",
        "the next screen",
        "",
        &["'x'.repeat(5000)", ".more"],
    ),
    command(".all", "the rest of an answer too long for the screen", "the rest", "", &["'x'.repeat(5000)", ".all"]),
    command(".editor", "several lines at once, Ctrl-D to finish", "several lines at once", "", &[".editor"]),
    command(
        ".break",
        "leaves a multi-line input, as Ctrl-C does",
        "gives an entry up",
        "",
        &["function f() {", ".break"],
    ),
    command(".clear", "the same as .break", "gives an entry up", "", &["function f() {", ".clear"]),
    command(".exit", "leaves, as Ctrl-D does", "leaves", "", &[".exit"]),
];

/// Rows of the overview that speak of several commands at once: the first of them, all of them, what they do, and that
/// where there is little room.
const TOGETHER: [(&str, &str, &str, &str); 5] = [
    (".undo", ".undo .replay", "takes N statements back; runs all again; .reset forgets", "takes back; runs again"),
    (".load", ".load .save FILE", "runs a file or transcript; writes this session to one", "runs, writes a file"),
    (".more", ".more .all", "the next screen of an answer too long for one; all of it", "the rest of an answer"),
    (".editor", ".editor", "several lines at once, until Ctrl-D", "several lines at once"),
    (".exit", ".exit .break", "leaves, as Ctrl-D does; .break and .clear give up", "leaves; gives up"),
];

/// Rows shown with the one that stands for them.
const ELSEWHERE: [&str; 6] = [".replay", ".save", ".break", ".clear", ".reset", ".all"];

/// Columns the overview takes where there is room.
const WIDE: usize = 80;

impl Command {
    fn name(&self) -> &'static str {
        self.usage.split(' ').next().unwrap_or(self.usage)
    }
}

/// The commands' names, with their dot.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(Command::name)
}

/// `.help`, or `.help about`, in `width` columns.
pub(super) fn help(about: &str, width: usize) -> Styled {
    if about.is_empty() {
        return overview(width);
    }
    let mut answer = Styled::new();
    let wanted = format!(".{}", about.trim_start_matches('.').trim_end_matches('!'));
    let Some(command) = COMMANDS.iter().find(|command| command.name() == wanted) else {
        let known: Vec<&str> = names().collect();
        let said = format!("no command is called {wanted}; there are {}", known.join(" "));
        let said = if width < WIDE { folded(&said, width) } else { said };
        let (first, rest) = said.split_once(';').unwrap_or((&said, ""));
        answer.push(Role::Error, first).plain(format!(";{rest}"));
        return answer;
    };
    answer.push(Role::Keyword, command.usage).plain(format!("\n{}", folded(command.what, width)));
    for line in command.more.lines() {
        answer.plain(format!("\n{}", folded(line, width)));
    }
    for line in command.example {
        answer.plain("\n  ").push(Role::Prompt, "> ").plain(*line);
    }
    answer
}

/// Everything on one screen of 24 lines, with the entry that asked and the prompt after it.
fn overview(width: usize) -> Styled {
    let mut answer = Styled::new();
    let wide = width >= WIDE;
    for command in COMMANDS.iter().filter(|command| !ELSEWHERE.contains(&command.name())) {
        let together = TOGETHER.iter().find(|(name, ..)| *name == command.name());
        let (usage, what, brief) = match together {
            Some((_, usage, what, brief)) => (*usage, *what, *brief),
            None => (command.usage, command.what, command.brief),
        };
        let (column, what) = if wide { (18, what) } else { (17, brief) };
        answer.push(Role::Keyword, format!("{usage:<column$}")).plain(what).plain("\n");
    }
    let keys = "Ctrl+C gives an unfinished entry up, Ctrl+D leaves; .help NAME has an example";
    answer.push(Role::Dim, if wide { keys } else { "Ctrl+D leaves; .help NAME tells more" });
    answer
}

/// `text` in lines of at most `width` columns, broken at blanks.
fn folded(text: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 {
            let fits = used + 1 + length <= width;
            lines.push(if fits { ' ' } else { '\n' });
            used = if fits { used + 1 } else { 0 };
        }
        lines.push_str(word);
        used += length;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overview_fits_a_screen_and_names_every_command() {
        let shown = help("", 80).to_string();
        assert!(shown.lines().count() <= 22, "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
        for name in names() {
            assert!(shown.contains(name), "{name}");
        }
    }

    #[test]
    fn forty_columns_are_enough_for_help() {
        let shown = help("", 40).to_string();
        assert!(shown.lines().count() <= 22, "{shown}");
        for about in names().chain(["", "wombat"]) {
            let shown = help(about, 40).to_string();
            let example = |line: &str| line.starts_with("  > ");
            assert!(shown.lines().all(|line| example(line) || line.chars().count() <= 40), "{shown}");
        }
    }

    #[test]
    fn every_command_has_an_example_that_types_it() {
        for command in &COMMANDS {
            assert!(command.example.iter().any(|line| line.starts_with(command.name())), "{}", command.usage);
            assert!(help(command.name(), 80).to_string().contains("\n  > "));
        }
    }
}
