//! The decision behind one allocation, step by step with its numbers. Not the decision itself.

use super::layout::{NARROWEST, both_ends, bytes, cut, glue, statement, wrap};
use crate::memory::snapshot::{Decision, Need, Placement, Pooled, Snapshot};
use crate::styled::{Role, Styled};

/// Where the reasons begin: behind the step and its answer.
const REASON: usize = 16;

/// Why a region is where it is. `said` is the statement that asked, as typed.
pub fn why(decision: &Decision, now: &Snapshot, said: &str, width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let statement = statement(decision.statement);
    let said = if said.trim().is_empty() { decision.request.name() } else { said };
    let said = cut(said, width.saturating_sub(statement.len() + 2));
    both_ends(&mut out, (Role::Strong, &said), (Role::Dim, &statement), width);
    let mut steps = Steps { out, width };
    match &decision.placement {
        Placement::Pooled(pooled) => steps.pooled(decision, pooled, now),
        other => steps.own(decision, other),
    }
    steps.out
}

/// The text under construction.
struct Steps {
    out: Styled,
    width: usize,
}

impl Steps {
    /// One step: what is asked, the answer, the reason.
    fn step(&mut self, step: &str, answer: Option<bool>, reason: String) {
        self.out.plain("  ").push(Role::Dim, format!("{step:<9}"));
        match answer {
            Some(true) => self.out.push(Role::Good, "yes"),
            Some(false) => self.out.push(Role::Warning, "no").plain(" "),
            None => self.out.plain("   "),
        };
        self.out.plain("  ");
        wrap(&mut self.out, REASON, self.width, &[(Role::Plain, reason)]);
    }

    fn sentence(&mut self, sentence: String) {
        wrap(&mut self.out, 0, self.width, &[(Role::Plain, sentence)]);
    }

    fn pooled(&mut self, decision: &Decision, pooled: &Pooled, now: &Snapshot) {
        let (need, remaining) = (pooled.need, pooled.remaining());
        let limit = limit(decision);
        let asked = decision.requested;
        self.step(
            "pooled?",
            Some(true),
            match pooled.rule {
                Need::Size => format!("{need} < {limit}"),
                Need::FourPerUnit => format!("4 x {} UTF-16 units = {need} < {limit}", need / 4.0),
                Need::ByteLength => format!("{} < {limit}", bytes(need)),
            },
        );
        if pooled.alignment > 1 {
            let (from, to) = (pooled.end.max(0.0), pooled.offset);
            self.step(
                "aligned",
                None,
                format!("to a multiple of {}: the offset goes from {from} to {to}", pooled.alignment),
            );
        }
        let left = pooled.size - pooled.end;
        let used = match pooled.last {
            Some(last) if last.length > 0 => {
                format!("{} - ({} + {}) = {left}", pooled.size, pooled.end - last.length as f64, last.length)
            }
            _ => format!("{} - {} = {left}", pooled.size, pooled.end),
        };
        let aligned = if left == remaining {
            String::new()
        } else {
            format!(", {}", glue(&format!("{remaining} after alignment")))
        };
        let wanted = match pooled.rule {
            Need::FourPerUnit => format!("{need} are reserved; "),
            Need::Size | Need::ByteLength => String::new(),
        };
        let fits = !pooled.rolled_over;
        self.step("fits?", Some(fits), format!("{wanted}#{} has {} left{aligned}", pooled.slab.0, glue(&used)));
        let region = decision.region;
        if pooled.rolled_over {
            let old = pooled.slab.0;
            let abandoned = match remaining {
                0.0 => format!("nothing of #{old} is abandoned"),
                rest => format!("{} of #{old} {} abandoned", bytes(rest), if rest == 1.0 { "is" } else { "are" }),
            };
            self.step(
                "so",
                None,
                format!("slab #{} is made, {}; {abandoned}", region.slab.0, bytes(decision.slab_size as f64)),
            );
        }
        self.recycled(decision);
        let end = region.offset + region.length;
        let padding = match pooled.padding {
            0 => String::new(),
            padding => format!(", {} of padding", bytes(padding)),
        };
        let next = if now.pool.slab == region.slab && now.pool.next() == pooled.next {
            format!("the next Buffer starts at {}", pooled.next)
        } else {
            format!("the one after it starts at {}", pooled.next)
        };
        self.step("region", None, format!("#{} [{}, {end}){padding}; {next}", region.slab.0, region.offset));
        if pooled.base > 0 {
            let base = pooled.base;
            self.step("base", None, format!("the pool begins at byte {base} of its ArrayBuffer, at an aligned address; slabscope chose {base}, real Nodes vary"));
        }
        if pooled.rolled_over && pooled.rule == Need::FourPerUnit && asked <= remaining {
            self.sentence(format!(
                "By its {} it would have fitted: since Node 20.18 and 22.7 four bytes are reserved for each unit.",
                bytes(asked)
            ));
        } else if let Some(other) = pooled.without_startup {
            let outcome = match other.neighbours {
                0 => format!("it would lie on slab #{}", pooled.slab.0),
                1 => format!("both would share slab #{}", pooled.slab.0),
                _ => format!("it would share slab #{} with the {} before it", pooled.slab.0, other.neighbours),
            };
            self.sentence(format!(
                "Had the first {} not been used, {outcome}: {}.",
                bytes(other.startup),
                glue(&format!("{} + {need} <= {}", other.offset, pooled.size))
            ));
        }
    }

    fn own(&mut self, decision: &Decision, placement: &Placement) {
        let limit = limit(decision);
        let name = decision.request.name();
        let no = match placement {
            Placement::Empty => "nothing was asked for".to_owned(),
            Placement::TooLarge => format!("{} is not < {limit}", decision.requested),
            Placement::TooManyUnits => {
                format!("its UTF-16 units alone are not < {limit}; its bytes are not looked at")
            }
            Placement::TooManyBytes { counted } => format!("{} are not < {limit}", bytes(*counted as f64)),
            Placement::Aligned { alignment }
                if decision.threshold > 0 && decision.requested >= f64::from(decision.threshold) =>
            {
                format!("{} is not < {limit}, and the alignment is {alignment}", decision.requested)
            }
            Placement::Aligned { alignment } if decision.threshold > 0 => {
                format!("an alignment of {alignment} is more than the pool's 64")
            }
            Placement::Never | Placement::Pooled(_) | Placement::Aligned { .. } => {
                format!("{name} never uses the pool")
            }
        };
        self.step("pooled?", Some(false), no);
        let region = decision.region;
        self.step("so", None, format!("slab #{} is its own, {}", region.slab.0, bytes(decision.slab_size as f64)));
        self.recycled(decision);
        let (end, size) = (region.offset + region.length, decision.slab_size);
        let slack = match size - size.min(region.length) {
            0 => String::new(),
            slack => format!("; {} of the slab are slack", bytes(slack as f64)),
        };
        self.step(
            "region",
            None,
            format!("#{} [{}, {end}){slack}; the pool stays as it was", region.slab.0, region.offset),
        );
    }

    fn recycled(&mut self, decision: &Decision) {
        if let Some(old) = decision.recycled {
            self.step("memory", None, format!("#{}'s, freed before; its old bytes are still in it", old.0));
        }
    }
}

/// `4096 (poolSize 8192 >>> 1)`.
fn limit(decision: &Decision) -> String {
    match decision.pool_size {
        Some(size) => format!("{} (poolSize {size} >>> 1)", decision.threshold),
        None => format!("{} (poolSize >>> 1)", decision.threshold),
    }
}
