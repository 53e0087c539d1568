//! How a session begins: the release followed and what differs from its own habits. Not the memory made by it.

use super::profile::{Profile, Way};
use super::recycler::Fresh;
use crate::limits;

/// How a session begins.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The Node release followed.
    pub profile: Profile,
    /// How the program is run.
    pub way: Way,
    /// The program file's own bytes; put into the pool where that release does so.
    pub source: Vec<u8>,
    /// What uninitialised slabs hold.
    pub fresh: Fresh,
    /// The most bytes all slabs together may have, those kept for reuse included.
    pub max_bytes: u64,
    /// `Buffer.poolSize`, if not the release's.
    pub pool_size: Option<u32>,
    /// Startup bytes, if not the release's; rounded up to a multiple of 8.
    pub start_offset: Option<u32>,
    /// Whether it remembers who asked, who wrote, and why. Without that the same bytes are handed out and nothing can be
    /// told of them: `benches/ledger.rs` measures what remembering costs.
    pub remembers: bool,
}

impl Setup {
    /// The release's own setup for code given on the command line.
    pub fn new(profile: Profile) -> Self {
        Self {
            profile,
            way: Way::Eval,
            source: Vec::new(),
            fresh: Fresh::default(),
            max_bytes: limits::MAX_BYTES,
            pool_size: None,
            start_offset: None,
            remembers: true,
        }
    }
}
