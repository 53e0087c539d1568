//! Which role has which ink: attributes, which every terminal has, and hues of the 256 that every terminal draws alike, so that
//! nothing depends on a palette. Not layout, nor which ink a terminal gets.

use owo_colors::{Style, XtermColors};

use super::ink::Ink;
use pool::styled::{HUES, Role};

/// A hue of text on a dark ground and on a light one: 4.5 to 1 against each that is in use (WCAG 2.2, 1.4.3).
type Hue = (u8, u8);
const YELLOW: Hue = (221, 94);
const GREEN: Hue = (114, 22);
const MAGENTA: Hue = (183, 90);
const RED: Hue = (210, 124);
const CYAN: Hue = (80, 23);
const BLUE: Hue = (111, 25);
/// Black, whatever a palette calls so.
const BLACK: u8 = 16;

/// The ink of `role`.
pub fn style(role: Role, ink: Ink) -> Style {
    let plain = Style::new();
    let (attributes, hue) = match role {
        _ if ink == Ink::Never => (plain, None),
        Role::Number | Role::Boolean => (plain, Some(YELLOW)),
        Role::String | Role::Symbol => (plain, Some(GREEN)),
        Role::Date => (plain, Some(MAGENTA)),
        Role::RegExp => (plain, Some(RED)),
        Role::Special => (plain, Some(CYAN)),
        Role::Keyword => (plain.bold(), Some(BLUE)),
        Role::Error => (plain.bold(), Some(RED)),
        Role::Warning => (plain.bold().underline(), Some(YELLOW)),
        Role::Good => (plain.bold(), Some(GREEN)),
        Role::Null | Role::Strong | Role::Prompt => (plain.bold(), None),
        Role::Dim | Role::Startup | Role::Padding | Role::Abandoned | Role::Unwritten if ink.dims() => {
            (plain.dimmed(), None)
        }
        Role::Dead if ink.dims() => (plain.strikethrough(), None),
        Role::Stale => (plain.underline(), None),
        // A letter on a ground of its own, as in the picture: what is around it does not matter.
        Role::Owner(hue) if ink.has_hues() => {
            let ground = HUES[usize::from(hue) % HUES.len()].1;
            (plain.color(XtermColors::from(BLACK)).on_color(XtermColors::from(ground)), None)
        }
        Role::Owner(hue) if hue % 2 == 1 => (plain.reversed(), None),
        _ => (plain, None),
    };
    match (hue, ink) {
        (Some((dark, _)), Ink::Dark) => attributes.color(XtermColors::from(dark)),
        (Some((_, light)), Ink::Light) => attributes.color(XtermColors::from(light)),
        _ => attributes,
    }
}

#[cfg(test)]
mod tests {
    use super::super::painter::one;
    use super::*;

    /// What nobody must read: asides, and bytes that belong to nobody.
    const ASIDES: [Role; 5] = [Role::Dim, Role::Startup, Role::Padding, Role::Abandoned, Role::Unwritten];

    struct Palette {
        name: String,
        text: Rgb,
        ground: Rgb,
        colours: Vec<Rgb>,
    }

    type Rgb = [f64; 3];

    fn rgb(text: &str) -> Rgb {
        [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&text[at..at + 2], 16).expect("two digits")))
    }

    fn palettes() -> Vec<Palette> {
        let lines = include_str!("palettes.txt").lines().filter(|line| !line.starts_with('#'));
        lines
            .map(|line| {
                let parts: Vec<&str> = line.split('|').map(str::trim).collect();
                let [name, pair, colours, _] = parts[..] else { panic!("{line}") };
                let pair: Vec<Rgb> = pair.split(' ').map(rgb).collect();
                let colours: Vec<Rgb> = colours.split(' ').map(rgb).collect();
                assert_eq!(colours.len(), 16, "{line}");
                Palette { name: name.to_owned(), text: pair[0], ground: pair[1], colours }
            })
            .collect()
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: Rgb) -> f64 {
        let linear = |part: f64| {
            let part = part / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
    }

    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn of_256(palette: &Palette, index: u8) -> Rgb {
        let level = |step: u8| if step == 0 { 0.0 } else { f64::from(55 + 40 * step) };
        match index {
            0..16 => palette.colours[usize::from(index)],
            16..232 => [(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level),
            232.. => [f64::from(8 + 10 * (index - 232)); 3],
        }
    }

    /// Text and ground as a terminal shows them after `codes`; dim text stands two thirds of the way from the ground to the text,
    /// as in VTE and xterm.
    fn shown(palette: &Palette, codes: &str) -> (Rgb, Rgb) {
        let (mut text, mut ground) = (palette.text, palette.ground);
        let (mut dim, mut reversed) = (false, false);
        for sequence in codes.split("\u{1b}[").skip(1) {
            let (codes, _) = sequence.split_once('m').expect("it is a colour code");
            let mut codes = codes.split(';').map(|code| code.parse::<u8>().expect("a number"));
            while let Some(code) = codes.next() {
                match code {
                    // Behind the text everything is put back.
                    0 => break,
                    1 | 3 | 4 | 9 => {}
                    2 => dim = true,
                    7 => reversed = true,
                    38 | 48 => {
                        assert_eq!(codes.next(), Some(5), "one of the 256");
                        let colour = of_256(palette, codes.next().expect("which"));
                        *(if code == 38 { &mut text } else { &mut ground }) = colour;
                    }
                    _ => panic!("{code} depends on the palette, or is not known here"),
                }
            }
        }
        if dim {
            text = [0, 1, 2].map(|at| (text[at] * 2.0 + ground[at]) / 3.0);
        }
        if reversed { (ground, text) } else { (text, ground) }
    }

    fn roles() -> Vec<Role> {
        let mut roles = vec![
            Role::Plain,
            Role::Number,
            Role::String,
            Role::Boolean,
            Role::Undefined,
            Role::Null,
            Role::Symbol,
            Role::Date,
            Role::RegExp,
            Role::Special,
            Role::Name,
            Role::Keyword,
            Role::Strong,
            Role::Error,
            Role::Warning,
            Role::Good,
            Role::Prompt,
            Role::Free,
            Role::Dead,
            Role::Stale,
        ];
        roles.extend(ASIDES);
        roles.extend((0..9).map(Role::Owner));
        roles
    }

    #[test]
    fn every_role_can_be_read_in_every_known_terminal() {
        let palettes = palettes();
        assert!(palettes.len() >= 10);
        for palette in &palettes {
            // Nobody reads better than the terminal's own text, which is whoever chose the palette's.
            let own = contrast(palette.text, palette.ground);
            let is_dark = luminance(palette.ground) < 0.2;
            for ink in [Ink::Contrast, Ink::Attributes, Ink::Both, if is_dark { Ink::Dark } else { Ink::Light }] {
                for role in roles() {
                    let mut codes = String::new();
                    one(&mut codes, role, "x", ink);
                    let (text, ground) = shown(palette, &codes);
                    let least = if ASIDES.contains(&role) { f64::min(3.0, own * 0.57) } else { f64::min(4.5, own) };
                    let found = contrast(text, ground);
                    assert!(found >= least, "{}: {role:?} in {ink:?} has {found:.2}, not {least:.2}", palette.name);
                }
            }
        }
    }

    #[test]
    fn contrast_is_what_wcag_says() {
        assert!((contrast(rgb("000000"), rgb("ffffff")) - 21.0).abs() < 1e-9);
        assert!((contrast(rgb("777777"), rgb("ffffff")) - 4.48).abs() < 0.005);
    }
}
