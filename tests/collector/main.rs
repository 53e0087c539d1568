//! Programs that make garbage in the middle of a built-in, against what five Nodes answered (golden/collector, recorded by
//! record/collector.js). An expression answers the same whoever calls it and whatever garbage its `G` makes, so that each is asked
//! within other surroundings and with other garbage every time. Not what the built-ins answer besides: see `calls` and `language`.

#[path = "../calls/answer.rs"]
#[allow(dead_code, reason = "some of it is for `calls` alone")]
mod answer;
#[path = "../calls/chance.rs"]
mod chance;
mod memory;
#[path = "../calls/recorded.rs"]
#[allow(dead_code, reason = "some of it is for `calls` alone")]
mod recorded;

use std::collections::HashSet;
use std::thread;
use std::time::Duration;

use answer::Slabscope;
use chance::Chance;
use recorded::{Call, RELEASES};

/// What the programs share.
const PRELUDE: &str = include_str!("prelude.js");

/// Functions that call what they are given, one a line.
const SURROUNDINGS: &str = include_str!("surroundings.txt");

/// Functions that make garbage, one a line.
const GARBAGE: &str = include_str!("garbage.txt");

/// How many programs a machine runs before the next one takes over.
const PROGRAMS_PER_MACHINE: usize = 100;

/// How many programs are run by default, under each of two ways to collect.
const SAMPLE: usize = 300;

/// The same in record/collector.js.
fn program(expression: &str, around: &str, garbage: &str) -> String {
    format!("G = {garbage}; ({around})(() => A(() => ({expression})))")
}

/// A program and what Node answered.
struct Asked<'a> {
    program: String,
    expected: &'a str,
}

/// Every expression for which `which` says so, each in a program of its own.
fn programs<'a>(calls: &[&'a Call], release: usize, chance: &mut Chance) -> Vec<Asked<'a>> {
    let (surroundings, garbage): (Vec<&str>, Vec<&str>) = (SURROUNDINGS.lines().collect(), GARBAGE.lines().collect());
    calls
        .iter()
        .map(|call| Asked {
            program: program(&call.expression, chance.pick(&surroundings), chance.pick(&garbage)),
            expected: &call.answers[release],
        })
        .collect()
}

fn machine(release: &str, stressed: bool) -> Slabscope {
    let mut slabscope = Slabscope::new(release);
    slabscope.answer(PRELUDE);
    if stressed {
        slabscope.patience = Duration::from_mins(2);
        slabscope.collect_at_every_safe_point();
    }
    slabscope
}

/// What is answered otherwise, a report each.
fn differences(release: usize, stressed: bool, asked: &[Asked]) -> Vec<String> {
    let mut different = Vec::new();
    for part in asked.chunks(PROGRAMS_PER_MACHINE) {
        let mut slabscope = machine(RELEASES[release], stressed);
        for Asked { program, expected } in part {
            let answered = slabscope.answer(program);
            if answered != *expected {
                let when = if stressed { ", collecting always" } else { "" };
                different
                    .push(format!("{}{when}  {program}\n  node  {expected}\n  here  {answered}", RELEASES[release]));
                slabscope = machine(RELEASES[release], stressed);
            }
        }
    }
    different
}

/// Runs a check where programs nest: the command line gives them the same room.
fn with_room(check: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(slabscope::cli::STACK).spawn(check).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

fn check(runs: Vec<(usize, bool, Vec<Asked>)>) {
    let different: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> = runs
            .into_iter()
            .map(|(release, stressed, asked)| {
                let run = move || differences(release, stressed, &asked);
                thread::Builder::new().stack_size(64 << 20).spawn_scoped(scope, run).expect("a thread")
            })
            .collect();
        runs.into_iter().flat_map(|run| run.join().expect("a finished run")).collect()
    });
    assert!(different.is_empty(), "{} programs differ:\n{}", different.len(), different.join("\n"));
}

fn variable(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().expect("a number"))
}

#[test]
fn a_sample_of_programs_is_answered_as_in_node() {
    let groups = recorded::groups("collector");
    let calls: Vec<&Call> = groups.iter().flat_map(|group| &group.calls).collect();
    let mut chance = Chance::new(variable("SLABSCOPE_SEED", 1));
    let runs = [(2, false), (3, true)].map(|(release, stressed)| {
        let sample: Vec<&Call> = (0..SAMPLE).map(|_| chance.pick(&calls)).collect();
        (release, stressed, programs(&sample, release, &mut chance))
    });
    check(runs.into());
}

/// Every expression, under each release and both ways to collect, in surroundings and with garbage that `SLABSCOPE_SEED` (1)
/// chooses; `SLABSCOPE_ONLY` names one file of golden/collector.
#[test]
#[ignore = "takes minutes"]
fn all_programs_are_answered_as_in_five_nodes() {
    let only = std::env::var("SLABSCOPE_ONLY").unwrap_or_default();
    let groups = recorded::groups("collector");
    let chosen = groups.iter().filter(|group| group.name.starts_with(&only));
    let calls: Vec<&Call> = chosen.flat_map(|group| &group.calls).collect();
    let mut chance = Chance::new(variable("SLABSCOPE_SEED", 1));
    for release in 0..RELEASES.len() {
        check([false, true].map(|stressed| (release, stressed, programs(&calls, release, &mut chance))).into());
    }
}

/// Functions of intrinsics that no expression names, because no part of the program runs in their middle or slabscope leaves them out.
const SILENT: &str = include_str!("silent.txt");

/// The names of all functions of the intrinsics: a new one needs an expression of its own, or a place among the silent ones.
const NAMES: &str = r"
    (() => {
        const seen = new Set();
        const names = new Set();
        const walk = (object, depth) => {
            if (object === null || !['object', 'function'].includes(typeof object) || seen.has(object) || depth > 3) return;
            seen.add(object);
            for (const key of Reflect.ownKeys(object)) {
                const { value } = Object.getOwnPropertyDescriptor(object, key);
                if (typeof value === 'function' && key !== 'constructor') names.add(typeof key === 'symbol' ? key.description : key);
                walk(value, depth + 1);
            }
        };
        const words = 'Object Function Array Number Boolean String Symbol Date Promise RegExp Error AggregateError JSON Math ArrayBuffer '
            + 'Uint8Array DataView Map BigInt Set WeakMap WeakSet WeakRef Reflect Iterator SharedArrayBuffer Buffer TextDecoder '
            + 'TextEncoder Blob console structuredClone atob btoa DOMException util assert';
        words.split(' ').forEach((name) => walk(globalThis[name], 0));
        [require('buffer'), require('string_decoder'), require('vm')].forEach((module) => walk(module, 0));
        [Object.getPrototypeOf(Uint8Array), Object.getPrototypeOf([].values())].forEach((hidden) => walk(hidden, 0));
        return [...names].join(' ');
    })()";

#[test]
fn every_function_of_the_intrinsics_stands_in_an_expression() {
    with_room(|| {
        let groups = recorded::groups("collector");
        let mut words: HashSet<&str> = SILENT.split_whitespace().collect();
        for call in groups.iter().flat_map(|group| &group.calls) {
            words.extend(call.expression.split(|c: char| !c.is_alphanumeric() && c != '_'));
        }
        let names = machine("24", false).answer(NAMES);
        let names = names.trim_matches('\'').replace("' +\\n  '", "");
        let missing: Vec<&str> =
            names.split(' ').filter(|name| !words.contains(name.trim_start_matches("Symbol."))).collect();
        assert!(names.len() > 5_000, "only these names were found: {names}");
        assert!(missing.is_empty(), "no expression of golden/collector names {missing:?}");
    });
}
