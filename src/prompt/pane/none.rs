//! In place of the pane where standard output cannot be another terminal for a while.

use crate::paint::Ink;
use engine::session::Session;
use pool::view::Would;

/// There is none.
#[derive(Clone, Default)]
pub struct Pane;

impl Pane {
    pub fn turn(
        &self,
        on: Option<bool>,
        _: &mut Session,
        _: Ink,
        _: &(Vec<String>, Option<usize>),
    ) -> Result<(), String> {
        if on == Some(false) { Ok(()) } else { Err("there is no pane on this system; .map draws the slabs".to_owned()) }
    }

    pub fn is_on(&self) -> bool {
        false
    }

    pub fn pause(&self) {}

    pub fn resume(&self, _: Option<usize>) -> std::io::Result<()> {
        Ok(())
    }

    pub fn follow(&self, _: &mut Session) {}

    pub fn foresee(&self, _: Option<Would>) {}

    pub fn leave(&self) {}
}
