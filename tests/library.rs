//! The built-in names against what five Node releases printed for the same script (library/printed.*.txt). Not Buffers and
//! not `util.inspect`, which have tests of their own.

use engine::session::{FileInput, Options, Session, Way};

const EXPRESSIONS: &str = include_str!("library/expressions.js");

const PRINTED: [(&str, &str); 5] = [
    ("18", include_str!("library/printed.v18.20.8.txt")),
    ("20", include_str!("library/printed.v20.20.2.txt")),
    ("22", include_str!("library/printed.v22.23.3.txt")),
    ("24", include_str!("library/printed.v24.21.0.txt")),
    ("26", include_str!("library/printed.v26.10.0.txt")),
];

/// Everything a script prints, or how it ended where it did not finish.
fn printed(profile: &str, source: &str) -> String {
    let name = "expressions.js".to_owned();
    let options = Options {
        file: Some(FileInput { path: format!("/{name}"), name, source: source.as_bytes().to_vec() }),
        ..Options::new(profile, Way::CommonJs)
    };
    let mut session = Session::new(options).expect("the profile exists");
    let reply = session.run_script();
    let mut text: String = reply.printed.iter().map(|(_, line)| line.to_string()).collect();
    if let Some(answer) = reply.answer {
        text.push_str(&answer.to_string());
    }
    text
}

#[test]
fn expressions_answer_as_in_every_recorded_release() {
    for (profile, expected) in PRINTED {
        let got = printed(profile, EXPRESSIONS);
        for (number, (expected, got)) in expected.lines().zip(got.lines()).enumerate() {
            assert_eq!(expected, got, "line {} of what Node {profile} printed", number + 1);
        }
        assert_eq!(expected.lines().count(), got.lines().count(), "lines Node {profile} printed");
    }
}

#[test]
fn hostile_sizes_stay_linear_and_never_overflow_the_stack() {
    let source = "
        const deep = '['.repeat(4000) + ']'.repeat(4000);
        console.log(JSON.stringify(JSON.parse(deep)) === deep);
        try { JSON.stringify(JSON.parse('['.repeat(200000) + ']'.repeat(200000))) } catch (e) { console.log(String(e)) }
        const recent = new Map();
        for (let i = 0; i < 100000; i++) { recent.set(i, i); if (i > 50) recent.delete(recent.keys().next().value) }
        console.log(recent.size);
        const letters = 'ab'.repeat(100000);
        console.log(letters.split('b').length, letters.replaceAll('a', 'xy').length);
        let nested = []; for (let i = 0; i < 100000; i++) nested = [nested];
        try { nested.flat(Infinity) } catch (e) { console.log(String(e)) }
    ";
    let stack = "RangeError: Maximum call stack size exceeded\n";
    assert_eq!(printed("22", source), format!("true\n{stack}51\n100001 300000\n{stack}"));
}

#[test]
fn iterators_keep_their_place_while_a_set_is_compacted() {
    let source = "
        const work = new Set([1]); const seen = [];
        for (const n of work) { seen.push(n); work.delete(n); if (n < 1000) work.add(n + 1) }
        console.log(seen.length, work.size);
    ";
    assert_eq!(printed("22", source), "1000 0\n");
}

#[test]
fn math_random_repeats_itself_between_sessions() {
    let source = "console.log(Math.random(), Math.random())";
    let first = printed("22", source);
    assert_eq!(first, printed("22", source));
    let mut numbers = first.split_whitespace();
    assert_ne!(numbers.next(), numbers.next());
}

#[test]
fn realms_share_their_symbols() {
    let source = "
        const vm = require('vm');
        console.log(vm.runInNewContext('Symbol.asyncIterator') === Symbol.asyncIterator,
            vm.runInNewContext('Symbol.for(\"x\")') === Symbol.for('x'),
            vm.runInNewContext('Symbol.keyFor(s)', { s: Symbol.for('y') }));
    ";
    for release in ["18", "20", "22", "24", "26"] {
        assert_eq!(printed(release, source), "true true y\n");
    }
}
