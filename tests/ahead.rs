//! What stands behind and under an entry while it is typed, as a terminal emulator shows it: an entry of the history in grey, a list
//! that is walked through, a preview. Not what a session answers.

mod pty;
#[path = "pty/seen.rs"]
mod seen;

use std::path::{Path, PathBuf};
use std::time::Duration;

use pty::Pty;
use seen::{Seen, open};

const ROWS: u16 = 24;
/// A terminal with hues: what is dim can be told from what is typed.
const HUES: [&str; 4] = ["--color", "always", "--theme", "dark"];

struct Screen {
    pty: Pty,
    emulator: vt100::Parser,
}

impl Seen for Screen {
    const LEAST: Duration = Duration::from_millis(60);

    fn both(&mut self) -> (&mut Pty, &mut vt100::Parser) {
        (&mut self.pty, &mut self.emulator)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.pty.child.kill();
        let _ = self.pty.child.wait();
    }
}

impl Screen {
    fn open(home: &Path, columns: u16, words: &[&str]) -> Self {
        let (pty, emulator) = open(home, (columns, ROWS), words);
        let mut screen = Self { pty, emulator };
        screen.until("the prompt", |screen| screen.row() == "> ");
        screen
    }

    /// The row of the cursor up to what is typed.
    fn row(&self) -> String {
        let screen = self.emulator.screen();
        let (row, column) = screen.cursor_position();
        screen
            .rows(0, column)
            .nth(row.into())
            .map(|text| format!("{text:column$}", column = column.into()))
            .unwrap_or_default()
    }

    /// What stands behind the cursor, all of which has to be dim.
    fn behind(&self) -> String {
        let screen = self.emulator.screen();
        let (row, column) = screen.cursor_position();
        let behind = screen.rows(column, u16::MAX).nth(row.into()).unwrap_or_default();
        for at in column..column + behind.trim_end().chars().count() as u16 {
            assert!(screen.cell(row, at).is_some_and(vt100::Cell::dim), "{behind:?} is dim");
        }
        behind.trim_end().to_owned()
    }

    /// The rows under that of the cursor.
    fn under(&self) -> Vec<String> {
        let screen = self.emulator.screen();
        let row = usize::from(screen.cursor_position().0);
        let rows = screen.rows(0, u16::MAX).skip(row + 1).map(|row| row.trim_end().to_owned());
        rows.take_while(|row| !row.is_empty()).collect()
    }

    fn type_until(&mut self, keys: &str, row: &str) {
        self.press(keys);
        let wanted = format!("> {row}");
        self.until(&format!("{wanted:?} after {keys:?}"), |screen| screen.row() == wanted);
    }

    /// Runs an entry, and waits for its answer and the next prompt.
    fn enter(&mut self, entry: &str, answer: &str) {
        self.press(&format!("{entry}\r"));
        self.until(answer, |screen| screen.row() == "> " && screen.emulator.screen().contents().contains(answer));
    }
}

fn home(name: &str) -> PathBuf {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("ahead-{name}"));
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).expect("a home of its own");
    home
}

fn with_vi(home: PathBuf) -> PathBuf {
    std::fs::create_dir_all(home.join("slabscope")).expect("a folder");
    std::fs::write(home.join("slabscope/config.toml"), "keys = 'vi'\n").expect("settings");
    home
}

#[test]
fn the_rest_of_an_entry_of_the_history_stands_in_grey_and_is_never_sent() {
    for columns in [40, 80, 200] {
        let mut screen = Screen::open(&home(&format!("past-{columns}")), columns, &HUES);
        screen.enter("'first ' + 1 + 2", "'first 12'");
        screen.enter("'first ' + 1", "'first 1'");
        screen.type_until("'fi", "'fi");
        screen.until("the newest", |screen| screen.behind() == "rst ' + 1");
        // The whole of the newest may begin an older one.
        screen.type_until("rst ' + 1", "'first ' + 1");
        screen.until("an older one", |screen| screen.behind() == " + 2");
        // The preview is that of what is typed.
        assert_eq!(screen.under(), ["  'first 1'".trim_start()]);
        screen.press("\r");
        screen.until("its own answer", |screen| screen.row() == "> ");
        assert_eq!(screen.emulator.screen().contents().matches("'first 1'").count(), 2);
        for keys in ["\x1b[C", "\x05", "\x1b[F", "\x1bOF"] {
            screen.type_until("'first ' + 1 ", "'first ' + 1 ");
            screen.until("the rest", |screen| screen.behind() == "+ 2");
            screen.type_until(keys, "'first ' + 1 + 2");
            screen.type_until("\x15", "");
        }
        // A word at a time.
        screen.type_until("'f", "'f");
        screen.type_until("\x1bf", "'first");
        screen.type_until("\x1bf", "'first ' + 1");
        screen.type_until("\x15", "");
        // In the middle of a line nothing stands behind the cursor but the line.
        screen.type_until("'first\x1b[D", "'firs");
        assert!(!screen.emulator.screen().contents().contains("'first ' + 1 + 2\n> 'first '"));
        screen.press("\x03");
    }
}

#[test]
fn of_an_entry_of_many_lines_the_first_row_is_shown_and_all_is_taken() {
    let mut screen = Screen::open(&home("lines"), 40, &HUES);
    screen.enter("many = [\r1,\r2,\r]", "[ 1, 2 ]");
    screen.enter("long = 'a text that has no room in a row of forty'", "row of forty'");
    screen.type_until("many", "many");
    screen.until("a row of it", |screen| screen.behind() == " = […");
    screen.press("\x05");
    screen.until("all of it", |screen| screen.row() == "]");
    screen.press("\r");
    screen.until("its answer", |screen| screen.row() == "> ");
    assert_eq!(screen.emulator.screen().contents().matches("[ 1, 2 ]").count(), 2);
    screen.type_until("long", "long");
    screen.until("a row of it", |screen| screen.behind() == " = 'a text that has no room in a…");
    screen.press("\x1b[C\r");
    screen.until("its answer", |screen| screen.row() == "> ");
    assert_eq!(screen.emulator.screen().contents().matches("'a text that has no room in a row of fo").count(), 4);
}

#[test]
fn the_only_word_goes_before_the_history_and_never_with_it() {
    let mut screen = Screen::open(&home("word"), 80, &HUES);
    screen.enter("Buffer.allocUnsafeSlow(3).length", "\n3");
    screen.type_until("Buffer.allocUnsafeS", "Buffer.allocUnsafeS");
    screen.until("the word", |screen| screen.behind() == "low");
    screen.type_until("\x1b[C", "Buffer.allocUnsafeSlow");
    screen.until("the history", |screen| screen.behind() == "(3).length");
}

#[test]
fn a_list_is_walked_through_and_left() {
    for (name, columns, esc) in
        [("emacs", 80, "\x1b"), ("vi", 80, "\x1b"), ("narrow", 40, "\x07"), ("wide", 200, "\x1b")]
    {
        let home = if name == "vi" { with_vi(home("walk-vi")) } else { home(&format!("walk-{name}")) };
        let mut screen = Screen::open(&home, columns, &HUES);
        screen.enter("'above' + ' it'", "'above it'");
        screen.type_until("Buffer.al\t", "Buffer.alloc");
        screen.until("a list", |screen| screen.under().len() >= 3);
        let above = screen.emulator.screen().contents();
        let above = above.split("> Buffer.alloc").next().expect("what stands above").to_owned();
        for (keys, row) in [
            ("\t", "Buffer.alloc"),
            ("\t", "Buffer.allocUnsafe"),
            ("\x1b[B", "Buffer.allocUnsafeSlow"),
            ("\x1b[B", "Buffer.alloc"),
            ("\x1b[A", "Buffer.allocUnsafeSlow"),
            ("\x1b[Z", "Buffer.allocUnsafe"),
        ] {
            screen.type_until(keys, row);
            assert!(screen.under().len() >= 3, "{:?}", screen.under());
        }
        // Enter takes it, and runs nothing.
        screen.press("\r");
        screen.until("no list", |screen| screen.under().len() < 2);
        assert_eq!(screen.row(), "> Buffer.allocUnsafe");
        screen.type_until("(3).length", "Buffer.allocUnsafe(3).length");
        screen.enter("", "\n3");
        // What is typed goes on with it.
        screen.type_until("Buffer.al\t", "Buffer.alloc");
        screen.type_until("\t\t(", "Buffer.allocUnsafe(");
        screen.type_until("\x15", "");
        // Escape gives back what was typed.
        screen.type_until("Buffer.al\t", "Buffer.alloc");
        screen.type_until("\t\t\t", "Buffer.allocUnsafeSlow");
        screen.type_until(esc, "Buffer.alloc");
        screen.until("no list", |screen| screen.under().len() < 2);
        screen.type_until("\x15", "");
        assert!(screen.emulator.screen().contents().starts_with(&above), "{above}");
    }
}

#[test]
fn a_list_that_is_wider_than_a_row_is_walked_across() {
    let mut screen = Screen::open(&home("across"), 80, &["--no-history"]);
    screen.type_until("Math.\t", "Math.");
    screen.until("a list", |screen| screen.under().len() > 5);
    screen.type_until("\t", "Math.E");
    screen.type_until("\t", "Math.LN10");
    screen.press("\x1b[C");
    screen.until("one beside it", |screen| !["> Math.LN10", "> Math.LN2"].contains(&screen.row().as_str()));
    screen.type_until("\x1b[D", "Math.LN10");
    // There is none.
    screen.press("\x1b[D");
    screen.type_until("\x1b[B", "Math.LN2");
}

#[test]
fn the_last_argument_of_entries_before_comes_back() {
    let mut screen = Screen::open(&home("argument"), 80, &["--no-history"]);
    screen.enter("Buffer.from('hi', 'utf8').length", "\n2");
    screen.enter("Math.max(1, Math.min(5, 6))", "\n5");
    screen.enter("[1, 2].concat('x y')", "'x y' ]");
    screen.type_until("\x1b.", "'x y'");
    screen.type_until("\x1f", "");
    screen.type_until("f(\x1b.", "f('x y'");
    screen.type_until("\x1b.", "f(Math.min(5, 6)");
    screen.type_until("\x1b.", "f(Buffer.from('hi', 'utf8').length");
    screen.type_until("\x1b.", "f(Buffer.from('hi', 'utf8').length");
    screen.type_until(", \x1b.", "f(Buffer.from('hi', 'utf8').length, 'x y'");
}

#[test]
fn a_name_in_other_case_is_put_right_with_its_member() {
    let mut screen = Screen::open(&home("case"), 80, &["--no-history"]);
    screen.type_until("x = BUFFER.ALLOCUNSAFES\t", "x = Buffer.allocUnsafeSlow");
    screen.type_until("\x15", "");
    screen.type_until("BUFFER.AL\t", "Buffer.alloc");
}

#[test]
fn the_screen_is_cleared_as_node_does() {
    let mut screen = Screen::open(&home("clear"), 80, &["--no-history"]);
    screen.enter("'here ' + 'before'", "'here before'");
    screen.press("console.log('gone'); console.clear(); console.log('seen')\r");
    screen.until("a clear screen", |screen| screen.emulator.screen().contents().trim_end() == "seen\nundefined\n>");
    screen.enter("1 + 1", "\n2");
    screen.press("if (0) console.clear(); 7\r");
    screen.until("the rest", |screen| screen.emulator.screen().contents().contains("\n7"));
    assert!(screen.emulator.screen().contents().starts_with("seen"));
}

#[test]
fn nothing_is_foreseen_of_what_is_taken_apart() {
    let mut screen = Screen::open(&home("fence"), 80, &HUES);
    screen.press("\x1b[200~```js\n> 1 + 1\n2\n```\x1b[201~");
    screen.until("the paste", |screen| screen.row() == "```");
    screen.settle();
    assert_eq!(screen.under(), [""; 0]);
    screen.press("\r");
    screen
        .until("its answer", |screen| screen.emulator.screen().contents().contains("1 of 1 answers are as they were"));
    screen.press("```js");
    screen.settle();
    assert_eq!(screen.under(), [""; 0]);
}
