//! Where everything in a picture is: the slab to scale, lenses under it, labels that neither meet nor are cut. Pure geometry: not
//! how it looks, and no markup.

use super::super::layout::cut;
use super::lens::{self, Bounds, Focus};
use super::pieces::{Piece, View, label};
use super::place::{Anchor, Label, PAD, WIDTHS, flow, labels};
use super::row::{self, Row, edges, row};
use super::told::{Told, fits};
use crate::memory::snapshot::{Parts, SlabId, SlabView, Snapshot, Use};
use crate::styled::Ink;
use crate::view::names::Names;

/// Lines of views that lie over the regions.
const LANES: usize = 3;

/// Names told below a slab because there is no room for them in it.
const LISTED: usize = 12;

/// Views told that are gone.
const GONE: usize = 4;

/// Heights, in pixels.
pub(super) const LINE: f64 = 17.0;
const LANE: f64 = 16.0;
const JOINT: f64 = 18.0;
pub(super) const GAP: f64 = 22.0;

/// A swatch and the gap behind it.
pub(super) const SWATCH: f64 = 16.0;

/// A slab, drawn.
pub(super) struct Drawing {
    pub slab: SlabId,
    pub top: f64,
    pub rows: Vec<Row>,
    pub labels: Vec<Label>,
    /// Squares in front of what they explain: place and looks.
    pub swatches: Vec<((f64, f64), Look)>,
    pub joints: Vec<Joint>,
    pub lanes: Vec<Lane>,
    /// Where the next Buffer goes, how far what fits there reaches, and from where to where the pole stands.
    pub cursor: Option<Cursor>,
    pub fresh: bool,
}

/// How a part of a slab looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub used: Option<Use>,
    pub ink: Option<Ink>,
}

/// Two lines from a part of the slab to the lens that enlarges it.
pub(super) struct Joint {
    pub from: (f64, f64),
    pub top: f64,
    pub bottom: f64,
}

/// A view over the regions.
pub(super) struct Lane {
    pub view: View,
    pub left: f64,
    pub wide: f64,
    pub y: f64,
}

pub(super) struct Cursor {
    pub at: f64,
    pub fits: f64,
    pub top: f64,
    pub bottom: f64,
}

/// One slab, from `top` down, and how high it is.
pub(super) fn drawing(slab: &SlabView, now: &Snapshot, names: &Names, told: &Told, top: f64) -> (Drawing, f64) {
    let (all, views) = told.pieces(slab, names);
    let fresh = told.is_new(slab.id);
    let (rows, labels, swatches) = (Vec::new(), Vec::new(), Vec::new());
    let (joints, lanes) = (Vec::new(), Vec::new());
    let mut drawing = Drawing { slab: slab.id, top, rows, labels, swatches, joints, lanes, cursor: None, fresh };
    let mut y = LINE - 4.0;
    drawing.heading(slab, y, all.iter().any(|piece| piece.fresh));
    y = drawing.legend(&shares(&slab.parts, &all), y + LINE);
    if all.is_empty() {
        return (drawing, y + GAP);
    }
    let pole = y - 11.0;
    if slab.current {
        drawing.next(slab, now, y);
        y += LINE;
    }
    let mut row = row(all.clone(), (0, slab.size), y + 6.0);
    let bottom = row.top + row.height;
    row.labels.extend(edges(&row, -6.0, drawing.cursor.as_ref().map(|cursor| cursor.at)));
    if let Some(cursor) = &mut drawing.cursor {
        (cursor.top, cursor.bottom) = (pole, bottom);
    }
    let (lanes_end, mut unnamed) = drawing.views(&row, views, bottom);
    y = lanes_end;
    // What the slab has no room for is drawn again, larger.
    let focuses = lens::focuses(slab, &all, told, f64::from(WIDTHS[0]));
    let (lenses, more) = lens::lenses(slab, &focuses, &Bounds::PICTURE);
    drawing.rows.push(row);
    for lens in &lenses {
        let whole = &drawing.rows[0];
        let from = (whole.at(lens.start), whole.at(lens.end));
        for (at, (start, end)) in lens.rows().enumerate() {
            if at == 0 {
                drawing.joints.push(Joint { from, top: bottom, bottom: y + JOINT });
                y += JOINT;
            } else {
                y += 4.0;
            }
            let part = all.iter().filter_map(|piece| piece.within(start, end)).collect();
            let mut row = row::row(part, (start, end), y);
            row.labels.extend(edges(&row, row.height + LINE - 4.0, None));
            y += row.height + LINE;
            drawing.rows.push(row);
        }
    }
    unnamed.extend(drawing.unnamed(&focuses));
    let gone = told.gone(names).filter(|(region, _)| region.slab == slab.id).take(GONE);
    let gone: Vec<String> = gone.map(|(region, name)| format!("{} gone from {region}", cut(name, 14))).collect();
    y = drawing.list(&unnamed, &gone, more, y);
    (drawing, y + GAP)
}

/// What a slab is used for, in words, with how each looks.
fn shares(parts: &Parts, pieces: &[Piece]) -> Vec<(String, Look)> {
    const USES: [Use; 8] =
        [Use::Live, Use::Held, Use::Dead, Use::Startup, Use::Padding, Use::Abandoned, Use::Free, Use::Slack];
    let look = |used: Use| Look {
        used: Some(used),
        // Whose it is tells its hue.
        ink: pieces.iter().find(|piece| piece.is(used)).map(|piece| piece.ink),
    };
    USES.into_iter()
        .filter_map(|used| {
            let bytes = parts.of(used);
            (bytes > 0).then(|| (format!("{} {bytes}", used.name()), look(used)))
        })
        .collect()
}

impl Drawing {
    fn heading(&mut self, slab: &SlabView, y: f64, fresh: bool) {
        let short = format!("#{} {} · {} bytes", slab.id.0, slab.kind.name(), slab.size);
        let state = match slab {
            _ if slab.detached => " · detached",
            _ if slab.current => " · current",
            _ => "",
        };
        let born = if slab.statement > 0 { format!(" · made by statement {}", slab.statement) } else { String::new() };
        let old = slab.recycled.map_or_else(String::new, |old| format!(" · on the memory of #{}", old.0));
        let texts = [format!("{short}{state}{born}{old}"), format!("{short}{state}"), short];
        // At the right there has to be room for one more word.
        let word = Label { class: "new-word", ..Label::new(y, 1.0, -1.0, Anchor::End, "new") };
        let room = if fresh { word.wide() + PAD * 2.0 } else { 0.0 };
        let mut placed = labels(&texts, 1.0, y, 0.0, room);
        placed.iter_mut().for_each(|label| (label.class, label.dx) = ("title", 0.0));
        self.labels.extend(placed.into_iter().chain(fresh.then_some(word)));
    }

    /// Swatches with words; where the next line is.
    fn legend(&mut self, items: &[(String, Look)], y: f64) -> f64 {
        let texts: Vec<String> = items.iter().map(|(text, _)| text.clone()).collect();
        let (places, lines) = flow(&texts, SWATCH);
        for ((text, look), (line, x)) in items.iter().zip(places) {
            let y = y + line as f64 * LINE;
            self.swatches.push(((x, y), *look));
            self.labels.push(Label::new(y, 0.0, x + SWATCH, Anchor::Start, text));
        }
        y + lines as f64 * LINE
    }

    /// The flag where the next Buffer goes.
    fn next(&mut self, slab: &SlabView, now: &Snapshot, y: f64) {
        let pool = &now.pool;
        let (next, free, largest) = (pool.next(), pool.free(), now.setting.threshold.saturating_sub(1));
        let fits = fits(now);
        let at = (f64::from(next) / slab.size as f64).min(1.0);
        let (anchor, dx, room) = if at < 0.5 { (Anchor::Start, PAD, 1.0 - at) } else { (Anchor::End, -PAD, at) };
        let texts = [format!("next Buffer at {next} · {fits}"), format!("next at {next}"), next.to_string()];
        let mut placed = labels(&texts, room, y, at, PAD);
        placed.iter_mut().for_each(|label| (label.class, label.anchor, label.dx) = ("next", anchor, dx));
        self.labels.extend(placed);
        let fits = f64::from(free.min(largest)) / slab.size as f64;
        self.cursor = Some(Cursor { at, fits, top: 0.0, bottom: 0.0 });
    }

    /// Views below the slab, on as many lines as they need; where those end, and the views that found no place.
    fn views(&mut self, row: &Row, views: Vec<View>, bottom: f64) -> (f64, Vec<(String, Look)>) {
        let mut lanes: Vec<Vec<Label>> = Vec::new();
        let mut left_over = Vec::new();
        for view in views {
            let end = view.region.end().min(row.end);
            if view.region.offset >= end {
                continue;
            }
            let (left, wide) = (row.at(view.region.offset), row.share(end - view.region.offset));
            // The view itself takes its room as a text would, from its left to its right end.
            let ends = |at: f64, dx: f64, anchor| Label { text: String::new(), ..Label::new(0.0, at, dx, anchor, "") };
            let own = [ends(left, -2.0, Anchor::Start), ends(left + wide, 3.0, Anchor::Start)];
            let name = label(&view.name);
            let place = (0..LANES).find_map(|lane| {
                let known = lanes.get(lane).map_or(&[][..], Vec::as_slice);
                let crossed = known.chunks(3).any(|other| other[0].at <= left + wide && left <= other[1].at);
                let after = Label::new(0.0, left + wide, 6.0, Anchor::Start, &name);
                let before = Label::new(0.0, left, -6.0, Anchor::End, &name);
                let text = [after, before].into_iter().find_map(|text| {
                    let text = text.among(known).filter(|text| text.from == WIDTHS[0])?;
                    own.iter()
                        .all(|end| end.clone().among(known).is_none_or(|end| end.from == WIDTHS[0]))
                        .then_some(text)
                });
                (!crossed).then_some(())?;
                text.map(|text| (lane, text))
            });
            let Some((lane, text)) = place else {
                let look = Look { used: Some(Use::Live), ink: Some(view.ink) };
                left_over.push((format!("{} @{}", cut(&view.name, 20), view.region.offset), look));
                continue;
            };
            if lanes.len() == lane {
                lanes.push(Vec::new());
            }
            let y = bottom + 8.0 + lane as f64 * LANE;
            let [first, second] = own;
            lanes[lane].extend([first, second, text.clone()]);
            self.labels.push(Label { y: y + 5.0, class: if view.fresh { "view new-word" } else { "view" }, ..text });
            self.lanes.push(Lane { view, left, wide, y: y - 3.0 });
        }
        (bottom + lanes.len() as f64 * LANE, left_over)
    }

    /// What has a name and no room for it in the narrowest picture, neither in the slab nor in a lens.
    fn unnamed(&self, focuses: &[Focus]) -> Vec<(String, Look)> {
        let shown: Vec<&str> = self
            .rows
            .iter()
            .flat_map(|row| &row.labels)
            .filter(|label| label.from == WIDTHS[0])
            .map(|label| label.text.as_str())
            .collect();
        let mut listed = Vec::new();
        for focus in focuses.iter().filter(|focus| !focus.piece.names.is_empty()) {
            let piece = &focus.piece;
            if !piece.labels.iter().any(|label| shown.contains(&label.as_str())) {
                let name = cut(&piece.names.join(", "), 20);
                let look = Look { used: Some(Use::Live), ink: Some(piece.ink) };
                listed.push((format!("{name} @{}", piece.start), look));
            }
        }
        listed
    }

    /// Lines below a slab for what found no other place; where they end.
    fn list(&mut self, items: &[(String, Look)], gone: &[String], more: usize, y: f64) -> f64 {
        let (shown, rest) = items.split_at(items.len().min(LISTED));
        let mut y = if shown.is_empty() { y } else { self.legend(shown, y + LINE) - LINE + 4.0 };
        let mut say = |class, text: &str| {
            y += LINE;
            self.labels.push(Label { class, ..Label::new(y, 0.0, 0.0, Anchor::Start, text) });
        };
        if !rest.is_empty() {
            say("edge", &format!("{} more: .who #{} lists them", rest.len(), self.slab.0));
        }
        if more > 0 {
            say("edge", &format!("{more} regions before the lens: see .map #{}", self.slab.0));
        }
        gone.iter().for_each(|text| say("gone", text));
        y
    }
}
