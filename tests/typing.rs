//! What is on the screen is what runs: random typing, moving, editing, pasting and recalling at a pseudo-terminal, read by a
//! terminal emulator. After every entry its text is compared with the screen, and what stood above with what stood there before.
//! Not what entries answer. `SLABSCOPE_TYPING=ENTRIES` types more of them.

mod pty;
#[path = "pty/seen.rs"]
mod seen;

use std::path::{Path, PathBuf};
use std::time::Duration;

use pty::Pty;
use seen::{Seen, open};
use unicode_width::UnicodeWidthChar as _;

/// Rows of the screen.
const ROWS: u16 = 24;
/// Columns of the screens.
const WIDTHS: [u16; 5] = [20, 41, 80, 100, 200];
/// Columns of a screen with a pane, and those of the prompt beside it.
const WITH_PANE: (u16, u16) = (120, 70);
/// Entries typed on each of them by default.
const ENTRIES: usize = 6;

/// A xorshift: the same seed types the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % most
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// A prompt and the screen it draws on.
struct Screen {
    pty: Pty,
    emulator: vt100::Parser,
    columns: u16,
    history: PathBuf,
}

impl Seen for Screen {
    const LEAST: Duration = Duration::from_millis(25);

    fn both(&mut self) -> (&mut Pty, &mut vt100::Parser) {
        (&mut self.pty, &mut self.emulator)
    }
}

impl Screen {
    fn open(home: &Path, columns: u16, words: &[&str]) -> Self {
        let (pty, emulator) = open(home, (columns, ROWS), words);
        let history = home.join("slabscope/history");
        let mut screen = Self { pty, emulator, columns, history };
        screen.until("the prompt", |screen| screen.row_of_cursor() == ">");
        screen
    }

    fn rows(&self) -> Vec<String> {
        let columns = self.columns;
        self.emulator.screen().rows(0, columns).map(|row| row.trim_end().to_owned()).collect()
    }

    fn row_of_cursor(&self) -> String {
        self.rows()[usize::from(self.emulator.screen().cursor_position().0)].clone()
    }

    /// All rows that have ever been drawn, the oldest first, up to the last that is not empty.
    fn all(&mut self) -> Vec<String> {
        let screen = self.emulator.screen_mut();
        screen.set_scrollback(usize::MAX);
        let above = screen.scrollback();
        let mut rows = Vec::new();
        for back in (1..=above).rev() {
            screen.set_scrollback(back);
            rows.extend(screen.rows(0, self.columns).next().map(|row| row.trim_end().to_owned()));
        }
        screen.set_scrollback(0);
        rows.extend(self.rows());
        while rows.last().is_some_and(String::is_empty) {
            rows.pop();
        }
        rows
    }

    /// How many entries there have been.
    fn entries(&self) -> usize {
        std::fs::read_to_string(&self.history).map_or(0, |text| text.lines().count())
    }

    /// The last entry of the history, as the prompt keeps it.
    fn last_entry(&self) -> Option<String> {
        let text = std::fs::read_to_string(&self.history).ok()?;
        let line = text.lines().last()?;
        let mut entry = String::new();
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            entry.push(match c {
                '\\' => chars.next().map_or('\\', |next| if next == 'n' { '\n' } else { next }),
                c => c,
            });
        }
        Some(entry)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.pty.child.kill();
        let _ = self.pty.child.wait();
    }
}

/// How an entry stands on a screen: wrapped, tabs up to the next stop, pictures for control characters.
fn drawn(entry: &str, columns: usize) -> Vec<String> {
    let (mut rows, mut row, mut column) = (Vec::new(), "> ".to_owned(), 2);
    for c in entry.chars() {
        if c == '\n' {
            rows.push(std::mem::take(&mut row));
            column = 0;
            continue;
        }
        let width = if c == '\t' { 8 - column % 8 } else { c.width().unwrap_or(0) };
        if column + width > columns {
            rows.push(std::mem::take(&mut row));
            column = 0;
        }
        column += width;
        match c {
            '\t' => row.extend(std::iter::repeat_n(' ', width)),
            '\u{FDD0}'..='\u{FDEF}' => row.extend(char::from_u32(u32::from(c) - 0xFDD0 + 0x2400)),
            '\u{FFFE}' => row.push('\u{2421}'),
            c => row.push(c),
        }
    }
    rows.push(row);
    rows.into_iter().map(|row| row.trim_end().to_owned()).collect()
}

/// Things somebody does while a template is typed.
fn act(chance: &mut Chance) -> String {
    const TEXT: [&str; 16] = [
        "a",
        "bc",
        " ",
        "    ",
        "word two",
        "漢字",
        "e\u{301}",
        "😀",
        "ñ",
        "0123456789",
        "é\u{FEFF}",
        "\u{200B}",
        "(",
        "}",
        "x.y",
        "\u{16}\u{7}",
    ];
    const KEYS: [&str; 26] = [
        "\x1b[D",
        "\x1b[C",
        "\x1b[H",
        "\x1b[F",
        "\x1b[D\x1b[D\x1b[D",
        "\x1b[A",
        "\x1b[B",
        "\x7f",
        "\x1b[3~",
        "\x1bb",
        "\x1bf",
        "\x1b\x7f",
        "\x01",
        "\x05",
        "\x02",
        "\x06",
        "\x17",
        "\x0b",
        "\x19",
        "\x1f",
        "\x14",
        "\r",
        "\x1b\r",
        "\x1b[13;2u",
        "\x1b[33~",
        "\x1b[1;9Z",
    ];
    const PASTES: [&str; 7] =
        ["one\ttwo", "x\r\ny", "\t\ttabs\n\tin\n", "\x07\x04\x1a\x7f", "long long long ", "漢\n漢", "'\\"];
    match chance.below(10) {
        0..=4 => chance.pick(&TEXT).to_owned(),
        5..=8 => chance.pick(&KEYS).to_owned(),
        _ => format!("\x1b[200~{}\x1b[201~", chance.pick(&PASTES)),
    }
}

/// What is wrong with what was drawn, if anything is.
fn difference(above: &[String], entry: &str, all: &[String], columns: usize) -> Option<String> {
    // An emulator may keep what takes no column in the cell before, whatever row that is in.
    let seen = |rows: &[String]| {
        rows.iter().map(|row| row.replace(['\u{200B}', '\u{FEFF}', '\u{301}'], "")).collect::<Vec<_>>()
    };
    let (wanted, all) = (seen(&[above, &drawn(entry, columns)].concat()), seen(all));
    let at = wanted
        .iter()
        .zip(&all)
        .position(|(wanted, is)| wanted != is)
        .or((all.len() < wanted.len()).then_some(all.len()))?;
    let around = |rows: &[String]| rows[at.saturating_sub(2).min(rows.len())..rows.len().min(at + 3)].join("\n    ");
    Some(format!(
        "row {at} of {}, entry {entry:?}\n  wanted\n    {}\n  there is\n    {}",
        above.len(),
        around(&wanted),
        around(&all)
    ))
}

/// Types entries, and tells what went wrong first.
fn type_on(columns: u16, seed: u64, count: usize) -> Result<usize, String> {
    type_beside(columns, None, seed, count)
}

/// The same, where the prompt has so many columns beside a pane.
fn type_beside(columns: u16, room: Option<u16>, seed: u64, count: usize) -> Result<usize, String> {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("typing-{columns}"));
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).expect("a folder");
    let mut screen = Screen::open(&home, columns, &[]);
    if let Some(room) = room {
        screen.press(".pane on\r");
        screen.until("the pane", |screen| screen.emulator.screen().contents().contains('│'));
        screen.columns = room;
        screen.until("the prompt", |screen| screen.row_of_cursor() == ">");
    }
    let columns = room.unwrap_or(columns);
    let mut chance = Chance(seed);
    let mut compared = 0;
    for _ in 0..count {
        let mut above = screen.all();
        above.pop();
        let before = screen.entries();
        let mut typed = vec!["`".to_owned()];
        typed.extend((0..chance.below(40)).map(|_| act(&mut chance)));
        typed.extend(["\x1b[1;5F".to_owned(), "`".to_owned(), "\r".to_owned()]);
        let told = |problem: String| format!("{columns} columns, seed {seed}, keys {typed:?}: {problem}");
        for keys in &typed {
            // One that was finished on the way is followed by another.
            if screen.entries() > before {
                break;
            }
            let shown = if keys == "\r" {
                screen.settle();
                Some(screen.all())
            } else {
                None
            };
            screen.press(keys);
            screen.settle();
            let (Some(shown), 1) = (shown, screen.entries() - before) else { continue };
            screen.until("an answer", |screen| screen.row_of_cursor() == ">");
            // Empty lines before a pasted entry are no part of it.
            if shown.get(above.len()).is_some_and(|row| row == ">") {
                continue;
            }
            let entry = screen.last_entry().ok_or_else(|| told("no entry is kept".to_owned()))?;
            if drawn(&entry, columns.into()).len() < usize::from(ROWS) {
                difference(&above, &entry, &shown, columns.into())
                    .map_or(Ok(()), |it| Err(told(format!("before Enter, {it}"))))?;
            }
            difference(&above, &entry, &screen.all(), columns.into()).map_or(Ok(()), |it| Err(told(it)))?;
            compared += 1;
        }
        screen.settle();
        if screen.row_of_cursor() != ">" {
            screen.press("\x03");
        }
        screen.until("the next prompt", |screen| screen.row_of_cursor() == ">");
    }
    Ok(compared)
}

#[test]
fn what_is_on_the_screen_is_what_runs() {
    let count = std::env::var("SLABSCOPE_TYPING").ok().and_then(|count| count.parse().ok()).unwrap_or(ENTRIES);
    for (index, columns) in WIDTHS.into_iter().enumerate() {
        let compared =
            type_on(columns, 0x9E37_79B9 + index as u64, count).unwrap_or_else(|problem| panic!("{problem}"));
        assert!(compared * 4 > count, "{compared} of {count} entries were compared at {columns} columns");
    }
}

#[test]
fn it_is_so_beside_a_pane() {
    let count = std::env::var("SLABSCOPE_TYPING").ok().and_then(|count| count.parse().ok()).unwrap_or(ENTRIES);
    let (columns, room) = WITH_PANE;
    let compared = type_beside(columns, Some(room), 0x51AB, count).unwrap_or_else(|problem| panic!("{problem}"));
    assert!(compared * 4 > count, "{compared} of {count} entries were compared");
}
