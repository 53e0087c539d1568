//! What runs later - jobs, ticks, timers, messages, rejections - against what real Nodes printed: each `tests/golden/later/NAME.js`
//! with its `NAME.nodeV.txt`, recorded by `tests/record/later.js`. Not what a prompt prints.

use std::path::Path;

use engine::session::{FileInput, Options, Outcome, Session, Stream, Way};

fn ran(version: &str, name: &str, source: Vec<u8>) -> String {
    let path = format!("/{name}");
    let file = FileInput { name: name.to_owned(), path, source };
    let options = Options { file: Some(file), ..Options::new(version, Way::CommonJs) };
    let reply = Session::new(options).expect("a known version").run_script();
    let on = |wanted| {
        let texts = reply.printed.iter().filter(move |(stream, _)| *stream == wanted);
        texts.map(|(_, text)| text.to_string()).collect::<String>()
    };
    let (out, mut errors) = (on(Stream::Out), on(Stream::Err));
    let code = match &reply.outcome {
        Outcome::Thrown { .. } => {
            errors.extend(reply.answer.iter().map(ToString::to_string));
            1
        }
        Outcome::Exit(code) => *code,
        _ => 0,
    };
    let told = |line: &&str| {
        !["(Use `node --trace-warn", "(node:", "Node.js v"].iter().any(|begin| line.starts_with(begin))
            && !line.starts_with("Timeout duration")
    };
    let errors: Vec<&str> = errors.lines().filter(told).collect();
    let errors = errors.join("\n").trim_end().to_owned();
    let errors = if errors.is_empty() { errors } else { format!("--- errors\n{errors}\n") };
    format!("{out}{errors}exit {code}\n")
}

#[test]
fn what_runs_later_does_what_it_does_in_node() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/later");
    let mut compared = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the golden folder") {
        let path = entry.expect("an entry").path();
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        let Some((program, version)) = file.strip_suffix(".txt").and_then(|stem| stem.split_once(".node")) else {
            continue;
        };
        let name = format!("{program}.js");
        let source = std::fs::read(folder.join(&name)).expect("the program's text");
        let recorded = std::fs::read_to_string(&path).expect("the recording");
        let expected: String = recorded
            .lines()
            .filter(|line| !line.starts_with("Timeout duration"))
            .fold(String::new(), |text, line| text + line + "\n");
        let expected = expected.replace("--- errors\nexit", "exit");
        let came = ran(version, &name, source);
        if came != expected {
            wrong.push(format!("--- {file}\nNode:\n{expected}\nhere:\n{came}"));
        }
        compared += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 120, "only {compared} recordings were found");
}
