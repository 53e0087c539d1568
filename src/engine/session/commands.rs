//! The dot commands: one row each, from which dispatch, checks of what is typed behind them, `.help` and completion come.
//! Not what they answer.

use super::state::Session;
use pool::styled::Styled;
use pool::view;

/// A dot command.
#[derive(Debug)]
pub struct Command {
    /// Its name, with its dot.
    pub name: &'static str,
    /// What may be typed behind it.
    pub takes: Takes,
    /// Who answers it, and how.
    pub(super) does: Does,
    /// What it answers, in a line.
    pub(super) what: &'static str,
    /// Where the overview shows it.
    pub(super) shown: Shown,
    /// What else there is to know.
    pub(super) more: &'static str,
    /// What could be typed, line by line.
    pub(super) example: &'static [&'static str],
}

/// What a command takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// Anything that help knows, or nothing.
    Topic,
    /// A column of `.slabs`, or nothing.
    Column,
    /// A slab, or what shows one's bytes, or nothing.
    Slab,
    /// The same, and a file for a picture of it.
    Drawing,
    /// A slab, or what shows one's bytes.
    Bytes,
    /// The beginning of a name, or nothing.
    Prefix,
    /// Code.
    Code,
    /// A number of statements, or nothing.
    Number,
    /// A statement's number, or nothing.
    Statement,
    /// The same, or a slab, or what shows one's bytes.
    Reason,
    /// A profile's name, or nothing.
    Profile,
    /// `on` or `off`, or nothing, which is the other one.
    Switch,
    /// A lesson's number or title, or nothing.
    Lesson,
    /// A file's name.
    File,
    /// The same, with a `!` behind the command if it may be written over.
    Target,
    /// The same, or `off`, or nothing.
    TargetOrOff,
}

/// What only a prompt can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Give the unfinished input up.
    Break,
    /// Leave.
    Exit,
    /// Run a file.
    Load,
    /// Write what was entered to a file.
    Save,
    /// Write what is entered and answered to a file from now on, or no more.
    Record,
    /// Write the slabs, or the one that is meant, as a picture to a file.
    Picture,
    /// Show the next screen of an answer that was too long for one.
    More,
    /// Show all of it.
    All,
    /// Read several lines, answered together.
    Editor,
    /// Tell after a statement what it changed, or no more.
    Quiet,
    /// Show the slabs beside the prompt from now on, or no more.
    Pane,
    /// Show a lesson, or list them.
    Learn,
}

/// Who answers a command.
#[derive(Clone, Copy, Debug)]
pub(super) enum Does {
    /// The session, with what is typed behind it and the columns there are.
    Answer(fn(&mut Session, &str, usize) -> Styled),
    /// The prompt.
    Ask(Act),
}

/// Where the overview shows a command.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shown {
    /// In a row of its own, in these words where there is little room.
    Alone(&'static str),
    /// In a row that speaks of several: their usage, what they do, and that where there is little room.
    First(&'static str, &'static str, &'static str),
    /// In another one's row.
    There,
}

use Act::{All, Break, Editor, Exit, Learn, Load, More, Pane, Quiet, Record, Save};
use Does::{Answer, Ask};
use Shown::{Alone, First, There};

const fn row(
    (name, takes, does): (&'static str, Takes, Does),
    (shown, what): (Shown, &'static str),
    more: &'static str,
    example: &'static [&'static str],
) -> Command {
    Command { name, takes, does, what, shown, more, example }
}

const BUFFER: &str = "b = Buffer.from('hello')";

/// All of them, in the order of `.help`.
pub(super) const COMMANDS: [Command; 32] = [
    row(
        (".help", Takes::Topic, Answer(Session::help)),
        (Alone("these commands"), "these commands, or what NAME is"),
        "NAME is a command, a function, an error code, a word, keys, settings. ?NAME and NAME? are the same; ? alone explains the last error.",
        &[".help map", "?Buffer.from"],
    ),
    row(
        (".pool", Takes::Nothing, Answer(|session, _, width| view::pool(&session.machine.snapshot(), width))),
        (Alone("the current slab"), "the current slab, its offset, what is free, what would fit"),
        "",
        &["Buffer.allocUnsafe(100)", ".pool"],
    ),
    row(
        (".slabs", Takes::Column, Answer(Session::slabs)),
        (Alone("every slab"), "every slab: size, parts, waste, who keeps it"),
        "COLUMN sorts, the largest first: size live held dead abandoned free waste views statement.\nlive: views show it; held: the rest of a region of which a view shows a part; dead: no view shows any of its region.\nwaste is size - live of a slab that the pool has left; pinned are slabs of which views show a quarter or less.",
        &[BUFFER, ".slabs waste"],
    ),
    row(
        (".map", Takes::Drawing, Answer(Session::map)),
        (
            First(".map .pane", "the slabs drawn to scale, or one; beside the prompt, F2", "the slabs; always: F2"),
            "the slabs drawn to scale, or one of them",
        ),
        ".map --svg FILE writes a picture instead; NAME or #N before --svg chooses one slab. --svg! writes over a file that is there.",
        &[BUFFER, ".map b"],
    ),
    row(
        (".pane", Takes::Switch, Ask(Pane)),
        (There, "the slabs beside the prompt, or above it, from now on; F2"),
        "It follows every statement, and faintly what the next one would take. On an empty line Tab and Shift-Tab choose a region and tell its story; Escape chooses none.",
        &[BUFFER, ".pane on"],
    ),
    row(
        (".hex", Takes::Bytes, Answer(Session::hex)),
        (Alone("bytes, who wrote them"), "the bytes of a Buffer or slab, and who wrote them"),
        "~ stale: left by an earlier slab on the same memory   ? never written   : startup",
        &[BUFFER, ".hex b.subarray(1)"],
    ),
    row(
        (".why", Takes::Reason, Answer(Session::why)),
        (Alone("why a Buffer is there"), "the decision behind the last allocation, NAME's, statement N's"),
        "Of a view on another one's .buffer: whose bytes it shows, and the code that was most likely meant.",
        &["a = Buffer.allocUnsafe(4096)", ".why a"],
    ),
    row(
        (".who", Takes::Slab, Answer(Session::who)),
        (Alone("what keeps a slab"), "what keeps a slab alive: the paths from variable names"),
        "Without an argument: every slab that views keep, pinned ones first.",
        &["list = [Buffer.from('x')]", ".who #1"],
    ),
    row(
        (".diff", Takes::Statement, Answer(Session::diff)),
        (Alone("what changed last"), "what the last or Nth statement changed: slabs, views, bytes"),
        "It is seen by running the statements before it once more, in a session of their own.",
        &["c = Buffer.alloc(4).fill(7)", ".diff"],
    ),
    row(
        (".gc", Takes::Nothing, Answer(|session, _, width| session.gc(width))),
        (Alone("collects garbage"), "collects what nobody can reach: what was freed, what stays"),
        "",
        &["d = Buffer.alloc(9000); d = null", ".gc"],
    ),
    row(
        (".timeline", Takes::Nothing, Answer(|session, _, width| session.timeline(width))),
        (Alone("slabs over statements"), "the slabs over the statements: made, filled, left, freed"),
        "",
        &["for (let i = 0; i < 9; i++) Buffer.allocUnsafe(2000)", ".timeline"],
    ),
    row(
        (".advise", Takes::Nothing, Answer(|session, _, width| session.advise(width))),
        (Alone("what to do better"), "what this session could do better"),
        "",
        &["small = Buffer.from('x')", ".advise"],
    ),
    row(
        (".vars", Takes::Prefix, Answer(Session::vars)),
        (Alone("the variables"), "the variables: type, size, slab and offset"),
        "PREFIX lists those that begin with it.\nsize is in bytes for Buffers and other views, in elements for arrays, in UTF-16 units for strings.",
        &[BUFFER, ".vars"],
    ),
    row(
        (".time", Takes::Code, Answer(|session, code, _| session.time(code))),
        (Alone("how long it takes"), "runs EXPR and tells how long it took and what it allocated"),
        "",
        &[".time Buffer.alloc(1e6).fill(1).length"],
    ),
    row(
        (".history", Takes::Statement, Answer(Session::history)),
        (
            First(
                ".history .undo",
                "lists statements; takes N back, .redo; .replay all; .reset",
                "statements; takes back",
            ),
            "the statements by the numbers that .why, .diff and .compare use",
        ),
        "N lists them from there on.",
        &[".history"],
    ),
    row(
        (".undo", Takes::Number, Answer(|session, count, _| session.undo(count))),
        (There, "takes the last statement back, or the last N"),
        "The statements before it are run again in a fresh session. .redo runs those taken back again.",
        &["e = 1", ".undo"],
    ),
    row(
        (".redo", Takes::Number, Answer(|session, count, _| session.redo(count))),
        (There, "runs what .undo took back once more, all of it or N statements of it"),
        "As long as no other statement has changed memory.",
        &["e = 1", ".undo", ".redo"],
    ),
    row(
        (".replay", Takes::Nothing, Answer(|session, _, _| session.run_again())),
        (There, "runs all statements again in a fresh session"),
        "",
        &[BUFFER, ".replay"],
    ),
    row(
        (".profile", Takes::Profile, Answer(|session, name, _| session.profile(name))),
        (Alone("which Node is followed"), "the Node version followed, or another one"),
        "A change starts the session afresh by running its statements again.\nNAME: classic, 18, 20, 22, 24, 26, or a release such as 24.17.",
        &[".profile 24.17"],
    ),
    row(
        (".compare", Takes::Nothing, Answer(|session, _, width| session.compare(width))),
        (Alone("under every profile"), "these statements under every profile: what differs"),
        "Compared are the answers, where the views lie that names lead to, the bytes they show, the slabs they keep, and pinned bytes.",
        &["x = Buffer.allocUnsafe(4095)", ".compare"],
    ),
    row(
        (".reset", Takes::Nothing, Answer(|session, _, _| session.reset())),
        (There, "forgets everything: a fresh session"),
        "",
        &[".reset"],
    ),
    row(
        (".load", Takes::File, Ask(Load)),
        (
            First(".load .save FILE", "runs a file or transcript; writes this session to one", "runs, writes a file"),
            "runs a file here",
        ),
        "Of a .transcript, or the transcripts in a .md file, the entries are run and their answers compared.",
        &[".load lesson.js"],
    ),
    row(
        (".save", Takes::Target, Ask(Save)),
        (There, "writes this session to a file"),
        "FILE.transcript gets statements and answers, any other the statements alone.\n.save! FILE writes over a file that is there.",
        &[".save lesson.transcript"],
    ),
    row(
        (".record", Takes::TargetOrOff, Ask(Record)),
        (
            First(".record [FILE]", "writes a transcript of this session while you type", "writes as you type"),
            "writes a transcript of this session while you type",
        ),
        ".record! FILE writes over a file that is there; without an argument it tells what is written to.",
        &[".record lesson.transcript", ".record off"],
    ),
    row(
        (".more", Takes::Nothing, Ask(More)),
        (
            First(".more .all .quiet", "the rest of a long answer; no line after a statement", "a long answer's rest"),
            "the next screen of an answer too long for one",
        ),
        "",
        &["'x'.repeat(5000)", ".more"],
    ),
    row(
        (".all", Takes::Nothing, Ask(All)),
        (There, "the rest of an answer too long for the screen"),
        "",
        &["'x'.repeat(5000)", ".all"],
    ),
    row(
        (".learn", Takes::Lesson, Ask(Learn)),
        (Alone("the lessons"), "the lessons; .learn 7 shows one and comes back here"),
        "LESSON is its number or a part of its title. The session stays as it is.",
        &[".learn", ".learn 7"],
    ),
    row((".editor", Takes::Nothing, Ask(Editor)), (There, "several lines at once, Ctrl-D to finish"), "", &[".editor"]),
    row(
        (".quiet", Takes::Switch, Ask(Quiet)),
        (There, "no line after a statement that tells what it changed"),
        "That line, at a terminal: the statement's number, how the pool moved, + what was taken, ~ what was written over.\n.quiet off has it told again; quiet = true in the settings begins so.",
        &[".quiet on", BUFFER],
    ),
    row(
        (".break", Takes::Nothing, Ask(Break)),
        (There, "leaves a multi-line input, as Ctrl-C does"),
        "",
        &["function f() {", ".break"],
    ),
    row((".clear", Takes::Nothing, Ask(Break)), (There, "the same as .break"), "", &["function f() {", ".clear"]),
    row(
        (".exit", Takes::Nothing, Ask(Exit)),
        (
            First(".exit .editor", "leaves; several lines at once; .break and .clear give up", "leaves; many lines"),
            "leaves, as Ctrl-D does",
        ),
        "",
        &[".exit"],
    ),
];

impl Command {
    /// The command of this name; a `!` behind it belongs to those that write files.
    pub fn named(name: &str) -> Option<&'static Self> {
        let is = |command: &&Self| match name.strip_suffix('!') {
            Some(name) => command.name == name && command.takes.may_write_over(),
            None => command.name == name,
        };
        COMMANDS.iter().find(is)
    }

    /// How it is typed.
    pub fn usage(&self) -> String {
        format!("{} {}", self.name, self.takes.said().0).trim_end().to_owned()
    }

    /// What it takes, in a sentence.
    pub(super) fn sentence(&self) -> String {
        let words = self.takes.said().1;
        let list = if self.takes == Takes::Column { format!(": {}", view::ORDERS.join(" ")) } else { String::new() };
        format!("{} takes {words}{list}", self.name)
    }

    /// Whether Node's prompt has it, too: then it is one in the middle of an entry, where any other goes on with it.
    pub fn is_nodes(&self) -> bool {
        matches!(self.name, ".break" | ".clear" | ".editor" | ".exit" | ".help" | ".load" | ".save")
    }
}

impl Takes {
    fn may_write_over(self) -> bool {
        matches!(self, Self::Target | Self::TargetOrOff)
    }

    /// Whether all that is typed is a file's name.
    pub fn is_file(self) -> bool {
        self == Self::File || self.may_write_over()
    }

    /// Whether it is, or may be, JavaScript.
    pub fn is_code(self) -> bool {
        matches!(self, Self::Code | Self::Bytes | Self::Slab | Self::Reason | Self::Drawing)
    }

    /// How it is typed, and the same in words.
    fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::Nothing => ("", "no argument"),
            Self::Topic => ("[NAME]", "a name"),
            Self::Column => ("[COLUMN]", "one of"),
            Self::Slab | Self::Drawing => ("[NAME|#N]", "one name, expression or #N"),
            Self::Bytes => ("EXPR|#N", "one name, expression or #N"),
            Self::Prefix => ("[PREFIX]", "one beginning of a name"),
            Self::Code => ("EXPR", "an expression"),
            Self::Number => ("[N]", "one number"),
            Self::Statement => ("[N]", "one number, that of a statement"),
            Self::Reason => ("[N|NAME|#N]", "one number, name, expression or #N"),
            Self::Switch => ("[on|off]", "on or off"),
            Self::Lesson => ("[LESSON]", "the number or title of a lesson"),
            Self::Profile => ("[NAME]", "one profile, as classic, 22 or 24.17"),
            Self::File | Self::Target => ("FILE", "the name of a file"),
            Self::TargetOrOff => ("[FILE|off]", "the name of a file, or off"),
        }
    }
}
