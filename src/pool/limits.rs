//! What the simulated memory keeps at most, each bound named once. Not the counting: that is each file's own; and not what a
//! program may do: that is the engine's `limits`.

/// No simulated memory costs more than this, whatever the setup allows.
pub const MAX_BYTES: u64 = 1 << 36;

/// All slabs together are never larger than this, even where nobody touched them.
pub const ALL_SLABS: u64 = 1 << 42;

/// From this size on, real Node gets no memory on a machine of 32 GB, and says so in its own words.
pub const NODE_REFUSES: u64 = 1 << 35;

/// From this size on, a slab costs only what of it was written: the system hands out fresh zeros of that size page by page.
/// It is also asked first whether so much could be had.
pub const LARGE: u64 = 1 << 25;

/// What one write to a large slab costs at least: as much as a system hands out at once.
pub const GRANULE: u64 = 1 << 21;

/// Statements whose text is kept for explanations.
pub const STATEMENTS: usize = 4096;

/// Characters kept of one statement's text.
pub const STATEMENT_CHARS: usize = 120;

/// Allocations that stay in the ledger one by one; older ones live on in their slab's records and in the totals.
pub const RECENT: usize = 1024;

/// From this many bytes written together on, it is remembered who overwrote the zeros of a `Buffer.alloc`, even where the
/// statement that made it did.
pub const ZEROED: usize = 1024;

/// Freed slabs kept for reuse.
pub const RECYCLED_SLABS: usize = 1024;

/// Bytes of freed slabs kept for reuse.
pub const RECYCLED_BYTES: u64 = 64 << 20;

/// Runs of old bytes that are told apart in one reused slab; behind them the rest counts as the last writer's.
pub const ORIGINS: usize = 4096;

/// Runs of writes remembered of one slab.
pub const WRITES: usize = 1024;

/// Freed slabs whose lives the ledger tells one by one; all of them are in the totals.
pub const LIVES: usize = 1024;

/// Freed slabs that one sweep lists by number.
pub const LISTED: usize = 1000;

/// Below this size what nobody wrote is rubbish where real Node shows some: what is larger is mostly new from the system, and zero.
/// Measured on Node 24.21 and 26.10: the first pool and 40,000 bytes held some, later pools of 64 KiB none.
pub const RUBBISH: u64 = 1 << 16;

/// V8 places typed arrays up to this size inside its own heap and zeroes them, so even an "unsafe" one holds zeros.
/// Measured on Node 18, 20, 22, 24 and 26: no byte of `allocUnsafeSlow(64)` was ever stale, many of `(65)` were.
pub const ON_HEAP: u64 = 64;
