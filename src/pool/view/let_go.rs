//! What would let go of a slab, in words. Not finding it out: the code comes from outside.

use super::layout::{glue, wrap};
use crate::memory::snapshot::{SlabKind, SlabView};
use crate::styled::{Role, Styled};

/// Lines of code told.
const LINES: usize = 12;

/// Views told that nothing typed can replace.
const TOLD: usize = 4;

/// What would let go of a slab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetGo {
    /// Code that gives views memory of their own, a line for each or for many.
    pub code: Vec<String>,
    /// Views that no such code can replace.
    pub stuck: Vec<String>,
    /// Whether the slab was freed when it was tried.
    pub frees: bool,
}

impl LetGo {
    /// The same behind `before`, with what follows indented.
    pub fn tell(&self, to: &mut Styled, indent: usize, width: usize, before: &[(Role, String)]) {
        let mut words = before.to_vec();
        let stuck: Vec<String> = self.stuck.iter().take(TOLD).map(|path| glue(path)).collect();
        let more = self.stuck.len().saturating_sub(TOLD);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let stuck = stuck.join(", ") + &more;
        match self.code.as_slice() {
            [] if self.stuck.is_empty() => {}
            [] => {
                let why = format!(
                    "Nothing that is typed here puts a copy in the place of {stuck}: copy the bytes where they are made."
                );
                words.push((Role::Plain, why));
            }
            [line] => words.push((Role::Plain, format!("To let go: {}", glue(line)))),
            _ => words.push((Role::Plain, "To let go, each view needs a copy of its own:".to_owned())),
        }
        wrap(to, indent, width, &words);
        if self.code.len() > 1 {
            for line in self.code.iter().take(LINES) {
                to.plain(" ".repeat(indent + 2));
                wrap(to, indent + 4, width, &[(Role::Plain, glue(line))]);
            }
            let more = self.code.len().saturating_sub(LINES);
            if more > 0 {
                to.plain(" ".repeat(indent + 2)).push(Role::Dim, format!("and {more} more, told after these\n"));
            }
        }
        if !self.code.is_empty() && !self.stuck.is_empty() {
            to.plain(" ".repeat(indent));
            let why = format!("Nothing typed here replaces {stuck}: copy those bytes where they are made.");
            wrap(to, indent, width, &[(Role::Warning, why)]);
        }
    }
}

/// What to do where Buffers are made to be kept.
pub(super) fn from_the_start(slab: &SlabView) -> Option<String> {
    let (start, end) = *slab.seen.first()?;
    (slab.kind == SlabKind::Pool).then(|| {
        format!(
            "Buffer.from would pool a copy again; {} never does, and nothing does after {}.",
            glue(&format!("Buffer.allocUnsafeSlow({})", end - start)),
            glue("Buffer.poolSize = 0")
        )
    })
}
