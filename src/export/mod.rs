//! Documents as pages that need no network, each of their statements with what it did to the slabs; and figures, and folders of
//! pages. Not the frame around them, and not comparing what a document expects: that is `replay`.

mod maker;
mod prose;
mod site;

pub use maker::{Made, Maker};
pub use site::{ENGINE, Lesson, Site};
