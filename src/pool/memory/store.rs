//! All slabs of a session, and what is asked of any of them: its bytes, who wrote them, how much there is. Not where the next
//! Buffer goes, nor what becomes of a slab nobody looks at.

use super::ledger::{Before, Ledger};
use super::pool_state::PoolState;
use super::profile::Profile;
use super::recycler::{Fresh, Recycler};
use super::region::{Region, SlabId, SlabKind};
use super::request::{PoolSetting, Refusal, Request};
use super::setup::Setup;
use super::slab::State;
use super::startup::Startup;
use super::table::Table;
use super::tenants::Tenants;
use crate::limits;

/// All slabs of a session.
#[derive(Clone, Debug)]
pub struct Memory {
    pub(super) profile: Profile,
    pub(super) fresh: Fresh,
    pub(super) remembers: bool,
    pub(super) startup: Startup,
    pub(super) default_pool_size: u32,
    pub(super) max_bytes: u64,
    pub(super) slabs: Table,
    pub(super) pool: PoolState,
    pub(super) setting: PoolSetting,
    pub(super) recycler: Recycler,
    /// The list of a recycled slab's regions, for the next slab.
    pub(super) spare: Tenants,
    pub(super) ledger: Ledger,
    /// Bytes of all slabs.
    pub(super) live: u64,
    /// Those of them that nobody touched, in large slabs.
    pub(super) idle: u64,
    /// Whether writing has gone beyond the bound since somebody asked.
    pub(super) overrun: bool,
    pub(super) since_sweep: u64,
}

impl Memory {
    /// A memory in which Node has started and the first statement has not run yet.
    pub fn new(setup: Setup) -> Self {
        let pool_size = setup.pool_size.unwrap_or(setup.profile.pool_size()).min(1 << 30);
        let nowhere = PoolState { slab: SlabId(0), base: 0, offset: 0.0, size: 0, noted: 0.0 };
        let mut memory = Self {
            profile: setup.profile,
            fresh: setup.fresh,
            remembers: setup.remembers,
            startup: Startup::default(),
            default_pool_size: pool_size,
            max_bytes: setup.max_bytes.min(limits::MAX_BYTES),
            slabs: Table::default(),
            pool: nowhere,
            setting: PoolSetting::of(pool_size),
            recycler: Recycler::default(),
            spare: Tenants::default(),
            ledger: Ledger::new(setup.remembers),
            live: 0,
            idle: 0,
            overrun: false,
            since_sweep: 0,
        };
        memory.startup = memory.first_pool(setup.way, &setup.source, pool_size, setup.start_offset);
        memory
    }

    /// The Node release followed.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What `Buffer.poolSize` is before anybody assigns it.
    pub fn default_pool_size(&self) -> u32 {
        self.default_pool_size
    }

    /// What Node itself used of the first slab.
    pub fn startup(&self) -> Startup {
        self.startup
    }

    /// The bytes of a slab that is not freed; 0 if they were transferred away.
    pub fn size(&self, slab: SlabId) -> Option<u64> {
        self.slabs.get(slab).filter(|record| record.state != State::Freed).map(|record| record.bytes.len() as u64)
    }

    /// All bytes of a slab.
    pub fn whole(&self, slab: SlabId) -> Region {
        Region { slab, offset: 0, length: self.bytes(slab).len() as u64 }
    }

    /// What a slab is; `External` if it never was.
    pub fn kind(&self, slab: SlabId) -> SlabKind {
        self.slabs.get(slab).map_or(SlabKind::External, |record| record.kind)
    }

    /// A slab's bytes; none if it is detached or freed.
    #[inline]
    pub fn bytes(&self, slab: SlabId) -> &[u8] {
        self.slabs.get(slab).map_or(&[], |record| &record.bytes)
    }

    /// A slab's bytes, to write. Whoever writes says so with `wrote`.
    #[inline]
    pub fn bytes_mut(&mut self, slab: SlabId) -> &mut [u8] {
        self.slabs.get_mut(slab).map_or(&mut [], |record| &mut record.bytes)
    }

    /// Notes that the running statement wrote bytes. Costs nothing where it made the slab, and no byte of that was
    /// unspecified.
    #[inline]
    pub fn wrote(&mut self, slab: SlabId, offset: usize, length: usize) {
        self.touch(slab, offset as u64, (offset as u64).saturating_add(length as u64));
        self.noted(slab, offset, length);
    }

    /// As [`Self::wrote`], of bytes whose memory was touched or need not be.
    #[inline]
    pub(super) fn noted(&mut self, slab: SlabId, offset: usize, length: usize) {
        let statement = self.ledger.current();
        let Some(record) = self.slabs.get_mut(slab) else { return };
        // Of `Buffer.alloc` it is worth knowing whether its zeros were overwritten at once.
        let zeros = record.request == Request::Alloc && length >= limits::ZEROED;
        if !self.remembers || (record.more.is_none() && record.statement == statement && !zeros) {
            return;
        }
        let end = offset.saturating_add(length).min(record.bytes.len());
        let more = record.more_mut();
        if let Some(written) = &mut more.written {
            written.mark(offset, end);
        }
        more.writers.note(offset as u64, end as u64, statement);
    }

    /// Whether a byte was written since its slab was made; if not, its reader reads what nobody wrote for it.
    pub fn was_written(&self, slab: SlabId, offset: usize) -> bool {
        self.slabs.get(slab).is_some_and(|record| {
            let written = record.more.as_ref().and_then(|more| more.written.as_ref());
            offset < record.bytes.len() && written.is_none_or(|written| written.get(offset))
        })
    }

    /// From now on, this statement asks.
    pub fn begin_statement(&mut self, number: u32, text: &str) {
        let (pool, slabs, totals) = (self.pool, self.slabs.made(), *self.ledger.totals());
        self.ledger.begin(number, text, Before { pool, slabs, live: self.live, totals });
    }

    /// How many slabs were ever made.
    pub fn made(&self) -> u32 {
        self.slabs.made()
    }

    /// Bytes of all slabs that are not freed, touched or not.
    #[inline]
    pub fn live_bytes(&self) -> u64 {
        self.live
    }

    /// Bytes of slabs made since the last sweep: a collector's reason to run.
    #[inline]
    pub fn allocated_since_sweep(&self) -> u64 {
        self.since_sweep
    }

    /// All slabs together may have so many bytes from now on, and no more.
    pub fn allow_at_most(&mut self, bytes: u64) {
        self.max_bytes = self.max_bytes.min(bytes);
    }

    /// The log.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Counts a refusal on its way out.
    pub(super) fn refuse(&mut self, refusal: Refusal) -> Refusal {
        self.ledger.totals.refused += 1;
        refusal
    }
}
