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

/// How long after its time a program may be stopped at the latest: the machine may have other things to do, too.
const GRACE: Duration = Duration::from_secs(10);

/// What the programs of `bounds.txt` get, and what they may really take: memory with all of slabscope, time of a debug build.
const MEMORY: &str = "100m";
const MOST_MEMORY: u64 = 190 << 20;
const MOST_TIME: Duration = Duration::from_secs(2);

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

/// The most memory a process has taken and the time it has run, where the system tells.
fn taken(process: u32) -> Option<(u64, Duration)> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?;
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
    let ticks: u64 = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    // A hundred to the second, on every Linux there is.
    Some((peak.parse::<u64>().ok()? << 10, Duration::from_millis(ticks * 10)))
}

/// Runs a program of `bounds.txt`; what is wrong about its end.
fn beyond(program: &str) -> Option<String> {
    let mut running = std::process::Command::new(env!("CARGO_BIN_EXE_slabscope"))
        .args(["--max-memory", MEMORY, "--timeout", "200ms", "-e", program])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("slabscope runs");
    let began = Instant::now();
    let (mut memory, mut time) = (0, Duration::ZERO);
    let code = loop {
        if let Some(status) = running.try_wait().expect("it is waited for") {
            break status.code();
        }
        if let Some((peak, ran)) = taken(running.id()) {
            (memory, time) = (memory.max(peak), time.max(ran));
        }
        if began.elapsed() > LITTLE + GRACE || memory > 4 * MOST_MEMORY {
            running.kill().expect("it can be ended");
            running.wait().expect("it ends");
            return Some(format!("{} MB after {:?}, and not done", memory >> 20, began.elapsed()));
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let right = matches!(code, Some(0 | 1)) && memory <= MOST_MEMORY && time <= MOST_TIME;
    (!right).then(|| format!("exit code {code:?}, {} MB, {time:?}", memory >> 20))
}

#[test]
fn no_program_takes_more_than_its_bounds() {
    let rows: Vec<(&str, &str)> = include_str!("bounds.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .collect();
    assert!(rows.len() > 170, "only {} programs were found", rows.len());
    let only = std::env::var("SLABSCOPE_ONLY").ok();
    let (waiting, wrong) = (Mutex::new(rows), Mutex::new(Vec::new()));
    let next = || waiting.lock().expect("no panic holds it").pop();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((name, program)) = next() {
                    if only.as_deref().is_none_or(|only| only == name)
                        && let Some(what) = beyond(program)
                    {
                        wrong.lock().expect("no panic holds it").push(format!("{name}: {what}"));
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
