//! One comparison for every generator: programs answered by slabscope and by real Nodes, differences confirmed in fresh processes
//! and shrunk. Not what is generated.

#![expect(clippy::print_stderr, reason = "a skipped test says so, a hunt tells what it found")]

use std::collections::HashSet;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::answer::{self, Slabscope};
use super::nodes::Node;
use super::random::Chance;

/// Something that can be asked as one expression.
pub trait Program: Clone {
    fn text(&self) -> String;
    /// How many statements it has.
    fn statements(&self) -> usize {
        1
    }
    /// What of it is worth reading.
    fn told(&self) -> String {
        self.text()
    }
    /// Smaller ones to try instead, smallest first.
    fn smaller(&self) -> Vec<Self>;
    /// Only the first difference of a kind is shrunk and printed; Node's answer and slabscope's may be part of it.
    fn kind(&self, expected: &str, answered: &str) -> String;
}

/// How long a program may take; Node is given as long.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// Programs nest as deep as they may.
pub const STACK: usize = 64 << 20;

/// How many programs a machine answers before the next one takes over.
const PROGRAMS_PER_MACHINE: usize = 400;

/// How many differences of a release are shrunk.
const SHRUNK: usize = 60;

/// Where Node's answer says nothing about slabscope: it ran out of time, memory or stack, or shows where its files are.
const INCOMPARABLE: [&str; 6] = [
    "ERR_SCRIPT_EXECUTION_TIMEOUT",
    "Script execution timed out",
    "aborts",
    "Maximum call stack size exceeded",
    "Array buffer allocation failed",
    "    at ",
];

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn number(name: &str, otherwise: u64) -> u64 {
    variable(name).map_or(otherwise, |value| value.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// The binaries of `SLABSCOPE_NODES`: a folder of releases, or themselves; without it what the path has.
fn found() -> Vec<String> {
    let named = variable("SLABSCOPE_NODES");
    let folder = named.as_deref().map(Path::new).filter(|path| path.is_dir());
    if let Some(folder) = folder {
        let entries = std::fs::read_dir(folder).expect("a readable folder").flatten();
        let binaries =
            entries.map(|entry| entry.path().join("node_modules/node/bin/node")).filter(|path| path.exists());
        let mut binaries: Vec<String> = binaries.map(|path| path.to_string_lossy().into_owned()).collect();
        binaries.sort();
        return binaries;
    }
    named.map_or_else(|| vec!["node".to_owned()], |named| named.split(':').map(str::to_owned).collect())
}

/// Makes programs for every Node found and fails with what is answered otherwise here.
pub fn hunt<P: Program, G: Fn(&mut Chance) -> P>(name: &str, generator: impl Fn(&str) -> G + Sync) {
    let (count, seed) = (number("SLABSCOPE_COUNT", 10_000) as usize, number("SLABSCOPE_SEED", 1));
    let nodes: Vec<Node> = found().iter().filter_map(|binary| Node::find(binary)).collect();
    if nodes.is_empty() {
        eprintln!("{name}: skipped, no Node was found; SLABSCOPE_NODES names binaries, or a folder of record/nodes.js");
    }
    let mut different = 0;
    for node in nodes {
        let release = node.major.clone();
        let run = || beside(node, &generator(&release), count, seed);
        let (statements, found) = thread::scope(|scope| {
            let run = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).expect("a thread");
            run.join().expect("a finished run")
        });
        eprintln!(
            "{name}: seed {seed}, {count} programs, {statements} statements, beside Node {release}: {found} differ"
        );
        different += found;
    }
    assert_eq!(different, 0, "programs of {name} are answered otherwise than by Node");
}

/// How many statements there were, and how many programs this Node answers otherwise; the smallest of each kind is printed.
fn beside<P: Program>(mut node: Node, make: &impl Fn(&mut Chance) -> P, count: usize, seed: u64) -> (usize, usize) {
    let mut chance = Chance::new(seed);
    let (mut statements, mut different, mut kinds) = (0, 0, HashSet::new());
    for start in (0..count).step_by(PROGRAMS_PER_MACHINE) {
        let programs: Vec<P> = (start..count.min(start + PROGRAMS_PER_MACHINE)).map(|_| make(&mut chance)).collect();
        statements += programs.iter().map(Program::statements).sum::<usize>();
        for (program, expected, answered) in differing(&mut node, programs, false) {
            if kinds.len() >= SHRUNK || kinds.contains(&program.kind(&expected, &answered)) {
                different += 1;
                continue;
            }
            let Some((program, expected, answered)) = smallest(&mut node, program) else { continue };
            different += 1;
            if kinds.insert(program.kind(&expected, &answered)) {
                eprintln!("{}  {}\n  node  {expected}\n  here  {answered}", node.major, program.told());
            }
        }
    }
    (statements, different)
}

/// The programs answered differently, with both answers; `alone` in a process and a machine each.
fn differing<P: Program>(node: &mut Node, programs: Vec<P>, alone: bool) -> Vec<(P, String, String)> {
    let texts: Vec<String> = programs.iter().map(Program::text).collect();
    if alone {
        node.end();
    }
    let expected = node.ask(&texts);
    let mut slabscope = Slabscope::new(&node.major);
    slabscope.patience = PATIENCE;
    let answers = programs.into_iter().zip(texts).zip(expected);
    answers
        .filter(|(_, expected)| !INCOMPARABLE.iter().any(|reason| expected.contains(reason)))
        .map(|((program, text), expected)| (program, expected, slabscope.answer(&text)))
        .filter(|(_, expected, answered)| !answer::agrees(expected, answered) && !answer::left_out(answered))
        .collect()
}

/// The smallest program found that still differs: none where it only did among others.
fn smallest<P: Program>(node: &mut Node, program: P) -> Option<(P, String, String)> {
    let alone = |node: &mut Node, program: P| differing(node, vec![program], true).pop();
    let mut best = alone(node, program)?;
    loop {
        let candidates = differing(node, best.0.smaller(), false);
        let Some(next) = candidates.into_iter().take(4).find_map(|(program, ..)| alone(node, program)) else {
            return Some(best);
        };
        best = next;
    }
}
