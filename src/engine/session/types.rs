//! What a session is told and what it answers. Plain data, no behaviour.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::machine::Copies;
use crate::text::show;
use pool::styled::Styled;

pub use crate::machine::{CLEAR, Sink, Stopwatch, Stream};
pub use crate::syntax::Completeness;
pub use pool::memory::{Fresh, Way};

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

/// The encodings, as a string argument names them.
pub const ENCODINGS: [&str; 9] = ["ascii", "base64", "base64url", "binary", "hex", "latin1", "ucs2", "utf16le", "utf8"];

/// Columns where no terminal says otherwise, as util.inspect's breakLength.
pub const DEFAULT_WIDTH: u16 = 80;

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
    /// The longest one entry may take, by `watch`.
    pub timeout: Option<Duration>,
    /// What tells how much time has passed.
    pub watch: Stopwatch,
    /// Columns for the drawings of the dot commands.
    pub width: u16,
    /// Set from outside to stop what runs.
    pub interrupt: Option<Arc<AtomicBool>>,
    /// Which standard streams are files, where that may show in the pool.
    pub copies: Copies,
    /// Whether `process.stdout.hasColors()` and console output take colours.
    pub colors: bool,
    /// Whether there is a screen that `console.clear()` clears.
    pub clears: bool,
}

impl Options {
    /// A program that arrives `way`, under a profile and the usual bounds; no file and no arguments.
    pub fn new(profile: &str, way: Way) -> Self {
        Self {
            profile: profile.to_owned(),
            way,
            file: None,
            arguments: Vec::new(),
            pool_size: None,
            start_offset: None,
            fresh: Fresh::default(),
            max_memory: crate::limits::MEMORY,
            max_steps: None,
            timeout: None,
            watch: Stopwatch::default(),
            width: DEFAULT_WIDTH,
            interrupt: None,
            copies: Copies::default(),
            colors: false,
            clears: false,
        }
    }
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
    /// What its jobs printed once it was answered, in order, and how each of their errors was told.
    pub later: Vec<(Stream, Styled)>,
    /// How it ended.
    pub outcome: Outcome,
}

impl Reply {
    /// One that printed nothing.
    #[must_use]
    pub fn new(answer: Option<Styled>, outcome: Outcome) -> Self {
        Self { printed: Vec::new(), answer, later: Vec::new(), outcome }
    }

    /// Everything it tells, in order; the answer ends with a newline where something follows.
    pub fn told(&self) -> impl Iterator<Item = (Stream, Cow<'_, Styled>)> {
        let answer = self.answer.iter().map(|answer| {
            let mut answer = Cow::Borrowed(answer);
            if !self.later.is_empty() {
                answer.to_mut().plain("\n");
            }
            (Stream::Out, answer)
        });
        let printed = self.printed.iter().map(|(stream, text)| (*stream, Cow::Borrowed(text)));
        printed.chain(answer).chain(self.later.iter().map(|(stream, text)| (*stream, Cow::Borrowed(text))))
    }

    /// The same for people: half a pair of surrogates is U+FFFD.
    #[must_use]
    pub(super) fn shown(mut self) -> Self {
        let later = self.later.iter_mut().map(|(_, text)| text);
        self.answer.iter_mut().chain(later).flat_map(|text| &mut text.runs).for_each(|(_, run)| show(run));
        if let Outcome::Thrown { name, message, .. } = &mut self.outcome {
            [name, message].into_iter().for_each(show);
        }
        self
    }
}

/// A word for completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What is typed.
    pub text: String,
    /// What it stands for, as `function` or `number`; empty where there is nothing to say.
    pub kind: &'static str,
    /// What it does, in a line, where that is known and the words are few.
    pub about: &'static str,
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self { text, kind: "", about: "" }
    }
}

/// Words for completion, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Those that are listed; of too many the first ones and the very last.
    pub list: Vec<Word>,
    /// How many there are besides.
    pub more: usize,
}

impl From<Vec<Word>> for Words {
    fn from(list: Vec<Word>) -> Self {
        Self { list, more: 0 }
    }
}

/// Options the session cannot take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError(pub(super) String);

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OptionError {}
