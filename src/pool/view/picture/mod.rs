//! The slabs as a picture: to scale, with lenses for what is small, at any width. One layout, and
//! SVG and text drawn from it. Not pages.

mod bar;
mod layout;
mod lens;
mod pieces;
mod place;
mod row;
mod style;
mod svg;
mod text;
mod told;

pub(super) use bar::Bar;
pub(super) use lens::Lens;
pub use style::picture_style;
pub use svg::{escape, svg};
pub(super) use text::Sheet;
pub use told::Told;
