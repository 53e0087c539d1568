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
    assert!(include_str!("../README.md").contains("](transcripts/tour.svg)"));
}
