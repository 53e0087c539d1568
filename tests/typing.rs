//! What is on the screen is what runs: random typing, moving, editing, pasting, recalling and resizing at a pseudo-terminal, read by
//! a terminal emulator. After every entry its text is compared with the screen, and what stood above with what stood there before.
//! Not what entries answer.

#[path = "calls/chance.rs"]
mod chance;
mod pty;
#[path = "pty/resized.rs"]
mod resized;
#[path = "pty/seen.rs"]
mod seen;

use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use chance::Chance;
use pty::Pty;
use resized::Rows;
use seen::{Seen, open};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthChar;

/// Rows of the screen.
const ROWS: u16 = 24;
/// Columns of the screens.
const WIDTHS: [u16; 5] = [20, 41, 80, 100, 200];
/// Columns of a screen with a pane, and those of the prompt beside it.
const WITH_PANE: (u16, u16) = (120, 70);
/// With hues, what was typed before is offered in grey.
const HUES: [&str; 4] = ["--color", "always", "--theme", "dark"];
/// Entries typed on each of them by default.
const ENTRIES: usize = 6;
/// Escape by itself, until it is one.
const ESCAPE: Duration = Duration::from_millis(80);
/// How long a prompt waits for a terminal that tells nothing.
const SILENCE: Duration = Duration::from_millis(240);

/// What is pressed, or happens, while an entry is typed.
#[derive(Clone, Debug)]
enum Act {
    Keys(String),
    /// The screen gets so many columns and rows.
    Size(u16, u16),
}

/// A prompt and the screen it draws on.
struct Screen {
    pty: Pty,
    emulator: vt100::Parser,
    /// Columns of the prompt, and rows.
    columns: u16,
    rows: u16,
    history: PathBuf,
    /// What becomes of its rows when it is resized.
    kind: Rows,
    /// Whether it tells where its cursor is.
    answers: bool,
}

impl Seen for Screen {
    const LEAST: Duration = Duration::from_millis(25);

    fn both(&mut self) -> (&mut Pty, &mut vt100::Parser) {
        (&mut self.pty, &mut self.emulator)
    }

    fn answers(&self) -> bool {
        self.answers
    }
}

impl Screen {
    fn open(home: &Path, columns: u16, hues: bool) -> Self {
        let (pty, emulator) = open(home, (columns, ROWS), if hues { &HUES } else { &[] });
        let history = home.join("slabscope/history");
        let mut screen = Self { pty, emulator, columns, rows: ROWS, history, kind: Rows::Cut, answers: false };
        screen.until("the prompt", |screen| screen.row_of_cursor() == ">");
        screen
    }

    fn row_of_cursor(&self) -> String {
        let at = usize::from(self.emulator.screen().cursor_position().0);
        self.emulator.screen().rows(0, self.columns).nth(at).unwrap_or_default().trim_end().to_owned()
    }

    /// All rows that have ever been drawn, the oldest first, up to the last that is not empty.
    fn all(&mut self) -> Vec<String> {
        let drawn = resized::drawn(&mut self.emulator, self.columns);
        let mut rows: Vec<String> = drawn.into_iter().map(|(row, _)| row.trim_end().to_owned()).collect();
        while rows.last().is_some_and(String::is_empty) {
            rows.pop();
        }
        rows
    }

    /// Gets another size; `above` is what the rows above the entry are made of then.
    fn resize(&mut self, (columns, rows): (u16, u16), above: &mut Vec<String>) -> Result<(), String> {
        self.settle();
        let count = resized::resize(&mut self.emulator, (columns, rows), self.kind, above.len());
        (self.columns, self.rows) = (columns, rows);
        *above = self.all();
        above.resize(count, String::new());
        self.pty.master.resize(pty::size(columns, rows)).expect("it is resized");
        sleep(if self.answers { Self::LEAST } else { SILENCE });
        self.settle();
        self.keeps(above)
    }

    /// It is one that is resized so; which kind of terminal it is, only some places of its cursor tell.
    fn becomes(&mut self, kind: Rows, answers: bool) -> Result<(), String> {
        (self.kind, self.answers) = (kind, answers);
        let columns = self.columns;
        self.press(&"x".repeat(usize::from(columns) + 5));
        self.until("two rows", |screen| screen.row_of_cursor() == "xxxxxxx");
        let mut above = self.all();
        above.truncate(above.len() - 2);
        self.resize((columns + 10, ROWS), &mut above)?;
        self.resize((columns, ROWS), &mut above)?;
        self.press("\x03");
        self.until("the prompt", |screen| screen.row_of_cursor() == ">");
        Ok(())
    }

    /// What is wrong with the rows above an entry, if anything is.
    fn keeps(&mut self, above: &[String]) -> Result<(), String> {
        let now = self.all();
        let other = |at: &usize| now.get(*at).is_none_or(|row| seen(row) != seen(&above[*at]));
        (0..above.len()).rev().find(other).map_or(Ok(()), |at| {
            let (was, is) = (&above[at.saturating_sub(5)..=at], &now[at.saturating_sub(5).min(now.len())..]);
            Err(format!(
                "{} x {}, row {at} above it: there was {was:#?}, and there is {is:#?}",
                self.columns, self.rows
            ))
        })
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
    for (c, whole) in entry.graphemes(true).flat_map(|cluster| {
        // What is one letter is never broken.
        let width = cluster.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
        cluster.chars().enumerate().map(move |(at, c)| (c, if at == 0 { width } else { 0 }))
    }) {
        if c == '\n' {
            rows.push(std::mem::take(&mut row));
            column = 0;
            continue;
        }
        let width = if c == '\t' { 8 - column % 8 } else { whole };
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
fn act(chance: &mut Chance, setup: &Setup) -> Act {
    const TEXT: [&str; 19] = [
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
        "👩\u{200D}👩\u{200D}👧",
        "👋🏿",
        "🇩🇪",
    ];
    const VI: [&str; 45] = [
        "\x1b",
        "\x1bh",
        "l",
        "w",
        "b",
        "e",
        "0",
        "$",
        "^",
        "x",
        "X",
        "D",
        "Cnew",
        "dw",
        "db",
        "d$",
        "dd",
        "cwword",
        "ccall",
        "rx",
        "r漢",
        "Rover\x1b",
        "sone",
        "Sall",
        "u",
        ".",
        "p",
        "P",
        "yw",
        "yy",
        "3l",
        "2dw",
        "12h",
        "fa",
        "to",
        "F漢",
        ";",
        ",",
        "i",
        "a",
        "A",
        "I",
        "j",
        "k",
        "\x12o",
    ];
    const KEYS: [&str; 29] = [
        "\x12o",
        "\x12\x12",
        "\x1b3x",
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
    if setup.sizes.is_some() && chance.below(8) == 0 {
        let rows = if chance.below(3) > 0 { ROWS } else { 8 + chance.below(30) as u16 };
        let most = if chance.below(2) == 0 { 30 } else { 180 };
        return Act::Size(20 + chance.below(most) as u16, rows);
    }
    let keys = match chance.below(10) {
        0..=4 => chance.pick(&TEXT).to_owned(),
        5..=8 if setup.vi && chance.below(4) > 0 => chance.pick(&VI).to_owned(),
        5..=8 => chance.pick(&KEYS).to_owned(),
        _ => format!("\x1b[200~{}\x1b[201~", chance.pick(&PASTES)),
    };
    // Where one column is free, each terminal joins lines in its own way.
    let joined = matches!(setup.sizes, Some((Rows::Joined, _)));
    Act::Keys(if joined { keys.replace(|c: char| c.width() == Some(2), "w") } else { keys })
}

/// What takes a column: an emulator may keep what does not in the cell before, whatever row that is in.
fn seen(row: &str) -> String {
    row.replace(['\u{200B}', '\u{FEFF}', '\u{301}'], "").trim_end().to_owned()
}

/// What is wrong with what was drawn, if anything is.
fn difference(above: &[String], entry: &str, all: &[String], columns: usize) -> Option<String> {
    let seen = |rows: &[String]| rows.iter().map(|row| seen(row)).collect::<Vec<_>>();
    let (mut wanted, all) = (seen(&[above, &drawn(entry, columns)].concat()), seen(all));
    // Empty rows at the end are none.
    while wanted.last().is_some_and(String::is_empty) {
        wanted.pop();
    }
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

/// Where it is typed.
#[derive(Debug)]
struct Setup {
    columns: u16,
    /// Columns of the prompt beside a pane.
    room: Option<u16>,
    vi: bool,
    hues: bool,
    /// It is resized, and what the terminal does then; whether it tells where its cursor is.
    sizes: Option<(Rows, bool)>,
}

const USUAL: Setup = Setup { columns: 80, room: None, vi: false, hues: false, sizes: None };

/// Types so many entries that some of them can be compared.
fn type_on(setup: &Setup, seed: u64, count: usize) {
    let compared = typed_on(setup, seed, count).unwrap_or_else(|problem| panic!("{problem}"));
    assert!(compared * 8 > count, "{compared} of {count} entries were compared at {} columns", setup.columns);
}

/// Types entries, and tells what went wrong first.
fn typed_on(setup: &Setup, seed: u64, count: usize) -> Result<usize, String> {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("typing-{seed:x}-{}", setup.columns));
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(home.join("slabscope")).expect("a folder");
    if setup.vi {
        std::fs::write(home.join("slabscope/config.toml"), "keys = 'vi'\n").expect("settings");
    }
    let mut screen = Screen::open(&home, setup.columns, setup.hues);
    if let Some(room) = setup.room {
        screen.press(".pane on\r");
        screen.until("the pane", |screen| screen.emulator.screen().contents().contains('│'));
        screen.columns = room;
        screen.until("the prompt", |screen| screen.row_of_cursor() == ">");
    }
    if let Some((kind, answers)) = setup.sizes {
        screen.becomes(kind, answers)?;
    }
    let mut chance = Chance(seed);
    let mut compared = 0;
    for number in 0..count {
        let mut above = screen.all();
        above.pop();
        let before = screen.entries();
        let keys = |keys: &str| Act::Keys(keys.to_owned());
        let mut typed = vec![keys("`")];
        typed.extend((0..chance.below(40)).map(|_| act(&mut chance, setup)));
        if setup.vi {
            typed.extend(["\x1b", "\x1b", "i"].map(keys));
        }
        typed.extend(["\x1b[1;5F", "`", "\r"].map(keys));
        let told = |problem: String, columns: u16| {
            let entry = format!("entry {number} of seed {seed:#x}, {} columns, {columns} at last", setup.columns);
            format!("{entry}, {typed:?}: {problem}")
        };
        for act in &typed {
            // One that was finished on the way is followed by another.
            if screen.entries() > before {
                break;
            }
            let keys = match act {
                Act::Size(columns, rows) => {
                    screen.resize((*columns, *rows), &mut above).map_err(|it| told(it, *columns))?;
                    continue;
                }
                Act::Keys(keys) => keys,
            };
            let shown = if keys == "\r" {
                sleep(ESCAPE);
                screen.settle();
                Some(screen.all())
            } else {
                None
            };
            screen.press(keys);
            if keys == "\x1b" {
                sleep(ESCAPE);
            }
            screen.settle();
            screen.keeps(&above).map_err(|it| told(format!("{keys:?}: {it}"), screen.columns))?;
            let (Some(shown), 1) = (shown, screen.entries() - before) else { continue };
            screen.until("an answer", |screen| screen.row_of_cursor() == ">");
            // Empty lines before a pasted entry are no part of it, nor is what is searched for.
            if shown.get(above.len()).is_some_and(|row| seen(row) == ">" || row.starts_with('(')) {
                continue;
            }
            let columns = screen.columns;
            let entry = screen.last_entry().ok_or_else(|| told("no entry is kept".to_owned(), columns))?;
            if !setup.hues && drawn(&entry, columns.into()).len() < usize::from(screen.rows) {
                difference(&above, &entry, &shown, columns.into())
                    .map_or(Ok(()), |it| Err(told(format!("before Enter, {it}"), columns)))?;
            }
            difference(&above, &entry, &screen.all(), columns.into()).map_or(Ok(()), |it| Err(told(it, columns)))?;
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

/// What a terminal may do when it is resized.
const KINDS: [(Rows, bool); 3] = [(Rows::Cut, false), (Rows::Cut, true), (Rows::Joined, true)];

#[test]
fn what_is_on_the_screen_is_what_runs() {
    for (index, columns) in WIDTHS.into_iter().enumerate() {
        type_on(&Setup { columns, ..USUAL }, 0x9E37_79B9 + index as u64, ENTRIES);
    }
}

#[test]
fn it_is_so_with_the_keys_of_vi() {
    for (index, columns) in WIDTHS.into_iter().enumerate() {
        type_on(&Setup { columns, vi: true, ..USUAL }, 0x7669 + index as u64, ENTRIES);
    }
}

#[test]
fn it_is_so_beside_a_pane() {
    let (columns, room) = WITH_PANE;
    type_on(&Setup { columns, room: Some(room), ..USUAL }, 0x51AB, ENTRIES);
}

#[test]
fn it_is_so_with_the_history_in_grey() {
    for (index, columns) in WIDTHS.into_iter().enumerate() {
        type_on(&Setup { columns, hues: true, vi: index == 1, ..USUAL }, 0x6723 + index as u64, ENTRIES);
    }
}

#[test]
fn it_is_so_whatever_size_the_screen_gets_meanwhile() {
    for (index, columns) in WIDTHS.into_iter().enumerate() {
        let (sizes, vi) = (Some(KINDS[index % KINDS.len()]), index % 2 == 1);
        type_on(&Setup { columns, vi, sizes, ..USUAL }, 0x517E + index as u64, ENTRIES);
    }
}

/// Whether a terminal leaves its cursor in a row that is full by now, or in the next one, it tells.
#[test]
fn rows_that_are_full_at_another_width_take_none_above_them() {
    for (kind, answers) in KINDS {
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("full-{kind:?}-{answers}"));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(home.join("slabscope")).expect("a folder");
        let mut screen = Screen::open(&home, 41, false);
        let resized = screen.becomes(kind, answers).and_then(|()| {
            for (typed, columns) in
                [(0, 53), (32, 34), (31, 34), (33, 34), (66, 34), (32, 17), (80, 82), (38, 20), (6, 8), (20, 11)]
            {
                let mut above = screen.all();
                above.pop();
                // Nothing is seen of what stands in the last row.
                screen.press(&if typed == 0 { "`\x1b\r\u{200B}".to_owned() } else { "x".repeat(typed) });
                let from = above.len();
                screen.until("all of it", |screen| {
                    let rows = screen.emulator.screen().rows(0, screen.columns).skip(from);
                    rows.flat_map(|row| row.chars().filter(|c| *c == 'x').collect::<Vec<_>>()).count() == typed
                });
                screen.resize((columns, ROWS), &mut above)?;
                screen.press("y");
                screen.settle();
                screen.keeps(&above)?;
                screen.resize((41, ROWS), &mut above)?;
                screen.press("\x03");
                screen.until("the prompt", |screen| screen.row_of_cursor() == ">");
            }
            Ok(())
        });
        assert_eq!(resized, Ok(()), "{kind:?} {answers}");
    }
}

/// Where a count for the next key has begun, the line editor learns last of another size.
#[test]
fn an_entry_stands_there_once_when_the_screen_gets_another_size_behind_a_count() {
    for (kind, answers) in KINDS {
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("count-{kind:?}-{answers}"));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(home.join("slabscope")).expect("a folder");
        let mut screen = Screen::open(&home, 41, false);
        let resized = screen.becomes(kind, answers).and_then(|()| {
            // Of several lines, of a last row that is full, and with a line under it.
            let tall = "x".repeat(60) + "\x1b\ry\x1b\r" + &"z".repeat(95);
            let under = "Buffer.from('aaaaaaaaaaaaaaaaaaaaaaaa')".to_owned();
            for (typed, cursor) in [(tall.clone(), ""), (tall, "\x1b[A\x1b[A"), ("x".repeat(79), ""), (under, "")] {
                for columns in [53, 30] {
                    let mut above = screen.all();
                    above.pop();
                    screen.press(&format!("`{typed}{cursor}"));
                    screen.settle();
                    screen.press("\x1b3");
                    screen.until("a count", |screen| screen.emulator.screen().contents().contains("(arg: 3)"));
                    screen.resize((columns, ROWS), &mut above)?;
                    let entry = format!("`{}", typed.replace("\x1b\r", "\n"));
                    let wrong = difference(&above, &entry, &screen.all(), columns.into());
                    wrong.map_or(Ok(()), |wrong| Err(format!("{columns} columns: {wrong}")))?;
                    screen.resize((41, ROWS), &mut above)?;
                    screen.press("\x03");
                    screen.until("the prompt", |screen| screen.row_of_cursor() == ">");
                }
            }
            Ok(())
        });
        resized.unwrap_or_else(|problem| panic!("{kind:?} {answers}, {problem}"));
    }
}

/// A window whose corner is drawn at has another size before its terminal says so, and has told of others meanwhile.
#[test]
fn an_entry_stands_there_once_when_the_screen_gets_one_size_after_another() {
    for (kind, answers) in KINDS.into_iter().filter(|(_, answers)| *answers) {
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("several-{kind:?}"));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(home.join("slabscope")).expect("a folder");
        let mut screen = Screen::open(&home, 41, false);
        let resized = screen.becomes(kind, answers).and_then(|()| {
            for sizes in [[60, 30], [30, 60], [100, 20], [28, 41], [41, 28]] {
                let mut above = screen.all();
                above.pop();
                let entry = format!("`{}", "x".repeat(150));
                screen.press(&entry);
                screen.settle();
                for columns in sizes {
                    let count = resized::resize(&mut screen.emulator, (columns, ROWS), kind, above.len());
                    screen.columns = columns;
                    above = screen.all();
                    above.resize(count, String::new());
                }
                for columns in sizes {
                    screen.pty.master.resize(pty::size(columns, ROWS)).expect("it is resized");
                    // It is asked about the size as long as it tells another one.
                    let told = Instant::now() + SILENCE;
                    while let Ok(bytes) = screen.pty.output.recv_timeout(told.saturating_duration_since(Instant::now()))
                    {
                        screen.process(&bytes);
                    }
                }
                screen.settle();
                screen.keeps(&above)?;
                let wrong = difference(&above, &entry, &screen.all(), sizes[1].into());
                wrong.map_or(Ok(()), |wrong| Err(format!("{sizes:?} columns: {wrong}")))?;
                screen.resize((41, ROWS), &mut above)?;
                screen.press("\x03");
                screen.until("the prompt", |screen| screen.row_of_cursor() == ">");
            }
            Ok(())
        });
        resized.unwrap_or_else(|problem: String| panic!("{kind:?}, {problem}"));
    }
}

/// `SLABSCOPE_TYPING=ENTRIES` (100) types so many at each kind of screen, from `SLABSCOPE_SEED`.
#[test]
#[ignore = "types for minutes"]
#[expect(clippy::print_stderr, reason = "somebody waits, and may want a seed again")]
fn it_is_so_for_long() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let count = number("SLABSCOPE_TYPING").unwrap_or(100);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(1, |now| now.as_secs());
    let first: u64 = number("SLABSCOPE_SEED").map_or(now, |seed| seed as u64);
    let (columns, room) = WITH_PANE;
    let mut setups = vec![Setup { columns, room: Some(room), ..USUAL }];
    for columns in WIDTHS {
        for vi in [false, true] {
            let sizes = KINDS.map(Some).into_iter().chain([None]);
            setups.extend(sizes.map(|sizes| Setup { columns, vi, sizes, ..USUAL }));
            let resized = (columns > 41).then_some(KINDS[2]);
            setups.push(Setup { columns, vi, hues: true, sizes: resized, ..USUAL });
        }
    }
    let mut wrong = 0;
    // The last byte of a seed that went wrong chooses one of them.
    let only = number("SLABSCOPE_ONLY");
    for (index, setup) in setups.iter().enumerate().filter(|(index, _)| only.is_none_or(|only| only == *index)) {
        let seed = (first << 8) + index as u64;
        match typed_on(setup, seed, count) {
            Ok(compared) => eprintln!("{setup:?}, seed {seed:#x}: {compared} of {count} compared"),
            Err(problem) => {
                eprintln!("{setup:?}, {problem}");
                wrong += 1;
            }
        }
    }
    assert_eq!(wrong, 0, "of {} runs with SLABSCOPE_SEED={first}", setups.len());
}
