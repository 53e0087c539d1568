//! What built-ins hold of the rounds that are over: programs that make much garbage in every round of one end within a memory
//! that would not hold all of it. Not how long they take.

use engine::session::{FileInput, Options, Outcome, Session, Way};

/// What the programs share.
const ROUNDS: &str = include_str!("rounds.js");

/// Programs, one a line.
const PROGRAMS: &str = include_str!("rounds.txt");

/// Less than what the garbage of all rounds takes.
const MEMORY: u64 = 40 << 20;

/// One of so many programs is run by default.
const ONE_OF: usize = 4;

fn outcome(program: &str) -> Outcome {
    let source = format!("{ROUNDS}{program}").into_bytes();
    let file = FileInput { name: "rounds.js".to_owned(), path: "/rounds.js".to_owned(), source };
    let options = Options { file: Some(file), max_memory: MEMORY, ..Options::new("24", Way::CommonJs) };
    Session::new(options).expect("a known version").run_script().outcome
}

fn check(programs: impl Iterator<Item = &'static str> + Send) {
    let failed: Vec<String> = programs
        .map(|program| (program, outcome(program)))
        .filter(|(_, outcome)| *outcome != Outcome::Undefined)
        .map(|(program, outcome)| format!("{program}\n  {outcome:?}"))
        .collect();
    assert!(failed.is_empty(), "{} programs kept too much:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn the_garbage_of_rounds_that_are_over_goes() {
    super::with_room(|| check(PROGRAMS.lines().step_by(ONE_OF)));
}

#[test]
#[ignore = "takes a minute"]
fn the_garbage_of_rounds_that_are_over_goes_in_all_programs() {
    super::with_room(|| check(PROGRAMS.lines()));
}

#[test]
fn what_is_kept_does_not_fit() {
    super::with_room(|| {
        assert_ne!(
            outcome("const kept = []; A.forEach((i) => { kept.push([i, { i }, 'n' + i, { k: [i] }]) })"),
            Outcome::Undefined
        );
    });
}
