//! How a picture looks: colours for light and dark, and on paper. Not what is where.

use super::place::WIDTHS;
use crate::styled::{HUES, Ink};
use std::sync::LazyLock;

/// Whatever is not an owner's: class, ground, lines over it, each in the light and in the dark scheme.
const USES: [(&str, [&str; 2], [&str; 2]); 7] = [
    ("startup", ["#c9c9c9", "#4d4d4d"], ["#dcdcdc", "#3c3c3c"]),
    ("padding", ["#9a9a9a", "#5a5a5a"], ["#b4b4b4", "#474747"]),
    ("slack", ["#b4b4b4", "#474747"], ["#cccccc", "#383838"]),
    ("dead", ["#eed6d6", "#452b2b"], ["#d59a9a", "#754646"]),
    ("abandoned", ["#f2e8cf", "#38311f"], ["#cfb97f", "#665732"]),
    ("free", ["#f6f6f6", "#1c1c1c"], ["#f6f6f6", "#1c1c1c"]),
    ("many", ["#ccd6e2", "#36424f"], ["#9aabbf", "#566a80"]),
];

/// Names of texts, of lines, and of what else has a colour of its own: property, light, dark.
const OTHERS: [(&str, &str, [&str; 2]); 15] = [
    ("text", "fill", ["#1a1a1a", "#e8e8e8"]),
    (".gone", "fill", ["#666666", "#9a9a9a"]),
    (".edge", "fill", ["#4f4f4f", "#b0b0b0"]),
    (".next", "fill", ["#0b5394", "#8ec5ff"]),
    (".cursor", "stroke", ["#0b5394", "#8ec5ff"]),
    (".fits", "stroke", ["#0b5394", "#8ec5ff"]),
    (".joint", "stroke", ["#767676", "#8a8a8a"]),
    (".frame", "stroke", ["#767676", "#8a8a8a"]),
    (".stale", "stroke", ["#b3261e", "#ff8a80"]),
    (".pin", "stroke", ["#1a1a1a", "#e8e8e8"]),
    (".piece", "stroke", ["#ffffff", "#111111"]),
    (".swatch", "stroke", ["#767676", "#8a8a8a"]),
    (".new-line", "stroke", ["#1a7f37", "#57d364"]),
    (".new-word", "fill", ["#1a7f37", "#57d364"]),
    ("text.owner", "fill", ["#000000", "#000000"]),
];

/// The grounds that a picture is made for.
const PAPER: [&str; 2] = ["#ffffff", "#111111"];

/// How much of its hue is in what an owner holds: the ground and the stripes, in each scheme.
const HELD: [[f64; 2]; 2] = [[0.2, 0.65], [0.16, 0.42]];

/// How much of its hue is in the lines of a texture.
const TEXTURE: f64 = 0.5;

fn mixed(hue: &str, paper: &str, share: f64) -> String {
    let part = |text: &str, at: usize| u8::from_str_radix(&text[at..at + 2], 16).unwrap_or_default();
    let mix = |at| (f64::from(part(hue, at)) * share + f64::from(part(paper, at)) * (1.0 - share)).round() as u8;
    format!("#{:02x}{:02x}{:02x}", mix(1), mix(3), mix(5))
}

/// The ground and the stripes of what an owner holds, in the light (0) or the dark (1) scheme.
pub(super) fn held(hue: &str, scheme: usize) -> [String; 2] {
    HELD[scheme].map(|share| mixed(hue, PAPER[scheme], share))
}

/// The style that every picture holds itself; a page that takes no styles from elsewhere has it beside the picture. Labels on owners
/// are black in both schemes: each hue is light enough for 4.5 to 1 (WCAG 2.2, 1.4.3).
pub fn picture_style() -> &'static str {
    static STYLE: LazyLock<String> = LazyLock::new(styled);
    &STYLE
}

fn styled() -> String {
    let mut style = "svg.slabs{display:block;width:100%;min-width:320px;container:slabs/inline-size;color-scheme:light dark;\
        font:12px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}\
        .slabs .title{font-weight:700}.slabs text,.slabs .tick,.slabs .pin{pointer-events:none}.slabs .byte{font-size:10.5px;text-anchor:middle}.slabs text.stale{stroke:none;text-decoration:underline;font-weight:700}\
        .slabs text.unwritten{font-style:italic}.slabs text.stale,.slabs text.unwritten{pointer-events:auto}.slabs .piece{stroke-width:.6}.slabs .new-line{stroke-width:4}.slabs text.gone{text-decoration:line-through}.slabs .view.new-word{text-decoration:none}.slabs .new-word{font-weight:700;text-decoration:overline}\
        .slabs line.stale{stroke-width:5}.slabs .cursor{stroke-width:2}.slabs .fits{stroke-width:3;stroke-dasharray:2 3}\
        .slabs .frame,.slabs .joint{stroke-width:1}.slabs .joint{stroke-dasharray:3 2}.slabs .pin{stroke-width:5}.slabs .tick{stroke-width:3}\
        .slabs pattern path{stroke-width:1.6}\
        .slabs rect:hover,.slabs rect:focus-visible{stroke-width:3;outline:none}"
        .to_owned();
    for (index, (hue, _)) in HUES.iter().enumerate() {
        let line = mixed(hue, PAPER[0], TEXTURE);
        style += &format!(
            ".slabs .o{index}{{fill:{hue}}}.slabs .k{index}{{stroke:{hue}}}.slabs .w{index}{{stroke:{line};fill:none}}"
        );
    }
    style += &scheme(0);
    style += &format!("@media screen and (prefers-color-scheme:dark){{{}}}", scheme(1));
    // What there is room for only in wider pictures.
    for width in &WIDTHS[1..] {
        style += &format!(".slabs .from{width}{{display:none}}");
    }
    for width in &WIDTHS[1..] {
        style += &format!(
            "@container slabs (min-width:{width}px){{.slabs .from{width}{{display:inline}}.slabs .until{width}{{display:none}}}}"
        );
    }
    style
}

fn scheme(scheme: usize) -> String {
    let mut style = String::new();
    for (class, grounds, lines) in USES {
        let (ground, line) = (grounds[scheme], lines[scheme]);
        style += &format!(".slabs .{class}-ground{{fill:{ground}}}.slabs .{class}-line{{stroke:{line};fill:none}}");
    }
    for (class, property, colours) in OTHERS {
        style += &format!(".slabs {class}{{{property}:{}}}", colours[scheme]);
    }
    for (index, (hue, _)) in HUES.iter().enumerate() {
        let [ground, stripes] = held(hue, scheme);
        style += &format!(".slabs .f{index}{{fill:{ground}}}.slabs .s{index}{{stroke:{stripes};fill:none}}");
    }
    // A frame around what is pointed at, whatever it is.
    style + &format!(".slabs rect:hover,.slabs rect:focus-visible{{stroke:{}}}", OTHERS[0].2[scheme])
}

/// The pattern called `name`, as `fill` knows it.
pub(super) fn pattern(name: &str) -> String {
    const STRIPES: &str = "M-2 2l4-4M0 8l8-8M6 10l4-4";
    const CROSSES: &str = "M0 0l8 8M0 8l8-8";
    const LINES: &str = "M0 4h8";
    const POSTS: &str = "M2 0v8M6 0v8";
    const DOTS: &str = "M1 2h2M5 6h2";
    let (ground, line, drawn) = match name.split_once('-') {
        Some(("held", hue)) => (format!("f{hue}"), format!("s{hue}"), STRIPES),
        Some(("lines", hue)) => (format!("o{hue}"), format!("w{hue}"), LINES),
        Some((_, hue)) => (format!("o{hue}"), format!("w{hue}"), DOTS),
        None => {
            let drawn = match name {
                "dead" => CROSSES,
                "many" => POSTS,
                _ => LINES,
            };
            (format!("{name}-ground"), format!("{name}-line"), drawn)
        }
    };
    format!(
        "<pattern id=\"slabs-{name}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
         <path class=\"{ground}\" d=\"M0 0h8v8H0z\"/><path class=\"{line}\" d=\"{drawn}\"/></pattern>"
    )
}

/// The pattern of an owner's bytes, where it has one.
pub(super) fn of_owner(ink: Ink) -> Option<String> {
    match ink.texture {
        1 => Some(format!("lines-{}", ink.hue)),
        2 => Some(format!("dots-{}", ink.hue)),
        _ => None,
    }
}
