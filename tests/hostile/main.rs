//! Programs that want too much: depth, size, endless loops in built-ins, memory that changes under a call. Each ends as its
//! first line says, in bounded time and memory, and never through a panic. Not what they answer besides.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use engine::session::{FileInput, Options, Outcome, Session, Way};
use proptest::prelude::*;

/// Time for a program that comes to an end by itself, and for one that need not.
const PATIENCE: Duration = Duration::from_secs(20);
const LITTLE: Duration = Duration::from_millis(200);

/// How long after its time a program may be stopped at the latest: a single step takes a while here and there.
const GRACE: Duration = Duration::from_secs(15);

fn options(way: Way, source: &[u8], timeout: Duration) -> Options {
    let file = FileInput { name: "hostile.js".to_owned(), path: "/hostile.js".to_owned(), source: source.to_vec() };
    Options {
        file: Some(file),
        max_memory: 1 << 28,
        timeout: Some(timeout),
        watch: slabscope::cli::stopwatch(),
        ..Options::new("22", way)
    }
}

/// How a program ended, in the words of the first lines.
fn end(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Value | Outcome::Undefined | Outcome::Command => "fine".to_owned(),
        Outcome::Thrown { message, .. } if message.starts_with("the statement took longer") => "stopped".to_owned(),
        Outcome::Thrown { name, message, .. } if name.ends_with("Error") => format!("{name}: {message}"),
        Outcome::Thrown { .. } => "thrown".to_owned(),
        Outcome::Exit(_) => "exit".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Runs a check where programs nest: the command line gives them the same room.
fn with_room<T: Send>(check: impl FnOnce() -> T + Send) -> std::thread::Result<T> {
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(slabscope::cli::STACK);
        builder.spawn_scoped(scope, check).expect("a thread").join()
    })
}

#[test]
fn hostile_programs_end_as_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "js"))
        .collect();
    names.sort();
    assert!(names.len() > 150, "only {} programs were found", names.len());
    let (waiting, wrong) = (Mutex::new(names), Mutex::new(Vec::new()));
    let next = || waiting.lock().expect("no panic holds it").pop();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while let Some(path) = next() {
                    let source = std::fs::read(&path).expect("the program");
                    let text = String::from_utf8_lossy(&source);
                    let said = text.lines().next().and_then(|line| line.strip_prefix("// ends: "));
                    let said = said.expect("a first line that says how it ends");
                    let timeout = if said == "any" { LITTLE } else { PATIENCE };
                    let began = Instant::now();
                    let ended = with_room(|| {
                        let mut session = Session::new(options(Way::CommonJs, &source, timeout)).expect("a session");
                        end(&session.run_script().outcome)
                    });
                    let took = began.elapsed();
                    let ended = ended.unwrap_or_else(|_| "panic".to_owned());
                    let right = if said == "any" { ended != "panic" } else { ended == said };
                    if !right || took > timeout + GRACE {
                        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                        wrong.lock().expect("no panic holds it").push(format!("{name}: {ended} after {took:?}"));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("no panic holds it");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn steps_are_bounded_where_time_is_not() {
    for source in ["for (;;);", "[1].flatMap(function f() { return [1].flatMap(() => 1), f() })", "Array(4e9).fill(1)"]
    {
        let mut options = options(Way::CommonJs, source.as_bytes(), Duration::from_mins(10));
        options.max_steps = Some(5_000);
        let ended = with_room(|| end(&Session::new(options).expect("a session").run_script().outcome));
        let ended = ended.expect("no panic");
        assert!(ended.contains("--max-steps") || ended.contains("call stack"), "{source}: {ended}");
    }
}

#[test]
fn ctrl_c_stops_a_script() {
    for program in [
        "for (;;);",
        "Array(4e9).fill(1)",
        "[3, 2, 1].sort(() => { for (;;); })",
        "try { for (;;); } finally { for (;;); }",
    ] {
        let running = std::process::Command::new(env!("CARGO_BIN_EXE_slabscope"))
            .args(["-e", program])
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("slabscope runs");
        std::thread::sleep(Duration::from_millis(700));
        let killed = std::process::Command::new("kill").args(["-INT", &running.id().to_string()]).status();
        assert!(killed.expect("kill runs").success());
        let output = running.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(130), "{program}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("Script execution was interrupted by `SIGINT`"), "{program}: {said}");
    }
}

/// Pieces of programs.
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(
        "( ) [ ] { } ; , . ?. ... => = == === != < > << >>> + - * ** / % & | ^ ! ~ ? : ?? && || += **= ??= ++ -- `x` `${ } \
         a b c this new new.target function class extends super static get set async await yield let const var if else for in of \
         while do switch case default break continue return throw try catch finally typeof void delete instanceof import export \
         0 1 1n 0x 1e999 'x' \"y\" /x/g // /* */ # @ \\ \\u0061 Buffer Array Object Symbol.iterator Uint8Array ArrayBuffer .from .alloc \
         .map .length .prototype .constructor __proto__ arguments globalThis null undefined NaN {} [] () \n"
            .split(' ')
            .map(str::to_owned)
            .collect::<Vec<_>>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_tokens_and_bytes_never_panic(
        pieces in prop::collection::vec(piece(), 0..40),
        bytes in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let source = pieces.join(" ");
        let ended = with_room(|| {
            for source in [source.as_bytes(), &bytes] {
                let mut session = Session::new(options(Way::CommonJs, source, LITTLE)).expect("a session");
                session.run_script();
                let mut prompt = Session::new(options(Way::PromptPipe, source, LITTLE)).expect("a session");
                let text = String::from_utf8_lossy(source);
                text.lines().for_each(|line| drop(prompt.feed(line)));
                prompt.feed(&text);
                prompt.complete_member(&text, text.len());
            }
        });
        prop_assert!(ended.is_ok(), "panic: {source:?} or {bytes:?}");
    }
}
