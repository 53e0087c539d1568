//! Every bound on what a program can make large, named once. Not the bounds of memory slabs or of the syntax tree.

/// The longest string, in UTF-16 units (V8's `String::kMaxLength` on 64 bit).
pub const STRING_LENGTH: usize = (1 << 29) - 24;

/// How many elements an array may have in one dense run before a far index makes it sparse.
pub const DENSE_GAP: usize = 1 << 16;

/// The most elements an array holds densely.
pub const DENSE_LENGTH: usize = 1 << 27;

/// From this many named properties on, an object keeps a table of its own.
pub const SHARED_SHAPE_KEYS: u32 = 128;

/// How many calls may be active, built-in ones included; then `RangeError: Maximum call stack size exceeded`.
pub const CALL_DEPTH: usize = 10_000;

/// How many times a built-in may call back into the program while another one does (each takes native stack).
pub const NATIVE_DEPTH: usize = 1_500;

/// How many registers all active calls may use together.
pub const STACK_VALUES: usize = 4_000_000;

/// How many bytes of objects, strings and the like a program may keep, beside slabs.
pub const HEAP_BYTES: usize = 1 << 31;

/// How many bytes of output wait to be shown before a program that only prints is stopped.
pub const OUTPUT_BYTES: usize = 1 << 28;
