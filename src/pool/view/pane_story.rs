//! The story of one region in a pane: which it is, who made it, who keeps it, who shares its slab. Not where it stands.

use std::collections::BTreeMap;

use super::layout::{bytes, columns as wide, cut, statement, wrap};
use super::names::Names;
use super::who::is_pinned;
use crate::memory::snapshot::{Region, SlabKind, SlabView};
use crate::styled::{Role, Styled};

/// Columns from which on a region and its statement stand in one line.
const TOGETHER: usize = 64;
/// Names told at once.
const NAMED: usize = 4;

/// The story of a region: which, who made it, who keeps it, who is beside it.
pub(super) fn told(
    out: &mut Styled,
    names: &Names,
    said: &BTreeMap<u32, String>,
    slab: &SlabView,
    region: Region,
    mark: Option<(Role, String)>,
    columns: usize,
) {
    let mut say = |words: &[(Role, String)]| wrap(out, 2, columns, words);
    let id = slab.id.0;
    let own = slab.kind != SlabKind::Pool;
    let taken = if own { None } else { slab.regions.iter().find(|one| u64::from(one.offset) == region.offset) };
    let (number, request) = taken.map_or((slab.statement, slab.request), |one| (one.statement, one.request));
    let head = mark.unwrap_or((Role::Strong, "^".to_owned()));
    let mut head = vec![head, (Role::Strong, format!("#{id} {region}")), (Role::Plain, bytes(region.length as f64))];
    let text = said.get(&number).map_or(request.name(), |text| text.lines().next().unwrap_or_default());
    let number = statement(number);
    // Two lines of it, where there are more.
    let lines = if columns < TOGETHER { 2 } else { 1 };
    let room = (columns * lines).saturating_sub(wide(&number) + 6 * lines);
    let made = [(Role::Dim, format!(" {number}:")), (Role::Plain, cut(text, room))];
    if columns < TOGETHER {
        say(&head);
        head.clear();
    }
    head.extend(made);
    say(&head);
    let named = names.of_slab(slab.id);
    let over = |shown: &Region| shown.offset < region.end() && region.offset < shown.end();
    let keepers: Vec<&str> = named.iter().filter(|(shown, _)| over(shown)).map(|(_, name)| name.as_str()).collect();
    let dead = taken.is_some_and(|one| !one.live);
    let kept = match listed(&keepers) {
        Some(names) => format!("is kept alive by {names}"),
        None if dead => "is dead: no view shows any of it, and it stays with its slab".to_owned(),
        None if own && slab.views == 0 => "has no views: the next .gc frees it".to_owned(),
        None => "is shown by a view without a name".to_owned(),
    };
    say(&[(Role::Plain, kept)]);
    let (mut beside, mut gone) = (Vec::new(), 0);
    for (_, name) in named.iter().filter(|(shown, _)| !over(shown)) {
        if !beside.contains(&name.as_str()) {
            beside.push(name.as_str());
        }
    }
    for other in slab.regions.iter().filter(|one| u64::from(one.offset) != region.offset) {
        gone += usize::from(!other.live);
    }
    let dead = if gone == 1 { "1 dead region".to_owned() } else { format!("{gone} dead regions") };
    let with = match (listed(&beside), gone) {
        (None, 0) if own => format!("has #{id} to itself, {}", bytes(slab.size as f64)),
        (None, 0) => format!("has #{id} to itself so far"),
        (None, _) => format!("shares #{id} with {dead}"),
        (Some(names), 0) => format!("shares #{id} with {names}"),
        (Some(names), _) => format!("shares #{id} with {names} and {dead}"),
    };
    say(&[(Role::Plain, with)]);
    if slab.current {
        say(&[(Role::Dim, format!("#{id} stays: it is the pool's current slab"))]);
    } else if is_pinned(slab) {
        say(&[(Role::Warning, format!("#{id} is pinned: views show {} of its {}", slab.parts.live, slab.size))]);
    }
}

/// The first names of many; none of none.
fn listed(names: &[&str]) -> Option<String> {
    let more = names.len().saturating_sub(NAMED);
    let mut shown: Vec<String> = names.iter().take(NAMED).map(|name| (*name).to_owned()).collect();
    shown.extend((more > 0).then(|| format!("{more} more")));
    (!shown.is_empty()).then(|| shown.join(", "))
}
