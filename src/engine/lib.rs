//! The language over the simulated memory, and sessions of it. Knows no terminal, files, sockets or clock nobody handed in.
//!
//! | floor | room | never knows |
//! |---|---|---|
//! | 0 | `limits`, `span`, `text`, `calendar` | sources |
//! | 1 | `encoding`: bytes to text and back | memory |
//! | 1 | `regexp`: regular expressions | memory, values |
//! | 1 | `syntax`: nom grammar, tree, errors | memory, values |
//! | 2 | `code`: scopes, instructions, compiler | heap, memory |
//! | 2 | `buffer`: Buffer semantics on bytes, faults | values, spans |
//! | 3 | `heap`: values, objects, properties, collector, with the memory behind them | running, printing |
//! | 4 | `inspect`: `util.inspect` | running code, ANSI |
//! | 5 | `machine`: frames, instruction loop, calls, limits | nom |
//! | 5 | `library`: the built-in names, one table per class, on floors: `ecma`, `binary`, `product`, `node` | nom |
//! | 6 | `session`: statements in, replies out, dot commands, error reports | how replies are shown |
//! | 7 | `typing`: a line while it is typed: its looks, what could stand at the cursor | running |
//! | 7 | `rescue`: a panic becomes an answer | |
//! | 8 | `transcript`: sessions as text, read, run, compared, rewritten | where they are kept |

pub mod buffer;
pub mod calendar;
pub mod code;
pub mod encoding;
pub mod heap;
pub mod inspect;
pub mod library;
pub mod limits;
pub mod machine;
pub mod regexp;
pub mod rescue;
pub mod session;
pub mod span;
pub mod syntax;
pub mod text;
pub mod transcript;
pub mod typing;
