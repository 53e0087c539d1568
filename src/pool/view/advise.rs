//! What this session could do better, in plain sentences. Not numbers for their own sake.

use super::layout::{NARROWEST, bytes, wrap};
use super::who::{is_pinned, release};
use crate::memory::snapshot::{Decision, Need, Placement, Request, SlabKind, SlabView, Snapshot};
use crate::styled::{Role, Styled};

/// Zeroing less is not worth talking about.
const ZEROED: u64 = 1024;

/// Sentences of one kind.
pub const EACH: usize = 3;

/// Advice. `path` tells who keeps a slab, `overwritten` which statement was the first to write all of it; `decisions` are the
/// last allocations, `strays` what is to be said of some views that show other bytes than was meant, and how many there are.
pub fn advise(
    now: &Snapshot,
    path: &dyn Fn(&SlabView) -> Option<String>,
    decisions: &[Decision],
    overwritten: &dyn Fn(&SlabView) -> Option<u32>,
    strays: &(Vec<String>, usize),
    width: usize,
) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let mut say = |role, sentence: String| {
        out.plain("- ");
        wrap(&mut out, 2, width, &[(role, sentence)]);
    };
    let (sentences, count) = strays;
    sentences.iter().for_each(|sentence| say(Role::Plain, sentence.clone()));
    if *count > sentences.len() {
        say(
            Role::Plain,
            format!("{count} views in all show other bytes than was most likely meant; .why tells of each."),
        );
    }
    let mut pinned: Vec<&SlabView> = now.slabs.iter().filter(|slab| is_pinned(slab)).collect();
    pinned.sort_by_key(|slab| std::cmp::Reverse(slab.size - slab.parts.live));
    let wasted: u64 = pinned.iter().map(|slab| slab.size - slab.parts.live).sum();
    for slab in pinned.iter().take(EACH) {
        let by = path(slab).unwrap_or_else(|| "a view".to_owned());
        let held = format!("{by} holds {}, of which views show {}.", bytes(slab.size as f64), slab.parts.live);
        let sentence = format!("#{} is pinned: {held} {}", slab.id.0, release(&by));
        say(Role::Plain, sentence);
    }
    if pinned.len() > EACH {
        say(Role::Plain, format!("{} slabs are pinned in all, {} wasted.", pinned.len(), bytes(wasted as f64)));
    }
    let threshold = f64::from(now.setting.threshold);
    let over = now.slabs.iter().filter(|slab| {
        let size = slab.capacity as f64;
        let request = matches!(slab.request, Request::AllocUnsafe | Request::FromArray | Request::FromView);
        slab.kind == SlabKind::Own && request && size >= threshold && size < threshold * 1.07
    });
    for slab in over.take(EACH) {
        let size = slab.capacity;
        say(
            Role::Plain,
            format!(
                "#{}: {size} is just not under the threshold of {threshold}, so it got a slab of its own; {} less would be pooled.",
                slab.id.0,
                bytes(size as f64 - threshold + 1.0)
            ),
        );
    }
    let mut early = 0;
    for decision in decisions {
        if let Placement::Pooled(pooled) = &decision.placement
            && pooled.rolled_over
            && pooled.rule == Need::FourPerUnit
            && decision.requested <= pooled.remaining()
        {
            early += 1;
            if early <= EACH {
                say(
                    Role::Plain,
                    format!(
                        "Statement {}: a string of {} rolled over to #{} although {} were free, for 4 bytes are reserved for each unit; Buffer.allocUnsafe(Buffer.byteLength(s)) and write would have fitted.",
                        decision.statement,
                        bytes(decision.requested),
                        decision.region.slab.0,
                        bytes(pooled.remaining())
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
            if size < u64::from(now.setting.threshold) { "allocUnsafe" } else { "allocUnsafeSlow" }
        );
        say(Role::Plain, sentence);
    }
    let dead: u64 = now.slabs.iter().filter(|slab| slab.is_collectable()).map(|slab| slab.size).sum();
    if dead > 0 {
        say(Role::Plain, format!("{} wait for the collector: .gc frees them.", bytes(dead as f64)));
    }
    if out.is_empty() {
        let nothing = "nothing to advise: no slab is pinned, no view shows other bytes than was meant, and no size lies just over the threshold";
        wrap(&mut out, 0, width, &[(Role::Good, nothing.to_owned())]);
    }
    out
}
