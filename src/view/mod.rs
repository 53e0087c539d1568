//! The memory drawn for people: pool, slabs, map, why. Pure functions of a snapshot and the names beside it.
//! Not colours, and nothing that changes memory.

mod layout;
mod map;
mod names;
mod pool;
mod slabs;
mod why;

pub use map::map;
pub use names::Names;
pub use pool::pool;
pub use slabs::slabs;
pub use why::why;
