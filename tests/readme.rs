//! The README and the project's transcripts, replayed by the program itself. Not the transcript format's own tests.

use std::process::Command;

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
