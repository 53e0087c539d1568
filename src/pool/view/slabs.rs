//! Every slab in one table: size, parts, who keeps it. Not where in the slab the parts are: that is the map.

use super::layout::{NARROWEST, bytes, columns, cut, grouped, percent, wrap};
use super::names::Names;
use super::who::is_pinned;
use crate::memory::snapshot::{Parts, SlabView, Snapshot, Use};
use crate::styled::{Role, Styled};

/// Rows shown at once; the newest slabs, for those are talked about.
const ROWS: usize = 20;

/// A column of numbers: heading, role, figure.
type Column = (&'static str, Role, fn(&Parts) -> u64);

const COLUMNS: [Column; 8] = [
    ("live", Role::Plain, |parts| parts.live),
    ("held", Role::Warning, |parts| parts.held),
    ("dead", Role::Dead, |parts| parts.dead),
    ("pad", Role::Padding, |parts| parts.padding),
    ("startup", Role::Startup, |parts| parts.startup),
    ("abandoned", Role::Abandoned, |parts| parts.abandoned),
    ("free", Role::Free, |parts| parts.free),
    ("slack", Role::Padding, |parts| parts.slack),
];

/// From so many columns on there is room for more than figures.
const WIDE: usize = 60;

/// Columns that go first where the screen is narrow.
const DISPENSABLE: [&str; 7] = ["slack", "pad", "startup", "abandoned", "kind", "dead", "held"];

/// Columns for who keeps a slab, where that takes so many.
const KEEPERS: usize = 16;

/// What a heading tells of a slab.
pub(super) fn shares(parts: &Parts) -> impl Iterator<Item = (&'static str, u64)> {
    let told = [Use::Live, Use::Held, Use::Dead, Use::Abandoned, Use::Free];
    told.map(|used| (used.name(), parts.of(used))).into_iter().filter(|(_, bytes)| *bytes > 0)
}

/// What the table can be sorted by: the largest first.
pub const ORDERS: [&str; 9] = ["size", "live", "held", "dead", "abandoned", "free", "waste", "views", "statement"];

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct Order(fn(&SlabView) -> u64);

impl Order {
    /// The order called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Some(Self(match name {
            "size" => |slab| slab.size,
            "live" => |slab| slab.parts.live,
            "held" => |slab| slab.parts.held,
            "dead" => |slab| slab.parts.dead,
            "abandoned" => |slab| slab.parts.abandoned,
            "free" => |slab| slab.parts.free,
            "waste" => SlabView::waste,
            "views" => |slab| u64::from(slab.views),
            "statement" => |slab| u64::from(slab.statement),
            _ => return None,
        }))
    }
}

/// The table of slabs: the newest, or the first by `order`.
pub fn slabs(now: &Snapshot, names: &Names, order: Option<Order>, width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let all: Vec<&SlabView> = now.slabs.iter().collect();
    let mut shown: Vec<Vec<&SlabView>> = match order {
        Some(Order(figure)) => {
            let mut sorted = all;
            sorted.sort_by_key(|slab| std::cmp::Reverse(figure(slab)));
            sorted.into_iter().map(|slab| vec![slab]).collect()
        }
        // Many that are alike are one row.
        None if all.len() > ROWS => {
            let alike = |slab: &&SlabView| (slab.kind, slab.size, slab.statement, slab.current, is_pinned(slab));
            let groups = grouped(all.into_iter(), alike);
            groups.into_iter().rev().take(ROWS).rev().collect()
        }
        None => all.into_iter().map(|slab| vec![slab]).collect(),
    };
    shown.truncate(ROWS);
    let hidden = now.slabs.len() - shown.iter().map(Vec::len).sum::<usize>();
    let total: u64 = now.slabs.iter().map(|slab| slab.size).sum();
    let all = &now.parts;
    let mut rows = vec![Row::heading(all)];
    rows.extend(shown.iter().map(|slabs| Row::of(slabs, names, all)));
    if now.slabs.len() > 1 {
        rows.push(Row::total(now, total, all));
    }
    let widths: Vec<usize> = (0..rows[0].cells.len())
        .map(|column| rows.iter().map(|row| columns(&row.cells[column].1)).max().unwrap_or(0))
        .collect();
    let keepers = rows.iter().map(|row| columns(&row.kept_by.1)).max().unwrap_or(0).min(KEEPERS);
    let keepers = if width < WIDE { 0 } else { keepers + 2 };
    let left_out = left_out(&rows[0], &widths, width - keepers);
    let mut out = Styled::new();
    for row in &rows {
        let mut column = 0;
        for (at, ((role, text), size)) in row.cells.iter().zip(&widths).enumerate() {
            if left_out.contains(&rows[0].cells[at].1.as_str()) {
                continue;
            }
            out.plain(if at == 0 { " " } else { "  " });
            let gap = " ".repeat(size - columns(text));
            // The kind is a word and stands left; the rest are figures and stand right.
            if at == 1 {
                out.push(*role, text).plain(gap);
            } else {
                out.plain(gap).push(*role, text);
            }
            column += size + if at == 0 { 1 } else { 2 };
        }
        let (role, kept_by) = &row.kept_by;
        let room = width.saturating_sub(column + 2);
        if !kept_by.is_empty() && room >= NARROWEST / 8 {
            out.plain("  ").push(*role, cut(kept_by, room));
        }
        out.plain("\n");
    }
    if !left_out.is_empty() {
        let line = format!("left out for want of room: {}", left_out.join(" "));
        wrap(&mut out, 0, width, &[(Role::Dim, line)]);
    }
    let wasted = now.slabs.iter().map(SlabView::waste).sum::<u64>();
    if wasted > 0 {
        let line = format!("waste: {} of {total} ({})", bytes(wasted as f64), percent(wasted, total));
        out.push(Role::Dim, cut(&line, width)).plain("\n");
    }
    if hidden > 0 {
        let slabs = if hidden == 1 { "slab" } else { "slabs" };
        let line = format!("{hidden} more {slabs}; .slabs waste sorts, .map #N draws one");
        wrap(&mut out, 0, width, &[(Role::Dim, line)]);
    }
    out
}

/// The columns that a narrow screen does without.
fn left_out<'a>(heading: &'a Row, widths: &[usize], width: usize) -> Vec<&'a str> {
    let mut total = widths.iter().sum::<usize>() + widths.len() * 2 - 1;
    let mut left_out = Vec::new();
    for name in DISPENSABLE {
        let at = heading.cells.iter().position(|(_, text)| text == name);
        if let Some(at) = at.filter(|_| total > width) {
            total -= widths[at] + 2;
            left_out.push(heading.cells[at].1.as_str());
        }
    }
    left_out
}

/// One line of the table.
struct Row {
    cells: Vec<(Role, String)>,
    kept_by: (Role, String),
}

impl Row {
    fn heading(all: &Parts) -> Self {
        let figures = figures(all).map(|(heading, ..)| (Role::Dim, (*heading).to_owned()));
        let first = ["#", "kind", "size"].map(|heading| (Role::Dim, heading.to_owned()));
        let waste = [(Role::Dim, "waste".to_owned())];
        Self {
            cells: first.into_iter().chain(figures).chain(waste).collect(),
            kept_by: (Role::Dim, "kept by".to_owned()),
        }
    }

    /// Of a slab, or of several that are alike.
    fn of(slabs: &[&SlabView], names: &Names, all: &Parts) -> Self {
        let (slab, last) = (slabs[0], slabs[slabs.len() - 1]);
        let mut parts = Parts::default();
        slabs.iter().for_each(|slab| parts.add(&slab.parts));
        let (mut number, mut kept_by) = (slab.id.0.to_string(), kept_by(slab, names));
        if slabs.len() > 1 {
            number = format!("{number}-{}", last.id.0);
            let views: u64 = slabs.iter().map(|slab| u64::from(slab.views)).sum();
            let name = names.of_slab(slab.id).first().map_or(String::new(), |(_, name)| format!(": {name}, ..."));
            let pinned = if is_pinned(slab) { "pinned by " } else { "" };
            if views > 0 {
                kept_by.1 = format!("{pinned}{views} views{name}");
            }
        }
        Self::new(
            (Role::Strong, number),
            slab.kind.name(),
            slabs.iter().map(|slab| slab.size).sum(),
            &parts,
            (!slab.current).then(|| slabs.iter().map(|slab| slab.waste()).sum()),
            kept_by,
            all,
        )
    }

    fn total(now: &Snapshot, size: u64, all: &Parts) -> Self {
        let count = now.slabs.len();
        Self::new(
            (Role::Dim, String::new()),
            "all",
            size,
            &now.parts,
            Some(now.slabs.iter().map(SlabView::waste).sum()),
            (Role::Dim, format!("{count} slabs")),
            all,
        )
    }

    fn new(
        number: (Role, String),
        kind: &str,
        size: u64,
        parts: &Parts,
        wasted: Option<u64>,
        kept_by: (Role, String),
        all: &Parts,
    ) -> Self {
        let figures = figures(all).map(|(_, role, figure)| {
            let figure = figure(parts);
            (if figure == 0 { Role::Dim } else { *role }, figure.to_string())
        });
        let first = [number, (Role::Plain, kind.to_owned()), (Role::Plain, size.to_string())];
        // What the current slab has beside its live bytes is not lost yet.
        let role = if wasted.is_none_or(|wasted| wasted == 0) { Role::Dim } else { Role::Plain };
        let waste = [(role, wasted.map_or_else(|| "-".to_owned(), |wasted| percent(wasted, size)))];
        Self { cells: first.into_iter().chain(figures).chain(waste).collect(), kept_by }
    }
}

fn figures(all: &Parts) -> impl Iterator<Item = &'static Column> + '_ {
    // What no slab has needs no column; live and free are always there.
    COLUMNS.iter().filter(|(heading, _, figure)| figure(all) > 0 || matches!(*heading, "live" | "free"))
}

/// Who keeps a slab alive.
fn kept_by(slab: &SlabView, names: &Names) -> (Role, String) {
    let mut known: Vec<&str> = Vec::new();
    let mut views: Vec<_> = names.of_slab(slab.id).iter().collect();
    if is_pinned(slab) {
        views.sort_by_key(|(region, _)| region.length);
    }
    for (_, name) in views {
        if !known.contains(&name.as_str()) {
            known.push(name);
        }
        if known.len() > 20 {
            break;
        }
    }
    let unnamed = (slab.views as usize).saturating_sub(names.of_slab(slab.id).len());
    let unnamed = (unnamed > 0).then(|| format!("{unnamed} more"));
    let list: Vec<&str> = known.into_iter().chain(unnamed.as_deref()).collect();
    if is_pinned(slab) {
        return (Role::Warning, format!("pinned by {}", list.join(", ")));
    }
    if !list.is_empty() {
        return (Role::Name, list.join(", "));
    }
    let state = match slab {
        _ if slab.detached => "(detached)",
        _ if slab.current => "(current)",
        _ => "nobody",
    };
    (Role::Dim, state.to_owned())
}
