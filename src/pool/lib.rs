//! The simulated memory: slabs, the pool as each Node release keeps it, the ledger of decisions, snapshots and the views drawn
//! from them. Knows no values, syntax, encodings or terminals.
//!
//! | room | what | never knows |
//! |---|---|---|
//! | `limits` | what is kept at most | |
//! | `styled` | text with roles, before any colour | colours |
//! | `memory` | slabs, pool, profiles, ledger, snapshots | how they are drawn |
//! | `view` | map, slabs, pool, why, who, hex, pictures, each from a snapshot | where it is shown |

pub mod limits;
pub mod memory;
pub mod styled;
pub mod view;
