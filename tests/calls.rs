//! Calls of the whole Buffer API against what five Nodes answered (golden/calls, recorded by record/calls.js), and,
//! where real Nodes are named, random calls beside them. Not the pool's walk (see `memory`) and not the prompt.

#[path = "calls/answer.rs"]
mod answer;
#[path = "calls/moving.rs"]
mod moving;
#[path = "calls/nodes.rs"]
mod nodes;
#[path = "calls/random.rs"]
mod random;
#[path = "calls/recorded.rs"]
mod recorded;

use std::thread;

use answer::Slabscope;
use libtest_mimic::{Arguments, Failed, Trial};
use nodes::Node;
use random::{Call, Chance};
use recorded::{Group, RELEASES};

/// Makes a call from chance.
type Generator = fn(&mut Chance) -> Call;

/// Calls answered differently on purpose, each under the reason for it.
const APART: &str = include_str!("calls/apart.txt");

/// How many calls a machine answers before the next one takes over.
const CALLS_PER_MACHINE: usize = 400;

/// What slabscope leaves out, or does not have yet, as its own answers say it.
const LEFT_OUT: [&str; 9] = [
    " is outside slabscope",
    "AbortController is not defined",
    "Atomics is not defined",
    "Event is not defined",
    "Headers is not defined",
    "Intl is not defined",
    "MessageChannel is not defined",
    "URL is not defined",
    "WebAssembly is not defined",
];

fn left_out(answered: &str) -> bool {
    LEFT_OUT.iter().any(|reason| answered.contains(reason))
}

fn apart() -> Vec<&'static str> {
    APART.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}

/// What differs in one release, a report each.
fn differences(release: usize, group: &Group, apart: &[&str]) -> Vec<String> {
    let mut different = Vec::new();
    for calls in group.calls.chunks(if group.fresh { 1 } else { CALLS_PER_MACHINE }) {
        let mut slabscope = Slabscope::new(RELEASES[release]);
        for call in calls {
            let expected = &call.answers[release];
            let answered = slabscope.answer(&call.expression);
            if !answer::agrees(expected, &answered)
                && !left_out(&answered)
                && !apart.contains(&call.expression.as_str())
            {
                let release = RELEASES[release];
                different.push(format!("{release}  {}\n  node  {expected}\n  here  {answered}", call.expression));
            }
        }
    }
    different
}

/// A group's calls under every release.
fn recorded_calls_are_answered_as_in_five_nodes(group: &Group) -> Result<(), Failed> {
    let apart = apart();
    let all = || (0..RELEASES.len()).flat_map(|release| differences(release, group, &apart)).collect();
    let different: Vec<String> = on_a_deep_stack(all);
    let shown: Vec<&str> = different.iter().take(400).map(String::as_str).collect();
    let told = || Failed::from(format!("{} answers differ:\n{}", different.len(), shown.join("\n")));
    different.is_empty().then_some(()).ok_or_else(told)
}

fn what_is_answered_differently_on_purpose_stays_rare_and_recorded(groups: &[Group]) -> Result<(), Failed> {
    let calls: Vec<&str> = groups.iter().flat_map(|group| &group.calls).map(|call| call.expression.as_str()).collect();
    let apart = apart();
    let unknown: Vec<_> = apart.iter().filter(|call| !calls.contains(call)).collect();
    if !unknown.is_empty() {
        return Err(format!("listed but not recorded: {unknown:?}").into());
    }
    if apart.len() * 100 >= calls.len() {
        return Err(format!("{} of {} calls are listed", apart.len(), calls.len()).into());
    }
    Ok(())
}

/// Beside real Nodes, which `SLABSCOPE_NODES` names (binaries, separated by colons). `SLABSCOPE_COUNT` calls each (10,000),
/// made from `SLABSCOPE_SEED` (1); for every method that differs, the smallest differing call found is printed:
///
/// ```text
/// SLABSCOPE_NODES=/usr/bin/node SLABSCOPE_SEED=7 cargo test --test calls -- --ignored
/// ```
fn random_calls_are_answered_as_in_real_nodes(make: Generator) -> Result<(), Failed> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let nodes = variable("SLABSCOPE_NODES").ok_or("SLABSCOPE_NODES names the binaries of Node, separated by colons")?;
    let count = variable("SLABSCOPE_COUNT").map_or(10_000, |count| count.parse().expect("a number"));
    let seed = variable("SLABSCOPE_SEED").map_or(1, |seed| seed.parse().expect("a number"));
    let reports: Vec<(usize, String)> =
        nodes.split(':').map(|binary| on_a_deep_stack(|| beside(Node::new(binary), make, count, seed))).collect();
    let different: usize = reports.iter().map(|(different, _)| different).sum();
    let reports: Vec<&str> = reports.iter().map(|(_, report)| report.as_str()).collect();
    let told = || Failed::from(format!("{different} of {count} calls a version differ:\n{}", reports.concat()));
    (different == 0).then_some(()).ok_or_else(told)
}

/// Calls nest as deep as a program may.
fn on_a_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let run = thread::Builder::new().stack_size(64 << 20).spawn_scoped(scope, work).expect("a thread");
        run.join().expect("a finished run")
    })
}

fn main() {
    let groups: &'static [Group] = recorded::groups("calls").leak();
    let mut trials: Vec<Trial> = groups
        .iter()
        .map(|group| Trial::test(&group.name, || recorded_calls_are_answered_as_in_five_nodes(group)))
        .collect();
    trials.push(Trial::test("what_is_answered_differently_on_purpose_stays_rare_and_recorded", || {
        what_is_answered_differently_on_purpose_stays_rare_and_recorded(groups)
    }));
    let random: [(&str, Generator); 2] = [
        ("random_calls_are_answered_as_in_real_nodes", random::call),
        ("random_calls_whose_memory_moves_are_answered_as_in_real_nodes", moving::call),
    ];
    trials.extend(random.map(|(name, make)| {
        Trial::test(name, move || random_calls_are_answered_as_in_real_nodes(make)).with_ignored_flag(true)
    }));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// How many calls differ from this Node's answers, and the smallest for each method.
fn beside(mut node: Node, make: Generator, count: usize, seed: u64) -> (usize, String) {
    let mut chance = Chance::new(seed);
    let mut different = 0;
    let mut shrunk: Vec<String> = Vec::new();
    let mut report = String::new();
    let mut left = count;
    while left > 0 {
        let calls: Vec<Call> = (0..left.min(CALLS_PER_MACHINE * 5)).map(|_| make(&mut chance)).collect();
        left -= calls.len();
        for (call, ..) in differing(&mut node, calls) {
            different += 1;
            if !shrunk.iter().any(|name| name == call.name()) {
                shrunk.push(call.name().to_owned());
                report.push_str(&smallest(&mut node, call));
            }
        }
    }
    (different, report)
}

/// The calls answered differently, with both answers.
fn differing(node: &mut Node, calls: Vec<Call>) -> Vec<(Call, String, String)> {
    let expressions: Vec<String> = calls.iter().map(Call::expression).collect();
    let expected = node.ask(&expressions);
    let mut answered = Vec::new();
    for part in expressions.chunks(CALLS_PER_MACHINE) {
        let mut slabscope = Slabscope::new(&node.major);
        answered.extend(part.iter().map(|expression| slabscope.answer(expression)));
    }
    let pairs = calls.into_iter().zip(expected).zip(answered);
    pairs
        .filter(|((_, expected), answered)| !answer::agrees(expected, answered))
        .map(|((call, expected), answered)| (call, expected, answered))
        .collect()
}

fn smallest(node: &mut Node, call: Call) -> String {
    let mut found = differing(node, vec![call]);
    let mut best = None;
    while let Some(next) = found.into_iter().next() {
        found = differing(node, next.0.smaller());
        best = Some(next);
    }
    best.map_or(String::new(), |(call, expected, answered)| {
        format!("{}  {}\n  node  {expected}\n  here  {answered}\n", node.major, call.expression())
    })
}
