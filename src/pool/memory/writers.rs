//! Which statement wrote which bytes of a slab: runs, newest last, folded together when there are too many. Not the bytes.

use crate::limits;

/// Bytes written by one statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteRun {
    /// First byte, from the start of the slab.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The statement; 0 before the first.
    pub statement: u32,
}

/// The runs of one slab.
#[derive(Clone, Debug, Default)]
pub(super) struct Writers(Vec<WriteRun>, u64);

impl Writers {
    /// Notes that `statement` wrote `[start, end)`.
    #[inline]
    pub fn note(&mut self, start: u64, end: u64, statement: u32) {
        if start >= end {
            return;
        }
        if let Some(last) = self.0.last_mut()
            && last.statement == statement
            && last.start <= end
            && (start <= last.end || (last.end == self.1 && start < last.end + 8))
        {
            // The padding between two Buffers, where nobody has written yet, parts no runs.
            self.1 = self.1.max(end);
            last.start = last.start.min(start);
            last.end = last.end.max(end);
            return;
        }
        if self.0.len() >= limits::WRITES {
            self.0 = self.runs();
            // Too many even so: the oldest half is forgotten, and counts as written by whoever asked for the region.
            if self.0.len() >= limits::WRITES / 2 {
                self.0.sort_by_key(|run| run.statement);
                self.0.drain(..limits::WRITES / 4);
            }
        }
        self.1 = self.1.max(end);
        self.0.push(WriteRun { start, end, statement });
    }

    /// What `statement` wrote, newest first, if it wrote last.
    pub fn last(&self, statement: u32) -> impl Iterator<Item = WriteRun> {
        self.0.iter().rev().copied().take_while(move |run| run.statement == statement)
    }

    /// Who wrote last, in order of bytes and without overlaps.
    pub fn runs(&self) -> Vec<WriteRun> {
        if self.0.len() < 2 {
            return self.0.clone();
        }
        let mut edges: Vec<(u64, bool, usize)> = Vec::with_capacity(self.0.len() * 2);
        for (at, run) in self.0.iter().enumerate() {
            edges.push((run.start, true, at));
            edges.push((run.end, false, at));
        }
        edges.sort_unstable();
        let mut open: std::collections::BTreeSet<usize> = std::collections::BTreeSet::new();
        let mut runs: Vec<WriteRun> = Vec::new();
        let mut from = 0;
        for (at, opens, run) in edges {
            if let Some(&newest) = open.last()
                && from < at
            {
                let statement = self.0[newest].statement;
                match runs.last_mut() {
                    Some(last) if last.end == from && last.statement == statement => last.end = at,
                    _ => runs.push(WriteRun { start: from, end: at, statement }),
                }
            }
            from = at;
            if opens {
                open.insert(run)
            } else {
                open.remove(&run)
            };
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_writer_wins_and_neighbours_join() {
        let mut writers = Writers::default();
        writers.note(0, 100, 1);
        writers.note(20, 30, 2);
        writers.note(30, 40, 2);
        writers.note(5, 5, 3);
        let runs: Vec<_> = writers.runs().into_iter().map(|run| (run.start, run.end, run.statement)).collect();
        assert_eq!(runs, [(0, 20, 1), (20, 40, 2), (40, 100, 1)]);
    }

    #[test]
    fn scattered_writes_stay_bounded() {
        let mut writers = Writers::default();
        for at in 0..100_000_u64 {
            writers.note(at * 7919 % 60_000, at * 7919 % 60_000 + 1, at as u32);
        }
        assert!(writers.0.len() <= limits::WRITES);
        let (last, start) = (99_999, 99_999 * 7919 % 60_000);
        assert!(writers.runs().iter().any(|run| run.statement == last && run.start == start));
    }
}
