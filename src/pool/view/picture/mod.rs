//! The slabs as a picture: to scale, with lenses for what is small, at any width. One layout, and SVG drawn from it. Not pages.

mod layout;
mod lens;
mod pieces;
mod place;
mod row;
mod style;
mod svg;
mod told;

pub use style::picture_style;
pub use svg::{escape, svg};
pub use told::Told;
