//! A stretch of a slab as a line of cells: what each cell shows, names that stand on it, offsets over it, bytes under it. Not which
//! stretch that is.

use super::super::layout::columns;
use super::pieces::{Piece, What, grouped};
use super::told::Told;
use crate::memory::snapshot::{Region, SlabId, Use};
use crate::styled::{Role, Styled};

/// Columns of a byte in hexadecimal, with the sign in front of it.
const FIGURES: usize = 3;

/// A line of columns, each with what stands in it.
pub(crate) struct Line(Vec<(Role, String)>);

impl Line {
    pub fn new(width: usize) -> Self {
        Self(vec![(Role::Plain, " ".to_owned()); width])
    }

    /// Writes over what stands there; what a wide letter takes beside its column stays empty.
    pub fn put(&mut self, at: usize, role: Role, text: &str) {
        let mut at = at;
        for c in text.chars() {
            let wide = columns(c.encode_utf8(&mut [0; 4]));
            if wide == 0 {
                if let Some((_, last)) = at.checked_sub(1).and_then(|at| self.0.get_mut(at)) {
                    last.push(c);
                }
                continue;
            }
            for (place, cell) in self.0.iter_mut().skip(at).take(wide).enumerate() {
                *cell = (role, if place == 0 { c.to_string() } else { String::new() });
            }
            at += wide;
        }
    }

    /// Whether `wide` columns from `at` on are there and blank, and the one in front of them and behind them is, too.
    pub fn is_free(&self, at: usize, wide: usize) -> bool {
        let around = at.saturating_sub(1)..(at + wide + 1).min(self.0.len());
        at + wide <= self.0.len() && self.0[around].iter().all(|(_, text)| text == " ")
    }

    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|(_, text)| text == " ")
    }

    /// The line without blanks at its end, and with a line's end.
    pub fn end(&self, out: &mut Styled) {
        let used = self.0.iter().rposition(|(_, text)| text != " ").map_or(0, |last| last + 1);
        self.0[..used].iter().for_each(|(role, text)| {
            out.push(*role, text);
        });
        out.plain("\n");
    }
}

/// How bytes of one use are drawn.
pub(super) fn glyph(used: Use, hue: u8) -> (Role, char) {
    match used {
        Use::Live => (Role::Owner(hue), '█'),
        Use::Held => (Role::Owner(hue), '▒'),
        Use::Startup => (Role::Startup, '░'),
        Use::Dead => (Role::Dead, '×'),
        Use::Padding => (Role::Padding, '-'),
        Use::Abandoned => (Role::Abandoned, '·'),
        Use::Free => (Role::Free, '_'),
        Use::Slack => (Role::Padding, '='),
    }
}

fn drawn(piece: &Piece) -> (Role, char) {
    match piece.what {
        What::One(used) => glyph(used, piece.ink.hue),
        What::Many(_) => (Role::Strong, '≡'),
    }
}

/// A stretch over so many cells.
pub(crate) struct Bar {
    pub start: u64,
    pub end: u64,
    pub pieces: Vec<Piece>,
    /// Which piece each cell shows.
    cells: Vec<usize>,
}

impl Bar {
    /// The pieces from `start` to `end`, in order and without a gap, over `width` cells.
    pub fn new(pieces: &[Piece], (start, end): (u64, u64), width: usize) -> Self {
        let mut pieces: Vec<Piece> = pieces.iter().filter_map(|piece| piece.within(start, end)).collect();
        if pieces.len() > width {
            pieces = grouped(pieces, (end - start).div_ceil(width as u64 / 2));
        }
        let mut bar = Self { start, end, pieces, cells: Vec::with_capacity(width) };
        let mut from = 0;
        for cell in 0..width {
            let (first, last) = (bar.byte(cell, width), bar.byte(cell + 1, width));
            let last = last.max(first + 1);
            while bar.pieces[from].end <= first {
                from += 1;
            }
            let within = bar.pieces[from..].iter().take_while(|piece| piece.start < last);
            // The first of equals wins.
            let covered = within.map(|piece| piece.end.min(last) - piece.start.max(first)).enumerate();
            let most = covered.fold((0, 0), |most, (at, bytes)| if bytes > most.1 { (at, bytes) } else { most });
            bar.cells.push(from + most.0);
        }
        bar.show_all_live();
        bar
    }

    /// What a view shows has a cell, however small it is, where there is one to spare.
    fn show_all_live(&mut self) {
        let mut count = vec![0_usize; self.pieces.len()];
        self.cells.iter().for_each(|piece| count[*piece] += 1);
        let width = self.cells.len();
        for (index, piece) in self.pieces.iter().enumerate() {
            if count[index] > 0 || !piece.is(Use::Live) {
                continue;
            }
            let at = self.column(piece.start);
            let near = [at, at.saturating_sub(1), (at + 1).min(width - 1)];
            let spare = |cell: &usize| {
                let shown = self.cells[*cell];
                let piece = &self.pieces[shown];
                let least =
                    u128::from(piece.end - piece.start) * (width as u128) < 2 * u128::from(self.end - self.start);
                let other = !piece.is_somebodys() || piece.is(Use::Held);
                shown.abs_diff(index) <= 2 && (count[shown] > 1 || (other && least))
            };
            if let Some(cell) = near.into_iter().find(spare) {
                count[self.cells[cell]] -= 1;
                count[index] = 1;
                self.cells[cell] = index;
            }
        }
        // In order, also where one had to give way.
        self.cells.sort_unstable();
    }

    fn byte(&self, cell: usize, width: usize) -> u64 {
        let bytes = u128::from(self.end - self.start);
        self.start + (cell as u128 * bytes / width as u128) as u64
    }

    /// The first byte of a cell.
    pub fn first(&self, cell: usize) -> u64 {
        self.byte(cell, self.cells.len())
    }

    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// The first cell of a byte.
    pub fn column(&self, byte: u64) -> usize {
        let (at, bytes) = (byte.clamp(self.start, self.end) - self.start, self.end - self.start);
        let last = self.width() - 1;
        let cell = ((u128::from(at) * self.width() as u128 / u128::from(bytes)) as usize).min(last);
        if self.first(cell) < byte && cell < last && self.first(cell + 1) <= byte { cell + 1 } else { cell }
    }

    /// The cells of a stretch, at least one.
    pub fn cells_of(&self, start: u64, end: u64) -> std::ops::Range<usize> {
        let from = self.column(start);
        let to = if end >= self.end { self.width() } else { self.column(end) };
        from..to.max(from + 1)
    }

    /// Neighbouring cells that show the same piece.
    fn runs(&self) -> impl Iterator<Item = (&Piece, std::ops::Range<usize>)> {
        let mut at = 0;
        self.cells.chunk_by(|a, b| a == b).map(move |run| {
            at += run.len();
            (&self.pieces[run[0]], at - run.len()..at)
        })
    }

    /// The cells with the names that have room on them; `next` is what is said where the pool stands, the longest first.
    pub fn line(&self, next: &[String]) -> Line {
        let mut line = Line::new(self.width());
        let (mut before, mut named, mut full): (Option<&Piece>, Option<usize>, bool) = (None, None, false);
        for (piece, cells) in self.runs() {
            let (role, fill) = drawn(piece);
            let room = cells.len();
            line.put(cells.start, role, &fill.to_string().repeat(room));
            let text = |text: &&String| columns(text) < room || (columns(text) == 1 && room == 1);
            if piece.is(Use::Live) {
                let again = piece.region.is_some() && named == piece.region;
                let short = piece.labels.last().and_then(|label| label.chars().next()).map(String::from);
                let short = short.filter(|short| columns(short) == 1);
                let label = piece.labels.iter().find(text).cloned().or(short).filter(|_| !again);
                // Two names stand apart.
                let apart = usize::from(full && label.as_ref().is_some_and(|label| columns(label) + 1 < room));
                full = label.as_ref().is_some_and(|label| columns(label) == room);
                match label {
                    Some(label) => line.put(cells.start + apart, role, &label),
                    // Where one ends and the next begins.
                    None if room > 1 && before.is_some_and(|before| before.is(Use::Live)) => {
                        line.put(cells.start, role, "│");
                    }
                    _ => {}
                }
                named = piece.region;
                before = Some(piece);
                continue;
            }
            (before, full) = (Some(piece), false);
            if piece.is(Use::Free) && !next.is_empty() {
                let label = next.iter().find(|label| columns(label) < room).or(next.last());
                line.put(cells.start, Role::Plain, label.map_or("", String::as_str));
            } else if let Some(label) = piece.labels.iter().find(|label| columns(label) + 4 <= room) {
                let role = if piece.is(Use::Held) { role } else { Role::Plain };
                line.put(cells.start + 1, role, &format!(" {label} "));
            }
        }
        line
    }

    /// How what is at a byte is drawn, with the first letter of its name.
    pub fn mark(&self, byte: u64) -> Option<(Role, String)> {
        let piece = self.pieces.iter().find(|piece| piece.start <= byte && byte < piece.end)?;
        let (role, fill) = drawn(piece);
        let letter = piece.names.first().and_then(|name| name.chars().next()).filter(|_| piece.is(Use::Live));
        Some((role, letter.unwrap_or(fill).to_string()))
    }

    /// The names that stand whole on it.
    pub fn names(&self) -> Vec<&str> {
        let live = self.runs().filter(|(piece, _)| piece.is(Use::Live));
        live.filter_map(|(piece, cells)| {
            let fits = |label: &&String| columns(label) < cells.len() || (columns(label) == 1 && cells.len() == 1);
            piece.labels.iter().find(fits).map(String::as_str)
        })
        .collect()
    }

    /// Where it begins and ends, and where that is what is in it; a sign is in front of what is new.
    pub fn edges(&self) -> Line {
        let mut line = Line::new(self.width());
        line.put(0, Role::Dim, &self.start.to_string());
        let end = self.end.to_string();
        let last = self.width().saturating_sub(end.len());
        if line.is_free(last, end.len()) {
            line.put(last, Role::Dim, &end);
        }
        // What is new comes first where there is no room for all.
        let somebodys = |piece: &&Piece| piece.is_somebodys() && piece.what != What::One(Use::Held);
        let mut marks: Vec<(bool, u64)> = Vec::new();
        for piece in self.pieces.iter().filter(|piece| somebodys(piece) || piece.fresh) {
            marks.push((piece.fresh, piece.start));
            if somebodys(&piece) {
                marks.push((false, piece.end));
            }
        }
        marks.sort_by_key(|(fresh, at)| (!fresh, *at));
        marks.dedup_by_key(|(_, at)| *at);
        for (fresh, at) in marks.into_iter().filter(|(_, at)| *at >= self.start && *at < self.end) {
            let (role, text) = if fresh { (Role::Good, format!("+{at}")) } else { (Role::Dim, at.to_string()) };
            if fresh && at == self.start && self.width() > text.len() + end.len() {
                line.put(0, role, &text);
            } else if line.is_free(self.column(at), text.len()) {
                line.put(self.column(at), role, &text);
            }
        }
        line
    }

    /// Its bytes, each where it is, if there is room for all: `~` what others left there, `?` what nobody wrote.
    pub fn bytes(&self, slab: SlabId, told: &Told) -> Option<Line> {
        let length = self.end - self.start;
        if length as usize * FIGURES > self.width() {
            return None;
        }
        let dump = (told.dump)(Region { slab, offset: self.start, length }, length);
        let mut line = Line::new(self.width());
        for (at, byte) in (self.start..).zip(&dump.bytes) {
            let run = dump.runs.iter().find(|run| run.start <= at && at < run.end);
            let piece = self.pieces.iter().find(|piece| piece.start <= at && at < piece.end);
            let (sign, role) = match run.and_then(|run| told.unwritten(run.provenance)) {
                Some(("stale", _)) => ("~", Role::Stale),
                Some(_) => ("?", Role::Unwritten),
                None if told.wrote(slab, at) => (" ", Role::Good),
                None => (
                    " ",
                    piece.filter(|piece| piece.is(Use::Live)).map_or(Role::Dim, |piece| Role::Owner(piece.ink.hue)),
                ),
            };
            let column = self.column(at);
            line.put(column, if sign == " " { Role::Plain } else { role }, sign);
            line.put(column + 1, role, &format!("{byte:02x}"));
        }
        (!dump.bytes.is_empty()).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::styled::Ink;

    fn piece(start: u64, end: u64, used: Use, index: usize) -> Piece {
        let names = if used == Use::Live { vec![format!("n{index}")] } else { Vec::new() };
        let (region, ink) = (Some(index), Ink::nth(index));
        Piece { start, end, what: What::One(used), region, labels: names.clone(), names, ink, count: 1, fresh: false }
    }

    #[test]
    fn every_byte_is_drawn_once() {
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        for _ in 0..400 {
            let (mut at, mut pieces) = (random(100), Vec::new());
            let start = at;
            for index in 0..=random(60) as usize {
                let most = if random(2) == 0 { 8 } else { 3000 };
                let end = at + 1 + random(most);
                pieces.push(piece(at, end, Use::ALL[random(8) as usize], index));
                at = end;
            }
            for width in (40..=200).step_by(7) {
                let bar = Bar::new(&pieces, (start, at), width);
                assert_eq!((bar.first(0), bar.first(width)), (start, at));
                assert!((0..width).all(|cell| bar.first(cell) <= bar.first(cell + 1)));
                for (cell, shown) in bar.cells.iter().enumerate() {
                    // A cell shows what is in it, or what had to take it from there.
                    let (first, end) = (bar.first(cell), bar.first(cell + 1).max(bar.first(cell) + 1));
                    let unit = (at - start).div_ceil(width as u64);
                    let piece = &bar.pieces[*shown];
                    assert!(piece.start < end + 3 * unit && first < piece.end + 3 * unit, "{cell} of {width}");
                    assert_eq!(
                        bar.column(first),
                        bar.cells[..=cell]
                            .iter()
                            .enumerate()
                            .position(|(one, _)| bar.first(one) == first)
                            .unwrap_or(cell)
                    );
                }
                let mut line = Styled::new();
                bar.line(&[]).end(&mut line);
                assert_eq!(columns(line.to_string().trim_end_matches('\n')), width, "{line}");
                // Each part that is as wide as two cells is seen.
                for (index, piece) in bar.pieces.iter().enumerate() {
                    let wide = (piece.end - piece.start) * width as u64 >= 2 * (at - start);
                    assert!(!wide || bar.cells.contains(&index), "{piece:?} in {width}");
                }
            }
        }
    }
}
