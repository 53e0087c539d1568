//! What the pane shows: the memory after the last statement, what the next one would take, the region that is chosen. Not where.

use engine::session::Session;
use pool::memory::{Region, Snapshot};
use pool::styled::{Role, Styled};
use pool::view::{Scene, Would, pane};

/// What the pane shows.
#[derive(Default)]
pub struct Shown {
    scene: Option<Scene>,
    /// The number of the last statement, and the memory before it.
    before: (u32, Option<Snapshot>),
    would: Option<Would>,
    chosen: Option<Region>,
}

impl Shown {
    /// The session as it is now.
    pub fn follow(&mut self, session: &mut Session) {
        let statement = session.statement();
        let now = self.scene.take().map(|scene| scene.now);
        if statement != self.before.0 {
            self.before = (statement, now);
        }
        self.scene = session.scene(self.before.1.as_ref());
        self.would = None;
    }

    /// What would be taken, which changes whether something else is drawn.
    pub fn foresee(&mut self, would: Option<Would>) -> bool {
        let would = would.filter(|would| !would.taken.is_empty());
        let changes = self.would != would;
        self.would = would;
        changes
    }

    pub fn is_chosen(&self) -> bool {
        self.chosen.is_some()
    }

    /// Chooses the region after the chosen one, or the one before it, of those drawn in so many rows.
    pub fn choose(&mut self, back: bool, rows: usize) {
        let regions = self.scene.as_ref().map(|scene| scene.regions(rows)).unwrap_or_default();
        let at = self.chosen.and_then(|chosen| regions.iter().position(|region| *region == chosen));
        let next = match (at, back) {
            (None, false) => 0,
            (None, true) => regions.len().saturating_sub(1),
            (Some(at), false) => (at + 1) % regions.len(),
            (Some(at), true) => (at + regions.len() - 1) % regions.len(),
        };
        self.chosen = regions.get(next).copied();
    }

    /// Chooses the region at a column and a row, if one is drawn there.
    pub fn choose_at(&mut self, room: (usize, usize), place: (usize, usize)) {
        let found = self.scene.as_ref().and_then(|scene| scene.at(self.chosen, room, place));
        self.chosen = found.or(self.chosen);
    }

    /// Chooses none.
    pub fn leave(&mut self) {
        self.chosen = None;
    }

    /// In so many columns and rows.
    pub fn drawn(&self, columns: usize, rows: usize) -> Styled {
        match &self.scene {
            Some(scene) => pane(scene, self.would.as_ref(), self.chosen, columns, rows),
            None => {
                let mut text = Styled::new();
                text.push(Role::Dim, "too much to follow; .map draws it");
                text.plain("\n".repeat(rows.saturating_sub(1)));
                text
            }
        }
    }
}
