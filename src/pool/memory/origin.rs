//! Whose bytes are these? Runs of a slab that were written, never written, or are left over from a freed slab.
//! Not what the bytes mean.

use super::bits::Bits;
use super::region::{SlabId, SlabKind};
use super::request::Request;
use super::slab::{Origin, Slab};
use super::store::Memory;
use crate::limits;

/// What a reader of some bytes reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// What was written since the slab was made.
    Written,
    /// What Node wrote before the first statement.
    Startup,
    /// What somebody wrote in an earlier slab on the same memory.
    Stale(Origin),
    /// What nobody wrote.
    Unwritten,
}

/// Neighbouring bytes of the same provenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First byte, from the start of the slab.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// Whose they are.
    pub provenance: Provenance,
}

impl Memory {
    /// Whose bytes `[start, start + length)` of a slab are, in order and without gaps.
    pub fn provenance(&self, slab: SlabId, start: u64, length: u64) -> Vec<Run> {
        let Some(record) = self.slabs.get(slab) else { return Vec::new() };
        let end = start.saturating_add(length).min(record.bytes.len() as u64);
        let mut runs = Runs(Vec::new());
        let startup = record.pool().map_or((0, 0), |pool| {
            let base = u64::from(pool.base);
            (base, base + u64::from(pool.startup.bytes()))
        });
        let mut at = start;
        while at < end {
            let (next, written) = next_run(record, at, end);
            if written {
                let before = next.min(startup.0.max(at));
                let within = next.min(startup.1.max(before));
                runs.push(at, before, Provenance::Written);
                runs.push(before, within, Provenance::Startup);
                runs.push(within, next, Provenance::Written);
            } else {
                let origins = record.more.as_ref().map_or(&[][..], |more| &more.origins);
                let mut here = at;
                for origin in &origins[origins.partition_point(|origin| origin.end <= at)..] {
                    if origin.start >= next {
                        break;
                    }
                    let from = origin.start.max(here);
                    runs.push(here, from, Provenance::Unwritten);
                    here = origin.end.min(next);
                    runs.push(from, here, Provenance::Stale(*origin));
                }
                runs.push(here, next, Provenance::Unwritten);
            }
            at = next;
        }
        runs.0
    }
}

/// Runs under construction: empty ones vanish, equal neighbours join.
struct Runs(Vec<Run>);

impl Runs {
    fn push(&mut self, start: u64, end: u64, provenance: Provenance) {
        if start >= end {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.end == start && last.provenance == provenance => last.end = end,
            _ => self.0.push(Run { start, end, provenance }),
        }
    }
}

/// Where the run of equally written bytes that begins at `at` ends, and whether it was written.
fn next_run(slab: &Slab, at: u64, end: u64) -> (u64, bool) {
    let Some(written) = slab.more.as_ref().and_then(|more| more.written.as_ref()) else {
        return (end, true);
    };
    let bit = written.get(at as usize);
    (written.find(at as usize, end as usize, !bit) as u64, bit)
}

/// Who wrote the bytes a slab leaves behind, in order: its own writers over those before it.
pub(super) fn left_behind(id: SlabId, slab: &Slab) -> Vec<Origin> {
    let more = slab.more.as_deref();
    let older = more.map_or(&[][..], |more| &more.origins);
    if more.and_then(|more| more.written.as_ref()).is_some_and(Bits::is_empty) {
        return older.to_vec();
    }
    let mut own = Vec::new();
    let length = slab.bytes.len() as u64;
    match slab.pool() {
        Some(pool) if slab.kind == SlabKind::Pool => {
            let base = u64::from(pool.base);
            let startup = base + u64::from(pool.startup.bytes());
            written_runs(slab, base, startup, &mut own, id, (0, Request::Startup));
            let mut from = startup;
            for tenant in pool.tenants.iter() {
                let end = u64::from(tenant.end());
                // Bytes written through a view of the whole slab, between two Buffers, count as the next one's.
                written_runs(slab, from, end, &mut own, id, (tenant.statement, tenant.request));
                from = end;
            }
            written_runs(slab, from, length, &mut own, id, (slab.statement, slab.request));
        }
        _ => written_runs(slab, 0, length, &mut own, id, (slab.statement, slab.request)),
    }
    let own = by_writer(own, slab);
    if older.is_empty() { own } else { overlay(&own, older) }
}

/// The same runs, parted by who wrote them; where that is not known it was whoever asked for the region.
fn by_writer(asked: Vec<Origin>, slab: &Slab) -> Vec<Origin> {
    let writes = slab.more.as_ref().map_or_else(Vec::new, |more| more.writers.runs());
    if writes.is_empty() {
        return asked;
    }
    let mut parted: Vec<Origin> = Vec::with_capacity(asked.len());
    let mut push = |origin: Origin| {
        if origin.start >= origin.end {
            return;
        }
        let full = parted.len() == limits::ORIGINS;
        match parted.last_mut() {
            Some(last) if full => last.end = origin.end,
            Some(last)
                if last.end == origin.start && Origin { start: last.start, end: last.end, ..origin } == *last =>
            {
                last.end = origin.end;
            }
            _ => parted.push(origin),
        }
    };
    let mut first = 0;
    for origin in asked {
        while writes.get(first).is_some_and(|write| write.end <= origin.start) {
            first += 1;
        }
        let mut at = origin.start;
        for write in writes[first..].iter().take_while(|write| write.start < origin.end) {
            push(Origin { start: at, end: write.start.max(at), ..origin });
            let (start, end) = (write.start.max(at), write.end.min(origin.end));
            push(Origin { start, end, statement: write.statement, ..origin });
            at = end;
        }
        push(Origin { start: at, ..origin });
    }
    parted
}

/// Adds the written runs of `[start, end)`; at the bound the rest of the slab becomes one run.
fn written_runs(
    slab: &Slab,
    start: u64,
    end: u64,
    to: &mut Vec<Origin>,
    id: SlabId,
    (statement, request): (u32, Request),
) {
    let mut at = start;
    while at < end {
        let (next, written) = next_run(slab, at, end);
        if written && to.len() < limits::ORIGINS {
            let full = to.len() + 1 == limits::ORIGINS;
            let end = if full { slab.bytes.len() as u64 } else { next };
            to.push(Origin { start: at, end, slab: id, statement, request });
        }
        if to.len() >= limits::ORIGINS {
            return;
        }
        at = next;
    }
}

/// The newer runs, and what they leave visible of the older ones.
fn overlay(newer: &[Origin], older: &[Origin]) -> Vec<Origin> {
    let mut merged = Vec::with_capacity(newer.len() + older.len());
    let mut at = 0;
    let mut rest = older.iter().copied().peekable();
    let mut show_until = |at: u64, until: u64, merged: &mut Vec<Origin>| {
        while let Some(old) = rest.peek() {
            let (start, end) = (old.start.max(at), old.end.min(until));
            if start < end && merged.len() < limits::ORIGINS {
                merged.push(Origin { start, end, ..*old });
            }
            if old.end > until {
                break;
            }
            rest.next();
        }
    };
    for new in newer {
        show_until(at, new.start, &mut merged);
        if merged.len() < limits::ORIGINS {
            merged.push(*new);
        }
        at = new.end;
    }
    show_until(at, u64::MAX, &mut merged);
    merged
}
