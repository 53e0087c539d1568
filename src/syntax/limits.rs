//! Every bound of the parser, in one place. Not the machine's limits: steps, frames and memory are counted elsewhere.

/// How many levels expressions and statements may nest, counted together. A level adds at most a dozen nodes to the
/// height of the tree (one for each precedence), so whoever walks or drops the tree recursively is bounded too.
/// Long sums, chains, sequences and `else if` ladders are lists in the tree and cost one level.
pub const MAX_DEPTH: u32 = 2_000;

/// The most arguments or parameters V8 takes (`Code::kMaxArguments`).
pub const MAX_ARGUMENTS: usize = 65_534;

/// The longest source text in bytes, V8's longest string; spans are 32 bits wide.
pub const MAX_SOURCE: usize = 0x1fff_ffe8;
