//! A stand-in for the session, with its interface and nothing behind it: fixed answers to a handful of inputs, so that
//! the edge can run. Not JavaScript: the machine answers once it lives here.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::styled::{Role, Styled};

/// How a program reaches the session: the pool's startup bytes depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `-e CODE`.
    Eval,
    /// `-p CODE`.
    Print,
    /// A `CommonJS` file.
    CommonJs,
    /// An ES module file.
    Module,
    /// A script that arrives through a pipe on standard input.
    StdinPipe,
    /// A script whose file is standard input (`< file`).
    StdinFile,
    /// A prompt fed by a pipe.
    PromptPipe,
    /// A prompt fed by a file.
    PromptFile,
    /// A prompt at a terminal.
    Terminal,
}

/// What a slab holds that no earlier slab left its bytes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fresh {
    /// Freed memory comes back with its old bytes.
    #[default]
    Recycled,
    /// Zeros.
    Zero,
    /// Reproducible noise.
    Noise,
}

/// The text of a script and where it came from.
#[derive(Clone, Debug)]
pub struct FileInput {
    /// The name as it was given.
    pub name: String,
    /// The absolute path.
    pub path: String,
    /// The bytes.
    pub source: Vec<u8>,
}

/// Everything a session is told at its beginning.
#[derive(Clone, Debug)]
pub struct Options {
    /// `classic`, a major, a release, or another profile's name.
    pub profile: String,
    /// How the program arrives.
    pub way: Way,
    /// The script, also of `-e` and `-p` and of standard input.
    pub file: Option<FileInput>,
    /// `process.argv` after the script.
    pub arguments: Vec<String>,
    /// `Buffer.poolSize` before the first statement, in bytes.
    pub pool_size: Option<u32>,
    /// Where the first pooled Buffer begins, in bytes.
    pub start_offset: Option<u32>,
    /// What a fresh slab holds.
    pub fresh: Fresh,
    /// The most bytes all slabs and objects may take.
    pub max_memory: u64,
    /// The most steps the machine may take for one entry.
    pub max_steps: Option<u64>,
    /// The longest one entry may take.
    pub timeout: Option<Duration>,
    /// Columns for the drawings of the dot commands.
    pub width: u16,
    /// Set from outside to stop what runs.
    pub interrupt: Option<Arc<AtomicBool>>,
    /// Whether `process.stdout.hasColors()` and console output take colours.
    pub colors: bool,
}

/// Which stream a text was printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// How an entry ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has a value; `answer` is its printed form.
    Value,
    /// Its value is `undefined`; `answer` says so.
    Undefined,
    /// It threw; `answer` is what the prompt prints.
    Thrown {
        /// The error's name, as `TypeError`; of a thrown value that is no error, its printed form.
        name: String,
        /// Its `code`, as `ERR_OUT_OF_RANGE`.
        code: Option<String>,
        /// Its message.
        message: String,
    },
    /// A dot command; `answer` is what it shows.
    Command,
    /// The text is not finished.
    Incomplete,
    /// `process.exit(code)`.
    Exit(i32),
    /// Stopped from outside.
    Interrupted,
    /// slabscope's own mistake, described.
    Bug(String),
}

/// The answer to one entry.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Console output, in order; empty where a sink takes it.
    pub printed: Vec<(Stream, Styled)>,
    /// The printed value, error or drawing, without a final newline.
    pub answer: Option<Styled>,
    /// How it ended.
    pub outcome: Outcome,
}

/// Words for completion.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Names in scope and words of the language.
    pub names: Vec<String>,
    /// Dot commands, with their dot.
    pub commands: Vec<String>,
}

/// Whether a text is an entry, the beginning of one, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// It can run.
    Complete,
    /// More lines may finish it.
    Incomplete,
    /// No further line makes it right.
    Wrong,
}

/// Options the session cannot take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError(String);

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OptionError {}

/// Takes console output as it happens.
pub type Sink = Box<dyn FnMut(Stream, &Styled)>;

const RELEASES: [(&str, &str); 6] = [
    ("classic", "22.23.3"),
    ("18", "18.20.8"),
    ("20", "20.20.2"),
    ("22", "22.23.3"),
    ("24", "24.21.0"),
    ("26", "26.10.0"),
];

/// One run of one program, or one prompt.
pub struct Session {
    options: Options,
    release: String,
    sink: Option<Sink>,
    fed: u32,
}

/// The words of the stand-in: input, answer.
const ANSWERS: [(&str, &str); 8] = [
    ("1 + 1", "2"),
    ("Buffer.allocUnsafe(4)", "<Buffer 00 00 00 00>"),
    ("Buffer.allocUnsafe(4096).byteOffset", "0"),
    ("'text'", "'text'"),
    ("a = Buffer.allocUnsafe(4); a.buffer.byteLength", "8192"),
    ("a.buffer === b.buffer", "true"),
    ("[1,\n2]", "[ 1, 2 ]"),
    ("Buffer.poolSize", "8192"),
];

impl Session {
    /// A session with these options.
    pub fn new(options: Options) -> Result<Self, OptionError> {
        let asked = options.profile.trim_start_matches('v');
        let known = RELEASES.iter().find(|(name, release)| *name == asked || *release == asked);
        let release = match known {
            Some((_, release)) => (*release).to_owned(),
            None if ["18.", "20.", "22.", "24.", "26."].iter().any(|major| asked.starts_with(major)) => {
                asked.to_owned()
            }
            None => {
                let names = Self::profile_names().join(", ");
                return Err(OptionError(format!("no profile is called '{asked}'; there are {names}")));
            }
        };
        Ok(Self { options, release, sink: None, fed: 0 })
    }

    /// The Node release whose rules this session follows, as `22.23.3`.
    pub fn release(&self) -> &str {
        &self.release
    }

    /// Answers one entry of a prompt. Prints nothing.
    ///
    /// # Panics
    /// Where it is told to, to try what the edge does then.
    pub fn feed(&mut self, text: &str) -> Reply {
        self.fed += 1;
        let text = text.trim();
        let mut reply = Reply { printed: Vec::new(), answer: None, outcome: Outcome::Value };
        if completeness(text) == Completeness::Incomplete {
            reply.outcome = Outcome::Incomplete;
        } else if let Some(rest) = text.strip_prefix("console.log('") {
            let line =
                Styled::from(format!("{}\n", rest.trim_end_matches("')").replace("\\n", "\n").replace("\\e", "\x1b")));
            match &mut self.sink {
                Some(sink) => sink(Stream::Out, &line),
                None => reply.printed.push((Stream::Out, line)),
            }
            reply.answer = Some(undefined());
            reply.outcome = Outcome::Undefined;
        } else if let Some(rest) = text.strip_prefix("throw ") {
            let (name, code, message) = ("TypeError", "ERR_INVALID_ARG_TYPE", rest);
            let mut answer = Styled::new();
            answer.push(Role::Error, "Uncaught ");
            answer.plain(format!("{name} [{code}]: {message}\n    at REPL{}:1:1 {{\n  code: '{code}'\n}}", self.fed));
            reply.answer = Some(answer);
            reply.outcome = Outcome::Thrown { name: name.into(), code: Some(code.into()), message: message.to_owned() };
        } else if text == "Buffer.allocUnsafe(3)" {
            let mut answer = Styled::from("<Buffer ");
            answer.push(Role::Unwritten, "00").plain(" ").push(Role::Unwritten, "00").plain(" 61>");
            reply.answer = Some(answer);
        } else if text == "Buffer()" {
            let warning = format!("(node:{}) [DEP0005] DeprecationWarning: Buffer() is deprecated\n", self.fed);
            reply.printed.push((Stream::Err, Styled::from(warning)));
            reply.answer = Some(Styled::from("<Buffer >"));
        } else if let Some(code) = text.strip_prefix("process.exit(") {
            reply.outcome = Outcome::Exit(code.trim_end_matches(')').parse().unwrap_or(0));
        } else if text == "panic" {
            panic!("the stand-in was asked to panic");
        } else if text == "while (true);" {
            let stopped = self.options.interrupt.as_ref().is_some_and(|flag| flag.swap(false, Ordering::Relaxed));
            reply.outcome = if stopped { Outcome::Interrupted } else { Outcome::Bug("nothing stops this".into()) };
        } else if text == ".help" {
            reply.answer = Some(Styled::from(".help    Print this help message"));
            reply.outcome = Outcome::Command;
        } else if text.starts_with('.') {
            reply.answer = Some(Styled::from("Invalid REPL keyword"));
            reply.outcome = Outcome::Command;
        } else if let Ok(number) = text.parse::<f64>() {
            let mut answer = Styled::new();
            answer.push(Role::Number, number.to_string());
            reply.answer = Some(answer);
        } else if let Some((_, known)) = ANSWERS.iter().find(|(input, _)| *input == text) {
            reply.answer = Some(Styled::from(*known));
        } else {
            reply.answer = Some(undefined());
            reply.outcome = Outcome::Undefined;
        }
        reply
    }

    /// Runs the script of the options.
    pub fn run_script(&mut self) -> Reply {
        let source = self.options.file.as_ref().map(|file| String::from_utf8_lossy(&file.source).into_owned());
        let mut reply = Reply { printed: Vec::new(), answer: None, outcome: Outcome::Undefined };
        for line in source.unwrap_or_default().lines() {
            let part = self.feed(line);
            reply.printed.extend(part.printed);
            reply.answer = part.answer;
            reply.outcome = part.outcome;
            if matches!(reply.outcome, Outcome::Thrown { .. } | Outcome::Exit(_)) {
                break;
            }
        }
        reply
    }

    /// Streams console output to `sink` from now on.
    pub fn on_output(&mut self, sink: Sink) {
        self.sink = Some(sink);
    }

    /// Words to complete with.
    pub fn words(&self) -> Words {
        let names = ["Buffer", "ArrayBuffer", "console", "const", "process"].map(str::to_owned).to_vec();
        let commands = [".help", ".pool", ".slabs", ".map", ".why"].map(str::to_owned).to_vec();
        Words { names, commands }
    }

    /// Where the member name at `cursor` begins and what could stand there.
    pub fn complete_member(&mut self, text: &str, cursor: usize) -> (usize, Vec<String>) {
        let before = text.get(..cursor).unwrap_or(text);
        match before.rfind("Buffer.") {
            Some(at) => {
                let start = at + "Buffer.".len();
                let all = ["alloc", "allocUnsafe", "allocUnsafeSlow", "from"];
                (start, all.iter().filter(|n| n.starts_with(&before[start..])).map(|n| (*n).to_owned()).collect())
            }
            None => (cursor, Vec::new()),
        }
    }

    /// The lines a prompt opens with.
    pub fn banner(&self) -> Styled {
        let mut banner = Styled::new();
        banner.push(Role::Strong, format!("slabscope {}", env!("CARGO_PKG_VERSION")));
        banner.plain(" — Node's Buffer pool, visible\n");
        banner.push(
            Role::Dim,
            format!(
                "Node {} rules · 8192-byte slabs · 256 bytes used before you (profile {})\n.help for commands, .why after any statement",
                self.release.split('.').next().unwrap_or_default(),
                self.options.profile
            ),
        );
        banner
    }

    /// What stands before a continuation line.
    pub fn continuation(&self) -> &'static str {
        let major: u32 = self.release.split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0);
        if major >= 24 { "| " } else { "... " }
    }

    /// Every profile there is.
    pub fn profile_names() -> Vec<String> {
        RELEASES.iter().map(|(name, _)| (*name).to_owned()).collect()
    }
}

fn undefined() -> Styled {
    let mut answer = Styled::new();
    answer.push(Role::Undefined, "undefined");
    answer
}

/// Whether `text` is an entry.
pub fn completeness(text: &str) -> Completeness {
    let mut depth = 0i64;
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (Some(open), c) => quote = (c != open).then_some(open),
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '‘' | '’' | '“' | '”') => return Completeness::Wrong,
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            _ => {}
        }
    }
    match (quote, depth) {
        (Some('`'), _) | (None, 1..) => Completeness::Incomplete,
        (None, 0) => Completeness::Complete,
        _ => Completeness::Wrong,
    }
}
