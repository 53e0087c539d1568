//! Who keeps a slab alive, and what it would take to free it. Not walking from the names: the paths come from outside.

use super::layout::{NARROWEST, bytes, columns, cut, grouped, percent, wrap};
use super::let_go::{LetGo, from_the_start};
use crate::memory::snapshot::{Region, SlabKind, SlabView, Snapshot};
use crate::styled::{Role, Styled};

/// Views listed of one slab.
const LISTED: usize = 16;

/// A line about a slab is cut here at the earliest; narrower screens wrap it.
const WIDEST: usize = 76;

/// Slabs listed when none is asked for.
const SLABS: usize = 8;

/// A smaller slab is not worth talking about.
const SMALLEST: u64 = 256;

/// A view that names reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeper {
    /// What it shows.
    pub region: Region,
    /// How a program would write it.
    pub path: String,
    /// Whether it is the `ArrayBuffer` itself.
    pub buffer: bool,
}

/// Whether a slab lives only for views that are small beside it.
pub fn is_pinned(slab: &SlabView) -> bool {
    let whole = slab.kind == SlabKind::Pool && slab.current;
    !whole && slab.views > 0 && slab.size >= SMALLEST && slab.parts.live * 4 <= slab.size
}

/// Who keeps `slab`: `keepers` are the views to tell of, `count` how many there are, `let_go` what would let go of it.
pub fn who(slab: &SlabView, keepers: &[Keeper], count: usize, let_go: &LetGo, width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    out.push(Role::Strong, format!("#{}", slab.id.0));
    if count == 0 && slab.views == 0 {
        let why = if slab.current {
            " has no views; it stays because it is the pool's current slab\n"
        } else {
            " has no views: the next .gc frees it\n"
        };
        out.plain(why);
        return out;
    }
    if count == 0 {
        out.plain(format!(" is looked at by {} that only slabscope itself holds\n", views(slab.views as usize)));
        return out;
    }
    out.plain(format!(" is kept alive by {}\n", views(count)));
    let shown = &keepers[..keepers.len().min(LISTED)];
    let ranges: Vec<String> = shown.iter().map(|keeper| keeper.region.to_string()).collect();
    let room = width - 4 - ranges.iter().map(|range| columns(range)).max().unwrap_or(0).min(width / 2);
    let paths: Vec<String> = shown.iter().map(|keeper| cut(&keeper.path, room)).collect();
    let wide = paths.iter().map(|path| columns(path)).max().unwrap_or(0);
    for ((keeper, path), range) in shown.iter().zip(&paths).zip(&ranges) {
        out.plain("  ").push(Role::Name, path).plain(" ".repeat(wide - columns(path))).plain(format!("  {range}"));
        if keeper.buffer {
            let room = width.saturating_sub(wide + columns(range) + 4);
            out.push(Role::Dim, cut("  the ArrayBuffer itself", room));
        }
        out.plain("\n");
    }
    if count > shown.len() {
        let line = format!("  and {} more; .map #{} draws them", count - shown.len(), slab.id.0);
        out.push(Role::Dim, cut(&line, width)).plain("\n");
    }
    if is_pinned(slab) {
        let line = format!(
            "Pinned: of its {} these views show {} ({}).",
            bytes(slab.size as f64),
            slab.parts.live,
            percent(slab.parts.live, slab.size)
        );
        let_go.tell(&mut out, 0, width, &[(Role::Warning, line)]);
        if let Some(line) = from_the_start(slab) {
            wrap(&mut out, 0, width, &[(Role::Dim, line)]);
        }
    }
    out
}

/// The slabs whose live bytes are fewest for what they hold; `path` tells who keeps a slab.
pub fn who_all(now: &Snapshot, path: &dyn Fn(&SlabView) -> Option<String>, width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let mut kept: Vec<&SlabView> = now.slabs.iter().filter(|slab| slab.views > 0 && slab.size > 0).collect();
    if kept.is_empty() {
        out.plain("no view keeps a slab\n");
        return out;
    }
    kept.sort_by_key(|slab| (!is_pinned(slab), std::cmp::Reverse(slab.size - slab.parts.live)));
    let pinned = kept.iter().filter(|slab| is_pinned(slab)).count();
    let slabs = if kept.len() == 1 { "1 slab is" } else { &format!("{} slabs are", kept.len()) };
    out.push(Role::Strong, format!("{slabs} kept by views; {pinned} pinned\n"));
    // Where there are many, those that are alike are told of together.
    let many = kept.len() > SLABS;
    let mut groups =
        grouped(kept.into_iter(), |slab| (is_pinned(slab), slab.kind, slab.size, (!many).then_some(slab.id)));
    let listed = groups.len().min(SLABS);
    let rest: usize = groups.split_off(listed).iter().map(Vec::len).sum();
    for group in groups {
        let slab = group[0];
        let sum = |figure: fn(&SlabView) -> u64| group.iter().map(|slab| figure(slab)).sum::<u64>();
        let (live, size) = (sum(|slab| slab.parts.live), sum(|slab| slab.size));
        let slabs = match group.as_slice() {
            [slab] => format!("#{}", slab.id.0),
            slabs => format!("#{} and {} like it:", slab.id.0, slabs.len() - 1),
        };
        let mut line = format!("{slabs} {live} of {size} bytes shown ({})", percent(live, size));
        line.push_str(&format!(", {}", views(sum(|slab| u64::from(slab.views)) as usize)));
        if let Some(path) = path(slab) {
            line.push_str(&format!(": {path}"));
        }
        if group.len() > 1 {
            line.push_str(", ...");
        }
        let role = if is_pinned(slab) { Role::Warning } else { Role::Plain };
        out.plain("  ");
        wrap(&mut out, 2, width, &[(role, cut(&line, width.max(WIDEST)))]);
    }
    if rest > 0 {
        out.push(Role::Dim, format!("  and {rest} more; .who #N tells of one slab\n"));
    }
    out
}

fn views(count: usize) -> String {
    if count == 1 { "1 view".to_owned() } else { format!("{count} views") }
}
