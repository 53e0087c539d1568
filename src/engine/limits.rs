//! Every bound on what a stranger can make deep, long or large, named once. Not the counting: that is each room's own;
//! and not what clients of `--live` may take: that is in `live/bounds.rs`.
//!
//! | bound | default | option | then |
//! |---|---|---|---|
//! | steps of one entry | none | `--max-steps` | the statement ends, the session stays |
//! | time of one entry | none; 10 s in `replay` | `--timeout`, `#: timeout` | the same |
//! | memory, slabs, as far as they were touched | `MEMORY` (2 GiB) | `--max-memory` | the statement ends, the session stays |
//! | memory, everything else | `MEMORY` (2 GiB) | `--max-memory` | the statement ends, the session stays |
//! | active calls | `CALL_DEPTH` | – | `RangeError: Maximum call stack size exceeded` |
//! | calls back from built-ins | `NATIVE_DEPTH` | – | the same |
//! | nesting of what `structuredClone` copies | `CLONE_DEPTH` | – | the same |
//! | registers of active calls | `STACK_VALUES` | – | the same |
//! | nesting of the source | `MAX_DEPTH` | – | the same, when it is read |
//! | length of the source | `MAX_SOURCE` | – | a `SyntaxError` |
//! | arguments of a call | `MAX_ARGUMENTS` | – | a `SyntaxError` |
//! | length of a string | `STRING_LENGTH` | – | `RangeError: Invalid string length` |
//! | length of an array | 2^32 - 1 (ECMAScript) | – | `RangeError: Invalid array length` |
//! | bits of a BigInt | `BIGINT_BITS` | – | `RangeError: Maximum BigInt size exceeded` |
//! | calls of timers in one run | `TIMER_CALLS` | – | the run ends, the session stays without its timers |
//! | what only repeats behind an entry | `ENTRY_PAUSE`, `REPEATS` | – | it goes on behind the next entry |
//! | output nobody took yet | `OUTPUT_BYTES` | – | the statement ends, the session stays |

// What a program may do.

/// Whether the host's stack is what a browser gives WebAssembly, about a megabyte, and not a thread's own.
const SHALLOW: bool = cfg!(target_family = "wasm");

/// The most bits a BigInt has (V8's `BigInt::kMaxLengthBits`).
pub const BIGINT_BITS: u64 = 1 << 30;

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
pub const NATIVE_DEPTH: usize = if SHALLOW { 250 } else { 1_500 };

/// How deep values may nest where a built-in goes into them call by call.
pub const CLONE_DEPTH: usize = if SHALLOW { 1_000 } else { CALL_DEPTH };

/// How many registers all active calls may use together.
pub const STACK_VALUES: usize = 4_000_000;

/// How many bytes the slabs may take, and how many objects, strings and the like, unless `--max-memory` says otherwise.
pub const MEMORY: u64 = 1 << 31;

/// How many bytes of output wait to be shown before a program that only prints is stopped.
pub const OUTPUT_BYTES: usize = 1 << 28;

/// How often timers and immediates may be called in one run of a program, or behind one entry.
pub const TIMER_CALLS: u64 = 1_000_000;

/// How many timers may set each other one after the other before they count as what only repeats.
pub const TIMER_NESTING: u32 = 100;

/// How long what only repeats goes on behind an entry, in milliseconds of simulated time, and how often it is called then at most.
pub const ENTRY_PAUSE: u64 = 1_000;

/// See [`ENTRY_PAUSE`].
pub const REPEATS: usize = 100;

// What the parser takes.

/// How many levels expressions and statements may nest, counted together. A level adds at most a dozen nodes to the
/// height of the tree (one for each precedence), so whoever walks or drops the tree recursively is bounded too.
/// Long sums, chains, sequences and `else if` ladders are lists in the tree and cost one level.
pub const MAX_DEPTH: u32 = if SHALLOW { 250 } else { 2_000 };

/// The most arguments or parameters V8 takes (`Code::kMaxArguments`).
pub const MAX_ARGUMENTS: usize = 65_534;

/// The longest source text in bytes, V8's longest string; spans are 32 bits wide.
pub const MAX_SOURCE: usize = 0x1fff_ffe8;
