//! The hunt: programs made from a seed, answered here and by whatever real Nodes are found, each difference shrunk to the smallest
//! program that still shows one. Not recorded answers: a difference that was mended becomes a golden (tests/README.md).
//!
//! ```text
//! SLABSCOPE_NODES=FOLDER cargo test --release --test hunt -- --ignored --nocapture
//! ```
//!
//! `FOLDER` is as record/nodes.js fills one, or binaries separated by colons; without it `node` on the path is asked.
//! `SLABSCOPE_SEED` (1) chooses other programs, `SLABSCOPE_COUNT` (10,000) how many of each generator a release answers.

#[path = "../calls/answer.rs"]
mod answer;
mod beside;
mod built_ins;
#[path = "../calls/chance.rs"]
mod chance;
mod grammar;
#[path = "../calls/moving.rs"]
mod moving;
mod mutants;
#[path = "../calls/nodes.rs"]
mod nodes;
#[path = "../calls/random.rs"]
mod random;

use std::thread;

use answer::Slabscope;
use beside::{Program, hunt};
use random::{Call, Chance};

impl Program for Call {
    fn text(&self) -> String {
        self.expression()
    }

    fn smaller(&self) -> Vec<Self> {
        Call::smaller(self)
    }

    fn kind(&self, _: &str, _: &str) -> String {
        self.name().to_owned()
    }
}

#[test]
#[ignore = "asks real Nodes"]
fn buffer_calls() {
    hunt("buffer_calls", |_| random::call);
}

#[test]
#[ignore = "asks real Nodes"]
fn calls_whose_memory_moves() {
    hunt("calls_whose_memory_moves", |_| moving::call);
}

#[test]
#[ignore = "asks real Nodes"]
fn arguments_of_built_ins() {
    hunt("arguments_of_built_ins", |release| {
        let built_ins = built_ins::BuiltIns::of(release);
        move |chance: &mut Chance| built_ins.call(chance)
    });
}

#[test]
#[ignore = "asks real Nodes"]
fn programs() {
    hunt("programs", |_| grammar::program);
}

#[test]
#[ignore = "asks real Nodes"]
fn patterns() {
    hunt("patterns", |_| grammar::pattern);
}

#[test]
#[ignore = "asks real Nodes"]
fn mutants_of_goldens() {
    hunt("mutants_of_goldens", |_| {
        let stock = mutants::Stock::read();
        move |chance: &mut Chance| stock.mutant(chance)
    });
}

/// Without any Node: nothing that is generated may panic, and the same seed makes the same.
#[test]
fn what_is_generated_runs_without_a_panic() {
    let stock = mutants::Stock::read();
    let built_ins = built_ins::BuiltIns::of("24");
    let made = |seed| {
        let mut chance = Chance::new(seed);
        let mut texts = Vec::new();
        for _ in 0..150 {
            texts.push(grammar::program(&mut chance).text());
            texts.push(grammar::pattern(&mut chance).text());
            texts.push(stock.mutant(&mut chance).text());
            texts.push(built_ins.call(&mut chance).text());
        }
        texts
    };
    let texts = made(1);
    assert_eq!(texts, made(1));
    assert_ne!(texts, made(2));
    let check = move || {
        let mut slabscope = Slabscope::new("24");
        slabscope.patience = beside::PATIENCE;
        let answers: Vec<String> = texts.iter().map(|text| slabscope.answer(text)).collect();
        for (text, answer) in texts.iter().zip(&answers) {
            assert_ne!(answer, "panicked", "{text}");
        }
        let programs = answers.iter().filter(|answer| !answer.starts_with("SyntaxError")).count();
        assert!(programs * 2 > answers.len(), "only {programs} of {} are programs at all", answers.len());
    };
    let run = thread::Builder::new().stack_size(beside::STACK).spawn(check).expect("a thread");
    assert!(run.join().is_ok());
}
