//! Calls of the whole Buffer API against what five Nodes answered (golden/calls, recorded by record/calls.js), and,
//! where real Nodes are named, random calls beside them. Not the pool's walk (see `memory`) and not the prompt.

#[path = "calls/answer.rs"]
mod answer;
#[path = "calls/recorded.rs"]
mod recorded;

use std::thread;

use answer::Slabscope;
use recorded::{Group, RELEASES};

/// Calls answered differently on purpose, each under the reason for it.
const APART: &str = include_str!("calls/apart.txt");

/// How many calls a machine answers before the next one takes over.
const CALLS_PER_MACHINE: usize = 400;

fn apart() -> Vec<&'static str> {
    APART.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}

/// What differs in one release, a report each.
fn differences(release: usize, groups: &[Group], apart: &[&str]) -> Vec<String> {
    let mut different = Vec::new();
    for group in groups {
        for calls in group.calls.chunks(if group.fresh { 1 } else { CALLS_PER_MACHINE }) {
            let mut slabscope = Slabscope::new(RELEASES[release]);
            for call in calls {
                let expected = &call.answers[release];
                let answered = slabscope.answer(&call.expression);
                if answered != *expected && !apart.contains(&call.expression.as_str()) {
                    let (name, release) = (&group.name, RELEASES[release]);
                    different
                        .push(format!("{name} {release}  {}\n  node  {expected}\n  here  {answered}", call.expression));
                }
            }
        }
    }
    different
}

#[test]
fn recorded_calls_are_answered_as_in_five_nodes() {
    let only = std::env::var("SLABSCOPE_CALLS").unwrap_or_default();
    let groups: Vec<Group> = recorded::groups().into_iter().filter(|group| group.name.starts_with(&only)).collect();
    let apart = apart();
    let different: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> = (0..RELEASES.len())
            .map(|release| {
                let (groups, apart) = (&groups, &apart);
                let run = move || differences(release, groups, apart);
                thread::Builder::new().stack_size(64 << 20).spawn_scoped(scope, run).expect("a thread")
            })
            .collect();
        runs.into_iter().flat_map(|run| run.join().expect("a finished run")).collect()
    });
    let shown = if std::env::var_os("SLABSCOPE_CALLS").is_some() { usize::MAX } else { 20 };
    let reports: Vec<&str> = different.iter().take(shown).map(String::as_str).collect();
    assert!(different.is_empty(), "{} answers differ:\n{}", different.len(), reports.join("\n"));
}

#[test]
fn what_is_answered_differently_on_purpose_stays_rare_and_recorded() {
    let groups = recorded::groups();
    let calls: Vec<&str> =
        groups.iter().flat_map(|group| &group.calls).map(|call| call.expression.as_str()).collect();
    let apart = apart();
    let unknown: Vec<_> = apart.iter().filter(|call| !calls.contains(call)).collect();
    assert!(unknown.is_empty(), "listed but not recorded: {unknown:?}");
    assert!(apart.len() * 100 < calls.len(), "{} of {} calls are listed", apart.len(), calls.len());
}
