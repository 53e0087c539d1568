//! What a replay tells programs, read back with their own parsers; and what `play`, `export` and `--restricted` do with
//! files. Not what an entry answers.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{folder, program};

const BAD: &str = "> console.log('<a>&\"\\x07 100%')\nother\n> 1\n1\n";

fn replay(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = program(&["replay"]).args(words).current_dir(folder).output().expect("it runs");
    (output.status.code(), String::from_utf8(output.stdout).expect("it writes UTF-8"))
}

fn files(name: &str) -> std::path::PathBuf {
    let made = folder(
        name,
        &[
            ("a.transcript", "> 1 + 1\n2\n"),
            ("b, #1.transcript", BAD),
            ("c.transcript", "#: skip <later> #2\n> 1\n"),
            ("d.transcript", "#: nod 22\n> 1\n"),
        ],
    );
    fs::write(made.join("e.transcript"), b"> 1\n\xff\n").expect("a file can be written");
    made
}

#[test]
fn json_is_one_object() {
    let (code, out) = replay(&files("json"), &["--format", "json", "."]);
    assert_eq!(code, Some(2));
    let whole: Value = serde_json::from_str(&out).expect("it is JSON");
    let status: Vec<&str> =
        whole["files"].as_array().expect("files").iter().filter_map(|f| f["status"].as_str()).collect();
    assert_eq!(status, ["equal", "different", "passed over", "unreadable", "unreadable"]);
    let difference = &whole["files"][1]["differences"][0];
    assert_eq!(difference["actual"][0], "<a>&\"\u{7} 100%");
    assert_eq!((&difference["line"], &difference["expected"][0]), (&1.into(), &"other".into()));
    assert_eq!(whole["files"][4]["problems"][0]["line"], 2);
    assert!(whole["files"][4]["problems"][0]["message"].as_str().is_some_and(|said| said.contains("byte 4")));
    assert_eq!(whole["entries"]["equal"], 2);
}

#[test]
fn junit_is_xml() {
    let (_, out) = replay(&files("junit"), &["--format", "junit", "--node", "18,22", "."]);
    let document = roxmltree::Document::parse(&out).expect("it is XML");
    let suite = document.root_element().first_element_child().expect("a suite");
    let counts = ["tests", "failures", "errors", "skipped"].map(|name| suite.attribute(name));
    assert_eq!(counts, [Some("10"), Some("2"), Some("4"), Some("2")]);
    let cases: Vec<_> = suite.children().filter(|node| node.has_tag_name("testcase")).collect();
    assert_eq!(cases.len(), 10);
    assert_eq!((cases[1].attribute("classname"), cases[6].attribute("classname")), (Some("18"), Some("22")));
    let failure = cases[1].first_element_child().expect("a failure");
    assert!(failure.has_tag_name("failure") && failure.text().is_some_and(|text| text.contains("<a>&\"")));
    let skipped = cases[2].first_element_child().expect("it was passed over");
    assert_eq!(skipped.attribute("message"), Some("<later> #2"));
}

#[test]
fn tap_is_numbered_and_its_diagnostics_are_yaml() {
    let (_, out) = replay(&files("tap"), &["--format", "tap", "."]);
    let mut lines = out.lines();
    assert_eq!((lines.next(), lines.next()), (Some("TAP version 14"), Some("1..5")));
    let points: Vec<&str> = out.lines().filter(|line| line.starts_with("ok ") || line.starts_with("not ok ")).collect();
    assert!(points[0].starts_with("ok 1 - ") && points[1].starts_with("not ok 2 - "), "{points:?}");
    assert!(points[1].contains("b, \\#1.transcript") && points[2].ends_with("# SKIP <later> #2"), "{points:?}");
    assert_eq!(points.len(), 5);
    assert_eq!(out.matches("\n  ---\n").count(), out.matches("\n  ...\n").count());
    let item = out.lines().find_map(|line| line.strip_prefix("    - ")).expect("a difference");
    let difference: Value = serde_json::from_str(item).expect("YAML's flow style, which JSON is");
    assert_eq!(difference["expected"][0], "other");
}

#[test]
fn github_gets_one_line_for_each_annotation() {
    let (_, out) = replay(&files("github"), &["--format", "github", "."]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 3, "{out}");
    assert!(lines.iter().all(|line| line.starts_with("::error file=")), "{out}");
    assert!(lines[0].contains("b%2C #1.transcript,line=1,title=differs::") && lines[0].contains("100%25"), "{out}");
    assert!(lines[0].contains("%0A"), "{out}");
}

#[test]
fn an_update_keeps_permissions_and_refuses_what_is_read_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder("permissions", &[("a.transcript", "> 1\n2\n"), ("b.transcript", "> 1\n2\n")]);
    let mode = |name: &str, mode: u32| {
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    mode("a.transcript", 0o640);
    mode("b.transcript", 0o444);
    std::os::unix::fs::symlink("a.transcript", folder.join("link")).expect("a link can be made");
    assert_eq!(replay(&folder, &["--update", "link"]).0, Some(0));
    let now = fs::metadata(folder.join("a.transcript")).expect("it is there");
    assert_eq!((now.permissions().mode() & 0o777, now.len()), (0o640, 6));
    assert!(fs::symlink_metadata(folder.join("link")).is_ok_and(|link| link.is_symlink()));
    assert_eq!(fs::read_to_string(folder.join("link")).expect("it is there"), "> 1\n1\n");
    assert_eq!(replay(&folder, &["--update", "b.transcript"]).0, Some(2));
    assert_eq!(fs::read_to_string(folder.join("b.transcript")).expect("it is there"), "> 1\n2\n");
    assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 3, "nothing is left beside them");
}

/// Two names for one file are one job: two at once would overwrite each other.
#[test]
fn a_file_with_two_names_is_replayed_once() {
    let folder = folder("names", &[("a.transcript", "> 1\n2\n")]);
    std::os::unix::fs::symlink("a.transcript", folder.join("link.transcript")).expect("a link can be made");
    let (code, out) = replay(&folder, &["--update", "a.transcript", "./a.transcript", "link.transcript", "."]);
    assert_eq!((code, out.matches("rewritten").count()), (Some(0), 2), "{out}");
    assert_eq!(fs::read_to_string(folder.join("a.transcript")).expect("it is there"), "> 1\n1\n");
}

#[test]
fn what_was_named_by_mistake_is_told_by_name() {
    let cases = [
        ("x.js", "console.log(1 > 2)\n", "this is a script"),
        ("python.txt", ">>> 1 + 1\n2\n", "Python"),
        ("fences.txt", "```transcript\n> 1\n```\n", "Markdown"),
        ("data.txt", "{\"a\": 1}\n", "data"),
        ("shell.txt", "$ ls\nfile\n", "shell"),
        ("glued.txt", ">1 + 1\n2\n", "a blank"),
        ("empty.txt", "\n", "empty"),
        ("text.txt", "hello\n", "no entry"),
        ("none.md", "# title\n", "no fence"),
        ("ipython.txt", "In [1]: 1 + 1\nOut[1]: 2\n", "IPython"),
        ("page.txt", "&gt; 1 + 1\n2\n", "source of a web page"),
        ("nbsp.txt", ">\u{a0}1 + 1\n2\n", "no-break"),
        ("shell.ps1.txt", "PS C:\\> dir\n", "another prompt"),
    ];
    let folder = folder("mistakes", &cases.map(|(name, text, _)| (name, text)));
    for (name, _, wanted) in cases {
        let output = program(&["replay", name]).current_dir(&folder).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(said.contains(wanted) && said.lines().count() == 1, "{name}: {said}");
    }
}

/// A terminal obeys no name, and no name begins a line of a report.
#[test]
fn names_with_control_characters_are_told_on_one_line() {
    let odd = "a\n::error::x\u{1b}[31m.transcript";
    let files = [(odd, "> 1\n2\n"), ("b\u{1b}[31m.md", "```js\n> 1\n```\n")];
    let folder = folder("odd-names", &files);
    for format in ["human", "tap", "junit", "github"] {
        let output = program(&["replay", "--format", format, "."]).current_dir(&folder).output().expect("it runs");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("31m.transcript"), "{format}: {said}");
        // GitHub's `file=` is the name itself.
        assert!(format == "github" || !said.contains('\u{1b}'), "{format}: {said}");
        assert!(!said.contains("\n::error::x"), "{format}: {said}");
    }
    for words in [vec!["export", odd, "-o", "no/\u{1b}[1m.html"], vec![odd], vec!["\u{1b}[1m.js"]] {
        let output = program(&words).current_dir(&folder).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains('\u{1b}') && said.lines().count() == 1, "{words:?}: {said}");
    }
}

#[test]
fn an_exported_lesson_says_marks_and_escapes() {
    let text = "#: node 22\n#: say <b>Two</b> & \"three\"\n# a </script> comment\n> a = Buffer.from('</script><img src=x>')\n\
                #: hide\n> hidden = 1\n#: say Second\n> a.length\n";
    let folder = folder("export", &[("lesson.transcript", text), ("none.transcript", "text\n")]);
    let export = |words: &[&str]| program(&["export"]).args(words).current_dir(&folder).output().expect("it runs");
    assert_eq!(export(&["lesson.transcript", "-o", "lesson.html", "--cast", "lesson.cast"]).status.code(), Some(0));
    let page = fs::read_to_string(folder.join("lesson.html")).expect("it was written");
    assert!(page.contains("&lt;b&gt;Two&lt;/b&gt; &amp; &quot;three&quot;"));
    assert_eq!(page.matches("<p class=\"say\">").count(), 2, "marks are what is said");
    assert_eq!(page.matches("</script>").count(), 2, "nothing closes the page's own script");
    assert!(!page.contains("hidden = 1") && !page.contains("<img") && !page.contains("http://localhost"));
    let cast = fs::read_to_string(folder.join("lesson.cast")).expect("it was written");
    assert!(cast.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    assert_eq!(export(&["lesson.transcript"]).status.code(), Some(2));
    assert_eq!(export(&["none.transcript", "--cast", "x.cast"]).status.code(), Some(2));
    assert_eq!(export(&["lesson.transcript", "--cast", "x.cast", "--size", "7"]).status.code(), Some(2));
    assert_eq!(export(&["lesson.transcript", "-o", "no/such/folder.html"]).status.code(), Some(2));
}

#[test]
fn restricted_opens_no_files() {
    let text = "> 1\n> .save saved\n> .map --svg picture\n";
    let folder = folder("restricted", &[("a.transcript", text), ("b.js", "console.log('loaded')\n")]);
    for words in
        [&["replay", "a.transcript"][..], &["play", "a.transcript"], &["export", "a.transcript", "--cast", "a.cast"]]
    {
        let output = program(words).current_dir(&folder).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{words:?}");
    }
    let input = ".load b.js\n.save saved\n.map --svg picture\n.profile 24\n.load b.js\n";
    let typed = |words: &[&str]| {
        fs::write(folder.join("input"), input).expect("a file can be written");
        let file = fs::File::open(folder.join("input")).expect("it is there");
        let output = program(words).current_dir(&folder).stdin(file).output().expect("it runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let said = typed(&["-i", "--restricted"]);
    assert_eq!(said.matches("--restricted opens no files").count(), 4, "{said}");
    assert!(!said.contains("loaded"), "{said}");
    assert!(!folder.join("saved").exists() && !folder.join("picture").exists());
    let said = typed(&["-i"]);
    assert!(said.contains("loaded") && folder.join("saved").exists() && folder.join("picture").exists(), "{said}");
}
