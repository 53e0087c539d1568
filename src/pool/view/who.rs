//! Who keeps a slab alive, and what it would take to free it. Not walking from the names: the paths come from outside.

use super::layout::{NARROWEST, bytes, columns, cut, percent, wrap};
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

/// Who keeps `slab`: `keepers` are the views to tell of, `count` how many there are.
pub fn who(slab: &SlabView, keepers: &[Keeper], count: usize, width: usize) -> Styled {
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
        out.plain(format!(" is looked at by {}, none of which a variable leads to\n", views(slab.views as usize)));
        return out;
    }
    out.plain(format!(" is kept alive by {}\n", views(count)));
    let shown = &keepers[..keepers.len().min(LISTED)];
    let ranges: Vec<String> = shown.iter().map(|keeper| keeper.region.to_string()).collect();
    let paths: Vec<String> = shown.iter().map(|keeper| cut(&keeper.path, width / 2)).collect();
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
        out.push(Role::Dim, format!("  and {} more\n", count - shown.len()));
    }
    if is_pinned(slab) {
        let line = format!(
            "Pinned: of its {} these views show {} ({}).",
            bytes(slab.size as f64),
            slab.parts.live,
            percent(slab.parts.live, slab.size)
        );
        wrap(&mut out, 0, width, &[(Role::Warning, line), (Role::Plain, release(&shown[0].path))]);
    }
    out
}

/// What lets go of a slab.
pub(super) fn release(path: &str) -> String {
    format!(
        "A copy with its own memory lets go of it: Buffer.alloc({path}.length) and {path}.copy(it); Buffer.from({path}) would be pooled again."
    )
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
    for slab in kept.iter().take(SLABS) {
        let share = percent(slab.parts.live, slab.size);
        let mut line = format!("#{} {} of {} bytes shown ({share})", slab.id.0, slab.parts.live, slab.size);
        line.push_str(&format!(", {}", views(slab.views as usize)));
        if let Some(path) = path(slab) {
            line.push_str(&format!(": {path}"));
        }
        let role = if is_pinned(slab) { Role::Warning } else { Role::Plain };
        out.plain("  ");
        wrap(&mut out, 2, width, &[(role, cut(&line, width.max(WIDEST)))]);
    }
    if kept.len() > SLABS {
        out.push(Role::Dim, format!("  and {} more; .who #N tells of one slab\n", kept.len() - SLABS));
    }
    out
}

fn views(count: usize) -> String {
    if count == 1 { "1 view".to_owned() } else { format!("{count} views") }
}
