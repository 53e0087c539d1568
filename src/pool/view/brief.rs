//! What a statement did to memory, in a line. Not all of it: that is `story`'s.

use super::layout::{bytes, columns, cut};
use crate::memory::Memory;
use crate::memory::snapshot::{Count, Region, SlabId};

/// Regions, or stretches written, that are told one by one.
const FEW: usize = 3;

/// Between two things that happened.
const GAP: &str = "   ";

/// `3  #1 272 -> 280   + [272, 275) c` of the last statement; nothing where it changed no byte. `name` is what its text calls a
/// region, or one around it.
pub fn brief(memory: &Memory, name: impl Fn(Region) -> Option<String>, width: usize) -> Option<String> {
    let told = told(memory, name);
    let (first, rest) = told.split_first()?;
    let mut line = cut(&format!("{:>3}  {first}", memory.ledger().current()), width);
    for more in rest {
        if columns(&line) + GAP.len() + columns(more) <= width {
            line = format!("{line}{GAP}{more}");
        }
    }
    Some(line)
}

/// The same, without the number, each thing by itself.
pub fn told(memory: &Memory, name: impl Fn(Region) -> Option<String>) -> Vec<String> {
    let ledger = memory.ledger();
    let Some(before) = ledger.before() else { return Vec::new() };
    let (pool, totals) = (memory.pool(), ledger.totals());
    let mut told: Vec<String> = Vec::new();
    if pool.slab != before.pool.slab {
        told.push(match before.pool.slab.0 {
            0 => format!("#{} at {}", pool.slab.0, pool.next()),
            old => format!("#{old} {} -> #{} {}", before.pool.next(), pool.slab.0, pool.next()),
        });
    } else if pool.next() != before.pool.next() {
        told.push(format!("#{} {} -> {}", pool.slab.0, before.pool.next(), pool.next()));
    }
    let place = |region: Region| {
        let slab = if region.slab == pool.slab { String::new() } else { format!("#{} ", region.slab.0) };
        let name = name(region).map_or(String::new(), |name| format!(" {name}"));
        format!("{slab}{region}{name}")
    };
    let Count { times: count, bytes: sum } = totals.allocated_since(&before.totals);
    let slabs = memory.made() - before.slabs;
    let few: Vec<_> = ledger.newest().take(FEW + 1).map(|event| event.region).collect();
    if count > few.len() as u64 || few.len() > FEW {
        let made = if slabs > 1 { format!("{} slabs, ", grouped(slabs.into())) } else { String::new() };
        told.push(format!("+ {made}{} regions, {} bytes", grouped(count), grouped(sum)));
    } else if !few.is_empty() {
        let few: Vec<String> = few.into_iter().rev().map(place).collect();
        told.push(format!("+ {}", few.join(", ")));
    }
    let abandoned = totals.abandoned.bytes - before.totals.abandoned.bytes;
    if abandoned > 0 {
        told.push(format!("{} abandoned", bytes(abandoned as f64)));
    }
    let freed = totals.freed.times - before.totals.freed.times;
    if freed > 0 {
        told.push(format!("- {} {}", grouped(freed), if freed == 1 { "slab" } else { "slabs" }));
    }
    let mut wrote = Wrote::default();
    memory.overwritten().for_each(|(slab, run)| wrote.add(slab, run.start, run.end));
    if wrote.count > FEW as u64 {
        told.push(format!("~ {} stretches, {} bytes", grouped(wrote.count), grouped(wrote.bytes)));
    } else if !wrote.first.is_empty() {
        wrote.first.sort();
        let few: Vec<String> = wrote.first.into_iter().map(place).collect();
        told.push(format!("~ {}", few.join(", ")));
    }
    told
}

/// Stretches written.
#[derive(Default)]
struct Wrote {
    /// The newest ones.
    first: Vec<Region>,
    count: u64,
    bytes: u64,
}

impl Wrote {
    fn add(&mut self, slab: SlabId, start: u64, end: u64) {
        self.count += 1;
        self.bytes += end - start;
        if self.first.len() < FEW {
            self.first.push(Region { slab, offset: start, length: end - start });
        }
    }
}

/// `5000000` as `5,000,000`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
