//! The slabs as a picture of their own: SVG that needs nothing beside it, light or dark as its reader likes. Not pages.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::names::Names;
use crate::memory::snapshot::{SlabId, SlabKind, SlabView, Snapshot};

/// Slabs drawn at once.
const SLABS: usize = 12;

/// Regions of one slab drawn one by one.
const REGIONS: usize = 600;

/// The width of a slab's bar.
const WIDTH: f64 = 800.0;

/// Letters before the hue repeats.
const HUES: usize = 8;

/// How a picture looks. It holds this itself; a page that takes no styles from elsewhere has it beside the picture.
pub const PICTURE_STYLE: &str = "svg.slabs{font:13px ui-monospace,monospace;color-scheme:light dark}\
.slabs text{fill:light-dark(#222,#ddd)}.slabs rect{stroke:light-dark(#fff,#111);stroke-width:.6}\
.slabs .startup{fill:light-dark(#b8b8b8,#555)}.slabs .dead{fill:light-dark(#d9a5a5,#6b3a3a)}\
.slabs .padding,.slabs .slack{fill:light-dark(#888,#888)}.slabs .abandoned{fill:light-dark(#ead9b5,#4f4630)}\
.slabs .free{fill:light-dark(#f2f2f2,#222)}.slabs .o0{fill:#3b82c4}.slabs .o1{fill:#d9902f}.slabs .o2{fill:#a457c2}\
.slabs .o3{fill:#3c9d5b}.slabs .o4{fill:#5560d6}.slabs .o5{fill:#cf4f4f}.slabs .o6{fill:#2f9c9c}.slabs .o7{fill:#c2579b}\
.slabs rect:hover,.slabs rect:focus{stroke:light-dark(#000,#fff);stroke-width:2;outline:none}";

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
    let largest = slabs.iter().map(|slab| slab.size).max().unwrap_or(1);
    let height = slabs.len() * 62 + 10;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"slabs\" viewBox=\"0 0 {} {height}\" role=\"group\" \
         aria-label=\"{} slabs\"><style>{PICTURE_STYLE}</style>",
        WIDTH + 20.0,
        slabs.len()
    );
    let mut hue = 0;
    for (row, slab) in slabs.iter().enumerate() {
        let top = row * 62 + 16;
        let kind = match slab.kind {
            SlabKind::Pool => "pool",
            SlabKind::Own => "own",
            SlabKind::Shared => "shared",
            SlabKind::External => "external",
        };
        let state = if slab.current { ", current" } else { "" };
        let parts = &slab.parts;
        let _ = write!(
            out,
            "<text x=\"10\" y=\"{top}\">#{} {kind} {} bytes{state} · live {} · dead {} · abandoned {} · free {}</text>",
            slab.id.0, slab.size, parts.live, parts.dead, parts.abandoned, parts.free
        );
        // A small slab is drawn shorter, but never too short to be pointed at.
        let scale = (WIDTH * slab.size as f64 / largest as f64).max(60.0) / slab.size as f64;
        for piece in pieces(slab, names, said, &mut hue) {
            let (x, width) = (10.0 + piece.start as f64 * scale, (piece.end - piece.start) as f64 * scale);
            let story = escape(&piece.story);
            let _ = write!(
                out,
                "<rect x=\"{x:.2}\" y=\"{}\" width=\"{:.2}\" height=\"26\" class=\"{}\" tabindex=\"0\" role=\"img\" \
                 aria-label=\"{story}\"><title>{story}</title></rect>",
                top + 6,
                width.max(0.4),
                piece.class
            );
            if width > 12.0 && !piece.label.is_empty() {
                let most = (width / 8.5) as usize;
                let label: String = piece.label.chars().take(most).collect();
                let _ = write!(
                    out,
                    "<text x=\"{:.2}\" y=\"{}\" pointer-events=\"none\" aria-hidden=\"true\">{}</text>",
                    x + 3.0,
                    top + 24,
                    escape(&label)
                );
            }
        }
    }
    out.push_str("</svg>");
    out
}

struct Piece {
    start: u64,
    end: u64,
    class: String,
    label: String,
    story: String,
}

fn pieces(slab: &SlabView, names: &Names, said: &dyn Fn(u32) -> Option<String>, hue: &mut usize) -> Vec<Piece> {
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
            pieces.push(Piece { start, end, class: class.to_owned(), label, story });
        }
    };
    let base = u64::from(slab.base);
    push(0, base, "slack", String::new(), "slack before the aligned base".to_owned());
    let mut end = base + slab.parts.startup;
    push(base, end, "startup", String::new(), "startup: used by Node before the first statement".to_owned());
    let story = |statement: u32, request: &str, live: bool, name: &str| {
        let text = said(statement).map_or(String::new(), |text| format!(", {text}"));
        let state = if live { "" } else { "dead, " };
        let name = if name.is_empty() { String::new() } else { format!("{name}, ") };
        format!("{name}{state}{request} in statement {statement}{text}")
    };
    if slab.kind == SlabKind::Pool {
        for (index, region) in slab.regions.iter().enumerate().take(REGIONS) {
            let (start, until) = (u64::from(region.offset), u64::from(region.offset) + u64::from(region.length));
            push(end, start, "padding", String::new(), "padding".to_owned());
            let name = called.get(&index).map_or(String::new(), |names| names.join(", "));
            let class = if region.live { format!("o{}", *hue % HUES) } else { "dead".to_owned() };
            *hue += usize::from(region.live);
            push(
                start,
                until,
                &class,
                name.clone(),
                story(region.statement, region.request.name(), region.live, &name),
            );
            end = until;
        }
        if let Some(last) = slab.regions.get(REGIONS..).and_then(<[_]>::last) {
            let until = u64::from(last.offset) + u64::from(last.length);
            let more = slab.regions.len() - REGIONS;
            push(end, until, "o0", format!("{more} more"), format!("{more} more regions"));
            end = until;
        }
        let next = u64::from(slab.next).max(end);
        push(end, next, "padding", String::new(), "padding".to_owned());
        let limit = base + slab.capacity;
        let (class, story) = if slab.parts.abandoned > 0 {
            ("abandoned", "abandoned: the next request did not fit")
        } else {
            ("free", "free")
        };
        push(next, limit, class, String::new(), story.to_owned());
        end = limit;
    } else {
        let live = slab.views > 0;
        let name = called.get(&0).map_or(String::new(), |names| names.join(", "));
        let class = if live { format!("o{}", *hue % HUES) } else { "dead".to_owned() };
        *hue += 1;
        let used = base + slab.capacity;
        push(base, used, &class, name.clone(), story(slab.statement, slab.request.name(), live, &name));
        end = used;
    }
    push(end, slab.size, "slack", String::new(), "slack".to_owned());
    pieces
}
