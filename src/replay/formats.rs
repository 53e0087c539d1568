//! What a replay says to programs: TAP, `JUnit`, JSON, GitHub's annotations. Not to a person, which is `report`'s.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use super::batch::FileReport;
use crate::file;
use engine::session::escape;
use engine::transcript::Difference;
use engine::transcript::Problem;

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person.
    #[default]
    Human,
    /// Test Anything Protocol, version 14.
    Tap,
    /// The XML that `JUnit` began and build servers read.
    Junit,
    /// One JSON object.
    Json,
    /// GitHub's workflow commands: annotations at the lines that differ.
    Github,
}

/// All of a report, except for people.
pub fn write_report(format: Format, reports: &[FileReport], took: Duration) -> String {
    match format {
        Format::Human => String::new(),
        Format::Tap => tap(reports),
        Format::Junit => junit(reports, took),
        Format::Json => json_text(reports, took),
        Format::Github => github(reports),
    }
}

/// In a word, what came of a file.
fn status(report: &FileReport) -> &'static str {
    match () {
        () if report.unreadable() => "unreadable",
        () if report.interrupted() => "interrupted",
        () if report.differs() => "different",
        () if report.passed_over() => "passed over",
        () if report.updated => "rewritten",
        () => "equal",
    }
}

/// Why nothing of a file was run.
fn reason(report: &FileReport) -> String {
    let reasons = report.blocks.iter().filter_map(|block| block.passed_over.as_deref());
    reasons.collect::<Vec<_>>().join("; ")
}

fn sentence(report: &FileReport) -> String {
    let different = report.differences().count();
    match report.problems().next() {
        Some(problem) => problem.message.clone(),
        None => format!("{different} of {} entries differ", different + report.equal()),
    }
}

/// `file:line  > entry`, expected and actual, as plain text.
fn told(report: &FileReport, difference: &Difference) -> String {
    let mut out = format!("{}:{}  > {}\n", file::shown(&report.path), difference.line, difference.source);
    for (side, lines) in [("expected", &difference.expected), ("actual", &difference.actual)] {
        let _ = writeln!(
            out,
            "  {side:<8}  {}",
            if lines.is_empty() { "(nothing)".into() } else { lines.join("\n            ") }
        );
    }
    if let Some(note) = &difference.note {
        let _ = writeln!(out, "            {note}");
    }
    out
}

fn tap(reports: &[FileReport]) -> String {
    // JSON's strings and objects are YAML's as well.
    let quoted = |text: &str| Value::from(text).to_string();
    let mut out = format!("TAP version 14\n1..{}\n", reports.len());
    for (index, report) in reports.iter().enumerate() {
        let good = !report.differs() && !report.unreadable() && !report.interrupted();
        let name = one_line(&report.name).replace('\\', "\\\\").replace('#', "\\#");
        let _ = write!(out, "{} {} - {name}", if good { "ok" } else { "not ok" }, index + 1);
        if report.passed_over() {
            let _ = write!(out, " # SKIP {}", one_line(&reason(report)));
        }
        out.push('\n');
        if good {
            continue;
        }
        let _ = writeln!(out, "  ---\n  message: {}\n  status: {}", quoted(&sentence(report)), quoted(status(report)));
        if let Some(problem) = report.problems().next() {
            let _ = writeln!(out, "  line: {}", problem.line);
        }
        if report.differs() {
            out.push_str("  differences:\n");
            for difference in report.differences() {
                let _ = writeln!(out, "    - {}", difference_json(difference));
            }
        }
        out.push_str("  ...\n");
    }
    out
}

fn junit(reports: &[FileReport], took: Duration) -> String {
    let count = |what: fn(&FileReport) -> bool| reports.iter().filter(|report| what(report)).count();
    let counts = format!(
        "name=\"slabscope\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"{:.3}\"",
        reports.len(),
        count(|report| !report.unreadable() && report.differs() && !report.interrupted()),
        count(|report| report.unreadable() || report.interrupted()),
        count(FileReport::passed_over),
        took.as_secs_f64(),
    );
    let suites = counts.replace(" skipped=\"", " disabled=\"");
    let mut out =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {suites}>\n  <testsuite {counts}>\n");
    for report in reports {
        let path = escape(&file::shown(&report.path));
        let class = escape(report.version.as_deref().map_or("slabscope", |version| version));
        let _ = write!(out, "    <testcase classname=\"{class}\" name=\"{path}\" file=\"{path}\"");
        let message = escape(&sentence(report));
        if report.unreadable() {
            let told = |problem: &Problem| {
                escape(&format!("{}:{}  {}", file::shown(&report.path), problem.line, problem.message))
            };
            let all: Vec<String> = report.problems().map(told).collect();
            let all = all.join("\n");
            let _ = writeln!(
                out,
                ">\n      <error type=\"unreadable\" message=\"{message}\">{all}</error>\n    </testcase>"
            );
        } else if report.interrupted() {
            out.push_str(">\n      <error type=\"interrupted\" message=\"interrupted\"/>\n    </testcase>\n");
        } else if report.differs() {
            let text: String = report.differences().map(|difference| told(report, difference)).collect();
            let text = escape(&text);
            let _ = writeln!(
                out,
                ">\n      <failure type=\"difference\" message=\"{message}\">{text}</failure>\n    </testcase>"
            );
        } else if report.passed_over() {
            let _ = writeln!(out, ">\n      <skipped message=\"{}\"/>\n    </testcase>", escape(&reason(report)));
        } else {
            out.push_str("/>\n");
        }
    }
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

fn difference_json(difference: &Difference) -> Value {
    json!({
        "line": difference.line,
        "entry": difference.source,
        "expected": difference.expected,
        "actual": difference.actual,
        "note": difference.note,
        "why": difference.why,
    })
}

fn json_text(reports: &[FileReport], took: Duration) -> String {
    let files: Vec<Value> = reports
        .iter()
        .map(|report| {
            json!({
                "path": report.path.to_string_lossy(),
                "node": report.version,
                "status": status(report),
                "equal": report.equal(),
                "unchecked": report.unchecked(),
                "skipped": report.skipped(),
                "reason": Some(reason(report)).filter(|reason| !reason.is_empty()),
                "problems": report.problems().map(|problem| json!({ "line": problem.line, "message": problem.message })).collect::<Vec<_>>(),
                "differences": report.differences().map(difference_json).collect::<Vec<_>>(),
            })
        })
        .collect();
    let sum = |what: fn(&FileReport) -> usize| reports.iter().map(what).sum::<usize>();
    let whole = json!({
        "slabscope": env!("CARGO_PKG_VERSION"),
        "seconds": took.as_secs_f64(),
        "entries": {
            "equal": sum(FileReport::equal),
            "different": sum(|report| report.differences().count()),
            "unchecked": sum(FileReport::unchecked),
            "skipped": sum(FileReport::skipped),
        },
        "files": files,
    });
    format!("{whole:#}\n")
}

fn github(reports: &[FileReport]) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    let mut error = |report: &FileReport, line: usize, title: &str, text: &str| {
        let version = report.version.as_ref().map_or_else(String::new, |version| format!("node {version}: "));
        let _ = writeln!(
            out,
            "::error file={},line={},title={}::{}",
            property(&report.path.to_string_lossy()),
            line.max(1),
            property(&format!("{version}{title}")),
            data(text.trim_end())
        );
    };
    for report in reports {
        for difference in report.differences() {
            error(report, difference.line, "differs", &told(report, difference));
        }
        for problem in report.problems() {
            error(report, problem.line, "unreadable", &problem.message);
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
