//! What the ledger costs: the same allocation loops over a memory that remembers and over one that does not, in turn, each
//! round's pair beside the other. `cargo bench --bench ledger` prints the ratio of their times; about 1.10 is the most it may be.
#![expect(clippy::print_stdout, reason = "a bench prints")]

use std::rc::Rc;
use std::time::{Duration, Instant};

use engine::code::{self, Source};
use engine::heap::Value;
use engine::library;
use engine::machine::Machine;
use engine::syntax::{self, ast::Goal};
use pool::memory::{Profile, Setup};

/// Pairs of runs of each program; the median of their ratios counts.
const PAIRS: usize = 15;

/// A name and a script. 1,024 Buffers are alive, the others are garbage.
const PROGRAMS: [(&str, &str); 6] = [
    ("allocUnsafe(16), dropped", "for (let i = 0; i < 400000; i++) Buffer.allocUnsafe(16);"),
    (
        "allocUnsafe(100), 1024 kept",
        "const kept = []; for (let i = 0; i < 400000; i++) kept[i & 1023] = Buffer.allocUnsafe(100);",
    ),
    (
        "allocUnsafe of many sizes",
        "const kept = []; for (let i = 0; i < 300000; i++) kept[i & 1023] = Buffer.allocUnsafe(i * 37 % 2000);",
    ),
    ("from(string)", "const kept = []; for (let i = 0; i < 300000; i++) kept[i & 1023] = Buffer.from('hello, world');"),
    ("alloc(64)", "const kept = []; for (let i = 0; i < 300000; i++) kept[i & 1023] = Buffer.alloc(64);"),
    (
        "allocUnsafe(32), filled and read",
        "let sum = 0; for (let i = 0; i < 200000; i++) { const b = Buffer.allocUnsafe(32); b.fill(i); sum += b.readUInt32LE(4); }",
    ),
];

fn run(script: &str, remembers: bool) -> Duration {
    let mut machine = Machine::new(Setup { remembers, ..Setup::new(Profile::classic()) });
    library::install(&mut machine);
    let text = format!("(() => {{ {script} }})()");
    let script = syntax::parse(&text, Goal::Script).expect("it parses");
    let source = Rc::new(Source::new("bench".to_owned(), text));
    let code = code::compile(&script, source).unwrap_or_else(|_| panic!("it compiles"));
    machine.heap.memory.begin_statement(1, "bench");
    let began = Instant::now();
    assert!(machine.run_script(&code, Value::Undefined).is_ok(), "it runs");
    began.elapsed()
}

fn main() {
    let word = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    println!("{:<34} {:>10} {:>10} {:>7}", "program", "with ms", "without", "ratio");
    let (mut logs, mut shown) = (0.0, 0.0);
    for (name, script) in
        PROGRAMS.into_iter().filter(|(name, _)| word.as_ref().is_none_or(|word| name.contains(word.as_str())))
    {
        let mut pairs: Vec<(f64, Duration, Duration)> = (0..PAIRS)
            .map(|round| {
                // Whoever goes second finds warmer caches: they take turns.
                let first = run(script, round % 2 == 0);
                let second = run(script, round % 2 == 1);
                let (with, without) = if round % 2 == 0 { (first, second) } else { (second, first) };
                (with.as_secs_f64() / without.as_secs_f64(), with, without)
            })
            .collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (ratio, with, without) = pairs[PAIRS / 2];
        logs += ratio.ln();
        shown += 1.0;
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        println!("{name:<34} {:>10.2} {:>10.2} {ratio:>7.3}", millis(with), millis(without));
    }
    println!("{:>64.3}  geometric mean", (logs / shown).exp());
}
