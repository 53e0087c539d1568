//! A transcript shown to a class: typed as a hand would, answered, with the slabs beside it. Not comparing what it
//! expects, which is `transcript`'s.
//!
//! `scenes` runs it once; `show` knows what is on and what a key does, and no terminal; `layout` draws that as lines;
//! `lessons` are those that are in the program; `screen` puts lines where a terminal has them; `keyboard` and `lines` are two ways to watch, `cast` records a third.

mod cast;
mod keyboard;
mod layout;
mod lessons;
mod lines;
mod scenes;
mod screen;
mod show;

pub use cast::cast;
pub use keyboard::{Signals, watch};
pub use layout::{Frame, Size, frame};
pub use lessons::{Lesson, lesson, lessons, listed};
pub use lines::watch_lines;
pub use scenes::{Memory, Scene, scenes};
pub use screen::Screen;
pub use show::{Key, Phase, Settings, Show};
