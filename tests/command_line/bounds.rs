//! Replays end: entries that take too long, folders that lead in circles. Not what is compared.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{folder, program};

fn replay(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = program(&["replay"]).args(words).current_dir(folder).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn an_entry_that_runs_out_of_time_is_a_failure() {
    let stopped = "Uncaught Error: the statement took longer than --timeout allows";
    let expecting = format!("> for (;;);\n{stopped}\n");
    let directive = |where_: &str| format!("{where_}#: timeout 100ms\n> for (;;);\n> 1\n1\n");
    let folder = folder(
        "timeouts",
        &[
            ("silent.transcript", "> for (;;);\n> 1\n1\n"),
            ("expecting.transcript", &expecting),
            ("file.transcript", &directive("")),
            ("entry.transcript", &directive("> 1\n1\n")),
            ("timed.transcript", "> .time for (;;);\n"),
            ("looked.transcript", "> .hex (() => { for (;;); })()\n"),
            ("fails.transcript", "#: fails it never ends\n> for (;;);\n"),
            ("unknown.transcript", "#: timeout 0\n> 1\n"),
            (
                "enough.transcript",
                "> 5\n5\n#: timeout 60\n> let t = Date.now(); for (let i = 0; i < 1e5; i++);\n> 6\n6\n",
            ),
        ],
    );
    for name in ["silent", "expecting", "timed", "looked"] {
        let (code, said) = replay(&folder, &["--timeout", "100ms", &format!("{name}.transcript")]);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert!(said.contains("#: timeout SECONDS") && !said.contains("unchecked"), "{name}: {said}");
    }
    for name in ["file", "entry"] {
        let began = Instant::now();
        let (code, said) = replay(&folder, &[&format!("{name}.transcript")]);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert!(began.elapsed() < Duration::from_secs(8), "the directive is not looked at");
    }
    assert_eq!(replay(&folder, &["--timeout", "100ms", "fails.transcript"]).0, Some(0));
    let (code, said) = replay(&folder, &["--max-steps", "1000", "silent.transcript"]);
    assert!(code == Some(1) && said.contains("--max-steps` more steps"), "{said}");
    assert_eq!(replay(&folder, &["--timeout", "1ms", "enough.transcript"]).0, Some(0));
    assert!(replay(&folder, &["unknown.transcript"]).1.contains("`#: timeout 30`"));
    // An update leaves it as it is.
    let (code, _) = replay(&folder, &["--update", "--timeout", "100ms", "expecting.transcript"]);
    assert_eq!(code, Some(1));
    assert_eq!(fs::read_to_string(folder.join("expecting.transcript")).expect("it is there"), expecting);
}

#[test]
fn without_a_word_of_it_an_entry_has_ten_seconds() {
    let folder = folder("ten-seconds", &[("a.transcript", "> for (;;);\n")]);
    let began = Instant::now();
    let (code, said) = replay(&folder, &["."]);
    assert_eq!(code, Some(1), "{said}");
    assert!(began.elapsed() >= Duration::from_secs(10), "{said}");
}

#[test]
fn a_folder_with_links_to_itself_ends() {
    let folder = folder(
        "circles",
        &[("a.transcript", "> 1\n1\n"), ("sub/b.transcript", "> 2\n2\n"), ("sub/deep/c.transcript", "> 3\n3\n")],
    );
    for (to, name) in [(".", "one"), (".", "two"), ("..", "sub/up"), ("../..", "sub/deep/top"), ("sub", "other")] {
        symlink(to, folder.join(name)).expect("a link can be made");
    }
    let began = Instant::now();
    for words in [&["."][..], &["*"], &["**"], &["**/*.transcript"], &[".", "one", "two/sub"]] {
        let (code, said) = replay(&folder, words);
        assert_eq!(code, Some(0), "{words:?}: {said}");
        let wanted = if words == ["*"] { "1 transcript equal" } else { "3 transcripts equal" };
        assert!(said.starts_with(wanted), "{words:?}: {said}");
    }
    // A glob finds a folder by each of its names.
    assert!(replay(&folder, &["oth*/b.transcript"]).1.starts_with("1 transcript equal"));
    assert!(replay(&folder, &["o*/**/c.transcript"]).1.starts_with("1 transcript equal"));
    assert!(replay(&folder, &["*/*/c.transcript"]).1.starts_with("1 transcript equal"));
    assert!(began.elapsed() < Duration::from_secs(20), "took {:?}", began.elapsed());
}

#[test]
fn an_update_shows_its_difference_and_a_dry_run_shows_it_alone() {
    let text = "> 1\n2\n# kept\n> 3\n3\n";
    let folder = folder("dry", &[("a.transcript", text), ("b.transcript", "> 5\n>6\n7\n> 8\n9\n")]);
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("it is there");
    let (code, said) = replay(&folder, &["--update", "--dry-run", "a.transcript"]);
    assert_eq!(code, Some(1));
    assert!(said.starts_with("a.transcript:2\n  - 2\n  + 1\n1 transcript would be rewritten"), "{said}");
    assert_eq!(read("a.transcript"), text);
    // It writes nothing, and may run where nothing is to be written.
    let dry = program(&["replay", "--update", "--dry-run", "-q", "a.transcript"])
        .current_dir(&folder)
        .env("CI", "1")
        .output();
    assert_eq!(dry.expect("it runs").status.code(), Some(1));
    assert_eq!(replay(&folder, &["--dry-run", "a.transcript"]).0, Some(2));
    assert_eq!(replay(&folder, &["--update", "--dry-run", "--format", "tap", "a.transcript"]).0, Some(2));
    let (code, said) = replay(&folder, &["--update", "a.transcript"]);
    assert_eq!(code, Some(0));
    assert!(said.starts_with("a.transcript:2\n  - 2\n  + 1\na.transcript  rewritten\n"), "{said}");
    assert_eq!(read("a.transcript"), text.replace("\n2\n", "\n1\n"));
    assert_eq!(replay(&folder, &["--update", "--dry-run", "a.transcript"]).0, Some(0));
    // Where a line is none, nothing is changed.
    let before = read("b.transcript");
    for words in [&["--update", "b.transcript"][..], &["b.transcript"]] {
        let (code, said) = replay(&folder, words);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("b.transcript:2  `>6` is no entry") && said.contains("write `> 6`"), "{said}");
        assert_eq!(read("b.transcript"), before);
    }
}
