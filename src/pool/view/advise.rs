//! What this session could do better, in plain sentences. Not numbers for their own sake.

use super::layout::{NARROWEST, bytes, glue, wrap};
use super::let_go::{LetGo, from_the_start};
use super::who::is_pinned;
use crate::memory::snapshot::{Decision, Need, Placement, Request, SlabKind, SlabView, Snapshot};
use crate::styled::{Role, Styled};

/// Zeroing less is not worth talking about.
const ZEROED: u64 = 1024;

/// Sentences of one kind.
pub const EACH: usize = 3;

/// What advice stands on.
pub struct Grounds<'a> {
    /// Who keeps a slab.
    pub path: &'a dyn Fn(&SlabView) -> Option<String>,
    /// What would let go of some.
    pub let_go: &'a dyn Fn(&[&SlabView]) -> LetGo,
    /// Which statement was the first to write all of one.
    pub overwritten: &'a dyn Fn(&SlabView) -> Option<u32>,
    /// The last allocations.
    pub decisions: &'a [Decision],
    /// What is to be said of some views that show other bytes than was meant, and how many there are.
    pub strays: (Vec<String>, usize),
    /// What a larger pool would change.
    pub larger: Option<Larger>,
}

/// A larger pool that leaves less behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Larger {
    /// How large.
    pub size: u64,
    /// Bytes it abandons, with the same statements.
    pub abandoned: u64,
}

/// Advice.
pub fn advise(now: &Snapshot, grounds: &Grounds<'_>, width: usize) -> Styled {
    let Grounds { overwritten, decisions, strays, .. } = grounds;
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let (sentences, count) = strays;
    sentences.iter().for_each(|sentence| say(&mut out, width, sentence.clone()));
    if *count > sentences.len() {
        say(
            &mut out,
            width,
            format!("{count} views in all show other bytes than was most likely meant; .why tells of each."),
        );
    }
    pinned(&mut out, now, grounds, width);
    let threshold = f64::from(now.setting.threshold);
    let over = now.slabs.iter().filter(|slab| {
        let size = slab.capacity as f64;
        let request = matches!(slab.request, Request::AllocUnsafe | Request::FromArray | Request::FromView);
        slab.kind == SlabKind::Own && request && size >= threshold && size < threshold * 1.07
    });
    for slab in over.take(EACH) {
        let size = slab.capacity;
        say(
            &mut out,
            width,
            format!(
                "#{}: {size} is just not under the threshold of {threshold}, so it got a slab of its own; {} less would be pooled, and so would this after Buffer.poolSize = {}.",
                slab.id.0,
                bytes(size as f64 - threshold + 1.0),
                2 * (size + 1)
            ),
        );
    }
    let mut early = 0;
    for decision in *decisions {
        if let Placement::Pooled(pooled) = &decision.placement
            && pooled.rolled_over
            && pooled.rule == Need::FourPerUnit
            && decision.requested <= pooled.remaining()
        {
            early += 1;
            if early <= EACH {
                say(
                    &mut out,
                    width,
                    format!(
                        "Statement {}: a string of {} rolled over to #{} although {} were free, for 4 bytes are reserved for each unit. With that string in s, {} takes no more than it needs.",
                        decision.statement,
                        bytes(decision.requested),
                        decision.region.slab.0,
                        bytes(pooled.remaining()),
                        glue("b = Buffer.allocUnsafe(Buffer.byteLength(s)); b.write(s)")
                    ),
                );
            }
        }
    }
    let zeroed = now.slabs.iter().filter(|slab| slab.request == Request::Alloc && slab.size >= ZEROED);
    for (slab, by) in zeroed.filter_map(|slab| Some((slab, overwritten(slab)?))).take(EACH) {
        let size = slab.size;
        let then = if by == slab.statement { "at once".to_owned() } else { format!("by statement {by}") };
        let sentence = format!(
            "#{}: Buffer.alloc({size}) in statement {} wrote {} of zeros, and all of them were overwritten {then}; {} leaves the zeroing out.",
            slab.id.0,
            slab.statement,
            bytes(size as f64),
            glue(&format!(
                "Buffer.{}({size})",
                if size < u64::from(now.setting.threshold) { "allocUnsafe" } else { "allocUnsafeSlow" }
            ))
        );
        say(&mut out, width, sentence);
    }
    let dead: u64 = now.slabs.iter().filter(|slab| slab.is_collectable()).map(|slab| slab.size).sum();
    if dead > 0 {
        say(&mut out, width, format!("{} wait for the collector: .gc frees them.", bytes(dead as f64)));
    }
    if out.is_empty() {
        let nothing = "nothing to advise: no slab is pinned, no view shows other bytes than was meant, and no size lies just over the threshold";
        wrap(&mut out, 0, width, &[(Role::Good, nothing.to_owned())]);
    }
    out
}

fn say(out: &mut Styled, width: usize, sentence: String) {
    out.plain("- ");
    wrap(out, 2, width, &[(Role::Plain, sentence)]);
}

/// Slabs that live for few bytes, and what the pool leaves behind.
fn pinned(out: &mut Styled, now: &Snapshot, grounds: &Grounds<'_>, width: usize) {
    let mut pinned: Vec<&SlabView> = now.slabs.iter().filter(|slab| is_pinned(slab)).collect();
    pinned.sort_by_key(|slab| std::cmp::Reverse(slab.size - slab.parts.live));
    let held = |slab: &SlabView| {
        let by = (grounds.path)(slab).unwrap_or_else(|| "a view".to_owned());
        format!("{by} holds {}, of which views show {}", bytes(slab.size as f64), slab.parts.live)
    };
    let mut say_of = |slabs: &[&SlabView], sentence: String| {
        out.plain("- ");
        (grounds.let_go)(slabs).tell(out, 2, width, &[(Role::Plain, sentence)]);
    };
    if let [first, .., _] = pinned.as_slice()
        && pinned.len() > EACH
    {
        let wasted: u64 = pinned.iter().map(|slab| slab.size - slab.parts.live).sum();
        let all = format!("{} slabs are pinned, {} wasted", pinned.len(), bytes(wasted as f64));
        say_of(&pinned, format!("{all}: {} of #{}, and so on.", held(first), first.id.0));
    } else {
        for slab in &pinned {
            say_of(&[*slab], format!("#{} is pinned: {}.", slab.id.0, held(slab)));
        }
    }
    if let Some(line) = pinned.iter().find_map(|slab| from_the_start(slab)) {
        say(out, width, line);
    }
    if let Some(Larger { size, abandoned }) = grounds.larger {
        let now = now.totals.abandoned;
        let tails = format!("{} were left at the ends of {} slabs of the pool", bytes(now.bytes as f64), now.times);
        let then = format!("the same statements leave {} after Buffer.poolSize = {size}", bytes(abandoned as f64));
        say(out, width, format!("{tails}, for what came next did not fit; {then}."));
    }
}
