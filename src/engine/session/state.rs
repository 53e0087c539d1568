//! A session's state, how one begins, and what is asked of it without running anything. Not entries: those are answered in
//! `run`.

use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::failed::Failed;
use super::statements::Statements;
use super::types::{Fresh, OptionError, Options, Sink, Way};
use crate::heap::Value;
use crate::library;
use crate::machine::{Clock, Limits, Loader, Machine};
use crate::syntax;
use pool::memory::{Fact, Profile, Setup};
use pool::styled::{Role, Styled};
use pool::view::{Hues, Names};

/// One run of one program, or one prompt.
#[expect(clippy::struct_excessive_bools, reason = "each is a mood of its own")]
pub struct Session {
    pub(super) options: Options,
    pub(super) machine: Machine,
    pub(super) release: String,
    /// Entries fed so far.
    pub(super) entries: u32,
    /// How often Node would have tried to run what was typed: it does so after every line of an entry.
    pub(super) tries: u32,
    pub(super) statements: Statements,
    /// What was taken back, and can be run again.
    pub(super) undone: Vec<String>,
    /// `_` and `_error`.
    pub(super) remembered: [Remembered; 2],
    /// Its dot commands open no files.
    pub(super) restricted: bool,
    /// The last entry took more time or steps than it may.
    pub(super) ran_out: bool,
    /// It is a copy that only looks, or times something: what repeats waits.
    pub(super) looks: bool,
    /// Whether what was awaited last was never settled.
    pub(super) unsettled: bool,
    /// How the last statement failed.
    pub(super) failed: Option<Failed>,
    /// Which name has which hue.
    pub(super) hues: Hues,
    /// What the views were called when somebody looked last, and after which statement that was; and what they had been called one
    /// statement earlier.
    pub(super) looked: (u32, Names),
    pub(super) seen_before: Option<Names>,
}

/// A name the prompt keeps up to date until the program assigns it.
#[derive(Clone, Copy)]
pub(super) struct Remembered {
    pub(super) name: &'static str,
    /// What it was given last.
    pub(super) value: Option<Value>,
    /// Whether the program has it now.
    pub(super) taken: bool,
}

impl Remembered {
    const fn new(name: &'static str) -> Self {
        Self { name, value: None, taken: false }
    }
}

/// Whether Node would find out that a text is a module; none that is larger than memory is.
fn reads_as_module(text: &str, max_memory: u64) -> bool {
    syntax::looks_like_module(text, &mut |bytes| bytes as u64 <= max_memory)
}

impl Session {
    /// A session with these options.
    pub fn new(options: Options) -> Result<Self, OptionError> {
        let profile = Profile::parse(&options.profile).map_err(|error| OptionError(error.to_string()))?;
        if options.timeout.is_some() && !options.watch.goes() {
            return Err(OptionError("a time limit needs a watch that goes".to_owned()));
        }
        let source = options.file.as_ref().map(|file| file.source.clone()).unwrap_or_default();
        let way = match options.way {
            // Node finds out that a file is a module by its syntax.
            Way::CommonJs if reads_as_module(&String::from_utf8_lossy(&source), options.max_memory) => Way::Module,
            way => way,
        };
        let setup = Setup {
            way,
            source,
            fresh: options.fresh,
            max_bytes: options.max_memory,
            pool_size: options.pool_size,
            start_offset: options.start_offset,
            ..Setup::new(profile)
        };
        let release = setup.profile.version_string().trim_start_matches('v').to_owned();
        let mut machine = Machine::new(setup);
        machine.copies = options.copies;
        machine.clears = options.clears;
        library::install(&mut machine);
        let file = matches!(way, Way::CommonJs | Way::Module).then_some(options.file.as_ref()).flatten();
        library::set_arguments(&mut machine, file.map(|file| file.path.as_str()), &options.arguments);
        if file.is_none() {
            library::module_globals(&mut machine);
        }
        let mut session = Self {
            options: Options { way, ..options },
            machine,
            release,
            entries: 0,
            tries: 0,
            statements: Statements::default(),
            undone: Vec::new(),
            remembered: [Remembered::new("_"), Remembered::new("_error")],
            restricted: false,
            ran_out: false,
            looks: false,
            unsettled: false,
            failed: None,
            hues: Hues::default(),
            looked: (0, Names::default()),
            seen_before: None,
        };
        if way.is_prompt() {
            session.machine.state.at_prompt = true;
            (0..session.remembered.len()).for_each(|which| session.remember(which, Value::Undefined));
        }
        Ok(session)
    }

    /// The Node release whose rules this session follows, as `22.23.3`.
    pub fn release(&self) -> &str {
        &self.release
    }

    /// Streams console output to `sink` from now on.
    pub fn on_output(&mut self, sink: Sink) {
        self.machine.sink.0 = Some(sink);
    }

    /// Lets the program import modules of its own, which `find` finds by who asks and what it asks for: full name and text.
    pub fn find_modules(&mut self, find: impl Fn(&str, &str) -> Option<(String, String)> + 'static) {
        self.machine.loader = Loader(Some(Rc::new(find)));
    }

    /// Lets time pass by itself from `now`, in milliseconds since 1970. A session nobody tells the time begins in 1970, and
    /// only looking at its clock moves it on: the same program sees the same times again.
    pub fn start_clock(&mut self, now: f64) {
        self.machine.clock = Clock::ticking(now, self.options.watch.clone());
    }

    /// Forgets that somebody wanted the last statement stopped.
    pub fn forget_interrupt(&self) {
        if let Some(flag) = &self.options.interrupt {
            flag.store(false, Ordering::Relaxed);
        }
    }

    /// Whether somebody wanted something stopped since this was asked last.
    pub fn take_interrupt(&self) -> bool {
        self.options.interrupt.as_ref().is_some_and(|flag| flag.swap(false, Ordering::Relaxed))
    }

    /// From now on whoever talks with this session opens no files for its dot commands.
    pub fn restrict(&mut self) {
        self.restricted = true;
    }

    /// Whether dot commands may open no files.
    pub fn is_restricted(&self) -> bool {
        self.restricted
    }

    /// How long each entry may take from now on.
    pub fn set_timeout(&mut self, timeout: Option<Duration>) {
        self.options.timeout = timeout;
    }

    /// Whether the last entry, or what a command ran for it, took more time or steps than it may.
    pub fn ran_out(&self) -> bool {
        self.ran_out
    }

    /// The number of the last statement, as explanations of slabs use it.
    pub fn statement(&self) -> u32 {
        self.machine.heap.memory.ledger().current()
    }

    /// Every profile there is.
    pub fn profile_names() -> Vec<String> {
        Profile::names().collect()
    }

    pub(super) fn reads_as_module(&self, text: &str) -> bool {
        reads_as_module(text, self.options.max_memory)
    }

    pub(super) fn limits(&self) -> Limits {
        Limits {
            steps: self.options.max_steps,
            watch: self.options.watch.clone(),
            deadline: self.options.timeout.map(|timeout| self.options.watch.now() + timeout),
            interrupt: self.options.interrupt.clone(),
            memory: usize::try_from(self.options.max_memory).unwrap_or(usize::MAX),
        }
    }

    /// The three lines a prompt opens with: what this is, which Node and pool, how to get help.
    pub fn banner(&self) -> Styled {
        let memory = &self.machine.heap.memory;
        let (size, used) = (memory.pool().size, memory.startup().bytes());
        let (major, profile) = (memory.profile().recorded_major(), memory.profile().name());
        let name = format!("slabscope {}", env!("CARGO_PKG_VERSION"));
        let facts =
            format!("Node {major} rules · {size}-byte slabs · {used} bytes used before you (profile {profile})");
        let (what, facts, help) = if facts.chars().count() <= usize::from(self.options.width) {
            (" — Node's Buffer pool, visible", facts, ".help for commands, .why after any statement")
        } else {
            let facts = format!("{profile}: Node {major}, slab {size}, {used} used");
            (" — Node's Buffer pool", facts, ".help for commands, .why for reasons")
        };
        let mut banner = Styled::new();
        banner.push(Role::Strong, name).plain(what).plain("\n");
        banner.push(Role::Dim, facts + "\n").push(Role::Dim, help);
        banner
    }

    /// What a transcript of this session begins with: directives without their mark.
    pub fn directives(&self) -> Vec<String> {
        let mut directives = vec![format!("profile {}", self.machine.heap.memory.profile().name())];
        if let Some(offset) = self.options.start_offset {
            directives.push(format!("start-offset {offset}"));
        }
        match self.options.fresh {
            Fresh::Recycled => {}
            Fresh::Zero => directives.push("fresh zero".to_owned()),
            Fresh::Noise => directives.push("fresh noise".to_owned()),
        }
        directives
    }

    /// Columns for what is drawn.
    pub fn width(&self) -> u16 {
        self.options.width
    }

    /// Whether `.load` and `.save` ask for the name of a file that is not there; without, they fail.
    pub fn wants_names(&self) -> bool {
        self.machine.knows(Fact::PromptAsksName)
    }

    /// What stands before a continuation line.
    pub fn continuation(&self) -> &'static str {
        if self.machine.knows(Fact::PromptBar) { "| " } else { "... " }
    }
}

#[cfg(test)]
impl Session {
    /// A session that follows Node 22 as a terminal has it, for tests of what stands on sessions.
    pub(crate) fn at_a_terminal() -> Self {
        Self::new(Options::new("22", Way::Terminal)).expect("the options are right")
    }
}
