//! The dot commands that need what a session does not have: files, the screen, the way out. Node's own words for them
//! (lib/repl.js, `defineDefaultCommands`). Every other dot command is the session's.

/// A dot command of the prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dot<'a> {
    /// Give the unfinished input up. `.clear` is the same at a prompt of its own.
    Break,
    /// Leave.
    Exit,
    /// Run a file.
    Load(&'a str),
    /// Write what was entered to a file.
    Save(Saved<'a>),
    /// Write what is entered and answered to a file from now on, or no more.
    Record(Saved<'a>),
    /// Show the next screen of an answer that was too long for one.
    More,
    /// Show all of it.
    All,
    /// Type several lines, answered together.
    Editor,
    /// Write the slabs, or the one that is meant, as a picture to a file.
    Picture(&'a str, Saved<'a>),
}

/// A file that is written; with a `!` behind the command also over one that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether the `!` is there.
    pub over: bool,
}

/// Whether a file name follows the command called `name`.
pub fn takes_file(name: &str) -> bool {
    matches!(name.strip_suffix('!').unwrap_or(name), ".save" | ".record") || name == ".load"
}

impl<'a> Dot<'a> {
    /// The command on `line`, if it is one of these.
    pub fn parse(line: &'a str) -> Option<Self> {
        let (word, rest) = words(line)?;
        match word {
            "break" | "clear" => Some(Self::Break),
            "exit" => Some(Self::Exit),
            "load" => Some(Self::Load(rest)),
            "save" | "save!" => Some(Self::Save(Saved { name: rest, over: word.ends_with('!') })),
            "record" | "record!" => Some(Self::Record(Saved { name: rest, over: word.ends_with('!') })),
            "more" => Some(Self::More),
            "all" => Some(Self::All),
            "editor" => Some(Self::Editor),
            "map" => rest.split_once("--svg").map(|(which, file)| {
                let name = file.strip_prefix('!').unwrap_or(file);
                Self::Picture(which.trim(), Saved { name: name.trim(), over: name != file })
            }),
            _ => None,
        }
    }
}

/// The word behind the dot and the rest of a dot command. Numbers (`.5`) and spreads are JavaScript.
fn words(line: &str) -> Option<(&str, &str)> {
    let text = line.trim().strip_prefix('.')?;
    if text.starts_with(|c: char| c == '.' || c.is_ascii_digit()) {
        return None;
    }
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    Some((word, rest.trim()))
}

/// Whether `line` is a dot command of anybody.
pub fn is_command(line: &str) -> bool {
    words(line).is_some()
}

/// Whether `line`, in the middle of an input, is a command all the same: Node's own are, while `.map(f)` goes on with
/// the expression before it.
pub fn interrupts(line: &str) -> bool {
    let own = Dot::parse(line).is_some_and(|dot| !matches!(dot, Dot::More | Dot::All | Dot::Picture(..)));
    own || words(line) == Some(("help", ""))
}
