//! Stack lines of small programs, and where their caret stands, against what five Nodes print (golden/stack, recorded by
//! record/stack.js). Not the frames of Node's own JavaScript: those are left out of the recordings.

#[expect(dead_code, reason = "no program here needs a process of its own")]
#[path = "calls/recorded.rs"]
mod recorded;

use std::rc::Rc;
use std::thread;

use engine::heap::Value;
use engine::machine::{Machine, Thrown};
use engine::session::{FileInput, Options, Session, Way};
use engine::{code, library, span, syntax};
use libtest_mimic::{Arguments, Failed, Trial};
use pool::memory::{Profile, Setup};
use recorded::{Group, RELEASES};

/// Programs answered differently on purpose, each under the reason for it.
const APART: &str = include_str!("stack/apart.txt");

/// Where the caret stands and the lines of the stack, on one line, as record/stack.js writes Node's.
fn answer(release: &str, program: &str) -> String {
    let mut machine = Machine::new(Setup::new(Profile::parse(release).expect("a known release")));
    library::install(&mut machine);
    let text = program.replace('⏎', "\n");
    let script = match syntax::parse(&text, syntax::ast::Goal::Script) {
        Ok(script) => script,
        Err(error) => return format!("refused: {}", error.message(26)),
    };
    let source = Rc::new(code::Source::new("f.js", text));
    let code = code::compile(&script, source).expect("code");
    let error = match machine.run_script(&code, Value::Object(machine.realm.global)) {
        Ok(_) => return "no error".to_owned(),
        Err(Thrown::Value(error)) => error,
        Err(other) => return format!("stopped: {other:?}"),
    };
    let caret = machine.thrown_from(error).filter(|(source, _)| source.name == "f.js");
    let caret = caret.map(|(source, at)| span::position(&source.text, at));
    let stack = error.as_object().map(|object| machine.get(Value::Object(object), machine.keys.stack));
    let Some(Ok(Value::String(stack))) = stack else { return "no stack".to_owned() };
    let stack = machine.heap.utf8(stack);
    let mut lines: Vec<&str> = stack.lines().filter_map(|line| line.strip_prefix("    at ")).collect();
    while lines.last().is_some_and(|line| !line.contains("f.js")) {
        lines.pop();
    }
    let caret = caret.map_or("^?".to_owned(), |at| format!("^{}:{}", at.line, at.column));
    format!("{caret} {}", lines.join(", ").replace("f.js:", ""))
}

/// What the command line says of a file that ends with an error, on one line.
fn uncaught(release: &str, program: &str) -> String {
    let source = program.replace('⏎', "\n").into_bytes();
    let file = FileInput { name: "f.js".to_owned(), path: "f.js".to_owned(), source };
    let options = Options { file: Some(file), ..Options::new(release, Way::CommonJs) };
    let reply = Session::new(options).expect("a known release").run_script();
    let answer = reply.answer.map(|answer| answer.to_string()).unwrap_or_default();
    let told = answer.rsplit_once("\n\nNode.js v").map_or(answer.as_str(), |(told, _)| told);
    told.replace('\n', "⏎")
}

/// Whether the answers are the same; a caret nobody knows stands anywhere.
fn agrees(node: &str, here: &str) -> bool {
    let lines = |answer: &str| answer.split_once(' ').map(|(_, lines)| lines.to_owned());
    node == here || (node.starts_with("^?") && here.starts_with('^') && lines(node) == lines(here))
}

fn recorded_programs_have_the_stacks_of_five_nodes(group: &Group) -> Result<(), Failed> {
    let apart: Vec<&str> = APART.lines().filter(|line| !line.starts_with('#')).collect();
    let differences = || {
        let mut different = Vec::new();
        for call in &group.calls {
            for (release, expected) in RELEASES.iter().zip(&call.answers) {
                let answered = match group.name.as_str() {
                    "uncaught" => uncaught(release, &call.expression),
                    _ => answer(release, &call.expression),
                };
                if !agrees(expected, &answered) && !apart.contains(&call.expression.as_str()) {
                    let program = &call.expression;
                    different.push(format!("{release}  {program}\n  node  {expected}\n  here  {answered}"));
                }
            }
        }
        different
    };
    let different = thread::scope(|scope| {
        let run = thread::Builder::new().stack_size(64 << 20).spawn_scoped(scope, differences).expect("a thread");
        run.join().expect("a finished run")
    });
    let told = || Failed::from(format!("{} stacks differ:\n{}", different.len(), different.join("\n")));
    different.is_empty().then_some(()).ok_or_else(told)
}

fn main() {
    let groups: &'static [Group] = recorded::groups("stack").leak();
    let trials =
        groups.iter().map(|group| Trial::test(&group.name, || recorded_programs_have_the_stacks_of_five_nodes(group)));
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit();
}
