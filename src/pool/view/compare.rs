//! One session under several releases: answers that differ, views that lie elsewhere, slabs that are more or fewer. Not
//! running it.

use std::collections::{BTreeMap, HashMap};

use super::layout::{NARROWEST, bytes, columns, cut, glue, wrap};
use crate::styled::{Role, Styled};

/// Answers and views told at once.
const TOLD: usize = 6;

/// The session as one release answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// `classic`, `22`.
    pub name: String,
    /// What each statement answered.
    pub answers: Vec<Answer>,
    /// The views that names lead to, and where each lies.
    pub places: Vec<(String, String)>,
    /// What stands for all the bytes that each view shows; nothing of those that are too many.
    pub bytes: Vec<(String, Option<u64>)>,
    /// How many views and `ArrayBuffer`s names lead to, also those whose places are not told.
    pub views: usize,
    /// How many slabs of each size views keep.
    pub slabs: BTreeMap<u64, usize>,
    /// Bytes that views do not show, of slabs that are pinned.
    pub pinned: u64,
    /// Why it did not come to the end: at which statement, and what happened.
    pub stopped: Option<(usize, String)>,
}

/// What one statement answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The statement's number.
    pub statement: usize,
    /// The beginning of what was shown.
    pub text: String,
    /// What stands for all of it.
    pub whole: u64,
    /// Whether it was refused, so that it is no answer.
    pub refused: bool,
    /// Whether it is an error.
    pub error: bool,
}

/// What differs; `said` are the statements by their numbers, counted from 1.
pub fn compare(releases: &[Release], said: &[String], width: usize) -> Styled {
    let width = width.max(NARROWEST);
    let mut out = Styled::new();
    let stopped: Vec<&Release> = releases.iter().filter(|release| release.stopped.is_some()).collect();
    let (mut same, mut missing) = (Vec::new(), Vec::new());
    let whole: Vec<&Release> = releases.iter().filter(|release| release.stopped.is_none()).collect();
    answers(&mut out, releases, said, width, &mut same, &mut missing);
    if stopped.is_empty() {
        places(&mut out, &whole, width, &mut same, &mut missing);
    } else {
        let rows = stopped.iter().filter_map(|release| Some((release.name.as_str(), release.stopped.as_ref()?)));
        for (label, (number, why)) in grouped(rows) {
            let text = said.get(number.wrapping_sub(1)).map_or("", |text| text.trim());
            missing.push(format!("{label} {why} in statement {number}, {}", glue(&cut(text, width / 2))));
        }
        missing.push("nor is where Buffers lie".to_owned());
    }
    let names = label(&releases.iter().map(|release| release.name.as_str()).collect::<Vec<_>>());
    if out.is_empty() && stopped.is_empty() {
        let names = names.trim_start_matches("node ");
        wrap(&mut out, 0, width, &[(Role::Good, format!("no difference under {names}"))]);
        same.insert(0, "compared: ".to_owned());
    } else {
        same.insert(0, "the same everywhere: ".to_owned());
    }
    if same.len() > 1 {
        let line = same.remove(0) + &same.join(", ");
        wrap(&mut out, 0, width, &[(Role::Dim, line)]);
    }
    if !missing.is_empty() {
        wrap(&mut out, 0, width, &[(Role::Warning, format!("not compared: {}", missing.join("; ")))]);
    }
    out
}

/// Rows with equal contents are one, under all their names.
fn grouped<'a, T: PartialEq>(rows: impl Iterator<Item = (&'a str, T)>) -> Vec<(String, T)> {
    let mut groups: Vec<(Vec<&str>, T)> = Vec::new();
    for (name, row) in rows {
        match groups.iter_mut().find(|(_, known)| *known == row) {
            Some((names, _)) => names.push(name),
            None => groups.push((vec![name], row)),
        }
    }
    groups.into_iter().map(|(names, row)| (label(&names), row)).collect()
}

/// `classic`, `node 18 20`, `classic 18`.
fn label(names: &[&str]) -> String {
    let node =
        if names.first().is_some_and(|name| name.starts_with(|c: char| c.is_ascii_digit())) { "node " } else { "" };
    format!("{node}{}", names.join(" "))
}

/// A label, and in which column what belongs to it begins: below it where that leaves too little room.
fn beside(out: &mut Styled, label: &str, wide: usize, width: usize) -> usize {
    if wide + 2 <= width / 2 {
        out.push(Role::Strong, format!("{label:<wide$}")).plain("  ");
        return wide + 2;
    }
    out.push(Role::Strong, label).plain("\n    ");
    4
}

fn answers(
    out: &mut Styled,
    releases: &[Release],
    said: &[String],
    width: usize,
    same: &mut Vec<String>,
    missing: &mut Vec<String>,
) {
    let count = releases.iter().map(|release| release.answers.len()).min().unwrap_or(0);
    let (mut equal, mut errors, mut refused, mut differ) = (0, 0, 0, 0);
    for at in 0..count {
        let here = releases.iter().map(|release| (release.name.as_str(), &release.answers[at]));
        let groups = grouped(here.map(|(name, answer)| (name, (answer.whole, answer))));
        let [(_, (_, first)), ..] = groups.as_slice() else { continue };
        if groups.len() == 1 {
            refused += usize::from(first.refused);
            equal += usize::from(!first.refused);
            errors += usize::from(first.error && !first.refused);
            continue;
        }
        differ += 1;
        if differ > TOLD {
            continue;
        }
        let number = first.statement;
        let text = said.get(number.wrapping_sub(1)).map_or("", |text| text.trim());
        out.push(Role::Strong, format!("statement {number}")).plain("  ");
        out.plain(cut(text, width.saturating_sub(14))).plain("\n");
        let texts: Vec<&str> = groups.iter().map(|(_, (_, answer))| answer.text.as_str()).collect();
        let lines = texts.iter().map(|text| text.lines().count()).max().unwrap_or(0);
        let line =
            (0..lines).find(|&line| texts.iter().any(|text| text.lines().nth(line) != texts[0].lines().nth(line)));
        let wide = groups.iter().map(|(label, _)| columns(label)).max().unwrap_or(0);
        for (label, (_, answer)) in &groups {
            let shown = match line {
                Some(line) => answer.text.lines().nth(line).unwrap_or("(nothing)"),
                None => "(differs further on)",
            };
            out.plain("  ");
            let column = beside(out, label, wide, width - 2) + 2;
            out.plain(cut(shown.trim_start(), width.saturating_sub(column))).plain("\n");
        }
    }
    if differ > TOLD {
        out.push(Role::Dim, format!("... and {} more answers differ\n", differ - TOLD));
    }
    if equal > 0 {
        let errors = if errors > 0 { format!(" ({})", number(errors, "error")) } else { String::new() };
        same.push(number(equal, "answer") + &errors);
    }
    if refused > 0 {
        missing.push(format!("{}, refused by slabscope", number(refused, "answer")));
    }
}

fn places(out: &mut Styled, releases: &[&Release], width: usize, same: &mut Vec<String>, missing: &mut Vec<String>) {
    let Some(first) = releases.first() else { return };
    // Every name with its place under each release.
    let mut index: HashMap<&str, usize> = HashMap::new();
    let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
    for (at, release) in releases.iter().enumerate() {
        for (name, place) in &release.places {
            let row = *index.entry(name).or_insert_with(|| {
                names.push((name, vec!["-"; releases.len()]));
                names.len() - 1
            });
            names[row].1[at] = place;
        }
    }
    let all = names.len();
    names.retain(|(_, places)| places.iter().any(|place| *place != places[0]));
    let unmoved = all - names.len();
    let (fitting, table) = fitted(&names, releases, width);
    let hidden = names.len() - fitting;
    let sums = |release: &Release| (release.slabs.clone(), release.views, release.pinned);
    let totals = releases.iter().any(|release| sums(release) != sums(first));
    let pinned = releases.iter().any(|release| release.pinned != first.pinned);
    if totals && (pinned || hidden > 0 || names.is_empty()) {
        let groups = grouped(releases.iter().map(|release| (release.name.as_str(), sums(release))));
        let wide = groups.iter().map(|(label, _)| columns(label)).max().unwrap_or(0);
        for (label, (slabs, views, pinned)) in groups {
            let column = beside(out, &label, wide, width);
            wrap(out, column, width, &[(Role::Plain, kept(&slabs, views, pinned))]);
        }
    }
    if fitting > 0 {
        let Table { groups, wide, wides } = table;
        let room = width.saturating_sub(wide + 2);
        let mut row = |label: &str, cells: &[(Role, &str)]| {
            let mut line = format!("{label:<wide$}");
            out.push(Role::Strong, &line);
            line.clear();
            for (at, (role, cell)) in cells.iter().enumerate() {
                let wide = if at + 1 == cells.len() { 0 } else { wides[at] };
                out.plain("  ").push(*role, format!("{:<wide$}", cut(cell, room)));
            }
            out.plain("\n");
        };
        let heads: Vec<(Role, &str)> = names[..fitting].iter().map(|(name, _)| (Role::Name, *name)).collect();
        row("", &heads);
        for (label, cells) in &groups {
            let as_first = |at: usize| cells[at] == names[at].1[0];
            let role = |at| if as_first(at) { Role::Plain } else { Role::Warning };
            row(label, &cells.iter().enumerate().map(|(at, cell)| (role(at), *cell)).collect::<Vec<_>>());
        }
        let more = if hidden > 0 { glue(&format!("... and {hidden} more;")) } else { String::new() };
        wrap(out, 0, width, &[(Role::Dim, more), (Role::Dim, glue("#slab @offset of slab size"))]);
    }
    shown_bytes(out, releases, width, same, missing);
    if unmoved > 0 {
        same.push(number(unmoved, "view"));
    }
    if !totals && first.views > 0 {
        same.push(slabs(&first.slabs));
        same.push(if first.pinned > 0 {
            glue(&format!("{} pinned", bytes(first.pinned as f64)))
        } else {
            glue("nothing pinned")
        });
    }
    if first.views == 0 && !totals {
        same.push("and no variable leads to a Buffer or another view".to_owned());
    }
    let unplaced = first.views.saturating_sub(first.places.len());
    if unplaced > 0 {
        missing.push(format!("the places of {} behind the first {}", number(unplaced, "view"), first.places.len()));
    }
}

/// Views that are everywhere and show other bytes.
fn shown_bytes(
    out: &mut Styled,
    releases: &[&Release],
    width: usize,
    same: &mut Vec<String>,
    missing: &mut Vec<String>,
) {
    let mut known: HashMap<&str, Vec<Option<u64>>> = HashMap::new();
    for (name, hash) in releases.iter().flat_map(|release| &release.bytes) {
        known.entry(name).or_default().push(*hash);
    }
    known.retain(|_, hashes| hashes.len() == releases.len());
    let in_order = releases.first().map_or(&[][..], |release| &release.bytes);
    let names = || in_order.iter().filter_map(|(name, _)| Some((name.as_str(), known.get(name.as_str())?)));
    let skipped = names().filter(|(_, hashes)| hashes.contains(&None)).count();
    let other: Vec<&str> =
        names().filter(|(_, hashes)| hashes.iter().any(|hash| *hash != hashes[0])).map(|(name, _)| name).collect();
    if !other.is_empty() {
        let mut told: Vec<String> = other.iter().take(TOLD).map(|name| glue(&cut(name, width / 2))).collect();
        let more = other.len().saturating_sub(TOLD);
        told.extend((more > 0).then(|| glue(&format!("{more} more"))));
        wrap(out, 0, width, &[(Role::Warning, format!("other bytes are shown by {}", told.join(", ")))]);
    } else if skipped < known.len() {
        same.push("the bytes of views".to_owned());
    }
    if skipped > 0 {
        missing.push(format!("the bytes of {}, which are too many", number(skipped, "view")));
    }
}

/// The places of some views, one row for the releases that agree.
struct Table<'a> {
    groups: Vec<(String, Vec<&'a str>)>,
    /// Columns of a row's label, and of each view's places.
    wide: usize,
    wides: Vec<usize>,
}

/// As many views as fit the screen, one at least.
fn fitted<'a>(names: &[(&'a str, Vec<&'a str>)], releases: &[&'a Release], width: usize) -> (usize, Table<'a>) {
    let mut count = names.len().min(TOLD);
    loop {
        let cells = |at: usize| names[..count].iter().map(|(_, places)| places[at]).collect();
        let rows = releases.iter().enumerate().map(|(at, release)| (release.name.as_str(), cells(at)));
        let groups: Vec<(String, Vec<&str>)> = grouped(rows);
        let wide = groups.iter().map(|(label, _)| columns(label)).max().unwrap_or(0);
        let column =
            |(name, places): &(&str, Vec<&str>)| places.iter().map(|place| columns(place)).chain([columns(name)]).max();
        let wides: Vec<usize> = names[..count].iter().filter_map(column).collect();
        if count <= 1 || wide + wides.iter().map(|wide| wide + 2).sum::<usize>() <= width {
            return (count, Table { groups, wide, wides });
        }
        count -= 1;
    }
}

/// `386 slabs of 8192 bytes for 5000 views; 3162112 bytes in all, 8184 pinned`.
fn kept(sizes: &BTreeMap<u64, usize>, views: usize, pinned: u64) -> String {
    let sum: u64 = sizes.iter().map(|(size, count)| size * *count as u64).sum();
    let pinned = if pinned > 0 { format!(", {}", glue(&format!("{pinned} of them pinned"))) } else { String::new() };
    let views = glue(&number(views, "view"));
    format!("{} for {views}; {}{pinned}", slabs(sizes), glue(&format!("{} in all", bytes(sum as f64))))
}

/// `2 slabs of 8192 + 1 of 100000 bytes`.
fn slabs(sizes: &BTreeMap<u64, usize>) -> String {
    let mut sorted: Vec<(&u64, &usize)> = sizes.iter().collect();
    sorted.sort_by_key(|(size, count)| std::cmp::Reverse((**count, **size)));
    let mut parts: Vec<String> = Vec::new();
    for (size, count) in sorted.iter().take(3) {
        let first =
            if parts.is_empty() { format!(" {}", if **count == 1 { "slab" } else { "slabs" }) } else { String::new() };
        parts.push(glue(&format!("{count}{first} of {size}")));
    }
    let rest: usize = sorted.iter().skip(3).map(|(_, count)| **count).sum();
    if rest > 0 {
        parts.push(format!("{rest} of other sizes"));
    }
    if parts.is_empty() { "no slab".to_owned() } else { parts.join(" + ") + "\u{a0}bytes" }
}

fn number(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
