//! What a pane beside the prompt is drawn from, after each statement. Not the drawing.

use super::Session;
use pool::memory::Snapshot;
use pool::memory::snapshot::SlabView;
use pool::view::Scene;

/// Objects of the largest session that is looked at after every statement.
const OBJECTS: usize = 60_000;

impl Session {
    /// The memory with its names; nothing of a session so large that every statement would have to wait for it. `before` is how it
    /// was before the last statement.
    pub fn scene(&mut self, before: Option<&Snapshot>) -> Option<Scene> {
        if self.machine.heap.object_count() > OBJECTS {
            return None;
        }
        let (now, names) = (self.machine.snapshot(), self.names());
        let said = self.machine.heap.memory.ledger().statements().map(|(number, text)| (number, text.to_owned()));
        let same = |slab: &&SlabView| before.is_none_or(|before| before.slab(slab.id) == Some(*slab));
        let changed = now.slabs.iter().filter(|slab| !same(slab)).map(|slab| slab.id).collect();
        Some(Scene { said: said.collect(), changed, names, now })
    }
}
