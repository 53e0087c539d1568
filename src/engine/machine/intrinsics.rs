//! What the machine and the library know by name, one list each: the language's objects, Node's objects, the state of Node's
//! modules, symbols, keys. A list makes its struct and what the collector starts from. Not what fills them: that is the library's.

use rustc_hash::FxHashMap;

use crate::heap::{Heap, ObjectId, PropertyKey, SymbolId, Value};

/// What a field of a list may be.
trait Held {
    /// What it is before the library has filled it.
    fn filled(object: ObjectId) -> Self;

    /// Tells every value of it.
    fn each(&self, tell: &mut dyn FnMut(Value));
}

impl Held for ObjectId {
    fn filled(object: ObjectId) -> Self {
        object
    }

    fn each(&self, tell: &mut dyn FnMut(Value)) {
        tell(Value::Object(*self));
    }
}

impl Held for Value {
    fn filled(_: ObjectId) -> Self {
        Self::Undefined
    }

    fn each(&self, tell: &mut dyn FnMut(Value)) {
        tell(*self);
    }
}

impl<T: Held, const N: usize> Held for [T; N] {
    fn filled(object: ObjectId) -> Self {
        std::array::from_fn(|_| T::filled(object))
    }

    fn each(&self, tell: &mut dyn FnMut(Value)) {
        self.iter().for_each(|held| held.each(tell));
    }
}

/// What begins empty: made when it is first needed, or from a release on.
macro_rules! empty_at_first {
    ($($kind:ty),*) => {
        $(impl<T: Held> Held for $kind {
            fn filled(_: ObjectId) -> Self {
                Self::default()
            }

            fn each(&self, tell: &mut dyn FnMut(Value)) {
                self.iter().for_each(|held| held.each(tell));
            }
        })*
    };
}

empty_at_first!(Option<T>, Vec<T>);

impl<T: Held> Held for FxHashMap<&'static str, T> {
    fn filled(_: ObjectId) -> Self {
        Self::default()
    }

    fn each(&self, tell: &mut dyn FnMut(Value)) {
        self.values().for_each(|held| held.each(tell));
    }
}

/// What holds no value.
macro_rules! bare {
    ($($kind:ty),*) => {
        $(impl Held for $kind {
            fn filled(_: ObjectId) -> Self {
                Self::default()
            }

            fn each(&self, _: &mut dyn FnMut(Value)) {}
        })*
    };
}

bare!(bool, usize, u32);

macro_rules! intrinsics {
    ($($(#[$about:meta])* $list:ident { $($(#[$doc:meta])* $field:ident: $kind:ty,)* })*) => {
        $($(#[$about])*
        #[expect(missing_docs, reason = "each is what its name says")]
        pub struct $list { $($(#[$doc])* pub $field: $kind,)* }

        impl $list {
            /// The list before the library has filled it: every object in it is this one.
            pub fn filled_with(object: ObjectId) -> Self {
                Self { $($field: Held::filled(object),)* }
            }

            /// Every value in it, with the name of its field.
            pub fn each(&self, tell: &mut dyn FnMut(&'static str, Value)) {
                $(Held::each(&self.$field, &mut |value| tell(stringify!($field), value));)*
            }
        })*
    };
}

intrinsics! {
    /// The objects of the language: each realm has its own.
    #[derive(Clone, Copy)]
    Realm {
        global: ObjectId,
        object_prototype: ObjectId,
        function_prototype: ObjectId,
        eval: ObjectId,
        array_prototype: ObjectId,
        string_prototype: ObjectId,
        number_prototype: ObjectId,
        boolean_prototype: ObjectId,
        symbol_prototype: ObjectId,
        bigint_prototype: ObjectId,
        /// What Node's own `Error`, `TypeError` and `RangeError` inherit from.
        node_error_prototypes: [ObjectId; 3],
        /// Their `toString`.
        node_error_text: ObjectId,
        /// What functions of each [`Flavour`](crate::code::Flavour) inherit from.
        function_prototypes: [ObjectId; 4],
        /// What the `prototype` of functions of each flavour inherits from, if they have one of their own.
        generator_prototypes: [Option<ObjectId>; 4],
        /// `%GeneratorPrototype%.next`
        generator_next: Option<ObjectId>,
        async_from_sync_prototype: ObjectId,
        /// What goes on with what was awaited for it: its value is one, its value is the last, closes the iterator.
        async_from_sync: [ObjectId; 3],
        stack_getter: ObjectId,
        stack_setter: ObjectId,
        /// Makes what `Error.prepareStackTrace` gets for each frame.
        call_site: ObjectId,
        call_site_prototype: ObjectId,
        iterator_prototype: ObjectId,
        iterator: Option<ObjectId>,
        iterator_helper_prototype: Option<ObjectId>,
        /// `%WrapForValidIteratorPrototype%`
        iterator_wrap_prototype: Option<ObjectId>,
        array_iterator_prototype: ObjectId,
        string_iterator_prototype: ObjectId,
        map_iterator_prototype: ObjectId,
        set_iterator_prototype: ObjectId,
        error_prototype: ObjectId,
        type_error_prototype: ObjectId,
        range_error_prototype: ObjectId,
        syntax_error_prototype: ObjectId,
        reference_error_prototype: ObjectId,
        uri_error_prototype: ObjectId,
        eval_error_prototype: ObjectId,
        aggregate_error_prototype: ObjectId,
        array_buffer: ObjectId,
        array_buffer_prototype: ObjectId,
        shared_array_buffer: ObjectId,
        shared_array_buffer_prototype: ObjectId,
        typed_array_prototype: ObjectId,
        /// In the order of `Element::ALL`.
        typed_arrays: [ObjectId; 12],
        typed_array_prototypes: [ObjectId; 12],
        /// The getter of `%TypedArray%.prototype.length`, which the instruction loop answers itself.
        view_length: ObjectId,
        data_view_prototype: ObjectId,
        map_prototype: ObjectId,
        set_prototype: ObjectId,
        weak_map_prototype: ObjectId,
        weak_set_prototype: ObjectId,
        weak_ref_prototype: ObjectId,
        finalization_registry_prototype: ObjectId,
        /// Of the synchronous and the asynchronous one.
        disposable_stack_prototypes: [Option<ObjectId>; 2],
        /// What goes on with disposing once something was waited for, and once that failed.
        disposing: [Option<ObjectId>; 2],
        async_iterator_prototype: ObjectId,
        /// What loads a module that a program asks for, and gives its namespace in the end.
        import_steps: [ObjectId; 2],
        /// What `Array.fromAsync` runs, once somebody asked for it.
        from_async: Option<ObjectId>,
        /// What an iterator that was closed is waited for with.
        closed_iterator: Option<ObjectId>,
        suppressed_error_prototype: Option<ObjectId>,
        /// `%ThrowTypeError%`
        throw_type_error: ObjectId,
        date_prototype: ObjectId,
        regexp_prototype: ObjectId,
        regexp_string_iterator_prototype: ObjectId,
        /// `%Promise%`
        promise: ObjectId,
        promise_prototype: ObjectId,
        promise_then: ObjectId,
        /// The two functions an executor gets, which those of each promise are made like.
        promise_resolvers: [ObjectId; 2],
        /// What the constructor of another class of promises gets is made like this.
        promise_executor: ObjectId,
        /// What `finally` waits with: when fulfilled, when rejected; and gives on: a value, a reason.
        promise_finally: [ObjectId; 4],
        /// What `Promise.all` waits with, `allSettled` (two), `any`.
        promise_elements: [ObjectId; 4],
    }

    /// The objects of Node: all realms share them. What is optional is made with the module it belongs to.
    #[derive(Clone, Copy)]
    Node {
        /// `Buffer`, whose `poolSize` is read at every allocation.
        buffer: ObjectId,
        buffer_prototype: ObjectId,
        /// What the methods of Buffers make.
        fast_buffer: ObjectId,
        dom_exception_prototype: ObjectId,
        text_encoder_prototype: ObjectId,
        text_decoder_prototype: ObjectId,
        blob: ObjectId,
        file: ObjectId,
        require: ObjectId,
        process: ObjectId,
        /// `util.inspect`
        inspect: Option<ObjectId>,
        assert_prototype: Option<ObjectId>,
        assertion_error: Option<ObjectId>,
        assertion_error_prototype: Option<ObjectId>,
        /// What assert compares errors as.
        comparison_prototype: Option<ObjectId>,
        string_decoder_prototype: Option<ObjectId>,
        /// What timers, immediates and lists of timers inherit from.
        timer_prototypes: Option<[ObjectId; 3]>,
    }

    /// What the library remembers from one call to the next, whichever the realm.
    #[derive(Clone)]
    State {
        /// The exports of the modules that were asked for.
        modules: FxHashMap<&'static str, Value>,
        /// What the files of Node's own gave, and what they share.
        internals: FxHashMap<&'static str, Value>,
        internal: Option<ObjectId>,
        import_meta: Value,
        /// Whether the last comparison by a locale was by none.
        compares_plainly: bool,
        /// `Symbol.for`: names to symbols, and symbols to names.
        symbol_registry: Option<[ObjectId; 2]>,
        /// The arrays that are being joined, so that a cycle ends.
        joining: Vec<ObjectId>,
        /// How many numbers `Math.random` has given.
        drawn: usize,
        /// Blanks before every line, as `console.group` adds them.
        console_indentation: usize,
        /// Labels with how often `console.count` saw them.
        console_counts: Option<ObjectId>,
        /// Labels with when `console.time` saw them.
        console_times: Option<ObjectId>,
        /// `buffer.INSPECT_MAX_BYTES`
        inspect_max_bytes: Value,
        /// `util.inspect.defaultOptions`, once somebody asked for it.
        inspect_defaults: Option<ObjectId>,
        /// `process.exitCode`
        exit_code: Value,
        /// The listeners of `process`: an object of arrays, each of pairs of a function and whether it is called once.
        listeners: Option<ObjectId>,
        /// Warnings that wait for their listeners.
        unheard: Vec<Value>,
        /// Whether a warning was printed, with the hint how to trace it.
        hinted: bool,
        /// The codes `util.deprecate` has warned of: the keys of an object.
        deprecations: Option<ObjectId>,
        /// How many things that run later were numbered.
        async_ids: u32,
        /// How many rejections were heard of too late.
        late_rejections: u32,
        /// Whether the program is typed at a prompt.
        at_prompt: bool,
        /// How deep suites of tests are nested.
        test_depth: usize,
    }
}

macro_rules! symbols {
    ($($(#[$doc:meta])* $field:ident: $make:ident $text:literal,)*) => {
        /// The symbols that are known by name: every realm has the same.
        #[derive(Clone, Copy)]
        #[expect(missing_docs, reason = "each is the symbol of its name")]
        pub struct Symbols { $($(#[$doc])* pub $field: SymbolId,)* }

        impl Symbols {
            pub(super) fn new(heap: &mut Heap) -> Self {
                Self { $($field: $make(heap, $text),)* }
            }

            /// All of them, with what describes them.
            pub fn all(&self) -> impl Iterator<Item = (&'static str, SymbolId)> + use<> {
                [$(($text, self.$field)),*].into_iter()
            }
        }
    };
}

fn symbol(heap: &mut Heap, text: &str) -> SymbolId {
    let description = heap.intern(text);
    heap.symbol(Some(description))
}

/// A name no program can see.
fn private(heap: &mut Heap, text: &str) -> SymbolId {
    let description = heap.intern(text);
    heap.private_name(description, None)
}

symbols! {
    refed: symbol "refed",
    has_primitive: symbol "kHasPrimitive",
    async_id: symbol "asyncId",
    trigger_id: symbol "triggerId",
    async_context: symbol "kAsyncContextFrame",
    has_instance: symbol "Symbol.hasInstance",
    is_concat_spreadable: symbol "Symbol.isConcatSpreadable",
    iterator: symbol "Symbol.iterator",
    species: symbol "Symbol.species",
    to_primitive: symbol "Symbol.toPrimitive",
    to_string_tag: symbol "Symbol.toStringTag",
    async_iterator: symbol "Symbol.asyncIterator",
    matches: symbol "Symbol.match",
    match_all: symbol "Symbol.matchAll",
    replace: symbol "Symbol.replace",
    search: symbol "Symbol.search",
    split: symbol "Symbol.split",
    unscopables: symbol "Symbol.unscopables",
    dispose: symbol "Symbol.dispose",
    async_dispose: symbol "Symbol.asyncDispose",
    inspect_custom: symbol "nodejs.util.inspect.custom",
    /// Under which a `StringDecoder` keeps its state, a Buffer of seven bytes.
    string_decoder_state: symbol "kNativeDecoder",
    /// Under which an `Assert` keeps its options.
    assert_options: symbol "options",
    /// Marks a `stylize` that colours.
    stylize_with_color: symbol "stylize with color",
    /// Under which a class keeps the function that makes its instances' fields.
    class_fields: private "fields",
    /// Under which an error keeps the frames of a `stack` nobody has read yet.
    error_frames: private "frames",
    /// Under which an error keeps its `stack` once it was read or assigned.
    error_stack: private "stack",
    /// Marks an error whose `stack` begins with the line it was thrown from; holds the line where there is no `stack`.
    error_decorated: private "decorated",
    /// Under which a call site keeps whether strict code hides who called.
    call_strict: private "strict",
    /// Marks an error of Node's own, whose `stack` begins with its `code` too.
    node_error: private "node error",
    /// Under which a `DOMException` keeps what its getters answer.
    dom_exception_name: private "DOMException name",
    dom_exception_message: private "DOMException message",
    /// Under which an iterator helper keeps its state.
    iterator_helper: private "iterator helper",
    /// Under which what `Iterator.from` made keeps the iterator it wraps.
    wrapped_iterator: private "wrapped iterator",
    /// Under which a function that built-ins made keeps what it remembers.
    captured: private "captured",
    /// Under which the function that revokes a proxy keeps it.
    revoked_proxy: private "revoked proxy",
    /// Under which a module's exports keep its namespace.
    namespace: private "namespace",
    /// Under which a stack keeps what it disposes of.
    disposables: private "disposables",
    async_disposables: private "async disposables",
    /// Under which a deprecated function keeps what it wraps, what it says and with which code.
    deprecated_function: private "deprecated function",
    deprecation_message: private "deprecation message",
    deprecation_code: private "deprecation code",
}

macro_rules! keys {
    ($($field:ident: $text:literal,)*) => {
        /// Names the machine itself looks up.
        #[derive(Clone, Copy)]
        #[expect(missing_docs, reason = "each is the key of its name")]
        pub struct Keys { $(pub $field: PropertyKey,)* }

        impl Keys {
            pub(super) fn new(heap: &mut Heap) -> Self {
                Self { $($field: heap.key($text),)* }
            }

            /// All of them.
            pub(super) fn all(&self) -> impl Iterator<Item = PropertyKey> + use<> {
                [$(self.$field),*].into_iter()
            }
        }
    };
}

keys! {
    length: "length",
    prototype: "prototype",
    constructor: "constructor",
    name: "name",
    message: "message",
    stack: "stack",
    stack_trace_limit: "stackTraceLimit",
    arguments: "arguments",
    caller: "caller",
    code: "code",
    value: "value",
    done: "done",
    next: "next",
    then: "then",
    return_: "return",
    to_string: "toString",
    value_of: "valueOf",
    pool_size: "poolSize",
    last_index: "lastIndex",
}
