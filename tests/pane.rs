//! The pane beside the prompt or above it: what it draws, and that the prompt beside it is the prompt as ever. A terminal emulator
//! reads what is sent. Not what the map draws: that is tests/view.rs. `BLESS=1` writes the drawings anew.

mod pty;
#[path = "pty/seen.rs"]
mod seen;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use engine::session::{Options, Session, Way};
use pool::view::{Scene, pane};
use pty::Pty;
use seen::{Seen, cells, open};
use vt100::MouseProtocolMode;

/// A session that has run statements, as a pane shows it after the last of them.
fn after(statements: &[&str]) -> (Session, Scene) {
    let mut session = Session::new(Options::new("classic", Way::Terminal)).expect("a session");
    let mut before = None;
    for statement in statements {
        before = session.scene(None).map(|scene| scene.now);
        session.feed(statement);
    }
    let scene = session.scene(before.as_ref()).expect("a scene");
    (session, scene)
}

#[test]
fn what_a_pane_draws() {
    let few = ["b = Buffer.from('hey')", "header = Buffer.allocUnsafe(16); 0"];
    let many = [
        "kept = Buffer.from('a header of a few bytes').subarray(0, 8); 0",
        "for (let i = 0; i < 4; i++) Buffer.allocUnsafe(4000) && 0",
        "image = Buffer.alloc(5000); a = Buffer.allocUnsafe(200); list = [a.subarray(0, 20), a.subarray(40)]; 0",
    ];
    let mut got = String::new();
    for (statements, next) in
        [(&few[..], "c = Buffer.allocUnsafe(100)"), (&many[..], "Buffer.alloc(7000)"), (&[], "1 + 1")]
    {
        let (session, scene) = after(statements);
        let would = session.foreseen(next, 80).map(|(_, would)| would);
        for (columns, rows) in [(48, 30), (80, 8), (40, 4)] {
            writeln!(got, "== {columns} x {rows}, with {next}").expect("a string takes everything");
            writeln!(got, "{}", pane(&scene, would.as_ref(), None, columns, rows)).expect("a string takes everything");
            for region in scene.regions(rows).into_iter().filter(|_| columns < 80) {
                let told = pane(&scene, None, Some(region), columns, rows).to_string();
                writeln!(got, "-- #{} {region}\n{}", region.slab.0, told.trim_end())
                    .expect("a string takes everything");
            }
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/view/pane.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &got).expect("the golden file can be written");
    }
    assert_eq!(got, std::fs::read_to_string(&path).unwrap_or_default(), "pane.txt differs");
}

/// A prompt and the screen it draws on.
struct Screen {
    pty: Pty,
    emulator: vt100::Parser,
    size: (u16, u16),
    /// It tells where its cursor is.
    answers: bool,
}

impl Seen for Screen {
    const LEAST: Duration = Duration::from_millis(60);

    fn both(&mut self) -> (&mut Pty, &mut vt100::Parser) {
        (&mut self.pty, &mut self.emulator)
    }

    fn answers(&self) -> bool {
        self.answers
    }
}

impl Screen {
    fn open(name: &str, columns: u16, rows: u16) -> Self {
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("pane-{name}-{columns}-{rows}"));
        std::fs::create_dir_all(&home).expect("a folder");
        let (pty, emulator) = open(&home, (columns, rows), &["--no-history"]);
        let mut screen = Self { pty, emulator, size: (columns, rows), answers: false };
        screen.at_prompt();
        screen
    }

    fn at_prompt(&mut self) {
        self.until("the prompt", |screen| screen.line() == ">");
    }

    fn enter(&mut self, entry: &str) {
        self.press(&format!("{entry}\r"));
        self.at_prompt();
    }

    /// The columns of the prompt, where a pane may be beside it.
    fn width(&self) -> u16 {
        let rule = |row: String| row.chars().position(|c| c == '│');
        self.emulator.screen().rows(0, self.size.0).next().and_then(rule).map_or(self.size.0, |at| at as u16)
    }

    /// The row of the cursor, up to the pane.
    fn line(&self) -> String {
        let at = usize::from(self.emulator.screen().cursor_position().0);
        self.emulator.screen().rows(0, self.width()).nth(at).unwrap_or_default().trim_end().to_owned()
    }

    /// What the pane shows.
    fn pane(&self) -> String {
        let (width, screen) = (self.width(), self.emulator.screen());
        if width < self.size.0 {
            return screen.rows(width, self.size.0 - width).map(|row| row.trim_end().to_owned() + "\n").collect();
        }
        let rows: Vec<String> = screen.rows(0, width).collect();
        let rule = rows.iter().position(|row| row.starts_with('─')).unwrap_or(0);
        rows[..rule].iter().map(|row| row.trim_end().to_owned() + "\n").collect()
    }

    /// All rows of the prompt that have ever been drawn, the oldest first.
    fn all(&mut self) -> Vec<String> {
        let width = self.width();
        let skipped = self.emulator.screen().rows(0, width).position(|row| row.starts_with('─')).map_or(0, |at| at + 1);
        let screen = self.emulator.screen_mut();
        screen.set_scrollback(usize::MAX);
        let above = screen.scrollback();
        let mut rows = Vec::new();
        for back in (1..=above).rev() {
            screen.set_scrollback(back);
            rows.extend(screen.rows(0, self.size.0).next());
        }
        screen.set_scrollback(0);
        rows.extend(screen.rows(0, width).skip(skipped));
        let mut rows: Vec<String> = rows.into_iter().map(|row| row.trim_end().to_owned()).collect();
        while rows.last().is_some_and(String::is_empty) {
            rows.pop();
        }
        rows
    }

    /// The rows from `'begin'` on.
    fn since_begin(&mut self) -> Vec<String> {
        let all = self.all();
        let begin = all.iter().position(|row| row == "> 'begin'").expect("it was entered");
        all[begin..].to_vec()
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.emulator.screen_mut().set_size(cells(rows), cells(columns));
        self.pty.master.resize(pty::size(columns, rows)).expect("it is resized");
        std::thread::sleep(Duration::from_millis(300));
        self.settle();
    }

    /// The terminal is as it was before the prompt.
    fn is_given_back(&self) {
        let screen = self.emulator.screen();
        assert!(!screen.hide_cursor() && !screen.bracketed_paste() && !screen.alternate_screen());
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        assert!(!screen.contents().contains(['│', '─']), "{}", screen.contents());
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.pty.child.kill();
        let _ = self.pty.child.wait();
    }
}

/// Sizes of a screen with a pane, and of one without that has the same room for the prompt.
const SIZES: [((u16, u16), (u16, u16)); 3] = [((120, 30), (70, 30)), ((80, 24), (80, 15)), ((200, 50), (126, 50))];

#[test]
fn the_prompt_beside_a_pane_is_the_prompt_as_ever() {
    for ((columns, rows), (width, low)) in SIZES {
        let mut with = Screen::open("with", columns, rows);
        let mut without = Screen::open("without", width, low);
        with.enter(".pane on");
        for screen in [&mut with, &mut without] {
            screen.enter("'begin'");
            screen.enter("b = Buffer.from('hey')");
            screen.enter(&format!("'{}漢字'.length + {}", "x".repeat(150), "1 + ".repeat(9) + "1"));
            screen.press("function f() {\rreturn [\r1,\r2]\r}\r");
            screen.at_prompt();
            screen.enter("f()");
            screen.press("Buffer.al\t\t");
            screen.settle();
            screen.press("\x15");
            screen.settle();
            screen.enter(".why b");
            screen.enter(".slabs");
            screen.press("b.toString().toUpp");
            screen.settle();
            screen.press("erCase()");
            screen.settle();
        }
        assert_eq!(with.since_begin(), without.since_begin(), "{columns} x {rows}");
        let column = |screen: &Screen| screen.emulator.screen().cursor_position().1;
        assert_eq!((with.line(), column(&with)), (without.line(), column(&without)));
        with.press("\r");
        with.at_prompt();
        assert!(with.all().contains(&"'HEY'".to_owned()));
    }
}

#[test]
fn the_pane_follows_and_looks_ahead() {
    for ((columns, rows), _) in SIZES {
        let mut screen = Screen::open("follows", columns, rows);
        screen.enter(".pane on");
        assert!(screen.pane().contains("#1 pool 8192") && screen.pane().contains("next 256"), "{}", screen.pane());
        screen.enter("b = Buffer.from('hey')");
        assert!(screen.pane().contains("next 264") && screen.pane().contains("b 3 @256"), "{}", screen.pane());
        screen.press("c = Buffer.allocUnsafe(20)");
        screen.until("what would be taken", |screen| screen.pane().contains("+ #1 [264, 284), next 288"));
        assert!(screen.pane().contains("next 264") && screen.pane().contains("-+"), "{}", screen.pane());
        screen.press("\x15");
        screen.until("nothing", |screen| !screen.pane().contains('+'));
        screen.press("c = Buffer.alloc(5000)\r");
        screen.at_prompt();
        assert!(screen.pane().contains("#2 own 5000") || screen.pane().contains("+1 slab"), "{}", screen.pane());
    }
}

#[test]
fn no_line_is_lost_that_moves_out() {
    for ((columns, rows), _) in SIZES {
        let mut screen = Screen::open("lines", columns, rows);
        screen.enter("'before'");
        screen.enter(".pane on");
        screen.enter("for (let i = 0; i < 100; i++) console.log('line ' + i)");
        screen.enter("for (let i = 100; i < 200; i++) console.log('line ' + i); 'x'.repeat(150)");
        screen.enter(".pane off");
        screen.enter(".pane on");
        screen.enter("'after'");
        let all = screen.all();
        let mut at = all.iter().position(|row| row == "> 'before'").expect("what was there is there");
        for line in (0..200).map(|number| format!("line {number}")) {
            at += 1 + all[at + 1..]
                .iter()
                .position(|row| *row == line)
                .unwrap_or_else(|| panic!("{line} is lost: {all:?}"));
        }
        assert_eq!(all.iter().filter(|row| row.starts_with("line ")).count(), 200, "{columns} x {rows}");
    }
}

/// Where the terminal tells how far down its cursor is, what was seen stays in sight.
#[test]
fn what_was_seen_is_seen_still() {
    for ((columns, rows), _) in SIZES {
        let mut screen = Screen::open("still", columns, rows);
        screen.answers = true;
        screen.enter("'before'");
        screen.enter("'漢字 and wide'");
        screen.enter(".pane on");
        let seen = |screen: &Screen| screen.emulator.screen().rows(0, screen.width()).collect::<Vec<_>>().join("\n");
        assert!(seen(&screen).contains("'before'") && seen(&screen).contains("'漢字 and wide'"), "{}", seen(&screen));
        assert_eq!(screen.all().iter().filter(|row| *row == "'before'").count(), 1, "{:?}", screen.all());
        // More than there is room for.
        screen.enter("for (let i = 0; i < 70; i++) console.log('line ' + i)");
        screen.enter(".pane off");
        screen.enter(".pane on");
        assert!(seen(&screen).contains("line 69"), "{}", seen(&screen));
        let all = screen.all();
        let mut at = 0;
        for line in (0..70).map(|number| format!("line {number}")) {
            let found = all[at..].iter().position(|row| *row == line);
            at += found.unwrap_or_else(|| panic!("{line} is lost: {all:?}"));
        }
    }
}

/// Another editor has the whole terminal meanwhile.
#[test]
fn an_editor_gives_back_what_was_seen() {
    for ((columns, rows), _) in SIZES {
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("pane-editor-{columns}"));
        std::fs::create_dir_all(home.join("slabscope")).expect("a folder");
        let editor = home.join("editor.sh");
        let script = "printf '\\033[?1049h\\033[2J\\033[Hthe editor'\nread line < /dev/tty\necho \"$line\" >> \"$1\"\nprintf '\\033[?1049l'\n";
        std::fs::write(&editor, script).expect("a file");
        let mut command = portable_pty::CommandBuilder::new("env");
        command.arg(format!("EDITOR=sh {}", editor.display()));
        command.args([env!("CARGO_BIN_EXE_slabscope"), "--no-history"]);
        for (name, value) in [("TERM", "xterm-256color"), ("NO_COLOR", "1")] {
            command.env(name, value);
        }
        for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, &home);
        }
        command.env_remove("VISUAL");
        let emulator = vt100::Parser::new(cells(rows), cells(columns), 1000);
        let pty = pty::start(command, columns, rows);
        let mut screen = Screen { pty, emulator, size: (columns, rows), answers: true };
        screen.at_prompt();
        screen.enter("'before'");
        screen.enter(".pane on");
        screen.press("b = Buffer.from('hey'");
        screen.settle();
        screen.press("\x18\x05");
        screen.until("the editor", |screen| screen.emulator.screen().contents().trim() == "the editor");
        screen.press(").length\r");
        screen.until("what was edited", |screen| {
            screen.line() == "> b = Buffer.from('hey').length" || screen.line() == ").length"
        });
        screen.press("\r");
        screen.until("an answer", |screen| screen.pane().contains("next 264"));
        screen.at_prompt();
        let all = screen.all();
        assert!(all.contains(&"'before'".to_owned()) && all.contains(&"3".to_owned()), "{all:?}");
        assert_eq!(all.iter().filter(|row| *row == "'before'").count(), 1, "{all:?}");
    }
}

/// What was freed is struck through beside the prompt as well.
#[test]
fn what_was_freed_is_struck_through() {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pane-struck");
    std::fs::create_dir_all(&home).expect("a folder");
    let mut command = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
    command.args(["--no-history", "--theme", "dark"]);
    command.env("TERM", "xterm-256color");
    command.env_remove("NO_COLOR");
    for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, &home);
    }
    let mut pty = pty::start(command, 120, 30);
    let mut seen = String::new();
    let mut until = |pty: &mut Pty, wanted: &str| {
        while !seen.contains(wanted) {
            let bytes = pty.output.recv_timeout(Duration::from_secs(20)).expect(wanted);
            seen.push_str(&String::from_utf8_lossy(&bytes));
        }
        seen.clear();
    };
    until(&mut pty, "> ");
    std::io::Write::write_all(&mut pty.keys, b".pane on\r").expect("it listens");
    until(&mut pty, "next 256");
    std::io::Write::write_all(&mut pty.keys, b"Buffer.allocUnsafe(64) && 0\r").expect("it listens");
    until(&mut pty, "\x1b[0;9m");
    let _ = pty.child.kill();
    let _ = pty.child.wait();
}

#[test]
fn a_region_tells_its_story() {
    let mut screen = Screen::open("story", 120, 30);
    screen.enter("b = Buffer.from('hey'); c = Buffer.from('you'); 0");
    screen.enter(".pane on");
    screen.press("\t");
    screen.until("a story", |screen| screen.pane().contains("b #1 [256, 259) 3 bytes"));
    assert!(screen.pane().contains("is kept alive by b") && screen.pane().contains("shares #1 with c"));
    assert_eq!(screen.emulator.screen().mouse_protocol_mode(), MouseProtocolMode::PressRelease);
    screen.press("\t");
    screen.until("the next", |screen| screen.pane().contains("c #1 [264, 267)"));
    screen.press("\x1b[Z");
    screen.until("the one before", |screen| screen.pane().contains("b #1 [256, 259)"));
    // A click on c's cell.
    let (row, line) = (0..)
        .zip(screen.pane().lines())
        .find(|(_, line)| line.contains("-c"))
        .map(|(row, line)| (row, line.to_owned()))
        .expect("a row of cells");
    let column = line.chars().position(|c| c == 'c').expect("a cell") + usize::from(screen.width());
    screen.press(&format!("\x1b[<0;{};{}M\x1b[<0;{};{}m", column + 1, row + 1, column + 1, row + 1));
    screen.until("the one clicked at", |screen| screen.pane().contains("c #1 [264, 267)"));
    screen.press("\x1b");
    screen.until("none", |screen| !screen.pane().contains("is kept alive"));
    assert_eq!(screen.emulator.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    screen.press("\t");
    screen.until("a story", |screen| screen.pane().contains("is kept alive"));
    screen.press("b.length");
    screen
        .until("none while typing", |screen| !screen.pane().contains("is kept alive") && screen.line() == "> b.length");
    screen.press("\r");
    screen.at_prompt();
    assert!(screen.all().contains(&"3".to_owned()));
}

#[test]
fn a_key_turns_it_on_and_off_and_keeps_the_entry() {
    let mut screen = Screen::open("key", 120, 30);
    screen.enter("'begin'");
    screen.press("'abc'.length\x1b[D\x1b[D");
    screen.settle();
    for _ in 0..3 {
        screen.press("\x1bOQ");
        screen.until("the pane", |screen| screen.pane().contains("next 256") && screen.line() == "> 'abc'.length");
        assert_eq!(screen.emulator.screen().cursor_position().1, 12);
        screen.press("\x1bOQ");
        screen.until("no pane", |screen| {
            !screen.emulator.screen().contents().contains('│') && screen.line() == "> 'abc'.length"
        });
        assert_eq!(screen.emulator.screen().cursor_position().1, 12);
    }
    screen.press("\r");
    screen.at_prompt();
    assert_eq!(screen.since_begin(), ["> 'begin'", "'begin'", "> 'abc'.length", "3", ">"]);
}

#[test]
fn it_fits_to_any_size() {
    let mut screen = Screen::open("resized", 120, 30);
    screen.enter(".pane on");
    screen.enter("b = Buffer.from('hey')");
    screen.enter("'x'.repeat(60)");
    for (columns, rows) in [(80, 24), (36, 20), (130, 40), (100, 12), (120, 9), (60, 30), (120, 30)] {
        screen.press("b.len");
        screen.settle();
        screen.resize(columns, rows);
        let there = columns >= 40 && rows >= 12;
        screen.until("the pane", |screen| screen.pane().contains("next 264") == there);
        screen.press("gth\r");
        screen.until("an answer", |screen| screen.line() == ">");
        let all = screen.all();
        assert_eq!(all[all.len() - 3..], ["> b.length", "3", ">"], "{columns} x {rows}: {all:?}");
        let text = all.concat();
        assert!(text.contains(&"x".repeat(60)) && text.contains("<Buffer 68 65 79>"), "{columns} x {rows}: {all:?}");
    }
}

#[test]
fn the_terminal_is_given_back() {
    for end in [".pane off\r", ".exit\r", "\x04", "process.exit(3)\r", "TERM", "HUP"] {
        let mut screen = Screen::open("back", 120, 30);
        screen.enter(".pane on");
        screen.enter("b = Buffer.from('hey')");
        screen.press("\t");
        screen.until("a story", |screen| screen.pane().contains("is kept alive"));
        if let "TERM" | "HUP" = end {
            let number = screen.pty.child.process_id().expect("it runs").to_string();
            std::process::Command::new("kill").args([&format!("-{end}"), &number]).status().expect("kill");
        } else {
            screen.press(end);
        }
        screen.until("an end", |screen| !screen.emulator.screen().contents().contains('│'));
        if end == ".pane off\r" {
            screen.enter(&format!("'{}'", "x".repeat(100)));
            assert!(screen.all().contains(&format!("> '{}'", "x".repeat(100))));
            screen.press(".exit\r");
        }
        screen.pty.child.wait().expect("it ends");
        screen.settle();
        screen.is_given_back();
        let all = screen.all();
        assert!(all.contains(&"> b = Buffer.from('hey')".to_owned()), "{end:?}: {all:?}");
    }
}

#[test]
fn it_is_paused_for_others() {
    let mut screen = Screen::open("paused", 120, 30);
    screen.enter(".pane on");
    screen.enter("'begin'");
    screen.press("'abc'.length");
    screen.settle();
    screen.press("\x1a");
    // There is no shell: it goes on at once, or stays.
    screen.until("the pane", |screen| screen.line() == "> 'abc'.length");
    screen.press("\r");
    screen.at_prompt();
    assert!(screen.pane().contains("next 256"), "{}", screen.pane());
    assert!(screen.all().contains(&"3".to_owned()));
}

#[test]
fn what_is_typed_ahead_waits_for_its_prompt() {
    let mut screen = Screen::open("ahead", 120, 30);
    screen.enter(".pane on");
    screen.enter("for (let i = 0; i < 40; i++) console.log('line ' + i)");
    screen.press("for (let start = Date.now(); Date.now() - start < 500; ); 'done'\r");
    std::thread::sleep(Duration::from_millis(150));
    screen.press("1 + 1\r\r\r2 + 2\r");
    screen.until("both answers", |screen| screen.emulator.screen().rows(0, 70).any(|row| row.trim_end() == "4"));
    screen.at_prompt();
    assert!(screen.pane().starts_with("│ #1 pool 8192"), "{}", screen.pane());
    let all = screen.all();
    let done = all.iter().position(|row| row == "'done'").expect("it was answered");
    assert_eq!(all[done..], ["'done'", "> 1 + 1", "2", ">", ">", "> 2 + 2", "4", ">"]);
}

#[test]
fn a_small_screen_says_so() {
    for (columns, rows) in [(39, 24), (80, 11)] {
        let mut screen = Screen::open("small", columns, rows);
        screen.enter(".pane on");
        assert!(screen.all().concat().contains("the pane needs 40 columns and 12 rows"), "{:?}", screen.all());
        screen.enter("1 + 1");
        assert!(screen.all().contains(&"2".to_owned()));
    }
}
