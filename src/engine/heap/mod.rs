//! Everything a program can reach, in arenas of small copyable handles, with the tracing collector that frees it. Not running
//! code, not printing.

mod arena;
mod arenas;
mod arguments;
mod bigint;
mod cells;
mod collect;
mod collection;
mod define;
mod elements;
mod generator;
mod handles;
mod interned;
mod native;
pub mod object;
mod path;
pub mod promise;
mod property;
mod retainers;
mod shape;
mod stands;
mod store;
mod stray;
mod strays;
mod string;
pub mod value;
mod views;
mod window;

pub use crate::limits;
pub use arenas::Heap;
pub use cells::{Cache, GlobalCache, GlobalPlace, Loaded};
pub use collect::{Inside, Roots};
pub use define::Descriptor;
pub use generator::{Generator, Progress, Request, Resumption, Step, Waiting};
pub use handles::{Carried, HandleScope};
pub use native::{ROW_BITS, row_of};
pub use object::{CollectionKey, Iteration, Kind, Object, Traced, Walk, Yield, flag};
pub use promise::{Derived, Handler, Promise, Reaction, Settled};
pub use property::{Found, Property};
pub use retainers::{Holder, Retainers, Root};
pub use shape::Attributes;
pub use stands::{Among, Stands};
pub use stray::Stray;
pub use value::{BigIntId, CodeId, ObjectId, PropertyKey, ScopeId, ShapeId, StringId, SymbolId, Value};
pub use views::{half_to_f64, low_64, to_uint32 as value_to_uint32};
pub use window::{Element, View};
