//! The prompt through a real pseudo-terminal: typed at, answered, left. Not what the answers mean.

mod pty;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use pty::Pty;

/// Rows of its screen.
const ROWS: u16 = 24;

/// How long an answer may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A prompt somebody sits at.
struct Terminal {
    pty: Pty,
    seen: String,
    /// What was waited for last, and what came before it.
    passed: String,
}

impl Terminal {
    fn open(home: &Path, words: &[&str]) -> Self {
        Self::sized(home, words, 80, "xterm-256color")
    }

    fn sized(home: &Path, words: &[&str], columns: u16, kind: &str) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
        command.args(words);
        let mut terminal = Self::start(command, home, columns, kind);
        terminal.wait_for(".help for commands");
        terminal.wait_for("> ");
        terminal
    }

    fn start(mut command: CommandBuilder, home: &Path, columns: u16, kind: &str) -> Self {
        command.cwd(home);
        command.env("TERM", kind);
        command.env("HOME", home);
        command.env("XDG_STATE_HOME", home);
        command.env("XDG_CONFIG_HOME", home);
        command.env("NO_COLOR", "1");
        Self::spawn(command, columns)
    }

    fn spawn(command: CommandBuilder, columns: u16) -> Self {
        Self { pty: pty::start(command, columns, ROWS), seen: String::new(), passed: String::new() }
    }

    fn press(&mut self, keys: impl AsRef<[u8]>) {
        self.pty.keys.write_all(keys.as_ref()).expect("the prompt listens");
    }

    /// Reads until the screen has said `wanted`; what came after it is kept.
    fn wait_for(&mut self, wanted: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.seen.find(wanted) {
                self.passed = self.seen.drain(..at + wanted.len()).collect();
                return;
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.pty.output.recv_timeout(left) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(problem) => panic!("the prompt never said {wanted:?} ({problem}); it said {:?}", self.seen),
            }
        }
    }

    fn answers(&mut self, keys: impl AsRef<[u8]>, wanted: &str) {
        self.press(keys);
        self.wait_for(wanted);
    }

    /// Reads until nothing more comes.
    fn quiet(&mut self) {
        while self.pty.output.recv_timeout(Duration::from_millis(60)).is_ok() {}
        self.seen.clear();
    }

    /// Reads what a key brings to the screen, if it brings something; when the last of it came.
    fn shown(&mut self) -> Instant {
        let pressed = Instant::now();
        if self.pty.output.recv_timeout(Duration::from_secs(1)).is_err() {
            return pressed;
        }
        let mut last = Instant::now();
        while self.pty.output.recv_timeout(Duration::from_millis(60)).is_ok() {
            last = Instant::now();
        }
        last
    }

    fn leave(mut self) {
        // Before the prompt is there again, the terminal itself would take the end of input.
        self.answers("'at '+'rest'\r", "\n'at rest'");
        self.wait_for("> ");
        self.ends("\u{4}");
    }

    /// The keys are the last ones.
    fn ends(mut self, keys: impl AsRef<[u8]>) {
        self.press(keys);
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.pty.child.try_wait().expect("it can be asked") {
                break status;
            }
            if Instant::now() > until {
                self.pty.child.kill().expect("it can be ended");
                panic!("the prompt did not leave");
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        assert!(status.success(), "{status:?}");
    }
}

fn home_of(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("prompt-{name}"))
}

/// A home of this test's own.
fn home(name: &str) -> PathBuf {
    let home = home_of(name);
    let _ = std::fs::remove_dir_all(&home);
    std::fs::create_dir_all(&home).expect("a home of its own");
    home
}

#[test]
fn a_person_asks_and_is_told_what_was_meant() {
    let mut terminal = Terminal::open(&home("asks"), &[]);
    for (typed, told) in [
        ("?", "? explains the last error, ?NAME whatever you name"),
        ("?pinned", "pinned: a slab that lives only because of a few live bytes."),
        ("?Buffer.from", "Buffer.from(array | buffer)"),
        ("b = Buffer.from('hello')", "<Buffer 68 65 6c 6c 6f>"),
        ("b.toString?", "buf.toString(encoding = 'utf8', start = 0, end = all)"),
        ("? b", "b: Buffer, 5 bytes at #1 [256, 261)."),
        ("?Bufer.from", "there is ?Buffer.from"),
        ("?keys", "Ctrl-X Ctrl-E"),
        ("1 > 0 ?\r2 :\r3", "\n2"),
        ("b.readInt8(9)", "? explains it"),
        ("?", "b.readInt8(4)"),
        ("b.lenght", "did you mean b.length?"),
        ("quit", ".exit or Ctrl-D leaves"),
        ("quit = 1", "1"),
        ("quit", "\n1"),
        ("Buffer.from('a', 'utf-16')", "did you mean 'utf16le'?"),
        ("?", "Buffer.from('a', 'utf16le')"),
        (".save asked.transcript", "Session saved to: asked.transcript"),
    ] {
        terminal.answers(format!("{typed}\r"), told);
        terminal.wait_for("> ");
    }
    // A transcript has the command, and keeps what was asked.
    let saved = std::fs::read_to_string(home_of("asks").join("asked.transcript")).expect("it is saved");
    assert!(saved.contains("> .help pinned\n") && !saved.contains("> ?"), "{saved}");
    terminal.press("?pinn");
    terminal.answers("\t", "?pinned");
    terminal.answers("\r", "pinned: a slab");
    terminal.answers("d = Buffer.alloc(3\u{1b}OP", "zeros or fill, in memory of its own");
    terminal.wait_for("> d = Buffer.alloc(3");
    terminal.answers(")\r", "<Buffer 00 00 00>");
    for (typed, told) in [
        ("where is d?", "did you mean .why d?"),
        (".memory", "did you mean .slabs?"),
        ("Buffer.from([1, 2, 3)", "did you mean Buffer.from([1, 2, 3])?"),
        ("%timeit d.length", "did you mean .time d.length?"),
        ("?ctrl-r", "Ctrl-R: entries with any part"),
    ] {
        terminal.answers(format!("{typed}\r"), told);
    }
    terminal.answers("b.write('x', ", "// b.write(string, [offset = 0], length = rest, encoding = 'utf8')");
    terminal.press("\u{3}");
    terminal.leave();
}

#[test]
fn a_lesson_is_shown_and_the_session_is_as_it_was() {
    let mut terminal = Terminal::open(&home("lesson"), &[]);
    terminal.answers("b = Buffer.from('mine')\r", "<Buffer 6d 69 6e 65>");
    terminal.answers(".learn\r", "07  slices that pin".trim_start_matches('0'));
    terminal.answers(".learn wombat\r", "there is no lesson wombat");
    terminal.answers(".learn 7\r", "slices that pin");
    terminal.answers(" ", "A few bytes kept keep the whole slab");
    terminal.answers("q", "> ");
    terminal.answers("b.toString()\r", "\n'mine'");
    terminal.leave();
}

#[test]
fn a_person_types_asks_why_makes_a_mistake_and_leaves() {
    let mut terminal = Terminal::open(&home("person"), &[]);
    terminal.answers("b = Buffer.allocUnsafe(4); b.buffer.byteLength\r", "\n8192");
    terminal.answers(".why\r", "#1 [256, 260)");
    terminal.answers("foo bar\r", "Uncaught SyntaxError: Unexpected identifier 'bar'");
    terminal.answers("function f() {\r", "\n  ");
    terminal.answers("return b.byteOffset }\r", "undefined");
    terminal.answers("f()\r", "\n256");
    terminal.leave();
}

#[test]
fn what_a_call_takes_and_what_an_entry_would_answer_stand_under_it() {
    let mut terminal = Terminal::open(&home("hints"), &[]);
    terminal.answers("Buffer.alloc(", "// Buffer.alloc([size], fill = 0, encoding = 'utf8')");
    terminal.answers("3)\r", "<Buffer 00 00 00>");
    terminal.answers("_.length + 4", "// 7");
    terminal.answers("\r", "\n7");
    terminal.answers("c = Buffer.from('hi')\r", "<Buffer 68 69>");
    terminal.answers("c.toString('he\t", "c.toString('hex");
    terminal.answers("')", "// '6869'");
    terminal.answers("\r", "\n'6869'");
    terminal.leave();
}

#[test]
fn entries_come_back_whole_by_their_beginning_and_in_the_next_prompt() {
    let home = home("history");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.answers("alpha = [\r", "\n  ");
    terminal.answers("7]\r", "[ 7 ]");
    terminal.answers("beta = 22\r", "\n22");
    terminal.leave();
    let file = home.join("slabscope/history");
    let text = std::fs::read_to_string(&file).expect("it was written");
    assert_eq!(text.lines().filter(|line| line.contains("alpha")).count(), 1, "{text}");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.answers("al\u{1b}[A", "7]");
    terminal.answers("\r", "[ 7 ]");
    // Before the prompt is there again, the terminal itself would take the keys.
    terminal.wait_for("> ");
    terminal.answers("\u{12}beta", "beta = 22");
    terminal.answers("\r", "\n22");
    terminal.leave();
    let before = std::fs::read_to_string(&file).expect("it is there");
    let mut terminal = Terminal::open(&home, &["--no-history"]);
    terminal.answers("secret = 5\r", "\n5");
    terminal.leave();
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), before);
}

#[cfg(unix)]
#[test]
fn settings_and_history_are_in_the_home_and_nobody_elses() {
    use std::os::unix::fs::PermissionsExt as _;
    for relative in [false, true] {
        let home = home(&format!("folders-{relative}"));
        std::fs::create_dir_all(home.join(".config/slabscope")).expect("a folder can be made");
        std::fs::write(home.join(".config/slabscope/config.toml"), "wombat = 1\n").expect("a file can be written");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
        command.cwd(&home);
        command.env("HOME", &home);
        command.env("TERM", "xterm-256color");
        command.env("NO_COLOR", "1");
        for name in ["SLABSCOPE_CONFIG", "SLABSCOPE_HISTORY", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
            if relative && name.starts_with("XDG") {
                // The specification has relative paths ignored.
                command.env(name, "elsewhere");
            }
        }
        let mut terminal = Terminal::spawn(command, 80);
        terminal.wait_for("there is no key wombat");
        terminal.wait_for("> ");
        terminal.leave();
        let history = home.join(".local/state/slabscope/history");
        let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&history), mode(history.parent().expect("a folder"))), (0o600, 0o700));
        assert!(std::fs::read_to_string(history).expect("text").contains("'at '+'rest'"));
    }
}

#[test]
fn sessions_are_saved_recorded_loaded_and_pasted() {
    let home = home("files");
    let mut terminal = Terminal::open(&home, &["--node", "22"]);
    terminal.answers("a = Buffer.alloc(2)\r", "<Buffer 00 00>");
    terminal.answers(".record r.transcript\r", "recording to r.transcript");
    terminal.answers("a.length\r", "\n2");
    terminal.answers(".record off\r", "Session recorded to: r.transcript");
    terminal.answers(".save s.transcript\r", "Session saved to: s.transcript");
    terminal.answers(".save s.js\r", "Session saved to: s.js");
    terminal.answers(".load s.transcript\r", "2 of 2 answers are as they were");
    terminal.answers(".load s.js\r", "\n2");
    terminal.answers("\u{1b}[200~> 1 + 1\n3\n> 2 + 2\n4\n\u{1b}[201~\r", "it was:");
    terminal.wait_for("  3");
    terminal.wait_for("1 of 2 answers are as they were");
    terminal.leave();
    let read = |name: &str| std::fs::read_to_string(home.join(name)).expect("it was written");
    let whole = "#: profile node22\n> a = Buffer.alloc(2)\n<Buffer 00 00>\n> a.length\n2\n";
    assert_eq!((read("r.transcript").as_str(), read("s.transcript").as_str()), (whole, whole));
    assert_eq!(read("s.js"), "a = Buffer.alloc(2)\na.length");
}

/// What was copied elsewhere is run and compared, and a way out at its end is none here.
#[test]
fn sessions_of_other_prompts_are_run_and_compared() {
    let mut terminal = Terminal::open(&home("foreign"), &[]);
    for (name, told) in [
        ("node18", "the banner of Node.js 18.20.8, a shell's line, 16 prompts; 14 of 15 answers are as they were"),
        ("node24-wrapped", "2 lines of a shell, 8 prompts; 6 of 6 answers are as they were"),
        ("node26", ".exit (type it to leave); 14 of 14 answers are as they were"),
        ("deno", ".exit (type it to leave); 12 of 15 answers are as they were"),
        ("bun", ".exit (type it to leave); 3 of 6 answers are as they were"),
        ("slabscope", "10 prompts; 8 of 8 answers are as they were"),
        ("ipython-javascript", "3 prompts, .exit (type it to leave); 2 of 2 answers are as they were"),
        ("chrome", "4 prompts; 3 of 4 answers are as they were"),
        (
            "markdown-fence",
            "2 fences, 3 prompts, 6 other lines, .exit (type it to leave); 3 of 3 answers are as they were",
        ),
        ("mail", "a quote, 3 prompts, another line, .exit (type it to leave); 3 of 3 answers are as they were"),
        ("windows", "3 prompts, .exit (type it to leave); 3 of 3 answers are as they were"),
        ("no-break-blanks", "3 prompts, .exit (type it to leave); 3 of 3 answers are as they were"),
        ("asides", "3 prompts, .exit (type it to leave); 3 of 3 answers are as they were"),
    ] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/pastes/{name}.paste"));
        let paste = std::fs::read_to_string(file).expect("a paste");
        // Before the line editor reads again, the terminal itself would make two lines of each that ends as on Windows.
        terminal.answers(".reset\r", "a fresh session");
        terminal.wait_for("\u{1b}[?2004h");
        terminal.answers(format!("\u{1b}[200~{paste}\u{1b}[201~\r"), told);
        terminal.wait_for("> ");
    }
    terminal.leave();
}

#[test]
fn forty_columns_are_enough() {
    let mut terminal =
        Terminal::start(CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope")), &home("forty"), 40, "xterm");
    terminal.wait_for("> ");
    terminal.press(".help\r");
    terminal.wait_for("these commands");
    terminal.wait_for("explains more");
    assert!(!terminal.passed.contains("more lines"), "{:?}", terminal.passed);
    terminal.answers(".why\r", "nothing has been allocated");
    // The drawings follow the terminal.
    terminal.answers("b = Buffer.alloc(4000)\r", "more bytes>");
    terminal.answers(".help time\r", "\nruns EXPR and tells how long it took and\r\nwhat it");
    terminal.pty.master.resize(pty::size(100, ROWS)).expect("it can be resized");
    terminal.answers(".help time\r", "\nruns EXPR and tells how long it took and what it");
    terminal.leave();
}

#[test]
fn the_banner_is_three_lines_at_any_width() {
    for (columns, second) in
        [(40, "classic: Node 22, slab 8192, 256 used"), (80, "256 bytes used before you (profile classic)")]
    {
        let program = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
        let mut terminal = Terminal::start(program, &home(&format!("banner-{columns}")), columns, "xterm");
        terminal.wait_for(second);
        let said = terminal.passed.clone();
        terminal.wait_for("> ");
        let lines: Vec<&str> = said.split("\r\n").collect();
        assert!(lines.len() <= 4 && lines.iter().all(|line| line.chars().count() <= columns.into()), "{lines:?}");
        terminal.leave();
    }
}

#[test]
fn a_long_answer_is_kept_to_the_screen_and_the_rest_can_be_seen() {
    let mut terminal = Terminal::open(&home("long"), &[]);
    terminal.answers(
        "Array.from({ length: 90 }, (_, i) => 'one line of its own for each, whatever the width of it is: long ' + i)\r",
        "more lines: .more or .all",
    );
    terminal.answers(".more\r", "more lines: .more or .all");
    terminal.answers(".all\r", "long 89'");
    terminal.answers(".more\r", "there is no more of any answer");
    terminal.answers("for (let i = 0; i < 50; i++) globalThis['v' + i] = i\r", "\n49");
    terminal.answers(".vars\r", "30 more lines: .more or .all");
    terminal.answers(".vars v4\r", "v49");
    // A transcript has all of it.
    terminal.answers(".save s.transcript\r", "Session saved");
    terminal.leave();
    let text = std::fs::read_to_string(home_of("long").join("s.transcript")).expect("it was written");
    assert!(text.contains("whatever the width of it is: long 89") && !text.contains("more lines"), "{text}");
}

#[test]
fn a_line_says_what_a_statement_changed_unless_nobody_wants_it() {
    let mut terminal = Terminal::open(&home("changed"), &[]);
    terminal.answers("b = Buffer.from('hi')\r", "\r\n  1  #1 256 -> 264   + [256, 258) b\r\n");
    terminal.answers("b[0] = 1\r", "  2  ~ [256, 257) b");
    terminal.answers(".why 2\r", "statement 2 asked for no memory");
    terminal.answers(".quiet\r", "nothing is told");
    terminal.answers("b[0] = 3\r", "3\r\n");
    terminal.quiet();
    terminal.answers(".quiet off\r", "a line tells");
    let path = home_of("changed").join("changed.transcript");
    terminal.answers(format!(".save {}\r", path.display()), "Session saved");
    terminal.leave();
    let saved = std::fs::read_to_string(path).expect("it was saved");
    assert!(saved.contains("> b[0] = 1\n1\n") && !saved.contains("->"), "{saved}");
}

#[test]
fn what_was_probably_meant_is_said() {
    let mut terminal = Terminal::open(&home("meant"), &[]);
    terminal.answers("Buffr.alloc(1)\r", "Buffr is not defined");
    terminal.wait_for("did you mean Buffer?");
    terminal.answers("Buffer.aloc(1)\r", "did you mean Buffer.alloc?");
    terminal.answers(".hepl\r", "did you mean .help?");
    terminal.leave();
}

#[test]
fn words_that_could_stand_there_are_listed_under_the_entry() {
    let home = home("words");
    std::fs::write(home.join("a file.js"), "40 + 2").expect("a file");
    let mut terminal = Terminal::open(&home, &[]);
    // In the third line of an entry the list is as whole as in the first.
    terminal.answers("x = [\r1,\rBuffer.al\t", "allocUnsafe()      ");
    terminal.answers("(2)\r]\r", "[ 1, <Buffer 00 00> ]");
    terminal.answers(".load a\t", ".load a file.js");
    terminal.answers("\r", "\n42");
    // A list goes with its entry.
    terminal.answers("\t", "1 of ");
    terminal.press("\u{3}");
    terminal.answers("1 + 1\r", "\n2");
    assert!(!terminal.passed.contains("1 of "), "{:?}", terminal.passed);
    // More names than anybody reads.
    terminal.answers("for (let i = 0; i < 1e5; i++) globalThis['name' + i] = i\r", "\n99999");
    terminal.answers("nam\t", "name10000");
    terminal.answers("77777\r", "\n77777");
    terminal.leave();
}

#[test]
fn a_closing_bracket_takes_its_indentation_back() {
    let mut terminal = Terminal::open(&home("close"), &[]);
    terminal.answers("alpha = [\r7\r]\r", "[ 7 ]");
    terminal.answers("beta = [() => {\rreturn [\r8\r]\r}]\r", "[ [Function (anonymous)] ]");
    terminal.leave();
    let text = std::fs::read_to_string(home_of("close").join("slabscope/history")).expect("it was written");
    assert!(text.contains("alpha = [\\n  7\\n]\n"), "{text}");
    let nested = "beta = [() => {\\n  return [\\n    8\\n  ]\\n}]\n";
    assert!(text.contains(nested), "{text}");
}

/// Alt-Enter, and Shift-Enter of terminals that tell it, begin a line; another editor takes the entry and gives it back.
#[test]
fn lines_are_begun_anywhere_and_another_editor_takes_the_entry() {
    let home = home("lines");
    let editor = home.join("editor.sh");
    std::fs::write(&editor, "#!/bin/sh\nread line < /dev/tty\nprintf '%s' \"[\" > \"$1.new\"\ncat \"$1\" >> \"$1.new\"\necho \"$line]\" >> \"$1.new\"\nmv \"$1.new\" \"$1\"\n")
        .expect("a file");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
    command.env("EDITOR", format!("sh {}", editor.display()));
    command.env_remove("VISUAL");
    let mut terminal = Terminal::start(command, &home, 80, "xterm-256color");
    terminal.wait_for(".help for commands");
    terminal.wait_for("> ");
    terminal.answers("1\u{1b}\r+ 2\u{1b}[13;2u+ 3\r", "\n6");
    terminal.wait_for("> ");
    // Recalled, it is one entry still.
    terminal.answers("\u{1b}[A\r", "\n6");
    terminal.wait_for("> ");
    terminal.press("'abc'\u{18}\u{5}");
    std::thread::sleep(Duration::from_millis(300));
    terminal.answers(", 'd'\r", "> ['abc', 'd']");
    terminal.answers("\r", "\n[ 'abc', 'd' ]");
    terminal.leave();
    let text = std::fs::read_to_string(home.join("slabscope/history")).expect("it was written");
    assert!(text.contains("1\\n+ 2\\n+ 3\n"), "{text}");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope"));
    command.env("VISUAL", "false");
    let mut terminal = Terminal::start(command, &home, 80, "xterm-256color");
    terminal.wait_for("> ");
    terminal.answers("7 * 6\u{18}\u{5}", "false ended with exit status: 1: the entry stays as it was");
    terminal.answers("\r", "\n42");
    terminal.leave();
}

/// A control character that was pasted or quoted is seen, and runs.
#[test]
fn control_characters_are_seen_and_run() {
    let mut terminal = Terminal::open(&home("control"), &[]);
    terminal.answers("Buffer.from('a\u{16}\u{7}b", "a\u{2407}b");
    terminal.answers("')\r", "\n<Buffer 61 07 62>");
    terminal.wait_for("\u{1b}[K> ");
    terminal.answers("\u{1b}[200~Buffer.from('\u{4}\u{1b}[0m')\u{1b}[201~\r", "\n<Buffer 04 1b 5b 30 6d>");
    terminal.wait_for("\u{1b}[K> ");
    terminal.answers("\u{1b}[A", "'\u{2404}\u{241b}[0m'");
    terminal.answers("\r", "\n<Buffer 04 1b 5b 30 6d>");
    terminal.wait_for("\u{1b}[K> ");
    terminal.answers("Buffer.from(`one\rtwo`)\u{1b}[Hx = \r", "\n<Buffer 6f 6e 65 0a 78 20 3d 20 74 77 6f>");
    terminal.leave();
}

/// What a terminal sends by itself types nothing, and keys are what they are called, however a terminal writes them.
#[test]
fn reports_type_nothing_and_keys_are_what_they_are_called() {
    let mut terminal = Terminal::open(&home("reports"), &[]);
    for (typed, told) in [
        ("'ab'+\u{1b}[M !!\u{1b}[<0;5;5M\u{1b}[I\u{1b}[O'cd'", "'abcd'"),
        ("'ab'+\u{1b}]10;rgb:ffff/ffff/ffff\u{1b}\\\u{1b}]4;1;rgb:00/00/00\u{7}'de'", "'abde'"),
        ("'ab'+\u{1b}P1$r0m\u{1b}\\\u{1b}[?64;1;2c\u{1b}[24;80R\u{1b}[97;5u'ef'", "'abef'"),
        ("1\u{1b}Ok\u{1b}Oq\u{1b}Or", "13"),
        ("'yz'\u{1b}[1~'x'+\u{1b}[4~.length", "'x2'"),
        ("'ad'\u{1b}[1;2D\u{1b}[1;2Db", "'abd'"),
        ("'a' word\u{1}\u{1b}[C\u{1b}[C\u{1b}[C\u{1b}[3;5~", "'a'"),
        ("`a\rb`\u{1b}[1;5Hx=\u{1b}[1;5F.length", "3"),
        ("'a'\u{1c}+'c'", "'ac'"),
    ] {
        terminal.answers(format!("{typed}\r"), &format!("\n{told}"));
        terminal.wait_for("> ");
    }
    // As at Node's prompt, Escape is Alt for half a second, and then nothing.
    terminal.press("'a b'\u{1b}");
    std::thread::sleep(Duration::from_millis(100));
    terminal.answers("b\u{7f}+\r", "\n'a+b'");
    terminal.wait_for("> ");
    terminal.press("'b b'\u{1b}");
    std::thread::sleep(Duration::from_millis(900));
    terminal.answers("+'b'\r", "\n'b bb'");
    terminal.wait_for("> ");
    terminal.leave();
}

#[test]
fn an_unfinished_entry_is_given_up_and_wrong_arguments_do_nothing() {
    let home = home("break");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.press("function f() {\r");
    terminal.wait_for("\n  ");
    terminal.answers(".break\r", "\n");
    terminal.answers("typeof f\r", "\n'undefined'");
    terminal.answers(".exit now\r", "\n.exit takes no argument");
    terminal.answers(".editor x\r", "\n.editor takes no argument");
    terminal.answers(".more 2\r", "\n.more takes no argument");
    terminal.wait_for("> ");
    terminal.leave();
}

#[test]
fn an_entry_outlives_being_suspended() {
    let mut shell = CommandBuilder::new("sh");
    shell.arg("-i");
    shell.env("PS1", "shell: ");
    shell.env("ENV", "");
    let mut terminal = Terminal::start(shell, &home("suspended"), 80, "xterm");
    terminal.wait_for("shell: ");
    terminal.press(format!("'{}' --no-history\r", env!("CARGO_BIN_EXE_slabscope")));
    terminal.wait_for(".help for commands");
    terminal.wait_for("> ");
    terminal.answers("f = [\r1 + 1", "1 + 1");
    terminal.answers("\u{1a}", "shell: ");
    terminal.answers("fg\r", "1 + 1");
    // The terminal is the line editor's again.
    terminal.answers("0 + Buffer.al\t", "allocUnsafeSlow()");
    terminal.answers("(1).length]\r", "[ 12 ]");
    terminal.wait_for("> ");
    // The same while something runs.
    terminal.answers("for (;;);\r", "\n");
    std::thread::sleep(Duration::from_millis(300));
    terminal.answers("\u{1a}", "shell: ");
    terminal.answers("fg\r", "\n");
    std::thread::sleep(Duration::from_millis(300));
    terminal.answers("\u{3}", "> ");
    terminal.answers("1 + 1\r", "\n2");
    terminal.wait_for("> ");
    terminal.answers("\u{4}", "shell: ");
    terminal.ends("exit 0\r");
}

#[test]
fn bytes_that_are_no_text_are_shown_as_such_and_end_nothing() {
    let mut terminal = Terminal::open(&home("bytes"), &[]);
    for (typed, length) in [
        (&b"'\xff'"[..], 1),
        (b"'a\xff\xfeb'", 4),
        (b"'\x80' + 'lone'", 5),
        (b"'\xe2\x82cut'", 4),
        (b"'\xc0\xaf\xed\xa0\x80'", 5),
        (b"'\xf0\x9f\x98\x80\xf0\x9f'", 3),
        // Among others, before them, and pasted.
        (b"''\x1b[D\xff\xe2\x82x\x1b[C", 3),
        (b"\x1b[200~'one\xfftwo\xe2\x82'\x1b[201~", 8),
        (b"[\r'\xff\xff'\r,\x1b[200~'\xff'\x1b[201~].join('')", 3),
    ] {
        terminal.answers([b"(", typed, b").length + ' units'\r"].concat(), &format!("\n'{length} units'"));
        terminal.wait_for("> ");
    }
    // The last one may be the beginning of more, until something else is typed.
    terminal.answers(b"'cut off' //\xe2\x82\r", "\n'cut off'");
    terminal.wait_for("> ");
    terminal.answers(b"'kept' + '\xff", "\u{FFFD}");
    terminal.answers("'\r", "\n'kept\u{FFFD}'");
    terminal.wait_for("> ");
    // Searched for, and walked to.
    terminal.answers(b"\x12kept' + '\xff", "'kept' + '\u{FFFD}'");
    terminal.answers("\r", "\n'kept\u{FFFD}'");
    terminal.wait_for("> ");
    terminal.answers(b"\x12\xff\xff no such\x07'found '+'nothing'\r", "\n'found nothing'");
    terminal.wait_for("> ");
    // Before the line editor reads again, the terminal itself would take the end of input.
    terminal.answers(b".editor\r", "Ctrl+C to cancel)");
    terminal.wait_for("\u{1b}[?2004h");
    terminal.answers(b"'\xff'\r\xe2\x82\x04", "Invalid or unexpected token");
    terminal.wait_for("> ");
    // Typed ahead, and more than a terminal keeps at once.
    terminal.press("for (const end = Date.now() + 300; Date.now() < end;);\r");
    std::thread::sleep(Duration::from_millis(100));
    terminal.answers(b"'ahead\xff'.length\r", "\n6");
    terminal.wait_for("> ");
    let mut lines = b"n = 0\r".to_vec();
    (0..500).for_each(|_| lines.extend_from_slice(b"n += '\xff\xe2\x82'.length\r"));
    terminal.answers(lines, "\n1000");
    terminal.leave();
}

#[test]
fn a_history_with_bytes_that_are_no_text_is_recalled_and_kept() {
    let home = home("old-bytes");
    std::fs::create_dir_all(home.join("slabscope")).expect("a folder");
    let file = home.join("slabscope/history");
    let written = b"#V2\nfirst = 1\n'odd \xff\xe2\x82'.length\nlast = 3\n";
    std::fs::write(&file, written).expect("a history");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.answers("\u{1b}[A\u{1b}[A\r", "\n6");
    terminal.wait_for("> ");
    terminal.answers("\u{12}first\r", "\n1");
    terminal.leave();
    assert!(std::fs::read(&file).expect("it is there").starts_with(written));
}

#[test]
fn what_is_given_up_leaves_no_hint_behind() {
    let mut terminal = Terminal::open(&home("given-up"), &[]);
    terminal.answers("Buffer.alloc(", "// Buffer.alloc([size], fill = 0, encoding = 'utf8')");
    terminal.press("\u{3}");
    terminal.wait_for("> Buffer.alloc(");
    terminal.wait_for("> ");
    assert!(!terminal.passed.contains("size, fill"), "{:?}", terminal.passed);
    terminal.answers("\u{3}", "(To exit, press Ctrl+C again or Ctrl+D or type .exit)");
    terminal.wait_for("> ");
    terminal.ends("\u{3}");
}

#[test]
fn a_dumb_terminal_is_interrupted_and_left_as_any_other() {
    for kind in ["dumb", "cons25"] {
        let mut terminal = Terminal::sized(&home(kind), &[], 80, kind);
        terminal.answers("x = [\r", "... ");
        terminal.answers("1]\r", "[ 1 ]");
        terminal.answers("y = [\r", "... ");
        terminal.answers("\u{3}", "> ");
        terminal.answers("for (;;);\r", "\n");
        std::thread::sleep(Duration::from_millis(300));
        terminal.answers("\u{3}", "> ");
        terminal.answers("1 + 1\r", "\n2");
        terminal.wait_for("> ");
        terminal.answers("\u{3}", "(To exit, press Ctrl+C again or Ctrl+D or type .exit)");
        terminal.wait_for("> ");
        terminal.ends("\u{3}");
    }
}

/// Who ends the program at its prompt finds the terminal as it was.
#[test]
#[cfg(unix)]
fn a_signal_leaves_the_terminal_as_it_was() {
    let home = home("signal");
    let mut command = CommandBuilder::new("sh");
    let slabscope = env!("CARGO_BIN_EXE_slabscope");
    let kill = "(until grep -q . ready 2>/dev/null; do sleep 0.1; done; kill -TERM $(cat ready))";
    let child = format!("sh -c 'echo $$ > waiting; exec {slabscope}'");
    command.args([
        "-c",
        &format!("stty -a > before; {kill} & {child}; stty -a > after; cmp before after && echo as it was"),
    ]);
    let mut terminal = Terminal::start(command, &home, 80, "xterm");
    terminal.wait_for("> ");
    terminal.quiet();
    std::fs::rename(home.join("waiting"), home.join("ready")).expect("the number of the process");
    terminal.wait_for("as it was");
}

/// Not for every day: `cargo test --release --test prompt -- --ignored --nocapture`.
#[test]
#[ignore = "measures time: run it in a release build"]
#[expect(clippy::print_stderr, reason = "a measuring test tells its figures")]
fn keys_are_on_the_screen_within_five_milliseconds() {
    let sum = "name1+".repeat(166);
    let list = format!("Buffer.concat([{}", "b,name12,".repeat(110));
    let cases = [
        ("typed in a short line", "", "b.length + name7"),
        ("typed behind 1000 characters", &sum, "name9999+1"),
        ("typed in a call of 1000 characters", &list, "name9999,1"),
        ("typed in a string of 1000 characters", &format!("'{}", "x".repeat(1000)), "abcdefgh'"),
        ("moving in 1000 characters", &sum, "\u{2}\u{2}\u{2}\u{2}\u{2}\u{2}\u{2}\u{2}"),
        ("moving among brackets of 1000", &list, "\u{1}\u{6}\u{6}\u{6}\u{5}\u{2}"),
        ("deleting in 1000 characters", &sum, "\u{7f}\u{7f}\u{2}\u{7f}\u{1f}"),
        ("typed in 1000 letters nobody breaks", &format!("'{}", "e\u{301}".repeat(500)), "abé漢'"),
        ("typed below 40 lines", &format!("f(`{}", "one line of it\n".repeat(40)), "abc"),
        ("searching for a name", "", "\u{12}name1\u{7}"),
        ("searching behind 1000 characters", &sum, "\u{12}for\u{7}"),
        ("Up and Down", "", "\u{10}\u{10}\u{e}\u{e}"),
        ("Tab on all names", "q = ", "\t"),
        ("Tab on a name of 100,000", "nam", "\t"),
        ("Tab on the next page", "nam\t", "\t\t\t\t"),
        ("Tab on a name behind 1000 characters", &format!("{sum}nam"), "\t"),
        ("Tab on a member of 100,000", "globalThis.nam", "\t"),
        ("Tab behind .map", ".map na", "\t"),
    ];
    let mut slow = Vec::new();
    for (columns, pane) in [(40, false), (80, false), (200, false), (80, true), (120, true)] {
        let mut terminal = Terminal::start(
            CommandBuilder::new(env!("CARGO_BIN_EXE_slabscope")),
            &home(&format!("speed-{columns}-{pane}")),
            columns,
            "xterm",
        );
        terminal.wait_for("> ");
        terminal.answers("for (let i = 0; i < 1e5; i++) globalThis['name' + i] = i\r", "\n99999");
        terminal.answers("b = Buffer.from('hello')\r", "<Buffer");
        if pane {
            terminal.answers(".pane on\r", "next 264");
        }
        let beside = if pane { " and a pane" } else { "" };
        let mut pastes = Vec::new();
        for (what, before, keys) in cases {
            let mut times = Vec::new();
            for _ in 0..5 {
                terminal.quiet();
                let pasted = Instant::now();
                terminal.press(format!("\u{1b}[200~{}\u{1b}[201~", before.trim_end_matches('\t')));
                if before.len() > 100 && what.starts_with("typed") {
                    pastes.push((terminal.shown() - pasted).as_secs_f64() * 1000.0);
                }
                terminal.quiet();
                if before.ends_with('\t') {
                    terminal.press("\t");
                    terminal.quiet();
                }
                for key in keys.chars() {
                    let pressed = Instant::now();
                    terminal.press(key.to_string());
                    times.push((terminal.shown() - pressed).as_secs_f64() * 1000.0);
                }
                // To the end of the line, and all of it away.
                terminal.press("\u{5}\u{15}");
            }
            times.sort_by(f64::total_cmp);
            let (best, median, worst) = (times[0], times[times.len() / 2], times[times.len() - 1]);
            eprintln!(
                "{columns:>3} columns{beside:<11}  {what:<38} best {best:5.2}  median {median:5.2}  worst {worst:5.2} ms"
            );
            if median > 5.0 {
                slow.push(format!("{columns}{beside} {what}: {median:.2} ms"));
            }
        }
        pastes.sort_by(f64::total_cmp);
        let median = pastes[pastes.len() / 2];
        eprintln!("{columns:>3} columns{beside:<11}  pasting 1000 characters: median {median:5.2} ms");
        if median > 5.0 {
            slow.push(format!("{columns}{beside} pasting: {median:.2} ms"));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}
