//! What a collection did: slabs that were freed, regions that died, slabs that stay for little. Not collecting.

use super::layout::{NARROWEST, bytes, wrap};
use super::who::is_pinned;
use crate::memory::snapshot::{SlabView, Snapshot, Swept};
use crate::styled::{Role, Styled};

/// Lines of one kind.
const EACH: usize = 8;

/// What was freed and what stays; `now` is the memory afterwards, `path` tells who keeps a slab.
pub fn swept(swept: &Swept, now: &Snapshot, path: &dyn Fn(&SlabView) -> Option<String>, width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let mut say = |number: Option<u32>, sentence: String| {
        let number = number.map(|number| (Role::Strong, format!("#{number}")));
        let words: Vec<_> = number.into_iter().chain([(Role::Plain, sentence)]).collect();
        wrap(&mut out, 2, width, &words);
    };
    for freed in swept.freed.iter().take(EACH) {
        say(Some(freed.slab.0), format!("freed: {} go back as they are", bytes(freed.size as f64)));
    }
    let listed = swept.freed.len().min(EACH) as u64;
    if swept.slabs > listed {
        say(None, format!("and {} slabs more, {} bytes in all", swept.slabs - listed, swept.bytes));
    }
    if swept.dead > 0 {
        let regions = if swept.dead == 1 {
            "1 dead region stays with its slab"
        } else {
            &format!("{} dead regions stay with their slabs", swept.dead)
        };
        say(None, format!("{regions}: {}", bytes(swept.dead_bytes as f64)));
    }
    if swept.slabs == 0 && swept.dead == 0 {
        say(None, "nothing to free: every slab is in use".to_owned());
    }
    if swept.spared_pool {
        say(Some(now.pool.slab.0), "stays: it is the pool's current slab".to_owned());
    }
    let mut pinned: Vec<&SlabView> = now.slabs.iter().filter(|slab| is_pinned(slab)).collect();
    pinned.sort_by_key(|slab| std::cmp::Reverse(slab.size - slab.parts.live));
    for slab in pinned.iter().take(EACH) {
        let by = path(slab).unwrap_or_else(|| "a view without a name".to_owned());
        say(
            Some(slab.id.0),
            format!("stays: views show {} of its {}, through {by}", slab.parts.live, bytes(slab.size as f64)),
        );
    }
    if pinned.len() > EACH {
        say(None, format!("and {} more slabs stay for little: .who lists them", pinned.len() - EACH));
    }
    out
}
