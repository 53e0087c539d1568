//! Roles become ink: the only room that knows escape codes. Not what anything means: that was decided with the role.

#[cfg(unix)]
mod canvas;
mod escapes;
mod gathered;
mod ink;
mod painter;
mod streams;
mod table;

#[cfg(unix)]
pub use canvas::{Canvas, Row, cells, columns, kept};
pub use escapes::{plain, shown};
pub use gathered::Gathered;
pub use ink::{Choice, Ink, Surroundings, Theme, Wanted};
pub use painter::{Painter, one, painted};
pub use streams::{AFRESH, BELOW, EXIT_PIPE, GROUND, SIZE, Streams, UP, WHERE};
