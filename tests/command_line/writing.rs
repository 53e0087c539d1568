//! Files that are written: never over what they are made from, over others only where that is asked for, whole or not at
//! all. Not what is in them.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{folder, program, run};

const LESSON: &str = "#: node 22\n> a = Buffer.from('abc')\n> a.length\n3\n";

fn lesson(name: &str) -> std::path::PathBuf {
    folder(name, &[("x.transcript", LESSON), ("there.html", "mine\n"), ("there.cast", "mine\n")])
}

fn export(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } =
        program(&["export", "x.transcript"]).args(words).current_dir(folder).output().expect("it runs");
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("it is there")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn an_export_never_goes_over_its_own_source() {
    let folder = lesson("own-source");
    symlink("x.transcript", folder.join("link")).expect("a link can be made");
    symlink("link", folder.join("link-to-link")).expect("a link can be made");
    fs::hard_link(folder.join("x.transcript"), folder.join("hard")).expect("a link can be made");
    fs::create_dir(folder.join("sub")).expect("a folder can be made");
    let whole = folder.join("x.transcript").display().to_string();
    let before = names(&folder);
    for option in ["-o", "--cast"] {
        for name in ["x.transcript", "./x.transcript", "sub/../x.transcript", "link", "link-to-link", "hard", &whole] {
            for words in [&[option, name][..], &[option, name, "--force"]] {
                let (code, said) = export(&folder, words);
                assert_eq!(code, Some(2), "{words:?}: {said}");
                assert!(said.contains("what is exported") && said.lines().count() == 1, "{words:?}: {said}");
            }
        }
    }
    let (code, said) = export(&folder, &["-o", "new.html", "--cast", "./new.html", "--force"]);
    assert!(code == Some(2) && said.contains("where the page goes"), "{said}");
    assert_eq!((text(&folder, "x.transcript"), names(&folder)), (LESSON.to_owned(), before));
}

#[test]
fn an_export_goes_over_another_file_where_that_is_asked_for() {
    let folder = lesson("another-file");
    for (option, name) in [("-o", "there.html"), ("--cast", "there.cast")] {
        let (code, said) = export(&folder, &[option, name]);
        assert_eq!(code, Some(2));
        assert!(said.contains("--force writes over it") && said.contains(name), "{said}");
        assert_eq!(text(&folder, name), "mine\n");
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o640)).expect("it is ours");
        assert_eq!(export(&folder, &[option, name, "--force"]).0, Some(0));
        assert_ne!(text(&folder, name), "mine\n");
        let mode = fs::metadata(folder.join(name)).expect("it is there").mode();
        assert_eq!(mode & 0o777, 0o640, "its permissions stay");
    }
    // Both are looked at before anything is written.
    assert_eq!(export(&folder, &["-o", "new.html", "--cast", "there.cast"]).0, Some(2));
    fs::set_permissions(folder.join("there.html"), fs::Permissions::from_mode(0o444)).expect("it is ours");
    assert!(export(&folder, &["-o", "there.html", "--force"]).1.contains("read-only"));
    assert!(export(&folder, &["-o", "."]).1.contains("folder"));
    assert!(export(&folder, &["-o", "no/such/folder.html"]).1.contains("no/such/folder.html"));
    assert_eq!(names(&folder), ["there.cast", "there.html", "x.transcript"], "nothing is left beside them");
}

#[test]
fn a_link_stays_a_link_and_one_that_leads_nowhere_is_told() {
    let folder = lesson("links");
    symlink("there.html", folder.join("link.html")).expect("a link can be made");
    symlink("gone.html", folder.join("dangling.html")).expect("a link can be made");
    assert_eq!(export(&folder, &["-o", "link.html"]).0, Some(2));
    assert_eq!(export(&folder, &["-o", "link.html", "--force"]).0, Some(0));
    assert!(fs::symlink_metadata(folder.join("link.html")).is_ok_and(|link| link.is_symlink()));
    assert!(text(&folder, "there.html").starts_with("<!doctype html>"));
    let (code, said) = export(&folder, &["-o", "dangling.html", "--force"]);
    assert!(code == Some(2) && said.contains("leads nowhere"), "{said}");
    assert!(!folder.join("gone.html").exists());
}

#[test]
fn devices_and_pipes_are_written_as_they_are() {
    let folder = lesson("devices");
    assert_eq!(export(&folder, &["-o", "/dev/null", "--cast", "/dev/null"]).0, Some(0));
    let shell = |line: &str| {
        let program = env!("CARGO_BIN_EXE_slabscope");
        let line = line.replace("EXPORT", &format!("'{program}' export x.transcript"));
        let output = Command::new("sh").args(["-c", &line]).current_dir(&folder).output().expect("a shell");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, page) = shell("EXPORT -o /dev/stdout");
    assert_eq!(code, Some(0));
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert_eq!(shell("EXPORT -o /dev/stdout | cat"), (Some(0), page.clone()));
    assert_eq!(shell("EXPORT -o /dev/stdout > page.html; cat page.html"), (Some(0), page.clone()));
    // Behind what a shell wrote there, and never over the source.
    assert_eq!(shell("EXPORT -o /dev/stdout >> there.html; cat there.html"), (Some(0), format!("mine\n{page}")));
    assert_eq!(shell("EXPORT -o /dev/stdout --force >> x.transcript").0, Some(2));
    assert_eq!(text(&folder, "x.transcript"), LESSON);
    assert_eq!(shell("mkfifo pipe; cat pipe & EXPORT -o pipe; wait"), (Some(0), page.clone()));
    assert_eq!(shell("EXPORT -o /dev/full").0, Some(2));
    assert_eq!(shell("EXPORT -o -"), (Some(0), page));
    assert_eq!(shell("EXPORT -o x.svg; test -e x.svg").0, Some(1));
    assert_eq!(shell("EXPORT -o x.svg").0, Some(2));
}

#[test]
fn an_output_that_takes_nothing_is_told_in_a_sentence() {
    let folder = lesson("sentence");
    let said = |words: &str, to: &str| {
        let line = format!("echo 1 | '{}' {words} > {to}", env!("CARGO_BIN_EXE_slabscope"));
        let output = Command::new("sh").args(["-c", &line]).current_dir(&folder).output().expect("a shell");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let every = [
        "-e 'console.log(1)'",
        "-p 1",
        "-i",
        "replay x.transcript",
        "play --auto x.transcript",
        "profiles",
        "man",
        "completions bash",
        "--help",
        "--version",
    ];
    for words in every {
        let (code, told) = said(words, "/dev/full");
        assert_eq!(code, Some(2), "{words}: {told}");
        assert!(told.starts_with("slabscope: standard output takes nothing"), "{words}: {told}");
        assert_eq!(told.lines().count(), 1, "{words}: {told}");
        assert_ne!(said(words, "there.html").0, Some(2), "{words}");
    }
}

/// A limit on the size of files is what a full disk is: the write fails, or its signal ends the program.
#[test]
fn a_full_disk_or_a_kill_tears_nothing() {
    let folder = lesson("full");
    let shell = |trap: &str, words: &str| {
        let line = format!("{trap} ulimit -f 1; exec '{}' {words}", env!("CARGO_BIN_EXE_slabscope"));
        Command::new("sh").args(["-c", &line]).current_dir(&folder).stderr(Stdio::piped()).output().expect("a shell")
    };
    let failed = shell("trap '' XFSZ;", "export x.transcript -o there.html --force");
    assert_eq!(failed.status.code(), Some(2), "{failed:?}");
    assert!(String::from_utf8_lossy(&failed.stderr).contains("there.html cannot be written"), "{failed:?}");
    assert_eq!(text(&folder, "there.html"), "mine\n");
    assert_eq!(names(&folder), ["there.cast", "there.html", "x.transcript"], "nothing is left beside it");
    assert_eq!(shell("", "export x.transcript -o there.html --force").status.code(), None, "a signal ends it");
    assert_eq!(text(&folder, "there.html"), "mine\n");
    // An update is written in the same way.
    let long = format!("{LESSON}> 5\n6\n{}", "# a comment\n".repeat(200));
    fs::write(folder.join("long.transcript"), &long).expect("a file can be written");
    let failed = shell("trap '' XFSZ;", "replay --update long.transcript");
    assert_eq!((failed.status.code(), text(&folder, "long.transcript")), (Some(2), long), "{failed:?}");
}

#[test]
fn the_prompt_writes_over_files_where_that_is_asked_for() {
    let folder = folder("prompt-writes", &[]);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let place = |name: &str| folder.join(name).display().to_string();
    let typed = |line: &str| {
        let output = run(&["-i", "--node", "22"], &format!("a = Buffer.alloc(2)\n{line}\n.exit\n"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for (command, asked) in [(".save", ".save!"), (".record", ".record!"), (".map --svg", ".map --svg!")] {
        for name in ["f.transcript", "f.js"] {
            fs::write(place(name), "mine\n").expect("a file can be written");
            let said = typed(&format!("{command} {}", place(name)));
            assert!(
                said.contains("it is there already") && said.contains(&format!("{asked} {}", place(name))),
                "{said}"
            );
            assert_eq!(text(&folder, name), "mine\n");
            // What is said there is what can be typed.
            let said = typed(&format!("{asked} {}", place(name)));
            assert!(!said.contains("Failed"), "{said}");
            assert_ne!(text(&folder, name), "mine\n", "{asked}");
        }
    }
    // What is recorded is not saved over, whatever is asked for.
    fs::remove_file(place("f.transcript")).expect("it is there");
    let file = place("f.transcript");
    let said = typed(&format!(".record {file}\n1 + 1\n.save! {file}\n.map --svg! {file}\n.record! {file}\n3 + 3"));
    assert_eq!(said.matches("what is recorded to").count(), 3, "{said}");
    let whole = "#: profile node22\n> a = Buffer.alloc(2)\n<Buffer 00 00>\n> 1 + 1\n2\n> 3 + 3\n6\n";
    assert_eq!(text(&folder, "f.transcript"), whole);
    assert_eq!(names(&folder), ["f.js", "f.transcript"], "nothing is left beside them");
    let said = typed(".save!\n.record!\n.pool! x");
    assert!(said.contains("must be specified") && said.contains("nothing is recorded"), "{said}");
}

/// What cannot be written whole is taken back, so that a record ends with a whole entry.
#[test]
fn a_record_on_a_full_disk_ends_with_a_whole_entry() {
    let folder = folder("record-full", &[("in", ".record r.transcript\n'a'.repeat(300)\n'b'.repeat(300)\n1\n")]);
    let line = format!("trap '' XFSZ; ulimit -f 1; exec '{}' -i < in | cat", env!("CARGO_BIN_EXE_slabscope"));
    let output = Command::new("sh").args(["-c", &line]).current_dir(&folder).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let text = text(&folder, "r.transcript");
    if said.contains("nothing is recorded any more") {
        assert!(text.ends_with("aaa'\n") && !text.contains('b'), "{text}");
    } else {
        // Shells count in units of 512 or of 1024 bytes.
        assert!(text.ends_with("> 1\n1\n"), "{said}\n{text}");
    }
}

/// Node 22: `const f = () => Buffer.from('x').byteOffset` between three lines that are printed; to a pipe 8, 16, 24 and 32.
#[test]
fn what_goes_to_a_file_takes_pool_bytes_with_drift() {
    let source = "const f = () => Buffer.from('x').byteOffset; const r = [f()]; console.log('a'); r.push(f()); \
        process.stdout.write('\\u00e9'.repeat(10)); r.push(f()); console.error('b'); r.push(f()); process.exitCode = r[3]";
    let folder = folder("drift", &[("out", ""), ("err", "")]);
    let ended = |words: &[&str], out: bool, err: bool| {
        let stream = |file: bool, name: &str| {
            if file { Stdio::from(fs::File::create(folder.join(name)).expect("a file")) } else { Stdio::piped() }
        };
        let mut command: Command = program(words);
        command.args(["--node", "22", "-e", source]).stdout(stream(out, "out")).stderr(stream(err, "err"));
        command.output().expect("it runs").status.code()
    };
    assert_eq!(ended(&["--drift"], true, true), Some(8 + 16 + 32 + 16));
    assert_eq!(ended(&["--drift"], true, false), Some(8 + 16 + 32 + 8));
    assert_eq!(ended(&["--drift"], false, true), Some(8 + 8 + 8 + 16));
    assert_eq!(ended(&["--drift"], false, false), Some(32));
    assert_eq!(ended(&[], true, true), Some(32), "without it the pipe's numbers are shown");
}
