//! What a session says as JSON: runs of text with their roles, replies, words, slabs. Nothing is run.

use crate::lesson::Step;
use engine::session::{Outcome, Reply, Stream, Words};
use engine::transcript::{BlockReport, Difference, Slider};
use pool::memory::snapshot::{SlabView, Snapshot};
use pool::styled::{Role, Styled};
use pool::view::Names;
use serde_json::{Value, json};

/// Runs of text: each its role and itself.
pub fn styled(text: &Styled) -> Value {
    text.runs.iter().map(|(role, text)| json!([role_name(*role), text])).collect()
}

/// The role as a class of the page's style: a word, and for an owner its hue.
fn role_name(role: Role) -> String {
    match role {
        Role::Owner(hue) => format!("owner hue{hue}"),
        role => format!("{role:?}").to_lowercase(),
    }
}

/// The answer to an entry.
pub fn reply(reply: &Reply) -> Value {
    let lines = |all: &[(Stream, Styled)]| -> Value {
        all.iter().map(|(stream, text)| json!({ "stream": stream_name(*stream), "runs": styled(text) })).collect()
    };
    let mut said = json!({
        "outcome": outcome(&reply.outcome),
        "printed": lines(&reply.printed),
        "later": lines(&reply.later),
        "answer": reply.answer.as_ref().map(styled),
        "text": reply.answer.as_ref().map(ToString::to_string),
    });
    match &reply.outcome {
        Outcome::Thrown { name, code, message } => {
            said["error"] = json!({ "name": name, "code": code, "message": message });
        }
        Outcome::Exit(code) => said["code"] = json!(code),
        Outcome::Bug(text) => said["bug"] = json!(text),
        _ => {}
    }
    said
}

fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Value => "value",
        Outcome::Undefined => "undefined",
        Outcome::Thrown { .. } => "thrown",
        Outcome::Command => "command",
        Outcome::Incomplete => "incomplete",
        Outcome::Exit(_) => "exit",
        Outcome::Interrupted => "interrupted",
        Outcome::Bug(_) => "bug",
    }
}

/// What a program printed, in order, and the code it ends with.
pub fn ran(reply: &Reply, prints: bool) -> Value {
    let line = |stream: &Stream, text: &Styled| json!({ "stream": stream_name(*stream), "text": text.to_string() });
    let mut printed: Vec<Value> = reply.printed.iter().map(|(stream, text)| line(stream, text)).collect();
    let code = match &reply.outcome {
        Outcome::Exit(code) => *code,
        Outcome::Thrown { .. } | Outcome::Bug(_) => 1,
        Outcome::Interrupted => 130,
        _ => 0,
    };
    if let Some(answer) = reply.answer.as_ref().filter(|_| prints || code != 0) {
        let mut answer = answer.clone();
        if !answer.to_string().ends_with('\n') {
            answer.plain("\n");
        }
        printed.push(line(if code == 0 { &Stream::Out } else { &Stream::Err }, &answer));
    }
    printed.extend(reply.later.iter().map(|(stream, text)| line(stream, text)));
    json!({ "printed": printed, "code": code })
}

/// What came of transcripts.
pub fn reports(all: &[BlockReport]) -> Value {
    let differences = all.iter().flat_map(|report| &report.differences).map(|difference| {
        let Difference { line, source, expected, actual, .. } = difference;
        json!({ "line": line, "source": source, "expected": expected, "actual": actual })
    });
    let mistakes = all.iter().flat_map(|report| &report.mistakes);
    json!({
        "entries": all.iter().map(|report| report.entries).sum::<usize>(),
        "equal": all.iter().map(|report| report.equal).sum::<usize>(),
        "differences": differences.collect::<Value>(),
        "mistakes": mistakes.map(|problem| json!({ "line": problem.line, "message": problem.message })).collect::<Value>(),
    })
}

fn stream_name(stream: Stream) -> &'static str {
    if stream == Stream::Out { "out" } else { "err" }
}

/// What a page shows of a step, and what it needs to change its entry.
pub fn step(turn: usize, number: u64, step: &Step, picture: &str) -> Value {
    let mut said = json!({
        "turn": turn,
        "step": number,
        "lines": step.lines,
        "source": step.source,
        "markup": step.entry.markup(number),
        "picture": picture,
        "title": step.own.title,
    });
    if let Some(Slider { name, range: (from, to) }) = &step.own.slider {
        said["slider"] = json!({ "name": name, "from": from, "to": to });
    }
    said
}

/// Words for completion, and where the one they replace begins.
pub fn words(start: usize, words: &Words) -> Value {
    let list: Value =
        words.list.iter().map(|word| json!({ "text": word.text, "kind": word.kind, "about": word.about })).collect();
    json!({ "start": start, "words": list, "more": words.more })
}

/// The slabs with what is on them, in bytes.
pub fn slabs(now: &Snapshot, names: &Names) -> Value {
    now.slabs.iter().map(|slab| self::slab(now, slab, names)).collect()
}

fn slab(now: &Snapshot, slab: &SlabView, names: &Names) -> Value {
    let views: Value = names
        .of_slab(slab.id)
        .iter()
        .map(|(region, name)| json!({ "name": name, "offset": region.offset, "length": region.length }))
        .collect();
    json!({
        "number": slab.id.0,
        "size": slab.size,
        "pool": now.pool.slab == slab.id,
        "live": slab.parts.live,
        "held": slab.parts.held,
        "views": views,
    })
}
