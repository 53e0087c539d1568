//! Every slab in one table: size, parts, who keeps it. Not where in the slab the parts are: that is the map.

use super::layout::{NARROWEST, columns, cut};
use super::names::Names;
use crate::memory::snapshot::{Parts, SlabKind, SlabView, Snapshot};
use crate::styled::{Role, Styled};

/// Rows shown at once; the newest slabs, for those are talked about.
const ROWS: usize = 20;

/// A column of numbers: heading, role, figure.
type Column = (&'static str, Role, fn(&Parts) -> u64);

const COLUMNS: [Column; 7] = [
    ("live", Role::Plain, |parts| parts.live),
    ("dead", Role::Dead, |parts| parts.dead),
    ("pad", Role::Padding, |parts| parts.padding),
    ("startup", Role::Startup, |parts| parts.startup),
    ("abandoned", Role::Abandoned, |parts| parts.abandoned),
    ("free", Role::Free, |parts| parts.free),
    ("slack", Role::Padding, |parts| parts.slack),
];

/// The table of slabs.
pub fn slabs(now: &Snapshot, names: &Names, width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let shown = &now.slabs[now.slabs.len().saturating_sub(ROWS)..];
    let hidden = now.slabs.len() - shown.len();
    let total: u64 = now.slabs.iter().map(|slab| slab.size).sum();
    let with_slack = now.parts.slack > 0;
    let mut rows = vec![Row::heading(with_slack)];
    rows.extend(shown.iter().map(|slab| Row::of(slab, names, with_slack)));
    if now.slabs.len() > 1 {
        rows.push(Row::total(now, total, with_slack));
    }
    let widths: Vec<usize> = (0..rows[0].cells.len())
        .map(|column| rows.iter().map(|row| columns(&row.cells[column].1)).max().unwrap_or(0))
        .collect();
    let mut out = Styled::new();
    for row in &rows {
        let mut column = 0;
        for (at, ((role, text), size)) in row.cells.iter().zip(&widths).enumerate() {
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
    if hidden > 0 {
        let slabs = if hidden == 1 { "slab" } else { "slabs" };
        out.push(Role::Dim, format!("{hidden} older {slabs} not shown; .map NUMBER draws any of them\n"));
    }
    out
}

/// One line of the table.
struct Row {
    cells: Vec<(Role, String)>,
    kept_by: (Role, String),
}

impl Row {
    fn heading(with_slack: bool) -> Self {
        let figures = figures(with_slack).map(|(heading, ..)| (Role::Dim, (*heading).to_owned()));
        let first = ["#", "kind", "size"].map(|heading| (Role::Dim, heading.to_owned()));
        Self { cells: first.into_iter().chain(figures).collect(), kept_by: (Role::Dim, "kept by".to_owned()) }
    }

    fn of(slab: &SlabView, names: &Names, with_slack: bool) -> Self {
        let kind = match slab.kind {
            SlabKind::Pool => "pool",
            SlabKind::Own => "own",
            SlabKind::Shared => "shared",
            SlabKind::External => "external",
        };
        Self::new((Role::Strong, slab.id.0.to_string()), kind, slab.size, &slab.parts, kept_by(slab, names), with_slack)
    }

    fn total(now: &Snapshot, size: u64, with_slack: bool) -> Self {
        let count = now.slabs.len();
        Self::new(
            (Role::Dim, String::new()),
            "all",
            size,
            &now.parts,
            (Role::Dim, format!("{count} slabs")),
            with_slack,
        )
    }

    fn new(
        number: (Role, String),
        kind: &str,
        size: u64,
        parts: &Parts,
        kept_by: (Role, String),
        with_slack: bool,
    ) -> Self {
        let figures = figures(with_slack).map(|(_, role, figure)| {
            let figure = figure(parts);
            (if figure == 0 { Role::Dim } else { *role }, figure.to_string())
        });
        let first = [number, (Role::Plain, kind.to_owned()), (Role::Plain, size.to_string())];
        Self { cells: first.into_iter().chain(figures).collect(), kept_by }
    }
}

fn figures(with_slack: bool) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().take(if with_slack { COLUMNS.len() } else { COLUMNS.len() - 1 })
}

/// Who keeps a slab alive.
fn kept_by(slab: &SlabView, names: &Names) -> (Role, String) {
    let mut known: Vec<&str> = Vec::new();
    for (_, name) in names.of_slab(slab.id) {
        if !known.contains(&name.as_str()) {
            known.push(name);
        }
        if known.len() > 20 {
            break;
        }
    }
    let unnamed = (slab.views as usize).saturating_sub(names.of_slab(slab.id).len());
    let unnamed = (unnamed > 0).then(|| format!("{unnamed} unnamed"));
    let list: Vec<&str> = known.into_iter().chain(unnamed.as_deref()).collect();
    if !list.is_empty() {
        return (Role::Name, list.join(", "));
    }
    let state = match slab {
        _ if slab.detached => "(detached)",
        _ if slab.current => "(current)",
        _ => "(collectable)",
    };
    (Role::Dim, state.to_owned())
}
