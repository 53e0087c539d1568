//! Whole-buffer operations beside Node: `benches/bulk.js` under both, each operation's best time here over its best time
//! there. `cargo bench --bench bulk [WORD]` finds `node` on the path or in `$NODE`, and prints only our times without one.
#![expect(clippy::print_stdout, reason = "a bench prints")]

use std::process::Command;

/// Below this many milliseconds both only answer, and a ratio says nothing.
const NOTHING: f64 = 0.01;

/// The name and the best time of each operation, in milliseconds, or why there are none.
fn times(program: &str, word: &str) -> Result<Vec<(String, f64)>, String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/bulk.js");
    let output = Command::new(program).args([script, word]).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let lines = String::from_utf8_lossy(&output.stdout);
    let pairs = lines.lines().filter_map(|line| line.split_once(' '));
    Ok(pairs.filter_map(|(time, name)| Some((name.to_owned(), time.parse().ok()?))).collect())
}

fn main() {
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let node = std::env::var("NODE").unwrap_or_else(|_| "node".to_owned());
    let here = times(env!("CARGO_BIN_EXE_slabscope"), &word).expect("slabscope runs the script");
    let there = times(&node, &word).unwrap_or_else(|error| {
        println!("no ratios without Node: {error}");
        Vec::new()
    });
    let (mut logs, mut counted) = (0.0, 0);
    for (name, ours) in &here {
        let Some((_, theirs)) = there.iter().find(|(other, _)| other == name) else {
            println!("        {ours:9.3} ms                {name}");
            continue;
        };
        let ratio = ours.max(NOTHING) / theirs.max(NOTHING);
        logs += ratio.ln();
        counted += 1;
        println!("{ratio:6.2}  {ours:9.3} ms  {theirs:9.3} ms  {name}");
    }
    if counted > 0 {
        println!("{:6.2}  geometric mean of {counted}", (logs / f64::from(counted)).exp());
    }
}
