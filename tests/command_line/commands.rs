//! What is typed behind dot commands, for every row of their table: at a session, on a pipe, in a transcript. Not what they
//! answer.

use super::{folder, said};
use engine::session::{Act, Asked, Command, Options, Outcome, Session, Takes, Way, is_command};

/// What a command does not take: too much, too little, or something else.
fn wrong(command: &Command) -> Vec<String> {
    let behind: &[&str] = match command.takes {
        Takes::Nothing => &["x", "x y"],
        Takes::Prefix | Takes::Profile => &["a b"],
        Takes::Column => &["size live", "nope"],
        Takes::Number | Takes::Statement => &["1 2", "0", "x", "-1"],
        Takes::Slab | Takes::Reason => &["a b", "f(", "# 1"],
        Takes::Drawing => &["a b", "f(", "--svg", "a --svg!"],
        Takes::Bytes => &["", "a b", "f("],
        Takes::Code => &["", "f(", ".pool", ".exit"],
        Takes::Switch => &["on off", "yes", "ON"],
        // Anything may be asked about, and any text may be a file's name; where there is none Node has its own words for it.
        Takes::Topic | Takes::Lesson | Takes::File | Takes::Target | Takes::TargetOrOff => &[],
    };
    behind.iter().map(|behind| format!("{} {behind}", command.name).trim_end().to_owned()).collect()
}

fn all_wrong() -> Vec<String> {
    Session::commands().flat_map(wrong).collect()
}

fn session() -> Session {
    Session::new(Options::new("22", Way::PromptPipe)).expect("the options are right")
}

fn answer(session: &mut Session, text: &str) -> String {
    let reply = session.feed(text);
    assert_eq!(reply.outcome, Outcome::Command, "{text}");
    reply.answer.map(|answer| answer.to_string()).unwrap_or_default()
}

#[test]
fn what_a_command_does_not_take_is_refused_with_what_it_takes() {
    let mut session = session();
    let mut answers = Vec::new();
    for typed in all_wrong() {
        let said = answer(&mut session, &typed);
        let name = typed.split(' ').next().expect("a name");
        assert!(said.starts_with(name) && said.contains(" takes ") && said.lines().count() == 1, "{typed}: {said}");
        answers.push(said);
    }
    for known in [
        ".pool takes no argument",
        ".slabs takes one of: size live held dead abandoned free waste views statement",
        ".undo takes one number",
        ".hex takes one name, expression or #N",
        ".map --svg takes the name of a file",
    ] {
        assert!(answers.iter().any(|said| said == known), "{known}");
    }
    let (code, out, _) = said(&["-i", "--node", "22"], &(all_wrong().join("\n") + "\n'the end'\n"));
    let told: Vec<&str> = out.lines().skip(2).map(|line| line.trim_start_matches("> ")).collect();
    assert_eq!((code, told[answers.len()]), (Some(0), "'the end'"));
    assert_eq!(told[..answers.len()], answers);
    // What `.editor` reads stands in no transcript, and is told so before it is run.
    let entries = all_wrong().into_iter().zip(&answers).filter(|(typed, _)| !typed.starts_with(".editor"));
    let text: Vec<String> = entries.map(|(typed, said)| format!("> {typed}\n{said}\n")).collect();
    let folder = folder("wrong-arguments", &[("wrong.transcript", &text.concat())]);
    let (code, out, err) = said(&["replay", "--node", "22", &folder.to_string_lossy()], "");
    assert_eq!(code, Some(0), "{out}{err}");
}

#[test]
fn what_only_the_prompt_can_do_is_refused_elsewhere_with_its_reason() {
    let mut session = session();
    for command in Session::commands() {
        let typed = if command.takes.is_file() { format!("{} x", command.name) } else { command.name.to_owned() };
        match Asked::read(&typed).expect("it is a command").act() {
            None | Some(Act::Exit) => {}
            Some(Act::Break) => assert_eq!(answer(&mut session, &typed), ""),
            Some(_) => {
                let said = answer(&mut session, &typed);
                assert!(
                    said.starts_with(&format!("{} works at the prompt alone: it ", command.name)),
                    "{typed}: {said}"
                );
            }
        }
    }
    let said = answer(&mut session, ".map --svg x");
    assert_eq!(said, ".map --svg works at the prompt alone: it opens files");
}

/// What Node 18 to 26 take for a command: `.5` and `..x` are none, and the others are no keyword.
#[test]
fn a_dot_begins_a_command_where_it_does_in_node() {
    for (typed, command) in [
        (".", true),
        ("._x", true),
        (". help", true),
        (".é", true),
        (".#x", true),
        (".5", false),
        ("..x", false),
        (".1x", false),
    ] {
        assert_eq!(is_command(typed), command, "{typed}");
        let answer = session().feed(typed).answer.expect("an answer").to_string();
        assert_eq!(answer == "Invalid REPL keyword", command, "{typed}: {answer}");
    }
}
