//! What a terminal emulator shows once it has another size, as either kind of terminal does it. Not what a program draws then.

use unicode_width::UnicodeWidthChar;
use vt100::Parser;

use crate::seen::cells;

/// What a terminal does with its rows when it gets wider or narrower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// They stay where they are, and what has no room is gone: xterm, the Linux console.
    Cut,
    /// Lines that it broke itself are broken anew: most others.
    Joined,
}

/// A row that was ever drawn, and whether the next one goes on with its line.
pub type Drawn = (String, bool);

/// The first columns of all rows that have ever been drawn, the oldest first.
pub fn drawn(emulator: &mut Parser, columns: u16) -> Vec<Drawn> {
    let screen = emulator.screen_mut();
    let rows = screen.size().0;
    screen.set_scrollback(usize::MAX);
    let above = screen.scrollback();
    let mut all = Vec::new();
    for back in (1..=above).rev() {
        screen.set_scrollback(back);
        all.extend(screen.rows(0, columns).next().map(|row| (row, screen.row_wrapped(0))));
    }
    screen.set_scrollback(0);
    all.extend((0..rows.get()).zip(screen.rows(0, columns)).map(|(at, row)| (row, screen.row_wrapped(at))));
    all
}

/// Gives an emulator another size; how many rows there are then of the first `above`.
pub fn resize(emulator: &mut Parser, (columns, rows): (u16, u16), kind: Rows, above: usize) -> usize {
    if kind == Rows::Cut || emulator.screen().size().1.get() == columns {
        emulator.screen_mut().set_size(cells(rows), cells(columns));
        return above;
    }
    let screen = emulator.screen();
    let (row, column) = screen.cursor_position();
    let height = usize::from(screen.size().0.get());
    let mut at_cursor = screen.rows(0, column).nth(row.into()).unwrap_or_default();
    let used: usize = at_cursor.chars().filter_map(UnicodeWidthChar::width).sum();
    at_cursor += &" ".repeat(usize::from(column).saturating_sub(used));
    let behind = screen.rows(column, u16::MAX).nth(row.into()).unwrap_or_default();
    let modes = screen.input_mode_formatted();
    let mut all = drawn(emulator, u16::MAX);
    let cursor = all.len() - height + usize::from(row);
    while all.len() > cursor + 1 && all.last().is_some_and(|(row, _)| row.is_empty()) {
        all.pop();
    }
    let line = |(row, goes_on): &Drawn| row.clone() + if *goes_on { "" } else { "\r\n" };
    let text = |rows: &[Drawn]| rows.iter().map(line).collect::<String>();
    let mut anew = Parser::new(cells(rows), cells(columns), 100_000);
    let place = |anew: &Parser| (anew.screen().scrollback_len(), anew.screen().cursor_position());
    anew.process(text(&all[..above]).as_bytes());
    let (moved, (row, _)) = place(&anew);
    let now_above = moved + usize::from(row);
    anew.process((text(&all[above..cursor]) + &at_cursor).as_bytes());
    if place(&anew).1.1 >= columns && !behind.is_empty() {
        // The cursor stands on what follows, which is in the next row.
        anew.process(b" \x08");
    }
    let (before, (row, column)) = place(&anew);
    all[cursor].0 = behind;
    anew.process(text(&all[cursor..]).trim_end_matches("\r\n").as_bytes());
    let moved = place(&anew).0 - before;
    let row = usize::from(row).saturating_sub(moved);
    anew.process(format!("\x1b[{};{}H", row + 1, column + 1).as_bytes());
    anew.process(modes.as_bytes());
    *emulator = anew;
    now_above
}
