//! Shows: what keys change, what is on the screen at any size, recordings, and the program at a real pseudo-terminal.

#[path = "../pty/mod.rs"]
mod pty;
mod terminal;

use std::time::Duration;

use engine::session::{Options, Way};
use engine::transcript::Document;
use slabscope::paint::{Ink, painted};
use slabscope::play::{Key, Memory, Phase, Scene, Settings, Show, Size, cast, frame, scenes};

const LESSON: &str = "\
#: node 22
#: say Two small Buffers share one slab
# Each starts at a multiple of 8.
> a = Buffer.allocUnsafe(3); a.byteOffset
8
#: hide
> hidden = Buffer.allocUnsafe(100)
#: say The tail is left behind
#: pause
> b = Buffer.allocUnsafe(4000); c = Buffer.allocUnsafe(4095); c.byteOffset
0
#: skip not shown
> neverRun = 1
#: node 24
> typeof b
'undefined'
";

fn options() -> Options {
    Options {
        max_memory: 1 << 28,
        timeout: Some(Duration::from_secs(10)),
        watch: slabscope::cli::stopwatch(),
        ..Options::new("classic", Way::PromptPipe)
    }
}

fn run(text: &str) -> Vec<Scene> {
    let document = Document::read(text.as_bytes().to_vec(), false).expect("it can be read");
    scenes(&document, &options(), None).expect("it can be run")
}

fn show(settings: Settings) -> Show {
    Show::new(run(LESSON), settings)
}

/// What a screen says.
fn said(show: &Show, memory: &mut Memory, columns: u16, rows: u16) -> Vec<String> {
    let frame = frame(show, memory, "lesson", Size { columns, rows });
    let lines = frame.lines.iter().map(|line| painted(line, Ink::Never, true));
    let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    assert!(lines.len() <= usize::from(rows), "{lines:?}");
    let width = |line: &String| line.chars().count();
    assert!(
        lines.iter().all(|line| width(line) <= usize::from(columns - 1).max(1)),
        "at {columns} columns: {lines:#?}"
    );
    lines
}

/// Lets everything happen that happens by itself.
fn settle(show: &mut Show) {
    while show.wait().is_some() {
        show.tick();
    }
}

fn next(show: &mut Show) {
    let at = show.answered();
    while show.answered() == at && at < show.count() {
        show.press(Key::Next);
        settle(show);
    }
}

#[test]
fn scenes_are_what_is_run() {
    let scenes = run(LESSON);
    let sources: Vec<&str> = scenes.iter().map(|scene| &scene.source[..3]).collect();
    assert_eq!(sources, ["a =", "hid", "b =", "typ"]);
    assert!(scenes[1].own.hide && scenes[2].own.pause);
    assert_eq!(scenes[2].own.say, ["The tail is left behind"]);
    assert_eq!(scenes[3].fresh.as_ref().map(|options| options.profile.as_str()), Some("24"));
}

#[test]
fn keys_go_forth_and_back() {
    let mut show = show(Settings::default());
    assert_eq!((show.count(), show.marks().len()), (3, 2));
    assert!(show.wait().is_none(), "nothing happens before a key");
    show.press(Key::Next);
    assert_eq!(show.phase(), Phase::Said);
    settle(&mut show);
    assert_eq!((show.answered(), show.phase()), (1, Phase::Before));
    show.press(Key::Next);
    show.press(Key::Next);
    show.press(Key::Next);
    assert_eq!(show.phase(), Phase::Held, "a key while it is typed types all of it, and a pause waits");
    assert!(show.wait().is_none());
    show.press(Key::Back);
    assert_eq!((show.answered(), show.phase()), (1, Phase::Before));
    show.press(Key::Back);
    show.press(Key::Back);
    assert_eq!(show.answered(), 0);
    show.press(Key::Mark(2));
    assert_eq!((show.answered(), show.announced()), (1, true));
    show.press(Key::Mark(9));
    show.press(Key::LastMark);
    assert_eq!(show.answered(), 0);
    show.press(Key::NextMark);
    show.press(Key::Last);
    assert_eq!(show.answered(), 3);
    show.press(Key::Next);
    assert_eq!(show.answered(), 3);
    assert!(!show.press(Key::Quit));
}

#[test]
fn the_slabs_are_those_of_the_moment() {
    let (mut show, mut memory) = (show(Settings::default()), Memory::default());
    let text = |show: &Show, memory: &mut Memory| said(show, memory, 100, 30).join("\n");
    assert!(!text(&show, &mut memory).contains("#1"));
    next(&mut show);
    assert!(text(&show, &mut memory).contains("a██"));
    next(&mut show);
    let after = text(&show, &mut memory);
    assert!(after.contains("hidden█") && after.contains("+ slab #2"), "{after}");
    assert!(!after.contains("> hidden"), "{after}");
    show.press(Key::Back);
    let back = text(&show, &mut memory);
    assert!(back.contains("a██") && !back.contains("#2"), "{back}");
    show.press(Key::Last);
    assert!(text(&show, &mut memory).contains("#1 pool · 65536 bytes"), "a fresh session of another version");
    show.press(Key::Map);
    assert!(!text(&show, &mut memory).contains("#1 pool"));
    show.press(Key::Help);
    assert!(text(&show, &mut memory).contains("2  The tail is left behind"));
}

#[test]
fn any_size_of_screen_is_kept_to() {
    let (mut show, mut memory) = (show(Settings::default()), Memory::default());
    for step in 0..12 {
        for (columns, rows) in [(1, 1), (2, 2), (10, 3), (20, 8), (40, 20), (80, 24), (110, 10), (200, 60), (500, 3)] {
            said(&show, &mut memory, columns, rows);
        }
        if step % 4 == 3 {
            show.press(Key::Help);
        }
        show.press(Key::Next);
        if show.wait().is_some() {
            show.tick();
        }
    }
    show.help = false;
    let wide = said(&show, &mut memory, 200, 30);
    assert!(wide[1].contains("#1 pool"), "the slabs stand beside the statements: {}", wide[1]);
}

#[test]
fn a_show_by_itself_comes_to_its_end() {
    let mut show = show(Settings { auto: true, step: true, ..Settings::default() });
    let mut time = Duration::ZERO;
    for _ in 0..1000 {
        let Some(wait) = show.wait() else { break };
        time += wait;
        show.tick();
    }
    assert!(show.ended() && time > Duration::from_secs(5) && time < Duration::from_mins(1), "{time:?}");
}

#[test]
fn control_characters_are_shown() {
    let hostile =
        "#: say a\u{1b}b\u{7}\n# c\u{9b}2Jd\n> console.log('\\x1b]0;title\\x07 \\x1b[31mred\\x1b[0m \\x1b[2J')\n";
    let mut show = Show::new(run(hostile), Settings::default());
    next(&mut show);
    let frame = frame(&show, &mut Memory::default(), "na\u{1b}[2Jme", Size { columns: 80, rows: 24 });
    let all: String = frame.lines.iter().map(|line| painted(line, Ink::Never, true)).collect();
    assert!(!all.chars().any(char::is_control), "{all:?}");
    assert!(all.contains("\\x1B]0;title\\x07 red \\x1B[2J"), "{all:?}");
    let recorded = cast(show, "x", Size { columns: 80, rows: 24 }).expect("it can be recorded");
    assert!(!recorded.contains("]0;title\\u0007"), "{recorded}");
}

#[test]
fn recordings_are_the_same_each_time() {
    let size = Size { columns: 100, rows: 30 };
    let one = cast(show(Settings::default()), "lesson", size).expect("it can be recorded");
    assert_eq!(one, cast(show(Settings::default()), "lesson", size).expect("it can be recorded"));
    let mut lines =
        one.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("every line is JSON"));
    let header = lines.next().expect("a header");
    assert_eq!((&header["version"], &header["width"], &header["height"]), (&2.into(), &100.into(), &30.into()));
    let mut last = 0.0;
    let mut all = String::new();
    for event in lines {
        let time = event[0].as_f64().expect("a time");
        assert!(time >= last && event[1] == "o", "{event}");
        last = time;
        all.push_str(event[2].as_str().expect("what is written"));
    }
    assert!(all.contains("Two small Buffers share one slab") && all.contains("+ slab #2"));
    assert!(!all.contains('\n'), "only the cursor is moved: newlines would scroll");
    assert!(last > 5.0, "{last}");
}

#[test]
fn where_nothing_is_said_comments_are_marks() {
    let show = Show::new(run("# one\n> 1\n> 2\n# two\n> 3\n"), Settings::default());
    assert_eq!(show.marks(), [(0, "one".to_owned()), (2, "two".to_owned())]);
}

#[test]
fn what_cannot_be_shown_says_so() {
    let refused = |text: &str| {
        let document = Document::read(text.as_bytes().to_vec(), false).expect("it can be read");
        scenes(&document, &options(), None).expect_err("there is nothing to show").message
    };
    assert!(refused("# nothing\n").contains("no statement") && refused("nothing\n").contains("no entry"));
    assert!(refused("#: hide\n> 1\n").contains("no statement"));
    assert!(refused("#: sya x\n> 1\n").contains("`#: say`"));
}
