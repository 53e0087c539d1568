//! A picture's layout as SVG that needs nothing beside it, light or dark as its reader likes. Not where things are.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::layout::bytes;
use super::super::names::Names;
use super::layout::{Drawing, GAP, LINE, drawing};
use super::pieces::{Piece, What};
use super::place::{Anchor, Label, WIDTHS};
use super::row::Row;
use super::style::{of_owner, pattern, picture_style};
use super::told::Told;
use crate::memory::snapshot::{Region, SlabId, SlabView, Snapshot, Use};
use crate::styled::Ink;

/// Slabs drawn at once.
const SLABS: usize = 12;

/// Slabs told that are freed.
const FREED: usize = 6;

/// Runs of stale bytes marked in a row.
const STALE: usize = 60;

/// Text made safe for markup, inside elements and quoted attributes alike.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(c),
            // What turns the direction of the text around it would make it read as another.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                // Writing to a String cannot fail.
                let _ = write!(safe, "\\u{:04X}", c as u32);
            }
            // XML has no place for other control characters, not even escaped.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

/// The newest slabs, or one of them, at any width from 320 pixels on. `alone` it has its style in it, otherwise what is around it has.
pub fn svg(now: &Snapshot, names: &Names, which: Option<SlabId>, told: &Told, alone: bool) -> String {
    let slabs = chosen(now, which);
    let mut body = Body { out: String::new(), texts: String::new(), patterns: BTreeSet::new(), now, told };
    let mut top = 4.0;
    for slab in &slabs {
        let (drawing, height) = drawing(slab, now, names, told, top);
        body.slab(slab, &drawing);
        top += height;
    }
    if which.is_none() {
        for &(slab, size) in told.freed.iter().rev().take(FREED).rev() {
            body.freed(slab, size, top);
            top += GAP;
        }
    }
    let hidden = now.slabs.iter().filter(|slab| slab.size > 0).count().saturating_sub(slabs.len());
    let rest = match hidden {
        _ if which.is_some() => None,
        0 if slabs.is_empty() => Some("no slab yet".to_owned()),
        0 => None,
        hidden => Some(format!("{hidden} more slabs: .slabs lists them")),
    };
    if let Some(rest) = rest {
        body.label(&Label { class: "edge", ..Label::new(top + 12.0, 0.0, 0.0, Anchor::Start, &rest) });
        body.out += &std::mem::take(&mut body.texts);
        top += 20.0;
    }
    let style = if alone { format!("<style>{}</style>", picture_style()) } else { String::new() };
    let patterns: String = body.patterns.iter().map(|name| pattern(name)).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"slabs\" width=\"100%\" height=\"{top:.0}\" role=\"group\" \
         aria-label=\"{} slabs\">{style}<defs>{patterns}</defs>{}</svg>",
        slabs.len(),
        body.out
    )
}

/// The slabs that are drawn: the one that is asked for, or the newest, and the pool's current one in any case.
pub(super) fn chosen(now: &Snapshot, which: Option<SlabId>) -> Vec<&SlabView> {
    let chosen = now.slabs.iter().filter(|slab| slab.size > 0 && which.is_none_or(|id| slab.id == id));
    let mut slabs: Vec<&SlabView> = chosen.rev().take(SLABS).collect();
    slabs.reverse();
    let current = now.slabs.iter().find(|slab| slab.current && which.is_none_or(|id| slab.id == id));
    if let (Some(current), Some(oldest)) = (current, slabs.first_mut())
        && current.id < oldest.id
    {
        *oldest = current;
    }
    slabs
}

/// A fraction as a percentage, as short as it can be.
fn percent(part: f64) -> String {
    let text = format!("{:.4}", part * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

struct Body<'a> {
    out: String,
    /// What stands over everything else, and is told elsewhere.
    texts: String,
    patterns: BTreeSet<String>,
    now: &'a Snapshot,
    told: &'a Told<'a>,
}

impl Body<'_> {
    fn write(&mut self, text: std::fmt::Arguments) {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(text);
    }

    fn slab(&mut self, slab: &SlabView, drawing: &Drawing) {
        let (id, fresh) = (drawing.slab.0, if drawing.fresh { " fresh" } else { "" });
        self.write(format_args!(
            "<g class=\"slab{fresh}\" transform=\"translate(0 {})\" data-key=\"{id}\" role=\"group\" aria-label=\"slab #{id}\">",
            drawing.top
        ));
        // What lies behind comes first: a line passes under the lenses on its way.
        for joint in &drawing.joints {
            for (from, to) in [(joint.from.0, "0%"), (joint.from.1, "100%")] {
                self.write(format_args!(
                    "<line class=\"joint\" x1=\"{}\" y1=\"{}\" x2=\"{to}\" y2=\"{}\"/>",
                    percent(from),
                    joint.top,
                    joint.bottom
                ));
            }
        }
        for (at, row) in drawing.rows.iter().enumerate() {
            self.row(slab, row, if at == 0 { "slab" } else { "lens" });
        }
        for lane in &drawing.lanes {
            let name = &lane.view.name;
            let region = lane.view.region;
            let (class, fill) = self.dress(Some(Use::Live), Some(lane.view.ink));
            let story = escape(&format!("{name}: a view of bytes {} to {}", region.offset, region.end() - 1));
            self.write(format_args!(
                "<rect class=\"{class} piece\"{fill} x=\"{}\" width=\"{}\" y=\"{}\" height=\"7\" data-row=\"view\" \
                 data-key=\"{id}:view:{}\" tabindex=\"0\" role=\"img\"><title>{story}</title></rect>",
                percent(lane.left),
                percent(lane.wide),
                lane.y,
                escape(name)
            ));
        }
        if let Some(cursor) = &drawing.cursor {
            let (at, end) = (percent(cursor.at), percent((cursor.at + cursor.fits).min(1.0)));
            if cursor.fits > 0.0 {
                let y = cursor.bottom - 4.0;
                self.write(format_args!("<line class=\"fits\" x1=\"{at}\" x2=\"{end}\" y1=\"{y}\" y2=\"{y}\"/>"));
            }
            let (top, bottom) = (cursor.top, cursor.bottom);
            self.write(format_args!("<line class=\"cursor\" x1=\"{at}\" x2=\"{at}\" y1=\"{top}\" y2=\"{bottom}\"/>"));
        }
        for ((x, y), look) in &drawing.swatches {
            let (class, fill) = self.dress(look.used, look.ink);
            let (x, y) = (x + 1.0, y - 10.0);
            self.write(format_args!("<path class=\"{class} swatch\"{fill} d=\"M{x:.1} {y:.1}h11v11h-11z\"/>"));
        }
        self.labels(&drawing.labels);
        self.out += "</g>";
    }

    /// What a slab leaves that was there a statement ago.
    fn freed(&mut self, slab: SlabId, size: u64, top: f64) {
        let id = slab.0;
        self.write(format_args!(
            "<g class=\"slab gone\" transform=\"translate(0 {top})\" data-key=\"{id}\" role=\"group\" aria-label=\"slab #{id}, freed\">"
        ));
        let said = format!("#{id} · {}, freed", bytes(size as f64));
        self.labels(&[Label { class: "gone", ..Label::new(LINE - 4.0, 0.0, 0.0, Anchor::Start, &said) }]);
        self.out += "</g>";
    }

    /// What stands over the rest of a group.
    fn labels(&mut self, labels: &[Label]) {
        for label in labels {
            self.label(label);
        }
        let texts = std::mem::take(&mut self.texts);
        self.write(format_args!("<g aria-hidden=\"true\">{texts}</g>"));
    }

    /// Class and fill of what is used so.
    fn dress(&mut self, used: Option<Use>, ink: Option<Ink>) -> (String, String) {
        let (class, pattern) = match (used, ink) {
            (Some(Use::Live), Some(ink)) => match of_owner(ink) {
                Some(pattern) => (format!("owner{}", ink.hue), Some(pattern)),
                None => (format!("o{}", ink.hue), None),
            },
            (Some(Use::Held), Some(ink)) => ("holds".to_owned(), Some(format!("held-{}", ink.hue))),
            (Some(used @ (Use::Dead | Use::Abandoned)), _) => ("left".to_owned(), Some(used.name().to_owned())),
            (None, _) => ("group".to_owned(), Some("many".to_owned())),
            (Some(used), _) => (format!("{}-ground", used.name()), None),
        };
        let fill = pattern.as_ref().map_or_else(String::new, |name| format!(" fill=\"url(#slabs-{name})\""));
        self.patterns.extend(pattern);
        (class, fill)
    }

    fn row(&mut self, slab: &SlabView, row: &Row, kind: &str) {
        // A group of its own: where it stands is told once, so that it is the same text wherever that is.
        self.write(format_args!("<g transform=\"translate(0 {})\">", row.top));
        let mut last = None;
        for piece in &row.pieces {
            let again = piece.region.is_some() && last == piece.region;
            last = piece.region;
            self.piece(slab, row, piece, kind, again);
        }
        let (top, bottom) = (0.0, row.height);
        for y in [top, bottom] {
            self.write(format_args!("<line class=\"frame\" x1=\"0%\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>"));
        }
        for piece in row.pieces.iter().filter(|piece| piece.fresh) {
            let (from, to) = (percent(row.at(piece.start)), percent(row.at(piece.end)));
            self.write(format_args!("<line class=\"new-line\" x1=\"{from}\" x2=\"{to}\" y1=\"{top}\" y2=\"{top}\"/>"));
        }
        for (at, ink) in &row.ticks {
            let at = percent(*at);
            for (class, out) in [("pin".to_owned(), 5.0), (format!("tick k{}", ink.hue), 4.0)] {
                self.write(format_args!(
                    "<line class=\"{class}\" x1=\"{at}\" x2=\"{at}\" y1=\"{}\" y2=\"{}\"/>",
                    top - out,
                    bottom + out
                ));
            }
        }
        let region = Region { slab: slab.id, offset: row.start, length: row.end - row.start };
        let dump = (self.told.dump)(region, if row.bytes.is_some() { region.length } else { 0 });
        let mut marked = 0;
        for run in &dump.runs {
            if let Some(("stale", story)) = self.told.unwritten(run.provenance)
                && marked < STALE
            {
                marked += 1;
                let (from, to, y) = (percent(row.at(run.start)), percent(row.at(run.end)), bottom - 3.5);
                self.write(format_args!(
                    "<line class=\"stale\" x1=\"{from}\" x2=\"{to}\" y1=\"{y}\" y2=\"{y}\"><title>{}</title></line>",
                    escape(&story)
                ));
            }
        }
        let shown = row.bytes.map(|from| seen(from, None)).unwrap_or_default();
        for (at, byte) in dump.bytes.iter().enumerate() {
            let place = row.start + at as u64;
            let run = dump.runs.iter().find(|run| run.start <= place && place < run.end);
            let told = run.and_then(|run| self.told.unwritten(run.provenance));
            let owner = row.pieces.iter().any(|piece| piece.start <= place && place < piece.end && piece.is(Use::Live));
            let mut class = if owner { "byte owner" } else { "byte" }.to_owned();
            let sign = match told {
                Some((kind, _)) => {
                    class = format!("{class} {kind}");
                    if kind == "stale" { "~" } else { "?" }
                }
                None => "",
            };
            if self.told.wrote(slab.id, place) {
                class += " written";
            }
            class += &shown;
            let x = percent((at as f64 + 0.5) / region.length as f64);
            let title = told.map_or_else(String::new, |(_, story)| format!("<title>{}</title>", escape(&story)));
            let y = bottom - 11.0;
            self.texts += &format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{sign}{byte:02x}{title}</text>");
        }
        self.labels(&row.labels);
        self.out += "</g>";
    }

    fn piece(&mut self, slab: &SlabView, row: &Row, piece: &Piece, kind: &str, again: bool) {
        let story = escape(&self.told.story(slab, self.now, piece));
        let used = if let What::One(used) = piece.what { Some(used) } else { None };
        let name = used.map_or("many", Use::name);
        let (class, fill) = self.dress(used, Some(piece.ink));
        let key = key(slab, row, piece, kind, again);
        self.write(format_args!(
            "<rect class=\"{class} piece {name}\"{fill} x=\"{}\" width=\"{}\" height=\"{}\" data-row=\"{kind}\" \
             data-key=\"{key}\" data-bytes=\"{}-{}\" tabindex=\"0\" role=\"img\"><title>{story}</title></rect>",
            percent(row.at(piece.start)),
            percent(row.share(piece.end - piece.start)),
            row.height,
            piece.start,
            piece.end
        ));
    }

    fn label(&mut self, label: &Label) {
        let anchor = match label.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let class = format!("{}{}", label.class, seen(label.from, label.until));
        let class = class.trim_start();
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let dx = if label.dx == 0.0 { String::new() } else { format!(" dx=\"{:.1}\"", label.dx) };
        let (x, y, text) = (percent(label.at), label.y, escape(&label.text));
        self.texts += &format!("<text x=\"{x}\" y=\"{y:.1}\"{dx}{anchor}{class}>{text}</text>");
    }
}

/// What stays the same from one picture to the next, and is there once: the region by its offset, or what else it is. `again` is a
/// further stretch of the same region.
fn key(slab: &SlabView, row: &Row, piece: &Piece, kind: &str, again: bool) -> String {
    let (id, start) = (slab.id.0, piece.start);
    let key = match (piece.what, piece.region) {
        (What::One(_), Some(index)) if again => format!("{id}:{}+{start}", slab.region(index).0),
        (What::One(_), Some(index)) => format!("{id}:{}", slab.region(index).0),
        // The same bytes, before the pool left them and after.
        (What::One(Use::Free | Use::Abandoned), None) => format!("{id}:rest"),
        (What::One(used), None) => format!("{id}:{}:{start}", used.name()),
        (What::Many(_), _) => format!("{id}:many:{start}"),
    };
    if kind == "slab" { key } else { format!("{key}:{kind}:{}", row.start) }
}

/// The classes of what is shown from a width on, and until another.
fn seen(from: u32, until: Option<u32>) -> String {
    let from = if from > WIDTHS[0] { format!(" from{from}") } else { String::new() };
    from + &until.map_or_else(String::new, |until| format!(" until{until}"))
}
