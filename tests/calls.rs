//! Calls of the whole Buffer API against what five Nodes answered (golden/calls, recorded by record/calls.js). Not
//! random calls beside real Nodes (see `hunt`), not the pool's walk (see `memory`) and not the prompt.

#[path = "calls/answer.rs"]
mod answer;
#[path = "calls/recorded.rs"]
mod recorded;

use std::thread;

use answer::Slabscope;
use libtest_mimic::{Arguments, Failed, Trial};
use recorded::{Group, RELEASES};

/// Calls answered differently on purpose, each under the reason for it.
const APART: &str = include_str!("calls/apart.txt");

/// How many calls a machine answers before the next one takes over.
const CALLS_PER_MACHINE: usize = 400;

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
                && !answer::left_out(&answered)
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
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
