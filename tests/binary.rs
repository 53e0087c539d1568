//! Buffer, typed arrays, `ArrayBuffer` and `DataView` against what real Nodes answered. Not the pool: see `memory`.

use std::rc::Rc;

use engine::heap::Value;
use engine::machine::{Machine, Thrown};
use engine::{code, inspect, library, syntax};
use pool::memory::{Profile, Setup};

const RELEASES: [&str; 5] = ["18.20.8", "20.20.2", "22.23.3", "24.21.0", "26.10.0"];

fn machine(release: &str) -> Machine {
    let mut machine = Machine::new(Setup::new(Profile::parse(release).expect("a known release")));
    library::install(&mut machine);
    machine
}

/// What an expression answers, as the recorder wrote it down.
fn answer(machine: &mut Machine, expression: &str) -> String {
    let script = match syntax::parse(expression, syntax::ast::Goal::Script) {
        Ok(script) => script,
        Err(error) => return format!("not parsed: {error:?}"),
    };
    let source = Rc::new(code::Source::new("test", expression));
    let Ok(code) = code::compile(&script, source) else { return "refused".to_owned() };
    let thrown = match machine.run_script(&code, Value::Undefined) {
        Ok(value) => {
            let options = library::inspect_options(machine, false);
            match inspect::inspect(machine, value, &options) {
                Ok(shown) => return shown.to_string(),
                Err(thrown) => thrown,
            }
        }
        Err(Thrown::Value(thrown)) => thrown,
        Err(other) => return format!("{other:?}"),
    };
    if thrown.as_object().is_none() {
        return "no error object".to_owned();
    }
    let keys = machine.keys;
    let mut said = |key| match machine.get(thrown, key) {
        Ok(Value::String(text)) => machine.heap.utf8(text),
        Ok(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let (name, code, message) = (said(keys.name), said(keys.code), said(keys.message));
    if code.is_empty() { format!("{name}: {message}") } else { format!("{name} [{code}]: {message}") }
}

#[test]
fn answers_are_those_of_five_nodes() {
    let rows = include_str!("golden/library/binary.tsv");
    let rows: Vec<Vec<&str>> =
        rows.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() > 2000);
    let mut wrong = Vec::new();
    for (index, release) in RELEASES.iter().enumerate() {
        for part in rows.chunks(20) {
            let mut machine = machine(release);
            for row in part {
                let expected = row.get(2 + index).unwrap_or(&row[2]);
                let answered =
                    answer(&mut machine, row[1]).replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t");
                if answered != **expected {
                    wrong.push(format!("{release} {}\n  expected {expected}\n  answered {answered}", row[1]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
}

#[test]
fn the_pool_places_what_the_library_asks_for() {
    let mut machine = machine("22");
    let offsets = "var a = Buffer.allocUnsafe(5), b = Buffer.from('abc'), c = Buffer.from([1, 2]), d = Buffer.alloc(3);
        [b.byteOffset - a.byteOffset, c.byteOffset - b.byteOffset, a.buffer === c.buffer, d.buffer.byteLength]";
    assert_eq!(answer(&mut machine, offsets), "[ 8, 8, true, 3 ]");
    let needle = "var before = Buffer.allocUnsafe(1).byteOffset; a.indexOf('6162', 'hex'); \
        Buffer.allocUnsafe(1).byteOffset - before";
    assert_eq!(answer(&mut machine, needle), "16");
    let failed = "var before = Buffer.allocUnsafe(1).byteOffset; try { Buffer.from([1n]) } catch {} \
        Buffer.allocUnsafe(1).byteOffset - before";
    assert_eq!(answer(&mut machine, failed), "8");
    assert_eq!(answer(&mut machine, "Buffer.poolSize = 16; Buffer.allocUnsafe(8).buffer.byteLength"), "8");
}
