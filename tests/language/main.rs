//! Whole programs against what real Nodes printed for them: each `tests/golden/language/NAME.js` with its
//! `NAME.nodeV.txt`. A new case is a new file, recorded by `tests/record/language.js`. Not single calls.

use std::path::Path;

use engine::session::{FileInput, Options, Outcome, Session, Way};

fn run(version: &str, name: &str, source: Vec<u8>) -> (String, Outcome) {
    let path = format!("/{name}");
    let options = Options {
        file: Some(FileInput { name: name.to_owned(), path, source }),
        ..Options::new(
            version,
            if Path::new(name).extension().is_some_and(|end| end == "mjs") { Way::Module } else { Way::CommonJs },
        )
    };
    let mut session = Session::new(options).expect("a known version");
    let reply = session.run_script();
    let text = reply.printed.iter().map(|(_, text)| text.to_string()).collect();
    (text, reply.outcome)
}

/// Runs a check where programs nest: the command line gives them the same room.
fn with_room(check: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(slabscope::cli::STACK).spawn(check).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn a_buffer_that_holds_itself_is_printed_to_an_end() {
    with_room(|| {
        let source = b"const b = Buffer.from('a'); b.self = b; console.log(b);".to_vec();
        let (printed, outcome) = run("22", "self.js", source);
        assert_eq!(outcome, Outcome::Undefined);
        assert!(printed.starts_with("<Buffer 61, self: <Buffer 61, self: <Buffer 61"), "{printed}");
    });
}

#[test]
fn programs_print_what_node_printed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/language");
    let check = move || {
        let mut compared = 0;
        for entry in std::fs::read_dir(&folder).expect("the golden folder") {
            let path = entry.expect("an entry").path();
            let file = path.file_name().expect("a name").to_string_lossy().into_owned();
            let Some((program, version)) = file.strip_suffix(".txt").and_then(|stem| stem.split_once(".node")) else {
                continue;
            };
            let program = ["js", "mjs"].map(|end| format!("{program}.{end}"));
            let program = program.iter().find(|name| folder.join(name).exists()).expect("the program");
            let source = std::fs::read(folder.join(program)).expect("the program's text");
            let expected = std::fs::read_to_string(&path).expect("the recording");
            let (printed, outcome) = run(version, &format!("{program}.js"), source);
            assert_eq!(outcome, Outcome::Undefined, "{file} ended otherwise");
            assert_eq!(printed, expected, "{file}");
            compared += 1;
        }
        assert!(compared >= 15, "only {compared} recordings were found");
    };
    with_room(check);
}

/// What a real Node said to an example: `printed`, then `! Error: message` where nobody caught one.
fn said(version: &str, name: &str, source: Vec<u8>) -> String {
    let (mut text, outcome) = run(version, name, source);
    if let Outcome::Thrown { name, code, message } = outcome {
        let code = code.map(|code| format!(" [{code}]")).unwrap_or_default();
        let first = message.lines().next().unwrap_or_default();
        text.push_str(&format!("! {name}{code}: {first}\n"));
    }
    text
}

#[test]
fn examples_of_the_documentation_do_what_they_do_in_node() {
    let check = || {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/documentation");
        for version in ["18", "20", "22", "24", "26"] {
            let recorded = std::fs::read_to_string(folder.join(format!("node{version}.txt"))).expect("the recording");
            let mut compared = 0;
            for example in recorded.split("## ").skip(1) {
                let (name, expected) = example.split_once('\n').expect("a name of its own line");
                let source = std::fs::read(folder.join(name)).expect("the example");
                assert_eq!(said(version, name, source), expected, "{name} in {version}");
                compared += 1;
            }
            assert!(compared >= 90, "only {compared} examples were found");
        }
    };
    with_room(check);
}
