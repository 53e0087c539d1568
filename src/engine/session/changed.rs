//! What a statement changed: in a line, and for `.diff` by running those before it once more. Not how it is drawn.

use super::Session;
use super::operand::is_word;
use crate::heap::Holder;
use pool::memory::{Memory, Region, WriteRun};
use pool::styled::{Role, Styled};
use pool::view::{self, Views};

/// Views told.
const TOLD: usize = 12;

/// Bytes of a statement in which names are looked for.
pub(super) const READ: usize = 4096;

impl Session {
    /// What the last statement, whose text is `text`, changed in memory, in at most `width` columns; nothing where that is nothing.
    pub fn brief(&self, text: &str, width: usize) -> Option<String> {
        let mut names: Vec<(Region, &str)> = Vec::new();
        let read = &text[..text.floor_char_boundary(READ)];
        for path in read.split(|c: char| !is_word(c) && c != '.') {
            let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
            for path in ends.map(|end| &path[..end]).filter(|path| !path.is_empty()) {
                let Some(value) = self.peek_path(path) else { break };
                names.extend(self.region(value).map(|region| (region, path)));
            }
        }
        let name = |of: Region| {
            let same = names.iter().find(|(region, _)| *region == of);
            let around = |(region, _): &&(Region, &str)| {
                region.slab == of.slab && region.offset <= of.offset && of.end() <= region.end()
            };
            same.or_else(|| names.iter().find(around)).map(|(_, name)| (*name).to_owned())
        };
        view::brief(&self.machine.heap.memory, name, width)
    }

    pub(super) fn diff(&mut self, argument: &str, width: usize) -> Styled {
        if argument.is_empty() {
            return self.last_diff(width);
        }
        match self.number(argument) {
            Err(answer) => answer,
            Ok(number) if number == self.statement() => self.last_diff(width),
            Ok(number) => match self.at(number) {
                Some(mut then) => then.last_diff(width),
                None => too_much(number),
            },
        }
    }

    fn last_diff(&mut self, width: usize) -> Styled {
        let snapshot = self.machine.snapshot();
        let memory = &self.machine.heap.memory;
        let number = memory.ledger().current();
        let mut wrote = Vec::new();
        let first = |memory: &Memory, slab, run: &WriteRun| {
            let end = run.end.min(run.start + view::SHOWN_BYTES as u64);
            memory.bytes(slab).get(run.start as usize..end as usize).map(<[u8]>::to_vec)
        };
        for slab in &snapshot.slabs {
            let runs = memory.writes(slab.id).into_iter().filter(|run: &WriteRun| run.statement == number);
            wrote.extend(runs.map(|run| {
                let after = first(memory, slab.id, &run).unwrap_or_default();
                view::Wrote { slab: slab.id, run, before: None, after }
            }));
        }
        let mut earlier = self.before_last();
        if let Some(earlier) = &earlier {
            for wrote in &mut wrote {
                wrote.before = first(&earlier.machine.heap.memory, wrote.slab, &wrote.run);
            }
        }
        let views = earlier.as_mut().map(|earlier| self.views_since(earlier));
        let memory = &self.machine.heap.memory;
        let said = memory.ledger().statement(number).unwrap_or_default();
        view::diff(&snapshot, (number, said), memory.ledger().before(), &wrote, views.as_ref(), width)
    }

    /// The views that are there now and were not, and the other way round.
    fn views_since(&mut self, earlier: &mut Self) -> Views {
        let (mut here, mut there) = (self.machine.views(), earlier.machine.views());
        here.sort();
        there.sort();
        let (mut made, gone) = (more(&here, &there), more(&there, &here));
        // What was allocated is told as such.
        let (snapshot, number) = (self.machine.snapshot(), self.statement());
        let mut taken: Vec<Region> = snapshot.slabs.iter().flat_map(|slab| slab.taken(number)).collect();
        taken.sort();
        made.retain(|region| taken.binary_search(region).is_err());
        if made.is_empty() && gone.is_empty() {
            return Views::default();
        }
        let (now, then) = (self.machine.retainers(), earlier.machine.retainers());
        let named = |session: &Self, walk, holders: &[Holder], regions: &[Region]| {
            let path = |region: &Region| {
                // The last of several has the longest name: the newer one, most likely.
                let holder = holders.iter().rev().find(|holder| !holder.buffer && holder.region == *region)?;
                Some((session.machine.heap.path(walk, holder), *region))
            };
            regions
                .iter()
                .take(TOLD)
                .filter_map(path)
                .filter(|(path, _)| !path.starts_with("the last answer"))
                .collect()
        };
        Views {
            made: named(self, &now, &now.holders, &made),
            gone: named(earlier, &then, &then.holders, &gone),
            more: made.len().saturating_sub(TOLD) + gone.len().saturating_sub(TOLD),
        }
    }
}

/// What is oftener in one list than in another; both are in order.
fn more(one: &[Region], other: &[Region]) -> Vec<Region> {
    let mut other = other.iter().peekable();
    let mut found = Vec::new();
    for region in one {
        while other.next_if(|known| *known < region).is_some() {}
        if other.next_if(|known| *known == region).is_none() && found.last() != Some(region) {
            found.push(*region);
        }
    }
    found
}

/// What is said where a statement cannot be seen once more.
pub(super) fn too_much(number: u32) -> Styled {
    let mut answer = Styled::new();
    answer.push(
        Role::Error,
        format!("statement {number} is too far back: what ran until then takes too long to run again"),
    );
    answer
}

#[cfg(test)]
mod tests {
    use crate::session::Session;

    #[test]
    fn a_line_tells_what_a_statement_changed() {
        let mut session = Session::at_a_terminal();
        for (text, told) in [
            ("a = Buffer.from('hi')", Some("  1  #1 8 -> 16   + [8, 10) a")),
            ("let o = { k: Buffer.from('z') }; new Uint8Array(0)", Some("  2  #1 16 -> 24   + [16, 17), #2 [0, 0)")),
            ("b = Buffer.alloc(5)", Some("  3  + #3 [0, 5) b")),
            ("b[1] = 1; a.fill(7), 0", Some("  4  ~ [8, 10) a, #3 [1, 2) b")),
            ("x = a.subarray(1)", None),
            (
                "c = Buffer.allocUnsafe(4000); d = Buffer.allocUnsafe(4000); e = Buffer.allocUnsafe(4000)",
                Some("  6  #1 24 -> #4 4000   + #1 [24, 4024) c, #1 [4024, 8024) d, [0, 4000) e   168 bytes abandoned"),
            ),
            ("for (let i = 0; i < 999; i++) Buffer.alloc(4)", Some("  7  + 999 slabs, 999 regions, 3,996 bytes")),
            ("nobody(Buffer.from('q'))", None),
            ("Buffer.from('q').nobody()", Some("  9  #4 4000 -> 4008   + [4000, 4001)")),
            ("for (let i = 0; i < 9; i += 2) b[i] = 1", Some(" 10  ~ #3 [0, 1) b, #3 [2, 5) b")),
        ] {
            session.feed(text);
            assert_eq!(session.brief(text, 100).as_deref(), told, "{text}");
        }
        assert_eq!(session.brief("", 30).as_deref(), Some(" 10  ~ #3 [0, 1), #3 [2, 5)"));
    }
}
