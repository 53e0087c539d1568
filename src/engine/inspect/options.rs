//! The options of `util.inspect`, with Node's defaults. Not reading them from an object: that is the library's.

use crate::heap::{ObjectId, SymbolId, Value};

/// `compact`: how many inner levels may share a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compact {
    /// `true`: whatever fits `breakLength` goes on one line, arrays are not grouped.
    Always,
    /// A number; `false` is 0.
    Levels(u32),
}

/// `getters`: which accessors are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Getters {
    /// `false`
    None,
    /// `true`
    All,
    /// `'get'`: those without a setter.
    WithoutSetter,
    /// `'set'`: those with a setter.
    WithSetter,
}

/// The options of `util.inspect`, and what of the realm inspection needs to know.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "they are Node's")]
pub struct Options {
    /// How many levels of nesting are shown, -1 being not even the first; `None` is as many as there are.
    pub depth: Option<i32>,
    /// How the program wrote it: `null`, `Infinity`, or something that is no number, for no bound.
    pub given_depth: Value,
    /// Columns after which a line is broken; `usize::MAX` is `Infinity`.
    pub break_length: usize,
    /// How much is put on one line.
    pub compact: Compact,
    /// Whether properties are sorted.
    pub sorted: bool,
    /// What they are sorted by, if not by their text.
    pub sort_by: Option<ObjectId>,
    /// Whether the text is coloured in the end.
    pub colors: bool,
    /// Whether non-enumerable properties are shown.
    pub show_hidden: bool,
    /// Whether a proxy is shown as its target and handler.
    pub show_proxy: bool,
    /// How many elements are shown; `usize::MAX` is `Infinity`.
    pub max_array_length: usize,
    /// How many UTF-16 units of a string are shown; `usize::MAX` is `Infinity`.
    pub max_string_length: usize,
    /// Whether numbers get `_` between thousands.
    pub numeric_separator: bool,
    /// Which getters are called.
    pub getters: Getters,
    /// Whether `[nodejs.util.inspect.custom]` is called.
    pub custom_inspect: bool,
    /// The program's own options object, if it names what is no option of `inspect`; custom inspections see that too.
    pub user_options: Option<ObjectId>,
    /// `buffer.INSPECT_MAX_BYTES`, in bytes.
    pub inspect_max_bytes: usize,
    /// `util.inspect.custom`.
    pub custom_symbol: Option<SymbolId>,
    /// `Symbol.iterator`.
    pub iterator: Option<SymbolId>,
    /// `Symbol.toStringTag`.
    pub to_string_tag: Option<SymbolId>,
    /// `Symbol.toPrimitive`, which `%s` looks for.
    pub to_primitive: Option<SymbolId>,
    /// `Buffer.prototype`: views under it print as `<Buffer ...>`.
    pub buffer_proto: Option<ObjectId>,
    /// `Error.prototype`: what inherits from it prints as an error.
    pub error_proto: Option<ObjectId>,
    /// `util.inspect` itself, which is never taken for a custom inspection.
    pub inspect_function: Option<ObjectId>,
}

impl Default for Options {
    /// `util.inspect.defaultOptions`, in a realm without symbols or Buffers.
    fn default() -> Self {
        Self {
            depth: Some(2),
            given_depth: Value::Null,
            break_length: 80,
            compact: Compact::Levels(3),
            sorted: false,
            sort_by: None,
            colors: false,
            user_options: None,
            show_hidden: false,
            show_proxy: false,
            max_array_length: 100,
            max_string_length: 10_000,
            numeric_separator: false,
            getters: Getters::None,
            custom_inspect: true,
            inspect_max_bytes: 50,
            custom_symbol: None,
            iterator: None,
            to_string_tag: None,
            to_primitive: None,
            buffer_proto: None,
            error_proto: None,
            inspect_function: None,
        }
    }
}
