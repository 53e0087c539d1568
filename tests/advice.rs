//! Advice is code: whatever `.who` and `.advise` print is typed here, and does what they say. Not how it is worded.

use engine::session::{Options, Outcome, Session, Way};

fn session(profile: &str) -> Session {
    let options = Options { width: 1000, ..Options::new(profile, Way::PromptPipe) };
    Session::new(options).expect("the profile exists")
}

fn say(session: &mut Session, text: &str) -> String {
    let reply = session.feed(text);
    assert!(!matches!(reply.outcome, Outcome::Bug(_) | Outcome::Incomplete), "{text}: {:?}", reply.outcome);
    reply.answer.map(|answer| answer.to_string()).unwrap_or_default()
}

/// The lines of code in an answer.
fn code(answer: &str) -> Vec<String> {
    let mut code = Vec::new();
    let mut lines = answer.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some((_, one)) = line.split_once("To let go: ") {
            code.push(one.to_owned());
        }
        if line.contains("To let go, each view needs a copy of its own:") {
            while let Some(line) = lines.next_if(|line| line.starts_with("  ")) {
                code.push(line.trim().to_owned());
            }
        }
    }
    code
}

/// `BIT` is a few bytes of a slab that is left soon after.
const PINNED: [(&str, usize); 19] = [
    ("kept = BIT", 1),
    ("let kept = BIT", 1),
    ("kept = also = BIT", 2),
    ("kept = BIT; o = { kept, deep: [kept] }", 3),
    ("list = [BIT, BIT]", 2),
    ("const list = [BIT, BIT, BIT, 'x', null]", 1),
    ("o = { 'a-b': BIT }", 1),
    ("o = { a: BIT, b: BIT, c: BIT, n: 1 }", 1),
    ("list = []; for (let i = 0; i < 9; i++) list.push({ data: BIT, i })", 1),
    ("list = []; for (let i = 0; i < 3; i++) list.push({ 'my data': BIT }); list.push(null)", 1),
    ("m = new Map([['k', BIT]])", 1),
    ("m = new Map([[1, BIT], ['a b', BIT], [{}, BIT]])", 1),
    ("s = new Set([BIT, 7])", 1),
    ("key = {}; w = new WeakMap([[key, BIT]])", 1),
    ("x = new Uint8Array(BIT.buffer, 0, 3)", 1),
    ("x = new Uint16Array(BIT.buffer, 64, 3)", 1),
    ("x = new DataView(BIT.buffer, 64, 3)", 1),
    ("Buffer.cached = BIT", 1),
    ("class K { static data = BIT }", 1),
];

const LEFT: &str = "for (let i = 0; i < 3; i++) Buffer.allocUnsafe((Buffer.poolSize >>> 1) - 200); 0";

#[test]
fn what_is_told_to_let_go_of_a_slab_lets_go_of_it() {
    for profile in ["classic", "18", "22", "24", "26"] {
        for (text, lines) in PINNED {
            for command in [".advise", ".who #1"] {
                let mut session = session(profile);
                say(&mut session, &format!("{}; 0", text.replace("BIT", "Buffer.allocUnsafe(100).subarray(1, 4)")));
                say(&mut session, LEFT);
                say(&mut session, ".gc");
                let answer = say(&mut session, command);
                let code = code(&answer);
                assert_eq!(code.len(), lines, "{text}: {answer}");
                for line in &code {
                    let said = say(&mut session, line);
                    assert!(!said.contains("Uncaught"), "{line}: {said}");
                }
                assert!(say(&mut session, ".gc").contains("#1 freed"), "{profile}, {text}: {code:?}");
                let answer = say(&mut session, ".advise");
                assert!(!answer.contains("pinned:"), "{text}: {answer}");
            }
        }
    }
}

/// Views on many slabs, where code for the first ones is not all.
#[test]
fn slabs_of_their_own_are_pinned_and_let_go_of() {
    let mut session = session("22");
    say(&mut session, "big = []; for (let i = 0; i < 3; i++) big.push(Buffer.alloc(10000 + i).subarray(0, 5)); 0");
    let mut rounds = 0;
    while let Some(line) = code(&say(&mut session, ".advise")).first() {
        say(&mut session, line);
        rounds += 1;
        assert!(rounds < 4, "{line}");
    }
    assert!(say(&mut session, ".gc").contains("10002 bytes go back"));
    assert_eq!(say(&mut session, "big.map((b) => b.length)"), "[ 5, 5, 5 ]");
}

/// However many slabs it is, what is told lets go of all of them.
#[test]
fn many_pinned_slabs_are_let_go_of_together() {
    for (make, lines) in [
        ("cache = {}; for (let i = 0; i < 20; i++) cache['k' + i] = Buffer.alloc(100000, i).slice(0, 10)", 1),
        ("list = []; for (let i = 0; i < 2000; i++) list.push(Buffer.allocUnsafe(3000).subarray(0, 5))", 1),
        (
            "m = new Map(); for (let i = 0; i < 9; i++) m.set({}, { b: Buffer.alloc(5000).subarray(9) }.b.subarray(0, 3))",
            1,
        ),
        ("for (let i = 0; i < 6; i++) globalThis['x' + i] = Buffer.alloc(5000).subarray(0, 3)", 6),
    ] {
        let mut session = session("22");
        say(&mut session, &format!("{make}; 0"));
        say(&mut session, LEFT);
        say(&mut session, ".gc");
        let answer = say(&mut session, ".advise");
        let first = code(&answer);
        assert!(first.len() >= lines && answer.contains("slabs are pinned"), "{make}: {answer}");
        let mut rounds = 0;
        while let Some(line) = code(&say(&mut session, ".advise")).into_iter().find(|line| !line.starts_with("and ")) {
            say(&mut session, &line);
            rounds += 1;
            assert!(rounds <= 6, "{line}");
        }
        assert!(!say(&mut session, ".advise").contains("pinned"), "{make}");
    }
}

/// What no code can replace is named, and no code is told that frees nothing.
#[test]
fn what_cannot_be_replaced_is_said_to_be_so() {
    for (text, path) in [
        ("const fixed = BIT", "fixed"),
        ("hidden = (() => { const b = BIT; return () => b })()", "b (captured by hidden)"),
        ("class P { #data = BIT; get() { return this.#data } } p = new P", "p.#data"),
        ("frozen = Object.freeze([BIT])", "frozen[0]"),
    ] {
        let mut session = session("22");
        say(&mut session, &format!("{}; 0", text.replace("BIT", "Buffer.allocUnsafe(100).subarray(1, 4)")));
        say(&mut session, LEFT);
        say(&mut session, ".gc");
        let answer = say(&mut session, ".who #1");
        assert!(code(&answer).is_empty(), "{text}: {answer}");
        let said = format!("Nothing that is typed here puts a copy in the place of {path}: copy the bytes where");
        assert!(answer.contains(&said), "{text}: {answer}");
    }
}

#[test]
fn advice_against_the_pool_takes_nothing_of_it() {
    for profile in ["18", "20", "22", "24", "26"] {
        let mut session = session(profile);
        say(&mut session, "kept = Buffer.allocUnsafe(100).subarray(1, 5); 0");
        say(&mut session, LEFT);
        say(&mut session, ".gc");
        let answer = say(&mut session, ".advise");
        assert!(answer.contains("Buffer.allocUnsafeSlow(4)") && answer.contains("Buffer.poolSize = 0"), "{answer}");
        let next = "require('slabscope').pool().next";
        let before = say(&mut session, next);
        say(&mut session, "own = Buffer.allocUnsafeSlow(4); Buffer.poolSize = 0");
        say(
            &mut session,
            "more = [Buffer.from('abc'), Buffer.allocUnsafe(5), Buffer.from([1, 2]), Buffer.concat([own, own])]; 0",
        );
        assert_eq!(say(&mut session, next), before, "{profile}");
        assert_eq!(say(&mut session, "more.every((b) => b.buffer.byteLength === b.length)"), "true", "{profile}");
    }
}

#[test]
fn a_larger_pool_leaves_what_is_told() {
    let statement = "all = []; for (let i = 0; i < 20; i++) all.push(Buffer.allocUnsafe(3000)); 0";
    let mut first = session("22");
    say(&mut first, statement);
    let answer = say(&mut first, ".advise");
    let told = "19720 bytes were left at the ends of 9 slabs of the pool, for what came next did not fit; the same statements leave 2184 bytes after Buffer.poolSize = 65536.";
    assert!(answer.contains(told), "{answer}");
    let mut second = session("22");
    say(&mut second, "Buffer.poolSize = 65536");
    say(&mut second, statement);
    assert!(say(&mut second, ".timeline").contains("1 abandoned (2184 bytes)"), "{}", say(&mut second, ".timeline"));
    assert!(say(&mut second, ".advise").starts_with("nothing to advise"), "{}", say(&mut second, ".advise"));
}

#[test]
fn a_string_that_rolled_over_early_fits_when_it_is_written() {
    let mut session = session("22");
    say(&mut session, "a = Buffer.allocUnsafe(4000); b = Buffer.allocUnsafe(3000); s = 'x'.repeat(400); 0");
    say(&mut session, "early = Buffer.from(s); 0");
    let answer = say(&mut session, ".advise");
    let (_, rest) = answer.split_once("With that string in s, ").expect("advice");
    let (code, _) = rest.split_once(" takes no more than it needs").expect("code");
    let mut again = self::session("22");
    say(&mut again, "a = Buffer.allocUnsafe(4000); c = Buffer.allocUnsafe(3000); s = 'x'.repeat(400); 0");
    say(&mut again, code);
    assert_eq!(say(&mut again, "[b.buffer === a.buffer, b.toString() === s]"), "[ true, true ]");
}

#[test]
fn zeros_are_left_out_by_what_is_told() {
    let mut session = session("22");
    say(&mut session, "own = Buffer.alloc(5000).fill(7); 0");
    let answer = say(&mut session, ".advise");
    assert!(answer.contains("Buffer.allocUnsafeSlow(5000) leaves the zeroing out"), "{answer}");
    assert_eq!(say(&mut session, "Buffer.allocUnsafeSlow(5000).length"), "5000");
}

/// Advice is tried on a copy, so it changes nothing.
#[test]
fn asking_for_advice_frees_nothing() {
    let mut session = session("22");
    say(&mut session, "kept = Buffer.allocUnsafe(100).subarray(1, 4); kept.fill(1); 0");
    say(&mut session, LEFT);
    let before = say(&mut session, ".slabs");
    say(&mut session, ".advise");
    say(&mut session, ".who #1");
    assert_eq!(say(&mut session, ".slabs"), before);
    assert_eq!(say(&mut session, "[kept.length, kept.byteOffset > 0, kept[0]]"), "[ 3, true, 1 ]");
}
