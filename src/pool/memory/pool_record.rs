//! What is remembered of one slab of the pool: who lives there, and why the one before was left. Not what follows from it.

use super::bits::Bits;
use super::ledger::Fills;
use super::region::{Region, SlabId};
use super::startup::Startup;
use super::tenants::Tenants;

/// What a request with a fraction asked for, which the compact record cannot hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    pub tenant: u32,
    pub before: f64,
    pub need: f64,
}

/// The slab that was current when this one was made, and why it was left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    pub slab: SlabId,
    pub size: f64,
    /// Where the next Buffer would have gone there.
    pub offset: f64,
    /// Where the last one ended.
    pub end: f64,
    pub startup: u32,
    pub tenants: u32,
    pub last: Option<Region>,
}

/// What is remembered of one slab of the pool.
#[derive(Clone, Debug, Default)]
pub(super) struct PoolRecord {
    pub base: u32,
    pub size: u32,
    pub noted: f64,
    pub startup: Startup,
    pub tenants: Tenants,
    pub fractions: Vec<Fraction>,
    /// From which tenant on which threshold held.
    pub thresholds: Vec<(u32, u32)>,
    pub fills: Fills,
    pub left: Option<Left>,
    /// Where the pool stood when it was abandoned.
    pub closed: Option<f64>,
    /// The statement that left it.
    pub closed_by: u32,
    /// The regions that a sweep has found dead, as `Alive` has the live ones.
    pub dead: Bits,
}
