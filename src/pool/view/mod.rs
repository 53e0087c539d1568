//! The memory drawn for people: pool, slabs, map, why. Pure functions of a snapshot and the names beside it.
//! Not colours, and nothing that changes memory.

mod advise;
mod brief;
mod compare;
mod hex;
mod layout;
mod let_go;
mod map;
mod mend;
mod names;
mod pane;
mod pane_story;
mod picture;
mod pool;
mod slabs;
mod story;
mod swept;
mod who;
mod why;
mod window;

pub use advise::{EACH as ADVICE, Grounds, Larger, advise};
pub use brief::{brief, told};
pub use compare::{Answer, Release, compare};
pub use hex::{HEX_BYTES, Owner, hex};
pub use let_go::LetGo;
pub use map::map;
pub use mend::Seen;
pub use names::{Hues, Names};
pub use pane::{Scene, Would, pane};
pub use picture::{Told, escape, picture_style, svg};
pub use pool::pool;
pub use slabs::{ORDERS, Order, slabs};
pub use story::{SHOWN_BYTES, Views, Wrote, diff, timeline};
pub use swept::swept;
pub use who::{Keeper, is_pinned, who, who_all};
pub use why::why;
pub use window::{What, Window, nothing, odd, part, shared};
