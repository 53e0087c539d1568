//! Tests of the command line's definition. Not of what its commands do.

use super::*;
use clap::CommandFactory as _;

fn parsed(words: &[&str]) -> Arguments {
    Arguments::try_parse_from([&["slabscope"], words].concat()).expect("these words are right")
}

#[test]
fn the_definition_holds_together() {
    Arguments::command().debug_assert();
}

#[test]
fn the_version_names_every_profile() {
    assert!(VERSION.contains(&format!("profiles: {} (", session::Session::profile_names().join(" "))), "{VERSION}");
}

#[test]
fn a_file_takes_everything_after_it() {
    let arguments = parsed(&["--node", "18", "x.js", "replay", "-e", "--node", "20"]);
    assert!(arguments.command.is_none());
    assert_eq!(arguments.program.words, ["x.js", "replay", "-e", "--node", "20"]);
    assert_eq!(arguments.machine.node, ["18"]);
    assert_eq!(parsed(&["./replay"]).program.words, ["./replay"]);
}

#[test]
fn options_stand_before_or_after_a_command() {
    for words in [["--node", "18,20", "replay", "x"], ["replay", "x", "--node", "18,20"]] {
        let arguments = parsed(&words);
        assert!(matches!(arguments.command, Some(Command::Replay(_))));
        assert_eq!(arguments.machine.node, ["18", "20"]);
    }
}

#[test]
fn code_takes_arguments_and_may_begin_with_a_dash() {
    let arguments = parsed(&["-p", "-1", "a", "--b"]);
    assert_eq!(arguments.program.print.as_deref(), Some("-1"));
    assert_eq!(arguments.program.words, ["a", "--b"]);
}
