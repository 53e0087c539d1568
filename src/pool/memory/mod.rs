//! The simulated memory: slabs, the pool that hands out parts of them, and the ledger that remembers why. It follows a
//! chosen Node release to the byte. Deliberately not: encodings, values, syntax, prompts, colour.

mod alive;
mod bits;
mod decision;
mod facts;
mod ledger;
mod origin;
mod own;
mod pool;
mod pool_record;
mod pool_state;
mod profile;
mod recycler;
mod region;
mod releases;
mod request;
mod setup;
mod slab;
pub mod snapshot;
mod startup;
mod store;
mod sweep;
mod table;
mod tenants;
mod uses;
mod writers;

pub use crate::limits;
pub use alive::Alive;
pub use decision::{Decision, Need, Placement, Pooled, WithoutStartup};
pub use facts::{Fact, Releases, since, until};
pub use ledger::{Before, Count, Event, Fills, Ledger, Life, TRIED, Totals};
pub use origin::{Provenance, Run};
pub use pool_state::PoolState;
pub use profile::{Profile, StringRule, UnknownProfile, Way};
pub use recycler::Fresh;
pub use region::{Region, SlabId, SlabKind};
pub use releases::{RANGES, Release, SourceIn};
pub use request::{PoolSetting, Refusal, Request};
pub use setup::Setup;
pub use slab::Origin;
pub use snapshot::Snapshot;
pub use startup::Startup;
pub use store::Memory;
pub use sweep::{FreedSlab, Swept};
pub use writers::WriteRun;
