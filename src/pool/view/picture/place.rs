//! Places of texts at any width: where a text stands, from which width on there is room for it, and whether two of them meet.
//! Places are fractions of the width, sizes are pixels. Not what is said.

use super::super::layout::columns;

/// The narrowest picture, and the widths from which on there may be more in it, in pixels.
pub const WIDTHS: [u32; 5] = [320, 480, 640, 960, 1280];

/// Pixels that one column of a label takes at most, in any monospaced font; and one of a byte's figures.
pub(super) const ADVANCE: f64 = 7.4;
pub(super) const FIGURE: f64 = 6.6;

/// Pixels on both sides of a label in its piece.
pub(super) const PAD: f64 = 4.0;

/// A text, or what else takes room in a line.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// The line's place from the top, in pixels.
    pub y: f64,
    /// Where it begins, ends or has its middle: a fraction of the width, and pixels from there.
    pub at: f64,
    pub dx: f64,
    pub anchor: Anchor,
    pub text: String,
    /// Pixels for each column.
    pub advance: f64,
    /// Shown from this width on, and below that one.
    pub from: u32,
    pub until: Option<u32>,
    pub class: &'static str,
}

/// Which part of a text is at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Label {
    pub fn new(y: f64, at: f64, dx: f64, anchor: Anchor, text: &str) -> Self {
        let (from, until) = (WIDTHS[0], None);
        Self { y, at, dx, anchor, text: text.to_owned(), advance: ADVANCE, from, until, class: "" }
    }

    /// Pixels it takes.
    pub fn wide(&self) -> f64 {
        columns(&self.text) as f64 * self.advance
    }

    /// From where to where it goes in a picture of `width`.
    pub fn span(&self, width: u32) -> (f64, f64) {
        let at = self.at * f64::from(width) + self.dx;
        let wide = self.wide();
        match self.anchor {
            Anchor::Start => (at, at + wide),
            Anchor::Middle => (at - wide / 2.0, at + wide / 2.0),
            Anchor::End => (at - wide, at),
        }
    }

    fn fits(&self, width: u32) -> bool {
        let (left, right) = self.span(width);
        left >= 0.0 && right <= f64::from(width)
    }

    /// Whether both can be seen, and stand apart, from `width` on: what does so in the narrowest does so in wider ones.
    fn is_clear_of(&self, other: &Self, width: u32) -> bool {
        let width = width.max(other.from);
        if other.until.is_some_and(|until| until <= width) {
            return true;
        }
        let (one, two) = (self.span(width), other.span(width));
        let gap = ADVANCE / 2.0;
        (self.at <= other.at && one.1 + gap <= two.0) || (other.at <= self.at && two.1 + gap <= one.0)
    }

    /// The same from the width on where it neither meets the others nor is cut.
    pub fn among(self, others: &[Self]) -> Option<Self> {
        let room = |width: &u32| self.fits(*width) && others.iter().all(|other| self.is_clear_of(other, *width));
        let from = WIDTHS.into_iter().find(room)?;
        Some(Self { from, ..self })
    }
}

/// The first width in which `share` of it is so many pixels.
pub(super) fn room_from(share: f64, pixels: f64) -> Option<u32> {
    WIDTHS.into_iter().find(|width| share * f64::from(*width) >= pixels)
}

/// Of `texts`, the longest first, the one that `share` of each width has room for, so many pixels from the left.
pub(super) fn labels(texts: &[String], share: f64, y: f64, at: f64, inset: f64) -> Vec<Label> {
    let (mut placed, mut until): (Vec<Label>, Option<u32>) = (Vec::new(), None);
    for text in texts {
        let label = Label::new(y, at, inset, Anchor::Start, text);
        let Some(from) = room_from(share, label.wide() + PAD + inset) else { continue };
        if until.is_none_or(|until| from < until) {
            placed.push(Label { from, until, ..label });
            until = Some(from);
        }
    }
    placed
}

/// What stands in lines one after the other, each behind a swatch where it has one: for each its line, and pixels from the left.
pub(super) fn flow(texts: &[String], swatch: f64) -> (Vec<(usize, f64)>, usize) {
    let most = f64::from(WIDTHS[0]);
    let (mut line, mut x) = (0, 0.0);
    let mut places = Vec::new();
    for text in texts {
        let wide = swatch + columns(text) as f64 * ADVANCE;
        if x > 0.0 && x + wide > most {
            (line, x) = (line + 1, 0.0);
        }
        places.push((line, x));
        x += wide + ADVANCE * 1.6;
    }
    (places, if texts.is_empty() { 0 } else { line + 1 })
}
