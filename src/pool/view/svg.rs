//! The slabs as a picture of their own: SVG that needs nothing beside it, light or dark as its reader likes. Not pages.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::names::Names;
use super::slabs::shares;
use crate::memory::snapshot::{SlabId, SlabView, Snapshot, Stretch, Use};
use crate::styled::{HUES, hue};

/// Slabs drawn at once.
const SLABS: usize = 12;

/// Regions of one slab drawn one by one.
const REGIONS: usize = 600;

/// The width of a slab's bar.
const WIDTH: f64 = 800.0;

/// The least a region is drawn wide, so that it can be seen and pointed at, and one that has a label.
const LEAST: (f64, f64) = (5.0, 14.0);

/// How much of a bar may go to regions drawn wider than they are.
const STRETCHED: f64 = 0.7;

/// In how many steps the large regions give what the small ones need.
const STEPS: f64 = 16.0;

/// Between the tops of two slabs.
const ROW: usize = 62;

/// How a picture looks. It holds this itself; a page that takes no styles from elsewhere has it beside the picture. Labels on
/// owners are black in both schemes: each hue is light enough for 4.5 to 1 (WCAG 2.2, 1.4.3).
pub const PICTURE_STYLE: &str = "svg.slabs{font:13px ui-monospace,monospace;color-scheme:light dark}\
.slabs text{fill:light-dark(#222,#ddd)}.slabs rect{stroke:light-dark(#fff,#111);stroke-width:.6}\
.slabs .edge{fill:none;stroke:light-dark(#767676,#8a8a8a)}\
.slabs .startup{fill:light-dark(#b8b8b8,#555)}.slabs .dead{fill:light-dark(#d9a5a5,#6b3a3a)}\
.slabs .held{fill:light-dark(#cfd8e3,#3b4552)}\
.slabs .padding,.slabs .slack{fill:light-dark(#888,#888)}.slabs .abandoned{fill:light-dark(#ead9b5,#4f4630)}\
.slabs .free{fill:light-dark(#f2f2f2,#222)}.slabs .o0{fill:#4a90d0}.slabs .o1{fill:#d9902f}.slabs .o2{fill:#b06acb}\
.slabs .o3{fill:#3c9d5b}.slabs .o4{fill:#7680e8}.slabs .o5{fill:#d65f5f}.slabs .o6{fill:#2f9c9c}.slabs .o7{fill:#cc66a6}\
.slabs text.owner{fill:#000}\
.slabs rect:hover,.slabs rect:focus{stroke:light-dark(#000,#fff);stroke-width:2.5;outline:none}";

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

/// The newest slabs, or one of them. `said` knows the texts of statements.
pub fn svg(now: &Snapshot, names: &Names, which: Option<SlabId>, said: &dyn Fn(u32) -> Option<String>) -> String {
    let chosen = now.slabs.iter().filter(|slab| slab.size > 0 && which.is_none_or(|id| slab.id == id));
    let mut slabs: Vec<&SlabView> = chosen.rev().take(SLABS).collect();
    slabs.reverse();
    let current = now.slabs.iter().find(|slab| slab.current && which.is_none_or(|id| slab.id == id));
    if let (Some(current), Some(oldest)) = (current, slabs.first_mut())
        && current.id < oldest.id
    {
        *oldest = current;
    }
    let largest = slabs.iter().map(|slab| slab.size).max().unwrap_or(1);
    let height = slabs.len() * ROW + 10;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"slabs\" viewBox=\"0 0 {} {height}\" role=\"group\" \
         aria-label=\"{} slabs\"><style>{PICTURE_STYLE}</style>",
        WIDTH + 20.0,
        slabs.len()
    );
    for (row, slab) in slabs.iter().enumerate() {
        let kind = slab.kind.name();
        let state = if slab.current { ", current" } else { "" };
        let parts = &slab.parts;
        // A small slab is drawn shorter, but never too short to be pointed at.
        let width = (WIDTH * slab.size as f64 / largest as f64).max(60.0);
        let pieces = pieces(slab, names, said);
        let (widths, stretched) = widths(&pieces, width);
        let note = if stretched { " · not to scale" } else { "" };
        let shares: Vec<String> = shares(parts).map(|(what, bytes)| format!(" · {what} {bytes}")).collect();
        let _ = write!(
            out,
            "<g transform=\"translate(10 {})\" role=\"group\" aria-label=\"slab #{}\">",
            row * ROW + 16,
            slab.id.0
        );
        let mut x = 0.0;
        for (piece, width) in pieces.iter().zip(widths) {
            draw(piece, x, width, &mut out);
            x += width;
        }
        // What changes most stands last: a page keeps the rest.
        let _ = write!(
            out,
            "<path class=\"edge\" pointer-events=\"none\" d=\"M0 6h{x:.2}v26h-{x:.2}z\"/>\
             <text y=\"0\">#{} {kind} {} bytes{state}{}{note}</text></g>",
            slab.id.0,
            slab.size,
            shares.concat()
        );
    }
    out.push_str("</svg>");
    out
}

fn draw(piece: &Piece, x: f64, width: f64, out: &mut String) {
    let story = escape(&piece.story);
    let class = &piece.class;
    let _ = write!(
        out,
        "<rect x=\"{x:.2}\" width=\"{width:.2}\" y=\"6\" height=\"26\" class=\"{class}\" tabindex=\"0\" role=\"img\" \
         aria-label=\"{story}\"><title>{story}</title></rect>"
    );
    let most = ((width - 4.0) / 8.0) as usize;
    if most > 0 && !piece.label.is_empty() {
        let whole = piece.label.chars().count() <= most;
        // Half a name is still a name, half of a word is none.
        if whole || piece.named {
            let label: String = piece.label.chars().take(most).collect();
            let owner = if class.starts_with('o') { " class=\"owner\"" } else { "" };
            let _ = write!(
                out,
                "<text x=\"{:.2}\" y=\"24\"{owner} pointer-events=\"none\" aria-hidden=\"true\">{}</text>",
                x + 3.0,
                escape(&label)
            );
        }
    }
}

/// How wide each piece of a bar of `width` is drawn, and whether any is drawn notably wider than it is: small ones get
/// what they need to be seen, and the large ones give it. In steps, so that one more region does not move all others.
fn widths(pieces: &[Piece], width: f64) -> (Vec<f64>, bool) {
    let size: u64 = pieces.iter().map(|piece| piece.end - piece.start).sum();
    let true_width = |piece: &Piece| (piece.end - piece.start) as f64 * width / size.max(1) as f64;
    let needs = |piece: &Piece| if piece.named { LEAST.1 } else { LEAST.0 };
    let needed: f64 = pieces.iter().map(needs).sum();
    let mut fair = 1.0;
    while needed * fair > width * STRETCHED {
        fair /= 2.0;
    }
    let least = |piece: &Piece| needs(piece) * fair;
    let (mut wanted, mut spare, mut stretched) = (0.0, 0.0, false);
    for piece in pieces {
        let missing = least(piece) - true_width(piece);
        wanted += missing.max(0.0);
        spare += (-missing).max(0.0);
        stretched |= missing > 1.0;
    }
    let share = if spare > 0.0 { ((wanted / spare * STEPS).ceil() / STEPS).min(1.0) } else { 0.0 };
    let drawn = |piece: &Piece| {
        let (own, least) = (true_width(piece), least(piece));
        if own < least { least } else { own - (own - least) * share }
    };
    let mut drawn: Vec<f64> = pieces.iter().map(drawn).collect();
    let left = width - drawn.iter().sum::<f64>();
    if let Some(last) = drawn.last_mut() {
        *last += left;
    }
    (drawn, stretched)
}

struct Piece {
    start: u64,
    end: u64,
    class: String,
    label: String,
    /// The label is a name.
    named: bool,
    story: String,
}

fn pieces(slab: &SlabView, names: &Names, said: &dyn Fn(u32) -> Option<String>) -> Vec<Piece> {
    // Without a name a region has the same hue in each picture, whatever became of the others.
    let class = |names: &[&str], index: usize| {
        let hue = names.iter().min().map_or(index % HUES.len(), |name| hue(name).into());
        format!("o{hue}")
    };
    let mut called: HashMap<usize, Vec<&str>> = HashMap::new();
    for (region, name) in names.by_region(slab) {
        let known = called.entry(region).or_default();
        if known.len() < 4 {
            known.push(name);
        }
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |start: u64, end: u64, class: &str, label: String, story: String| {
        if start < end {
            let story = format!("{story}: bytes {start} to {}, {} bytes", end - 1, end - start);
            let named = !label.is_empty();
            let label = if named { label } else { class.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned() };
            let label = if label == "o" { String::new() } else { label };
            pieces.push(Piece { start, end, class: class.to_owned(), label, named, story });
        }
    };
    let told = |index: usize, used: Use, part: bool| {
        let (statement, request) =
            slab.regions.get(index).map_or((slab.statement, slab.request), |region| (region.statement, region.request));
        let text = said(statement).map_or(String::new(), |text| format!(", {text}"));
        let name = called.get(&index).map_or(String::new(), |names| names.join(", "));
        let whose = if name.is_empty() { String::new() } else { format!("{name}, ") };
        let state = match used {
            Use::Dead => "dead, ",
            Use::Held => "held: no view shows it, ",
            _ if part => "shown, a part of ",
            _ => "",
        };
        (name, format!("{whose}{state}{} in statement {statement}{text}", request.name()))
    };
    let last = slab.regions.len().checked_sub(1).filter(|last| *last >= REGIONS);
    let hidden = last.map_or((u64::MAX, u64::MAX), |last| (slab.region(REGIONS).0, slab.region(last).1));
    for Stretch { start, end, used, region } in slab.stretches() {
        if hidden.0 <= start && end <= hidden.1 {
            if region.is_some() && region == last && end == hidden.1 {
                let more = slab.regions.len() - REGIONS;
                push(hidden.0, hidden.1, "o0", format!("{more} more"), format!("{more} more regions"));
            }
            continue;
        }
        match (used, region) {
            (Use::Live | Use::Held | Use::Dead, Some(index)) => {
                let part = slab.region(index) != (start, end);
                let (name, story) = told(index, used, part);
                let (class, label) = match used {
                    Use::Live => {
                        (class(called.get(&index).map_or(&[], Vec::as_slice), slab.id.0 as usize + index), name)
                    }
                    Use::Held => ("held".to_owned(), String::new()),
                    _ => ("dead".to_owned(), name),
                };
                push(start, end, &class, label, story);
            }
            (Use::Live | Use::Held | Use::Dead, None) => {
                let names = names.at(slab.id, start);
                push(start, end, &class(&names, 0), names.join(", "), "shown, of no Buffer's bytes".to_owned());
            }
            (Use::Startup, _) => {
                push(
                    start,
                    end,
                    "startup",
                    String::new(),
                    "startup: used by Node before the first statement".to_owned(),
                );
            }
            (Use::Padding, _) => push(start, end, "padding", String::new(), "padding".to_owned()),
            (Use::Abandoned, _) => {
                push(start, end, "abandoned", String::new(), "abandoned: the next request did not fit".to_owned());
            }
            (Use::Free, _) => push(start, end, "free", String::new(), "free".to_owned()),
            (Use::Slack, _) => {
                let before = if end <= u64::from(slab.base) { " before the aligned base" } else { "" };
                push(start, end, "slack", String::new(), format!("slack{before}"));
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hues_are_those_of_every_drawing() {
        for (index, (hue, _)) in HUES.iter().enumerate() {
            assert!(PICTURE_STYLE.contains(&format!(".o{index}{{fill:{hue}}}")), "{hue}");
        }
    }
}
