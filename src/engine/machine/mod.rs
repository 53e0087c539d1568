//! Runs code: frames, the instruction loop, calls, property access with its getters, conversions, limits. Owns heap and
//! memory. Never knows nom, standard output or files.

mod call;
mod class;
mod clock;
pub mod convert;
mod expression;
pub mod fault;
mod frame;
mod global;
mod iteration;
mod look;
mod member;
mod module;
pub mod operator;
mod property;
mod realm;
mod run;
mod safety;

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use rustc_hash::FxHashMap;

use crate::code::Source;
use crate::heap::{HandleScope, Heap, ObjectId, PropertyKey, ScopeId, StringId, SymbolId, Value};
pub use clock::{Clock, Stopwatch};
pub use convert::{Hint, number_text};
use frame::Frame;
use pool::memory::{Memory, Setup};
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
    start: usize,
    count: usize,
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

/// The objects the language itself refers to. Filled by the library; see `library::install`.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "each is the intrinsic object of its name")]
pub struct Realm {
    pub global: ObjectId,
    pub object_prototype: ObjectId,
    pub function_prototype: ObjectId,
    pub array_prototype: ObjectId,
    pub string_prototype: ObjectId,
    pub number_prototype: ObjectId,
    pub boolean_prototype: ObjectId,
    pub symbol_prototype: ObjectId,
    pub bigint_prototype: ObjectId,
    /// What Node's own `Error`, `TypeError` and `RangeError` inherit from.
    pub node_error_prototypes: [ObjectId; 3],
    /// Their `toString`.
    pub node_error_text: ObjectId,
    /// What functions of each [`Flavour`](crate::code::Flavour) inherit from.
    pub function_prototypes: [ObjectId; 4],
    /// What the `prototype` of functions of each flavour inherits from, if they have one of their own.
    pub generator_prototypes: [Option<ObjectId>; 4],
    pub stack_getter: ObjectId,
    pub stack_setter: ObjectId,
    pub iterator_prototype: ObjectId,
    pub array_iterator_prototype: ObjectId,
    pub string_iterator_prototype: ObjectId,
    pub map_iterator_prototype: ObjectId,
    pub set_iterator_prototype: ObjectId,
    pub error_prototype: ObjectId,
    pub type_error_prototype: ObjectId,
    pub range_error_prototype: ObjectId,
    pub syntax_error_prototype: ObjectId,
    pub reference_error_prototype: ObjectId,
    pub uri_error_prototype: ObjectId,
    pub eval_error_prototype: ObjectId,
    pub array_buffer_prototype: ObjectId,
    pub shared_array_buffer_prototype: ObjectId,
    pub typed_array_prototype: ObjectId,
    pub data_view_prototype: ObjectId,
    pub map_prototype: ObjectId,
    pub set_prototype: ObjectId,
    pub weak_map_prototype: ObjectId,
    pub weak_set_prototype: ObjectId,
    pub weak_ref_prototype: ObjectId,
    pub date_prototype: ObjectId,
    pub regexp_prototype: ObjectId,
    pub regexp_string_iterator_prototype: ObjectId,
    pub buffer_prototype: ObjectId,
    /// The getter of `%TypedArray%.prototype.length`, which the instruction loop answers itself.
    pub view_length: ObjectId,
    /// `Buffer`, whose `poolSize` is read at every allocation.
    pub buffer: ObjectId,
    /// The prototypes of the typed arrays, in the order of `Element::ALL`.
    pub typed_array_prototypes: [ObjectId; 12],
}

impl Realm {
    /// A realm whose every object is `object`, until the library has made the real ones.
    pub fn filled_with(object: ObjectId) -> Self {
        Self {
            global: object,
            object_prototype: object,
            function_prototype: object,
            array_prototype: object,
            string_prototype: object,
            number_prototype: object,
            boolean_prototype: object,
            symbol_prototype: object,
            bigint_prototype: object,
            node_error_prototypes: [object; 3],
            node_error_text: object,
            function_prototypes: [object; 4],
            generator_prototypes: [None; 4],
            stack_getter: object,
            stack_setter: object,
            iterator_prototype: object,
            array_iterator_prototype: object,
            string_iterator_prototype: object,
            map_iterator_prototype: object,
            set_iterator_prototype: object,
            error_prototype: object,
            type_error_prototype: object,
            range_error_prototype: object,
            syntax_error_prototype: object,
            reference_error_prototype: object,
            uri_error_prototype: object,
            eval_error_prototype: object,
            array_buffer_prototype: object,
            shared_array_buffer_prototype: object,
            typed_array_prototype: object,
            data_view_prototype: object,
            map_prototype: object,
            set_prototype: object,
            weak_map_prototype: object,
            weak_set_prototype: object,
            weak_ref_prototype: object,
            date_prototype: object,
            regexp_prototype: object,
            regexp_string_iterator_prototype: object,
            buffer_prototype: object,
            view_length: object,
            buffer: object,
            typed_array_prototypes: [object; 12],
        }
    }
}

impl Realm {
    /// Every object of it.
    fn objects(&self) -> Vec<ObjectId> {
        let mut all = vec![
            self.global,
            self.object_prototype,
            self.function_prototype,
            self.array_prototype,
            self.string_prototype,
            self.number_prototype,
            self.boolean_prototype,
            self.symbol_prototype,
            self.bigint_prototype,
            self.stack_getter,
            self.stack_setter,
            self.node_error_text,
            self.iterator_prototype,
            self.array_iterator_prototype,
            self.string_iterator_prototype,
            self.map_iterator_prototype,
            self.set_iterator_prototype,
            self.error_prototype,
            self.type_error_prototype,
            self.range_error_prototype,
            self.syntax_error_prototype,
            self.reference_error_prototype,
            self.uri_error_prototype,
            self.eval_error_prototype,
            self.array_buffer_prototype,
            self.shared_array_buffer_prototype,
            self.typed_array_prototype,
            self.data_view_prototype,
            self.map_prototype,
            self.set_prototype,
            self.weak_map_prototype,
            self.weak_set_prototype,
            self.weak_ref_prototype,
            self.date_prototype,
            self.regexp_prototype,
            self.regexp_string_iterator_prototype,
            self.buffer_prototype,
            self.view_length,
            self.buffer,
        ];
        all.extend(self.function_prototypes);
        all.extend(self.generator_prototypes.into_iter().flatten());
        all.extend(self.node_error_prototypes);
        all.extend(self.typed_array_prototypes);
        all
    }
}

/// The well-known symbols (ECMAScript 6.1.5.1).
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "each is the symbol of its name")]
pub struct Symbols {
    pub iterator: SymbolId,
    pub has_instance: SymbolId,
    pub to_primitive: SymbolId,
    pub to_string_tag: SymbolId,
    pub species: SymbolId,
    pub is_concat_spreadable: SymbolId,
    pub inspect_custom: SymbolId,
    /// The private name under which a class keeps the function that makes its instances' fields.
    pub class_fields: SymbolId,
    /// The private name under which an error keeps the frames of a `stack` nobody has read yet.
    pub error_frames: SymbolId,
    /// The private name under which an error keeps its `stack` once it was read or assigned.
    pub error_stack: SymbolId,
    /// The private name that marks an error of Node's own, whose `stack` begins with its `code` too.
    pub node_error: SymbolId,
}

impl Symbols {
    fn all(&self) -> [SymbolId; 11] {
        [
            self.iterator,
            self.has_instance,
            self.to_primitive,
            self.to_string_tag,
            self.species,
            self.is_concat_spreadable,
            self.inspect_custom,
            self.class_fields,
            self.error_frames,
            self.error_stack,
            self.node_error,
        ]
    }
}

/// Names the machine itself looks up.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "each is the key of its name")]
pub struct Keys {
    pub length: PropertyKey,
    pub prototype: PropertyKey,
    pub constructor: PropertyKey,
    pub name: PropertyKey,
    pub message: PropertyKey,
    pub stack: PropertyKey,
    pub arguments: PropertyKey,
    pub caller: PropertyKey,
    pub code: PropertyKey,
    pub value: PropertyKey,
    pub done: PropertyKey,
    pub next: PropertyKey,
    pub return_: PropertyKey,
    pub to_string: PropertyKey,
    pub value_of: PropertyKey,
    pub pool_size: PropertyKey,
    pub last_index: PropertyKey,
}

impl Keys {
    fn all(&self) -> Vec<PropertyKey> {
        vec![
            self.length,
            self.prototype,
            self.constructor,
            self.name,
            self.message,
            self.stack,
            self.arguments,
            self.caller,
            self.code,
            self.value,
            self.done,
            self.next,
            self.return_,
            self.to_string,
            self.value_of,
            self.pool_size,
            self.last_index,
        ]
    }
}

/// A global lexical name.
struct Lexical {
    slot: usize,
    constant: bool,
    /// The script that declares it, until it has its first value: other scripts are told otherwise that there is none.
    awaited: Option<Rc<Source>>,
}

/// The machine.
pub struct Machine {
    /// Everything a program can reach.
    pub heap: Heap,
    /// The intrinsic objects.
    pub realm: Realm,
    /// The well-known symbols.
    pub symbols: Symbols,
    /// Common keys.
    pub keys: Keys,
    /// What a program may use.
    pub limits: Limits,
    /// The session's clock: injected, so that sessions replay.
    pub clock: Clock,
    /// Who takes output; without one it waits in `printed`.
    pub sink: Option<Sink>,
    /// Output nobody took yet.
    pub printed: Vec<(Stream, Styled)>,
    printed_bytes: usize,
    /// Warnings that are printed when the statement is over.
    pub warnings: Vec<String>,
    /// The codes of what was warned of.
    pub warned: Vec<&'static str>,
    /// The value of the last expression statement.
    pub completion: Value,
    rows: Vec<Row>,
    stack: Vec<Value>,
    frames: Vec<Frame>,
    natives: usize,
    /// What was held when the innermost run began.
    handles: HandleScope,
    steps: u64,
    /// At which step limits are looked at next.
    next_look: u64,
    /// How many steps after the last look that is.
    stride: u64,
    /// When limits were looked at last.
    looked: Option<Duration>,
    /// An end no `catch` may see, met while inspecting.
    pub(crate) pending_end: Option<Thrown>,
    /// What was thrown last, and from where.
    thrown_at: Option<(Value, Rc<Source>, crate::span::Span)>,
    lexicals: FxHashMap<StringId, Lexical>,
    lexical_scope: ScopeId,
    /// Values the library keeps by name (modules, registries): roots.
    pub kept: FxHashMap<&'static str, Value>,
    /// Built-ins that tell their source: those of Node's whose text programs see.
    pub sources: FxHashMap<ObjectId, &'static str>,
    /// The realms around the one the machine works in.
    left: Vec<realm::Left>,
    /// While another realm is filled: which row its next built-in has if it is one of the first realm's.
    next_row: Option<usize>,
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
        let mut private = |name: &str| {
            let description = heap.intern(name);
            heap.private_name(description, None)
        };
        let (class_fields, error_frames) = (private("fields"), private("frames"));
        let (error_stack, node_error) = (private("stack"), private("node error"));
        let mut symbol = |name: &str| {
            let description = heap.intern(name);
            heap.symbol(Some(description))
        };
        let symbols = Symbols {
            iterator: symbol("Symbol.iterator"),
            has_instance: symbol("Symbol.hasInstance"),
            to_primitive: symbol("Symbol.toPrimitive"),
            to_string_tag: symbol("Symbol.toStringTag"),
            species: symbol("Symbol.species"),
            is_concat_spreadable: symbol("Symbol.isConcatSpreadable"),
            inspect_custom: symbol("nodejs.util.inspect.custom"),
            class_fields,
            error_frames,
            error_stack,
            node_error,
        };
        let keys = Keys {
            length: heap.key("length"),
            prototype: heap.key("prototype"),
            constructor: heap.key("constructor"),
            name: heap.key("name"),
            message: heap.key("message"),
            stack: heap.key("stack"),
            arguments: heap.key("arguments"),
            caller: heap.key("caller"),
            code: heap.key("code"),
            value: heap.key("value"),
            done: heap.key("done"),
            next: heap.key("next"),
            return_: heap.key("return"),
            to_string: heap.key("toString"),
            value_of: heap.key("valueOf"),
            pool_size: heap.key("poolSize"),
            last_index: heap.key("lastIndex"),
        };
        let lexical_scope = heap.scope(None, 0);
        Self {
            realm: Realm::filled_with(object_prototype),
            symbols,
            keys,
            limits: Limits::default(),
            clock: Clock::default(),
            sink: None,
            printed: Vec::new(),
            printed_bytes: 0,
            warnings: Vec::new(),
            warned: Vec::new(),
            completion: Value::Undefined,
            rows: Vec::new(),
            stack: Vec::new(),
            frames: Vec::new(),
            natives: 0,
            handles: HandleScope::default(),
            steps: 0,
            next_look: 0,
            stride: 1,
            looked: None,
            pending_end: None,
            thrown_at: None,
            lexicals: FxHashMap::default(),
            lexical_scope,
            kept: FxHashMap::default(),
            sources: FxHashMap::default(),
            left: Vec::new(),
            next_row: None,
            heap,
        }
    }

    /// A function object for a built-in.
    pub fn native(&mut self, row: Row) -> ObjectId {
        let kind = crate::heap::Kind::Native(self.row(row));
        let function = self.heap.object(Some(self.realm.function_prototype), kind);
        if row.constructs {
            self.heap.get_mut(function).flags |= crate::heap::flag::CONSTRUCTOR;
        }
        let hidden = crate::heap::Attributes::CONFIGURABLE_ONLY;
        self.heap.put_with(function, self.keys.length, Value::from(u32::from(row.length)), hidden);
        let name = self.heap.string_value(row.name);
        self.heap.put_with(function, self.keys.name, name, hidden);
        function
    }

    /// Says something on a stream.
    pub fn print(&mut self, stream: Stream, text: Styled) -> Completion<()> {
        if let Some(sink) = &mut self.sink {
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
        let found = self.get(Value::Object(constructor), self.keys.prototype)?;
        Ok(found.as_object().unwrap_or(default))
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
