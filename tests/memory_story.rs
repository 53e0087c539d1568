//! The dot commands that look at memory, the module of the same facts: typed into a session as a person
//! would. Not the drawings' every letter: lessons in `transcripts/lessons` hold those.

#![expect(clippy::print_stderr, reason = "a skipped test says so, a measuring one tells its figures")]

use engine::session::{Fresh, Options, Outcome, Session, Way};

fn options(profile: &str) -> Options {
    Options::new(profile, Way::PromptPipe)
}

fn session(profile: &str) -> Session {
    Session::new(options(profile)).expect("the profile exists")
}

fn say(session: &mut Session, text: &str) -> String {
    let reply = session.feed(text);
    assert!(!matches!(reply.outcome, Outcome::Bug(_) | Outcome::Incomplete), "{text}: {:?}", reply.outcome);
    reply.answer.map(|answer| answer.to_string()).unwrap_or_default()
}

/// The password of the design, with each policy for fresh memory.
#[test]
fn a_secret_comes_back_and_is_told_by_who_wrote_it() {
    let leak = |fresh| {
        let mut session = Session::new(Options { fresh, ..options("classic") }).expect("the profile exists");
        for text in [
            "secret = Buffer.alloc(5000); 0",
            "secret.write('hunter2', 3); secret = null",
            ".gc",
            "leak = Buffer.allocUnsafe(5000); clean = Buffer.alloc(5000); 0",
        ] {
            say(&mut session, text);
        }
        session
    };
    let mut recycled = leak(Fresh::Recycled);
    assert_eq!(say(&mut recycled, "leak.toString('latin1', 3, 10)"), "'hunter2'");
    let dump = say(&mut recycled, ".hex leak");
    assert!(dump.contains("~68~75~6e~74~65"), "{dump}");
    assert!(dump.contains("~ stale: 7 bytes at 3 left in #2 by statement 2: secret.write"), "{dump}");
    assert_eq!(say(&mut recycled, "clean.every((byte) => byte === 0)"), "true");
    assert!(!say(&mut recycled, ".hex clean").contains('~'));
    assert_eq!(say(&mut leak(Fresh::Zero), "leak.every((byte) => byte === 0)"), "true");
    let mut noise = leak(Fresh::Noise);
    assert_eq!(say(&mut noise, "leak.includes('hunter2')"), "false");
    assert_eq!(say(&mut noise, "new Set(leak).size > 100"), "true");
}

/// Whoever wrote last is named, not whoever asked for the Buffer.
#[test]
fn live_bytes_are_told_by_who_wrote_them() {
    let mut session = session("22");
    say(&mut session, "b = Buffer.from('aaaaaaaa'); 0");
    say(&mut session, "b[2] = 0x62; b[3] = 0x62; 0");
    let dump = say(&mut session, ".hex b");
    assert!(dump.contains("written: 6 bytes at 0 by statement 1"), "{dump}");
    assert!(dump.contains("written: 2 bytes at 2 by statement 2"), "{dump}");
}

#[test]
fn paths_lead_from_names_to_views() {
    let mut session = session("22");
    say(&mut session, "list = [Buffer.from('x'), { deep: new Map([['k', Buffer.from('y')]]) }]; 0");
    say(&mut session, "f = (() => { const hidden = Buffer.from('z'); return () => hidden })(); 0");
    say(&mut session, "weak = new WeakRef(Buffer.from('nobody')); 0");
    let who = say(&mut session, ".who 1");
    for path in ["list[0] ", "list[1].deep.get('k') ", "hidden (captured by f) "] {
        assert!(who.contains(path), "{path} is not in\n{who}");
    }
    assert!(!who.contains("weak"), "{who}");
}

/// Where a Buffer can hide, and how that place is told: `BUF` stands for it.
const OWNERS: [(&str, &str); 36] = [
    ("let one = BUF", "one"),
    ("two = { a: [0, { 'b-c': BUF }] }", "two.a[1]['b-c']"),
    ("Buffer.cached = BUF", "Buffer.cached"),
    ("process.cached = BUF", "process.cached"),
    ("console.cached = BUF", "console.cached"),
    ("JSON.cached = BUF", "JSON.cached"),
    ("require('buffer').cached = BUF", "require('buffer').cached"),
    ("require('util').inspect.cached = BUF", "require('util').inspect.cached"),
    ("Array.prototype.cached = BUF", "Array.prototype.cached"),
    ("[][Symbol.iterator]().__proto__.cached = BUF", "array iterator prototype.cached"),
    ("inherits = Object.create({ cached: BUF })", "Object.getPrototypeOf(inherits).cached"),
    ("globalThis[Symbol('s')] = BUF", "globalThis[Symbol(s)]"),
    ("globalThis[7] = BUF", "globalThis[7]"),
    ("Object.defineProperty(globalThis, 'hidden', { value: BUF })", "hidden"),
    ("Object.defineProperty(globalThis, 'got', { get: ((b) => () => b)(BUF) })", "b (captured by got (its getter))"),
    ("tagged = { [Symbol.for('x')]: BUF }", "tagged[Symbol(x)]"),
    ("known = { [Symbol.toStringTag]: BUF }", "known[Symbol.toStringTag]"),
    ("m = new Map([['k', BUF], [1, BUF]])", "m.get('k')"),
    ("object = {}; n = new Map([[object, BUF]])", "n.get(object)"),
    ("o = new Map([[{}, BUF]])", "o (a value)"),
    ("p = new Map([[BUF, 1]])", "p (a key)"),
    ("q = new Set([BUF])", "q (a member)"),
    ("key = {}; weak = new WeakMap([[key, BUF]])", "weak.get(key)"),
    ("late = new WeakMap(); then = [{}]; late.set(then[0], BUF)", "late.get(then[0])"),
    ("class P { #data = BUF; get() { return this.#data } } private_ = new P", "private_.#data"),
    ("class S { static #data = BUF; static get() { return S.#data } }", "S.#data"),
    ("class K { static data = BUF }", "K.data"),
    ("f = ((v) => () => v)(BUF)", "v (captured by f)"),
    ("g = ((v) => { let w = { list: [v] }; return { call() { return w } } })(BUF)", "w.list[0] (captured by g.call)"),
    (
        "function h() { const x = BUF; class H { m() { return x } } return new H } h = h()",
        "x (captured by Object.getPrototypeOf(h).constructor)",
    ),
    ("bound = function () {}.bind(null, 1, BUF)", "bound (a bound argument)"),
    ("args = (function () { return arguments })(BUF)", "args[0]"),
    ("sloppy = (function (z) { return [arguments, () => z] })(BUF)", "sloppy[0][0]"),
    ("promise = Promise.resolve(BUF)", "promise (what it was settled with)"),
    ("iterator = [BUF].values()", "iterator (what it walks over)[0]"),
    ("process.on('exit', ((v) => () => v)(BUF))", "v (captured by listeners of process.exit[0])"),
];

/// Whatever keeps a Buffer is found, and is told by the nearest name.
#[test]
fn every_owner_is_found() {
    for (text, path) in OWNERS {
        let mut session = session("22");
        say(&mut session, &format!("{}; 0", text.replace("BUF", "Buffer.from('kept')")));
        let who = say(&mut session, ".who #1");
        let found = who.lines().skip(1).any(|line| line.trim_start().starts_with(&format!("{path}  [")));
        assert!(found, "{text}: {path} is not in\n{who}");
    }
}

/// What the collector would keep is what `.who` tells of, however it is kept.
#[test]
fn nobody_is_kept_by_nobody() {
    let mut session = session("22");
    for (text, _) in OWNERS {
        say(&mut session, &format!("{}; 0", text.replace("BUF", "Buffer.from('kept')")));
    }
    let views = "require('slabscope').slabs()[0].views - require('slabscope').who(one).length";
    assert_eq!(say(&mut session, views), "0");
}

/// A slice keeps its slab, and a copy lets go of it.
#[test]
fn a_pinned_slab_is_found_and_released() {
    let mut session = session("22");
    say(&mut session, "kept = Buffer.allocUnsafe(4000).subarray(0, 4); 0");
    say(&mut session, "for (let i = 0; i < 4; i++) Buffer.allocUnsafe(4000).fill(1)[0]");
    assert!(say(&mut session, ".gc").contains("#1 stays: views show 4 of its 8192 bytes, through kept"));
    assert!(say(&mut session, ".slabs waste").contains("pinned by kept"));
    assert!(say(&mut session, ".advise").contains("#1 is pinned: kept holds 8192 bytes"));
    say(&mut session, "copy = Buffer.alloc(kept.length); kept.copy(copy); kept = copy; 0");
    assert!(say(&mut session, ".gc").contains("#1 freed"));
    assert!(!say(&mut session, ".slabs").contains("pinned"));
}

#[test]
fn statements_are_taken_back_and_run_under_other_profiles() {
    let mut session = session("22");
    say(&mut session, "a = Buffer.allocUnsafe(4095); 0");
    say(&mut session, "b = Buffer.allocUnsafe(4095); 0");
    assert_eq!(say(&mut session, "a.buffer === b.buffer"), "false");
    assert!(say(&mut session, ".compare").contains("#1 @4096 of 65536"));
    assert!(say(&mut session, ".profile 24").starts_with("node24, Node v24"));
    assert_eq!(say(&mut session, "a.buffer === b.buffer"), "true");
    assert!(say(&mut session, ".undo 3").contains("1 statement remains"));
    assert_eq!(say(&mut session, "typeof b"), "'undefined'");
    assert!(say(&mut session, ".profile nope").contains("nope"));
    assert_eq!(say(&mut session, "typeof a"), "'object'");
    assert_eq!(say(&mut session, ".reset"), "a fresh session");
    assert_eq!(say(&mut session, "typeof a"), "'undefined'");
}

/// One numbering everywhere, and no number beyond it.
#[test]
fn statements_go_by_their_numbers() {
    let mut session = session("22");
    assert_eq!(say(&mut session, ".history"), "no statement has run yet");
    say(&mut session, "a = Buffer.from('hello'); 0");
    say(&mut session, "typo");
    say(&mut session, ".gc");
    say(&mut session, "a[0] = 0x48; b = Buffer.alloc(3)");
    say(&mut session, "e = a.subarray(1, 3)");
    let history = say(&mut session, ".history");
    assert!(
        history.starts_with("1  a = Buffer.from('hello'); 0\n2  typo\n3  a[0] = 0x48; b = Buffer.alloc(3)\n4  e = ")
    );
    assert_eq!(say(&mut session, ".history 4"), "statements 1 to 3 are listed by .history 1\n4  e = a.subarray(1, 3)");
    for (command, wanted) in [
        (".diff", "statement 4  e = a.subarray(1, 3)\n+ view e  #1 [9, 11)"),
        (".diff 4", "+ view e  #1 [9, 11)"),
        (".diff 3", "statement 3  a[0]"),
        (".diff 3", "before  68  h\n    after   48  H"),
        (".diff 2", "no byte, no region and no view changed"),
        (".diff 1", "+ #1 [8, 13)  Buffer.from(string)"),
        (".why 1", "statement 1\n  pooled?  yes  4 x 5"),
        (".why 2", "statement 2 asked for no memory: typo"),
        (".why 3", "Buffer.alloc never uses the pool"),
        (".why 5", "there is no statement 5: the statements are 1 to 4; .history lists them"),
        (".diff 5", "there is no statement 5"),
        (".diff 0", ".diff takes one number, that of a statement"),
        (".diff 1 2", ".diff takes one number"),
        (".history x", ".history takes one number"),
        (".undo 5", "5 cannot be taken back: only 4 statements have run; .history lists them"),
        (".redo", "nothing to run again"),
        (".compare 18", ".compare takes no argument"),
        (".gc now", ".gc takes no argument"),
    ] {
        let answer = say(&mut session, command);
        assert!(answer.contains(wanted), "{command}: {answer}");
    }
    say(&mut session, "gone = null; e = null");
    assert!(say(&mut session, ".diff").contains("- view e  #1 [9, 11)"));
}

#[test]
fn what_was_taken_back_runs_again() {
    let mut session = session("22");
    for text in ["a = 1", "b = Buffer.from('b')", ".gc", "c = 3", "d = 4"] {
        say(&mut session, text);
    }
    assert!(say(&mut session, ".undo 3").ends_with("1 statement remains; .redo runs them again"));
    assert_eq!(say(&mut session, "typeof b"), "'undefined'");
    // What only looks is no reason against it.
    assert!(say(&mut session, ".redo").starts_with("> b = Buffer.from('b')"));
    say(&mut session, ".undo 4");
    say(&mut session, "other = Buffer.from('o')");
    assert!(say(&mut session, ".redo").starts_with("nothing to run again"));
    say(&mut session, ".undo");
    say(&mut session, "b = Buffer.from('b'); c = 3");
    say(&mut session, "d = 4");
    say(&mut session, ".undo 2");
    assert!(say(&mut session, ".history").ends_with("2 statements were taken back: .redo"));
    assert_eq!(say(&mut session, ".redo 1"), "> b = Buffer.from('b'); c = 3\n3");
    assert_eq!(say(&mut session, ".redo 2"), "2 cannot be run again: only 1 statement was taken back");
    assert_eq!(say(&mut session, ".redo"), "> d = 4\n4");
    assert_eq!(say(&mut session, "[a, b.length, c, d]"), "[ 1, 1, 3, 4 ]");
    assert!(say(&mut session, ".undo 9").contains("only 4 statements have run"));
}

/// What one statement did thousands of times takes a line, not thousands.
#[test]
fn many_that_are_alike_are_told_together() {
    let mut session = session("22");
    say(&mut session, "many = []; for (let i = 0; i < 5000; i++) many.push(Buffer.allocUnsafe(600)); 0");
    for (command, wanted) in [
        (".diff", "+ 384 slabs #2 to #385  pool, 8192 bytes each"),
        (".diff", "+ 5000 regions on #1 to #385  Buffer.allocUnsafe, 3000000 bytes"),
        (".map", "+382 slabs, 4966 regions not drawn"),
        (".timeline", "2-384 pool"),
        (".slabs", "2-384"),
        (".who", "and 384 like it"),
        (".why 1", "and 4997 more of this statement: 4997 from the pool"),
    ] {
        let answer = say(&mut session, command);
        assert!(answer.contains(wanted), "{command}: {answer}");
        assert!(answer.lines().count() <= 24, "{command}: {answer}");
    }
}

/// Pinned bytes differ with the size of the pool.
#[test]
fn pinned_bytes_are_compared() {
    let mut session = session("22");
    say(&mut session, "kept = []; for (let i = 0; i < 9; i++) kept.push(Buffer.allocUnsafe(4000).subarray(0, 4)); 0");
    let answer = say(&mut session, ".compare").split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in [
        "node 18 20 22 5 slabs of 8192 bytes for 9 views; 40960 bytes in all, 32736 of them pinned",
        "node 24 1 slab of 65536 bytes for 9 views; 65536 bytes in all node 26",
    ] {
        assert!(answer.contains(wanted), "{wanted} is not in\n{answer}");
    }
    say(&mut session, "kept = null");
    assert!(say(&mut session, ".compare").contains("no variable leads to a Buffer"));
    say(&mut session, "own = Buffer.alloc(9000).subarray(0, 5); 0");
    assert!(say(&mut session, ".compare").contains("8995 bytes pinned"));
}

/// A view on a whole slab shows what each release left there; what was written is the same everywhere.
#[test]
fn the_bytes_of_views_are_compared() {
    let mut session = session("22");
    say(&mut session, "first = Buffer.from('hello'); list = [Buffer.alloc(3)]; 0");
    let answer = say(&mut session, ".compare");
    assert!(answer.contains("the bytes of views") && !answer.contains("other bytes"), "{answer}");
    say(&mut session, "second = Buffer.from(first.buffer, 0, first.length); 0");
    let answer = say(&mut session, ".compare");
    assert!(answer.contains("other bytes are shown by second\n"), "{answer}");
}

/// Who shows the same memory, and `ArrayBuffer`s of the pool that have a name.
#[test]
fn shared_memory_is_told() {
    let mut session = session("22");
    say(
        &mut session,
        "u = new Uint8Array([1, 2, 3]); w = Buffer.from(u.buffer); b = Buffer.from('hello'); s = b.slice(1, 3); 0",
    );
    let why = say(&mut session, ".why w");
    assert!(why.ends_with("The same memory is in u: what is written to w changes there, too."), "{why}");
    let why = say(&mut session, ".why s");
    assert!(why.contains("The same memory is in b: what is written to s changes there, too."), "{why}");
    assert!(!say(&mut session, ".why Buffer.from(u)").contains("The same memory"));
    say(&mut session, "ab = b.buffer; 0");
    let advice = say(&mut session, ".advise");
    assert!(advice.contains("ab is all of #1, 8192 bytes of the pool; b begins at byte 8 of it"), "{advice}");
    assert!(advice.contains("b.buffer.slice(b.byteOffset, b.byteOffset + b.length)"), "{advice}");
    say(&mut session, "ab = null");
    assert!(say(&mut session, ".advise").starts_with("nothing to advise"));
    say(&mut session, "({ buffer } = Buffer.allocUnsafe(4000)); b = s = null");
    for command in [".advise", ".why buffer"] {
        let told = say(&mut session, command).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("No name leads to the Buffer that it was taken from."), "{told}");
        assert!(told.contains("b.buffer.slice(b.byteOffset, b.byteOffset + b.length)"), "{told}");
    }
}

/// A few bytes can be seen on a slab of any size, at any width.
#[test]
fn small_buffers_are_drawn_on_large_slabs() {
    for profile in ["classic", "22", "24", "26"] {
        for width in [40, 80, 200] {
            let mut session = Session::new(Options { width, ..options(profile) }).expect("the profile exists");
            say(&mut session, "q = Buffer.from('hello'); z = Buffer.from([1]); 0");
            let bars = |answer: &str| -> String {
                answer.lines().filter(|line| !line.starts_with('#') && !line.contains(" live ")).collect()
            };
            let map = bars(&say(&mut session, ".map"));
            // One cell can be both's where there are few.
            let z = map.contains('z') || (width == 40 && profile == "classic");
            assert!(map.contains('q') && z && map.contains('_'), "{profile} {width}: {map}");
            say(&mut session, "f = Buffer.allocUnsafe((Buffer.poolSize >>> 1) - 64); w = Buffer.from([1]); 0");
            let map = bars(&say(&mut session, ".map"));
            let seen = ["q", "f"].iter().filter(|name| map.contains(**name)).count();
            assert_eq!(seen, 2, "{profile} {width}: {map}");
        }
    }
}

/// A line or two, and they name what exists.
#[test]
fn wrong_arguments_are_told_what_exists() {
    let mut session = session("22");
    say(&mut session, "a = Buffer.from('a'); n = 1");
    for (typed, there) in [
        (".map nope", "Buffers: a; slabs: #1"),
        (".map n", "Buffers: a; slabs: #1"),
        (".who #9", "Buffers: a; slabs: #1"),
        (".why nope", "Buffers: a; slabs: #1"),
        (".hex nope", "Buffers: a; slabs: #1"),
        (".slabs nope", "size live held dead"),
        (".help nope", "?pinned"),
        (".profile 99", "99"),
    ] {
        let answer = say(&mut session, typed);
        assert!(answer.contains(there), "{typed}: {answer}");
        assert!(answer.lines().count() <= 2, "{typed}: {answer}");
    }
}

#[test]
fn every_command_answers_an_empty_session() {
    let mut session = session("classic");
    for command in Session::commands().map(|command| command.name).filter(|name| !matches!(*name, ".break" | ".clear"))
    {
        assert!(!say(&mut session, &format!(".help {command}")).contains("no command"), "{command} has no help");
        let reply = session.feed(command);
        assert!(reply.answer.is_some() || reply.outcome == Outcome::Exit(0), "{command} says nothing");
    }
}

/// An `ArrayBuffer` that no view looks at is not garbage.
#[test]
fn a_bare_array_buffer_is_live() {
    let mut session = session("22");
    say(&mut session, "bare = new ArrayBuffer(1000); 0");
    let slabs = say(&mut session, ".slabs");
    assert!(!slabs.contains("nobody"), "{slabs}");
    assert!(say(&mut session, ".who 2").contains("bare  [0, 1000)  the ArrayBuffer itself"));
    say(&mut session, "bare = null");
    assert!(say(&mut session, ".gc").contains("#2 freed"));
}

#[test]
fn the_module_tells_the_same() {
    let mut session = session("22");
    say(&mut session, "var { slabs, pool, why, who, stale } = require('slabscope'); var a = Buffer.from('hi')");
    assert_eq!(say(&mut session, "[why(a).statement, why(a).pooled, why(a).need, pool().next]"), "[ 1, true, 8, 16 ]");
    assert_eq!(say(&mut session, "who(a).map((view) => view.path)"), "[ 'a' ]");
    assert_eq!(say(&mut session, "stale(a).length"), "0");
    assert_eq!(say(&mut session, "stale(Buffer.allocUnsafe(8))[0].kind"), "'unwritten'");
    assert_eq!(
        say(
            &mut session,
            "slabs().every((s) => s.live + s.held + s.dead + s.padding + s.startup + s.abandoned + s.free + s.slack === s.size)"
        ),
        "true"
    );
    assert!(say(&mut session, "why('a')").contains("ERR_INVALID_ARG_TYPE"));
}

/// xorshift64*: random enough for sessions, and the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % sides
    }
}

/// Over random sessions every slab's parts add up to its size, `why` agrees with where a Buffer lies, and what is
/// pooled agrees with the regions.
#[test]
fn every_figure_adds_up() {
    for seed in 1..=24 {
        let mut dice = Dice(seed * 0x9E37_79B9);
        let profile = ["classic", "18", "20", "22", "24", "26"][seed as usize % 6];
        let mut session = session(profile);
        say(&mut session, "var { slabs, why, who } = require('slabscope'); var kept = []; 0");
        for _ in 0..40 {
            let size = [3, 8, 100, 1000, 4095, 4096, 40_000][dice.roll(7) as usize];
            let text = match dice.roll(9) {
                0 => ".gc".to_owned(),
                1 => format!("kept.splice({}, 2); 0", dice.roll(10)),
                2 => format!("kept.push(Buffer.alloc({size})); 0"),
                3 => format!("kept.push(Buffer.from('x'.repeat({size}))); 0"),
                4 => format!("kept.push(Buffer.allocUnsafe({size}).subarray({})); 0", dice.roll(3)),
                5 => format!("kept.push(Buffer.allocUnsafeSlow({size})); 0"),
                6 => format!("kept.push(Buffer.from(new Uint8Array({size}))); 0"),
                7 => format!("for (const b of kept) b.fill({}); 0", dice.roll(256)),
                _ => format!("for (let i = 0; i < 9; i++) kept.push(Buffer.allocUnsafe({size})); 0"),
            };
            say(&mut session, &text);
            let sums = "slabs().filter((s) => s.live + s.held + s.dead + s.padding + s.startup + s.abandoned + s.free + s.slack !== s.size)";
            assert_eq!(say(&mut session, sums), "[]", "seed {seed}, after {text}");
        }
        let told = "kept.filter((b) => { const w = why(b); return !w || w.offset > b.byteOffset || w.offset + w.length < b.byteOffset + b.length || !who(b).some((v) => v.offset === b.byteOffset && v.length === b.length) })";
        assert_eq!(say(&mut session, told), "[]", "seed {seed}");
        for command in [".slabs", ".map", ".who", ".why", ".diff", ".timeline", ".advise", ".vars"] {
            let answer = say(&mut session, command);
            let wide = answer.lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None, "{command} with seed {seed}");
        }
    }
}

/// A lot of small Buffers: `cargo test --release --test memory_story -- --ignored`.
#[test]
#[ignore = "measures time: run it in a release build"]
fn many_small_buffers_are_answered_at_once() {
    let mut session = session("22");
    say(&mut session, "var all = []; for (let i = 0; i < 300000; i++) all.push(Buffer.allocUnsafe(16)); 0");
    for command in [".slabs", ".map", ".why", ".who", ".who all[5]", ".diff", ".timeline"] {
        let began = std::time::Instant::now();
        let answer = say(&mut session, command);
        let took = began.elapsed();
        eprintln!("{command}: {took:?}");
        assert!(took.as_millis() < 100, "{command} took {took:?}: {answer}");
    }
}
