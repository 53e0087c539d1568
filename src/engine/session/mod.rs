//! A session: statements go in, replies come out, one after the other over one machine. It never prints and touches no file.

mod again;
mod assist;
mod command;
mod compare;
mod help;
mod look;
mod preview;
mod profiles;
mod report;
mod signature;
mod suggest;
mod types;
mod vars;
mod why;

use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::code::{self, Source};
use crate::heap::Value;
use crate::inspect;
use crate::library;
use crate::machine::{Clock, Limits, Machine, Thrown};
use crate::syntax::{self, ast::Goal};
use pool::memory::{Profile, Setup};
use pool::styled::{Role, Styled};

pub use pool::view::{PICTURE_STYLE, escape};
pub use types::{
    Completeness, DEFAULT_WIDTH, ENCODINGS, FileInput, Fresh, OptionError, Options, Outcome, Reply, Sink, Stopwatch,
    Stream, Way, Word, Words,
};

/// Whether a text is an entry, the beginning of one, or neither.
pub fn completeness(text: &str) -> Completeness {
    if command::is_command(text) { Completeness::Complete } else { syntax::completeness(text) }
}

/// After how many lines Node tries to run an entry: all of them, where it was typed line by line.
fn tries(text: &str) -> u32 {
    match text.split_once('\n') {
        Some((first, _)) if completeness(first) == Completeness::Incomplete => text.lines().count() as u32,
        _ => 1,
    }
}

/// One run of one program, or one prompt.
pub struct Session {
    options: Options,
    machine: Machine,
    release: String,
    /// Entries fed so far.
    entries: u32,
    /// How often Node would have tried to run what was typed: it does so after every line of an entry.
    tries: u32,
    statements: again::Statements,
    /// `_` and `_error`.
    remembered: [Remembered; 2],
    /// Its dot commands open no files.
    restricted: bool,
    /// The last entry took more time or steps than it may.
    ran_out: bool,
}

/// A name the prompt keeps up to date until the program assigns it.
#[derive(Clone, Copy)]
struct Remembered {
    name: &'static str,
    /// What it was given last.
    value: Option<Value>,
    /// Whether the program has it now.
    taken: bool,
}

impl Remembered {
    const fn new(name: &'static str) -> Self {
        Self { name, value: None, taken: false }
    }
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
            Way::CommonJs if syntax::looks_like_module(&String::from_utf8_lossy(&source)) => Way::Module,
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
            statements: again::Statements::default(),
            remembered: [Remembered::new("_"), Remembered::new("_error")],
            restricted: false,
            ran_out: false,
        };
        if matches!(way, Way::Terminal | Way::PromptPipe | Way::PromptFile) {
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
        self.machine.sink = Some(sink);
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

    fn limits(&self) -> Limits {
        Limits {
            steps: self.options.max_steps,
            watch: self.options.watch.clone(),
            deadline: self.options.timeout.map(|timeout| self.options.watch.now() + timeout),
            interrupt: self.options.interrupt.clone(),
            memory: usize::try_from(self.options.max_memory).unwrap_or(usize::MAX),
        }
    }

    /// Answers one entry of a prompt: statements, or a dot command. Prints nothing.
    pub fn feed(&mut self, text: &str) -> Reply {
        self.ran_out = false;
        if command::is_command(text) {
            return self.command(text.trim());
        }
        let parsed = match syntax::parse_prompt(text) {
            Err(error) if error.kind == syntax::Kind::NotFinished && completeness(text) == Completeness::Incomplete => {
                return Reply { printed: Vec::new(), answer: None, outcome: Outcome::Incomplete };
            }
            parsed => parsed,
        };
        self.entries += 1;
        self.tries += tries(text);
        self.statements.keep(text);
        let source = Rc::new(Source { name: format!("REPL{}", self.tries), text: text.to_owned() });
        self.machine.heap.memory.begin_statement(self.entries, text.trim());
        let this = Value::Object(self.machine.realm.global);
        match self.compile_and_run(parsed, &source, this) {
            Err(error) => self.reply_syntax(&error, &source, true),
            Ok(result) => self.reply(result, true),
        }
    }

    fn compile_and_run(
        &mut self,
        parsed: Result<syntax::ast::Script, syntax::SyntaxError>,
        source: &Rc<Source>,
        this: Value,
    ) -> Result<Result<Value, Thrown>, report::Rejected> {
        let major = self.machine.heap.memory.profile().recorded_major();
        let script = parsed.map_err(|error| report::Rejected::parsed(&error, u32::from(major)))?;
        let code = code::compile(&script, Rc::clone(source)).map_err(|refusal| report::Rejected::refused(&refusal))?;
        self.machine.limits = self.limits();
        let result = self.machine.run_script(&code, this);
        self.ran_out |= matches!(result, Err(Thrown::Steps | Thrown::Timeout));
        Ok(result)
    }

    /// Runs the script of the options.
    pub fn run_script(&mut self) -> Reply {
        let Some(file) = self.options.file.clone() else {
            return Reply { printed: Vec::new(), answer: None, outcome: Outcome::Undefined };
        };
        let text = String::from_utf8_lossy(&file.source).trim_start_matches('\u{FEFF}').to_owned();
        let (goal, name) = match self.options.way {
            Way::CommonJs => (Goal::CommonJs, file.path.clone()),
            Way::Module => (Goal::Module, format!("file://{}", file.path)),
            Way::StdinPipe | Way::StdinFile => (Goal::Script, "[stdin]".to_owned()),
            _ => (Goal::Script, "[eval]".to_owned()),
        };
        let goal = if goal == Goal::Script && syntax::looks_like_module(&text) { Goal::Module } else { goal };
        let source = Rc::new(Source { name, text });
        self.entries += 1;
        self.machine.heap.memory.begin_statement(1, &file.name);
        let this = match goal {
            Goal::Script => Value::Object(self.machine.realm.global),
            Goal::CommonJs => library::module_exports(&mut self.machine, &file.path),
            Goal::Module => {
                library::import_meta(&mut self.machine, &file.path);
                Value::Undefined
            }
        };
        let parsed = syntax::parse(&source.text, goal);
        match self.compile_and_run(parsed, &source, this) {
            Err(error) => self.reply_syntax(&error, &source, false),
            Ok(result) => {
                let result = library::end_program(&mut self.machine, result);
                let reply = self.reply(result, self.options.way == Way::Print);
                match (library::exit_code(&mut self.machine), &reply.outcome) {
                    (Some(code), Outcome::Undefined | Outcome::Value) if self.options.way != Way::Print => {
                        Reply { outcome: Outcome::Exit(code), ..reply }
                    }
                    _ => reply,
                }
            }
        }
    }

    /// What a finished statement answers.
    fn reply(&mut self, result: Result<Value, Thrown>, echo: bool) -> Reply {
        for warning in std::mem::take(&mut self.machine.warnings) {
            // More output than a session may keep is the program's own end, not the warning's.
            let _ = self.machine.print(Stream::Err, Styled::from(warning));
        }
        if echo && self.options.way != Way::Print {
            self.give_up_assigned();
            if let Err(Thrown::Value(value)) = result {
                self.remember(1, value);
            }
        }
        let reply = match result {
            Ok(value) => {
                let is_undefined = value.is_undefined();
                let prompt = self.options.way != Way::Print;
                let answer = if echo { self.shown(value, prompt) } else { Ok(None) };
                match answer {
                    Ok(answer) => {
                        if prompt && echo {
                            self.remember(0, value);
                        }
                        let outcome = if is_undefined { Outcome::Undefined } else { Outcome::Value };
                        Reply { printed: Vec::new(), answer, outcome }
                    }
                    Err(thrown) => self.uncaught(thrown),
                }
            }
            Err(Thrown::Value(value)) => self.uncaught(value),
            Err(Thrown::Exit(code)) => Reply { printed: Vec::new(), answer: None, outcome: Outcome::Exit(code) },
            Err(Thrown::Interrupted) => {
                Reply { printed: Vec::new(), answer: Some(report::interrupted()), outcome: Outcome::Interrupted }
            }
            Err(Thrown::Steps) => report::stopped(report::STOPPED[0].0),
            Err(Thrown::Timeout) => report::stopped(report::STOPPED[1].0),
            Err(Thrown::OutOfMemory) => report::stopped(report::STOPPED[2].0),
        };
        Reply { printed: self.machine.take_printed(), ..reply }
    }

    fn shown(&mut self, value: Value, prompt: bool) -> Result<Option<Styled>, Value> {
        if !prompt && let Value::String(string) = value {
            return Ok(Some(Styled::from(self.machine.heap.utf8(string))));
        }
        let options = library::inspect_options(&mut self.machine, prompt);
        inspect::inspect(&mut self.machine, value, &options).map(Some)
    }

    /// `_` is the last answer, `_error` the last error nobody caught.
    fn remember(&mut self, which: usize, value: Value) {
        let Remembered { name, taken, .. } = self.remembered[which];
        if !taken {
            let key = self.machine.heap.key(name);
            let global = self.machine.realm.global;
            self.machine.heap.put_with(global, key, value, crate::heap::Attributes::HIDDEN);
            self.remembered[which].value = Some(value);
        }
    }

    /// Says, as Node does, that a name the program has assigned is its own from now on.
    fn give_up_assigned(&mut self) {
        for which in 0..self.remembered.len() {
            let Remembered { name, value, taken } = self.remembered[which];
            let key = self.machine.heap.key(name);
            let now = self.machine.heap.own(self.machine.realm.global, key).map(|own| own.value);
            let same = match (now, value) {
                (Some(now), Some(value)) => self.machine.heap.same_value(now, value),
                (now, value) => now == value,
            };
            if !taken && !same {
                self.remembered[which].taken = true;
                let line = format!("Expression assignment to {name} now disabled.\n");
                let _ = self.machine.print(Stream::Out, Styled::from(line));
            }
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
        self.machine.heap.memory.profile().at_least(20, 0)
    }

    /// What stands before a continuation line.
    pub fn continuation(&self) -> &'static str {
        if self.machine.heap.memory.profile().at_least(24, 0) { "| " } else { "... " }
    }
}

#[cfg(test)]
impl Session {
    /// A session that follows Node 22 as a terminal has it, for tests of what stands on sessions.
    pub(crate) fn at_a_terminal() -> Self {
        Self::new(Options::new("22", Way::Terminal)).expect("the options are right")
    }
}
