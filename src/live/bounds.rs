//! Every bound on what a client or a long session may take of this room. Not the counting: that is beside what is counted.
//!
//! | bound | value | then |
//! |---|---|---|
//! | connections | `CONNECTIONS` | 503 |
//! | pages that follow | `FOLLOWERS` | 503 |
//! | a request's head | `HEAD`, `HEAD_TIME` | 431, 408 |
//! | a client that takes nothing | `WRITE_TIME`, `FRAME_TIME` | it is cut off, and may come back |
//! | entries kept for latecomers | `ENTRIES`, `BYTES` | the oldest are dropped; of too many bytes, old pictures first |
//! | one entry | `SOURCE`, `ANSWER`, `PICTURE` | it is cut |

use std::time::Duration;

/// Connections open at once, whatever they want.
pub const CONNECTIONS: usize = 128;

/// Pages that follow at once.
pub const FOLLOWERS: usize = 64;

/// Bytes of a request's head.
pub const HEAD: usize = 8 * 1024;

/// How long a request's head may take.
pub const HEAD_TIME: Duration = Duration::from_secs(5);

/// How long a client may take nothing at all.
pub const WRITE_TIME: Duration = Duration::from_secs(5);

/// How long a client may take for one entry.
pub const FRAME_TIME: Duration = Duration::from_secs(30);

/// How long an answer that is not read to its end is waited for before the connection is closed.
pub const LINGER: Duration = Duration::from_millis(250);

/// How often a thread looks whether its client is still there.
pub const LOOK: Duration = Duration::from_secs(1);

/// A client hears something at least this often. The page calls the connection lost after three times as much.
pub const BEAT: Duration = Duration::from_secs(5);

/// How long the prompt, when it is left, waits for the pages to be told so.
pub const FAREWELL: Duration = Duration::from_millis(300);

/// Entries kept for latecomers.
pub const ENTRIES: usize = 2000;

/// Bytes of entries kept for latecomers; a picture that did not change counts once.
pub const BYTES: usize = 32 << 20;

/// Entries handed to a client's thread at once.
pub const BATCH: usize = 32;

/// Bytes told of one statement.
pub const SOURCE: usize = 16 << 10;

/// Bytes told of one answer.
pub const ANSWER: usize = 64 << 10;

/// Bytes of one picture; a larger one is left out.
pub const PICTURE: usize = 1 << 20;

/// The stack of a client's thread.
pub const STACK: usize = 256 << 10;
