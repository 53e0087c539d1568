//! The README and the project's transcripts, replayed by the program itself. Not the transcript format's own tests.

use std::io::Write as _;
use std::process::{Command, Stdio};

fn replay(paths: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_slabscope"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("replay")
        .args(paths)
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("checked"), "nothing was checked: {said}");
}

#[test]
fn the_readme_says_what_the_program_prints() {
    replay(&["README.md"]);
}

#[test]
fn the_transcripts_replay_equal() {
    replay(&["transcripts"]);
}

#[test]
fn the_readme_names_the_two_commands() {
    let readme = include_str!("../README.md");
    assert!(readme.contains("\ncargo run --release\n") && readme.contains("\ncargo test\n"));
}

/// The first column of the table of dot commands has what `.help` has: all but those of Node's own that do nothing else here.
#[test]
fn the_readme_lists_the_dot_commands() {
    let (_, section) = include_str!("../README.md").split_once("## At the prompt").expect("its section");
    let rows = section.lines().filter(|line| line.starts_with("| `."));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    let listed: Vec<String> =
        cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(|usage| usage.replace("\\|", "|")).collect();
    let nodes = [".help", ".editor", ".break", ".clear", ".exit"];
    let commands = engine::session::Session::commands().filter(|command| !nodes.contains(&command.name));
    let mut usages: Vec<String> = commands.map(engine::session::Command::usage).collect();
    for usage in &listed {
        let at = usages.iter().position(|known| known == usage);
        usages.remove(at.unwrap_or_else(|| panic!("{usage} is none of {usages:?}")));
    }
    assert!(usages.is_empty(), "{usages:?}");
}

/// The picture is the program's own: `BLESS=1 cargo test --test readme` draws it again.
#[test]
fn the_picture_is_what_the_program_draws() {
    let drawn = std::env::temp_dir().join(format!("slabscope-tour-{}.svg", std::process::id()));
    let mut prompt = Command::new(env!("CARGO_BIN_EXE_slabscope"))
        .arg("-i")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let typed = format!(
        "b = Buffer.allocUnsafe(4)\na = Buffer.allocUnsafe(4095)\nc = Buffer.allocUnsafe(4095)\n.map --svg {}\n",
        drawn.display()
    );
    prompt.stdin.take().expect("a pipe").write_all(typed.as_bytes()).expect("the prompt listens");
    assert!(prompt.wait().expect("it ends").success());
    let picture = std::fs::read_to_string(&drawn).expect("a picture");
    let _ = std::fs::remove_file(&drawn);
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts/tour.svg");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, &picture).expect("the picture can be written");
    }
    assert_eq!(picture, std::fs::read_to_string(&file).expect("the README's picture"));
    assert!(include_str!("../README.md").contains("<img src=\"transcripts/tour.svg\" width=\"100%\""));
}
