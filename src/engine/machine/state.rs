//! The machine's state, and what built-ins and sessions say with it: a call, a row of the library, why a computation ended,
//! limits, output. Not running code.

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use rustc_hash::FxHashMap;

use super::clock::{Clock, Stopwatch};
use super::frame::{Builtin, Frame};
use super::intrinsics::{Keys, Node, Realm, State, Symbols};
use super::last_match::LastMatch;
use super::left::{Left, Lexical};
use super::loadable::{Loadable, Loader};
use super::queue::Jobs;
use super::timers::Timers;
use crate::code::{EvalSite, Source};
use crate::heap::{Derived, HandleScope, Heap, ObjectId, PropertyKey, ScopeId, StringId, Value};
use crate::text::show;
use pool::memory::{Memory, Region, Release, Releases, Setup};
use pool::styled::Styled;

/// Why a computation ended without a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Thrown {
    /// A program threw this; `catch` sees it.
    Value(Value),
    /// `process.exit(code)`.
    Exit(i32),
    /// Ctrl-C.
    Interrupted,
    /// More steps than `--max-steps`.
    Steps,
    /// Longer than `--timeout`.
    Timeout,
    /// More objects and strings than `Limits::memory`.
    OutOfMemory,
}

/// A value, or why there is none.
pub type Completion<T = Value> = Result<T, Thrown>;

/// One call of a built-in.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// `this`
    pub this: Value,
    /// The constructor `new` was used with, if it was.
    pub new_target: Option<ObjectId>,
    /// The built-in itself.
    pub callee: ObjectId,
    pub(super) start: usize,
    pub(super) count: usize,
}

/// A built-in.
pub type Native = fn(&mut Machine, &Call) -> Completion;

/// A row of the library's table: a built-in function.
#[derive(Clone, Copy)]
pub struct Row {
    /// Its `name`.
    pub name: &'static str,
    /// Its `length`.
    pub length: u8,
    /// Whether `new` may be used with it.
    pub constructs: bool,
    /// What it does.
    pub native: Native,
}

/// What `console.clear` prints where there is a screen: a form feed, which whoever shows it takes for what Node does.
pub const CLEAR: &str = "\u{c}";

/// Where output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// Who takes output as it comes.
pub type Sink = Box<dyn FnMut(Stream, &Styled)>;

/// Who takes a machine's output, if somebody does. Nobody takes a copy's.
#[derive(Default)]
pub struct Outlet(pub Option<Sink>);

impl Clone for Outlet {
    fn clone(&self) -> Self {
        Self(None)
    }
}

/// What a program may use.
#[derive(Clone)]
pub struct Limits {
    /// Instructions, if bounded.
    pub steps: Option<u64>,
    /// What tells the time.
    pub watch: Stopwatch,
    /// When by that a statement must be done.
    pub deadline: Option<Duration>,
    /// Set from outside to stop the program.
    pub interrupt: Option<Arc<AtomicBool>>,
    /// Bytes of objects, strings and the like, beside slabs.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            steps: None,
            watch: Stopwatch::default(),
            deadline: None,
            interrupt: None,
            memory: crate::heap::limits::MEMORY as usize,
        }
    }
}

/// Which of the standard streams is a file, so that what a program prints takes bytes of the pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// Standard output.
    pub out: bool,
    /// Standard error.
    pub err: bool,
}

/// The machine. A copy of it runs by itself: its output waits, and whatever it does the other one does not notice.
#[derive(Clone)]
pub struct Machine {
    /// Everything a program can reach.
    pub heap: Heap,
    /// The objects of the language.
    pub realm: Realm,
    /// The objects of Node.
    pub node: Node,
    /// What the library remembers.
    pub state: State,
    /// The symbols known by name.
    pub symbols: Symbols,
    /// Common keys.
    pub keys: Keys,
    /// What a program may use.
    pub limits: Limits,
    /// The session's clock: injected, so that sessions replay.
    pub clock: Clock,
    /// Who takes output; without one it waits in `printed`.
    pub sink: Outlet,
    /// What of the output Node makes Buffers of.
    pub copies: Copies,
    /// Whether there is a screen to clear.
    pub clears: bool,
    /// What was searched last in a way from which Node never returns.
    pub odd_search: Option<Region>,
    /// Output nobody took yet.
    pub printed: Vec<(Stream, Styled)>,
    pub(super) printed_bytes: usize,
    /// Warnings that are printed when the statement is over.
    pub warnings: Vec<String>,
    /// The codes of what was warned of.
    pub warned: Vec<&'static str>,
    /// The value of the last expression statement.
    pub completion: Value,
    pub(super) rows: Vec<Row>,
    pub(super) stack: Vec<Value>,
    pub(super) frames: Vec<Frame>,
    pub(super) natives: usize,
    /// How many of them are around the code that runs, not called by it.
    pub(super) natives_around: usize,
    /// Built-ins that other built-ins have called, outermost first.
    pub(super) builtins: Vec<Builtin>,
    /// Which rows stack lines tell.
    pub(super) told: Vec<bool>,
    /// What was held when the innermost run began.
    pub(super) handles: HandleScope,
    pub(super) steps: u64,
    /// At which step limits are looked at next.
    pub(super) next_look: u64,
    /// How many steps after the last look that is.
    pub(super) stride: u64,
    /// When limits were looked at last.
    pub(super) looked: Option<Duration>,
    /// An end no `catch` may see, met while inspecting.
    pub(crate) pending_end: Option<Thrown>,
    /// What was thrown last, and from where.
    pub(super) thrown_at: Option<(Value, Rc<Source>, u32)>,
    /// Who finds the program's own modules.
    pub loader: Loader,
    /// Those that were loaded.
    pub(super) loaded_modules: Vec<Loadable>,
    /// What `RegExp` tells of the last match.
    pub last_match: LastMatch,
    /// What runs later.
    pub(super) jobs: Jobs,
    /// The trap of a proxy that refused something last, and the property.
    pub(crate) refused: Option<(&'static str, Option<PropertyKey>)>,
    /// What runs later still: ticks, timers, immediates.
    pub timers: Timers,
    pub(super) lexicals: FxHashMap<StringId, Lexical>,
    pub(super) lexical_scope: ScopeId,
    /// Who gets what the callback of a promise that runs answers.
    pub(super) reacting: Option<Derived>,
    /// The frame of the script that awaits.
    pub(super) awaiting: Option<ObjectId>,
    /// Where `eval` is called by its name, if the next call is that.
    pub(super) eval_site: Option<EvalSite>,
    /// Built-ins that tell their source: those of Node's whose text programs see.
    pub sources: FxHashMap<ObjectId, &'static str>,
    /// Every realm but the one the machine works in, by number; empty while there is only one.
    pub(super) realms: Vec<Option<Left>>,
    /// The number of the realm the machine works in.
    pub(super) here: usize,
    /// Those it works in around that.
    pub(super) entered: Vec<usize>,
    /// While another realm is filled: which row its next built-in has if it is one of the first realm's.
    pub(super) next_row: Option<usize>,
}

impl Machine {
    /// A machine with an empty realm; `library::install` fills it.
    pub fn new(setup: Setup) -> Self {
        let mut heap = Heap::new(Memory::new(setup));
        // To find what nobody holds: see `heap::handles`.
        if std::env::var_os("SLABSCOPE_GC").is_some_and(|when| when == "every") {
            heap.collect_at_every_safe_point();
        }
        let object_prototype = heap.object(None, crate::heap::Kind::Ordinary);
        let symbols = Symbols::new(&mut heap);
        let keys = Keys::new(&mut heap);
        let lexical_scope = heap.scope(None, 0);
        Self {
            realm: Realm::filled_with(object_prototype),
            node: Node::filled_with(object_prototype),
            state: State::filled_with(object_prototype),
            symbols,
            keys,
            limits: Limits::default(),
            clock: Clock::default(),
            sink: Outlet::default(),
            printed: Vec::new(),
            copies: Copies::default(),
            clears: false,
            odd_search: None,
            printed_bytes: 0,
            warnings: Vec::new(),
            warned: Vec::new(),
            completion: Value::Undefined,
            rows: Vec::new(),
            stack: Vec::new(),
            frames: Vec::new(),
            natives: 0,
            natives_around: 0,
            builtins: Vec::new(),
            told: Vec::new(),
            handles: HandleScope::default(),
            steps: 0,
            next_look: 0,
            stride: 1,
            looked: None,
            pending_end: None,
            thrown_at: None,
            loader: Loader::default(),
            loaded_modules: Vec::new(),
            last_match: LastMatch::default(),
            jobs: Jobs::default(),
            refused: None,
            timers: Timers::default(),
            lexicals: FxHashMap::default(),
            lexical_scope,
            reacting: None,
            awaiting: None,
            eval_site: None,
            sources: FxHashMap::default(),
            realms: Vec::new(),
            here: 0,
            entered: Vec::new(),
            next_row: None,
            heap,
        }
    }

    /// The release followed.
    pub fn release(&self) -> Release {
        self.heap.memory.profile().release()
    }

    /// Whether the release followed has this.
    pub fn knows(&self, what: impl Into<Releases>) -> bool {
        self.heap.memory.profile().has(what)
    }

    /// A function object for a built-in.
    pub fn native(&mut self, row: Row) -> ObjectId {
        let name = self.heap.intern_name(row.name);
        self.native_named(row, name)
    }

    /// A function object for a built-in with a name that its row does not have: `get size`.
    pub fn native_named(&mut self, row: Row, name: StringId) -> ObjectId {
        let row_number = self.row(row, name);
        let function = self.heap.native(self.realm.function_prototype, row_number);
        if row.constructs {
            self.heap.get_mut(function).flags |= crate::heap::flag::CONSTRUCTOR;
        }
        function
    }

    /// Says something on a stream.
    pub fn print(&mut self, stream: Stream, mut text: Styled) -> Completion<()> {
        text.runs.iter_mut().for_each(|(_, run)| show(run));
        if let Some(sink) = &mut self.sink.0 {
            sink(stream, &text);
            return Ok(());
        }
        self.printed_bytes += text.byte_len();
        if self.printed_bytes > crate::heap::limits::OUTPUT_BYTES {
            return Err(Thrown::OutOfMemory);
        }
        self.printed.push((stream, text));
        Ok(())
    }

    /// What was printed since the last time this was asked.
    pub fn take_printed(&mut self) -> Vec<(Stream, Styled)> {
        self.printed_bytes = 0;
        std::mem::take(&mut self.printed)
    }

    /// An argument; `undefined` if it was not given.
    #[inline]
    pub fn argument(&self, call: &Call, index: usize) -> Value {
        if index < call.count { self.stack[call.start + index] } else { Value::Undefined }
    }

    /// How many arguments were given.
    #[inline]
    pub fn argument_count(&self, call: &Call) -> usize {
        call.count
    }

    /// All arguments from `first` on.
    pub fn arguments(&self, call: &Call, first: usize) -> Vec<Value> {
        (first..call.count).map(|index| self.argument(call, index)).collect()
    }

    /// The constructor of a class of built-in objects: the prototype a new object gets
    /// (ECMAScript `GetPrototypeFromConstructor`).
    pub fn prototype_for(&mut self, call: &Call, default: ObjectId) -> Completion<ObjectId> {
        let Some(constructor) = call.new_target else { return Ok(default) };
        self.prototype_from(constructor, default)
    }

    /// A new array.
    pub fn array(&mut self, elements: impl IntoIterator<Item = Value>) -> Value {
        Value::Object(self.heap.array(self.realm.array_prototype, elements))
    }

    /// A new plain object.
    pub fn object(&mut self) -> ObjectId {
        self.heap.object(Some(self.realm.object_prototype), crate::heap::Kind::Ordinary)
    }
}
