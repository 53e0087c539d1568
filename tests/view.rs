//! What the memory looks like, whole screens at a time, as reviewed by eye. Not its numbers' truth: that is tests/memory.rs.
//!
//! `BLESS=1 cargo test --test view` writes the expectations anew; look at every difference before committing them.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use engine::session::{Options, Session, Way};
use pool::memory::{Alive, Memory, PoolSetting, Profile, Region, Request, Setup, SlabId, SlabKind};
use pool::styled::Styled;
use pool::view::{self, Hues, Names, Told};

/// A session: a memory, its named views, the statements.
struct Lesson {
    memory: Memory,
    named: Vec<(Region, String)>,
    statements: u32,
    setting: PoolSetting,
}

impl Lesson {
    fn new(profile: &str) -> Self {
        let memory = Memory::new(Setup::new(Profile::parse(profile).expect("the profile exists")));
        let setting = PoolSetting::of(memory.default_pool_size());
        Self { memory, named: Vec::new(), statements: 0, setting }
    }

    fn say(&mut self, text: &str) {
        self.statements += 1;
        self.memory.begin_statement(self.statements, text);
    }

    fn name(&mut self, name: &str, region: Region) -> Region {
        self.named.push((region, name.to_owned()));
        region
    }

    fn forget(&mut self, name: &str) {
        self.named.retain(|(_, known)| known != name);
    }

    /// `.gc`
    fn sweep(&mut self) {
        let mut alive = Alive::default();
        self.named.iter().for_each(|(region, _)| alive.view(&self.memory, *region));
        self.memory.sweep(&alive);
    }

    /// `name = Buffer.allocUnsafe(size)`.
    fn take(&mut self, name: &str, size: f64) -> Region {
        self.say(&format!("{name} = Buffer.allocUnsafe({size})"));
        let region = self.memory.take(size, self.setting, Request::AllocUnsafe).expect("there is memory");
        self.name(name, region)
    }

    /// `name = Buffer.from(text)`, with as many bytes as units.
    fn text(&mut self, name: &str, text: &str) -> Region {
        self.say(&format!("{name} = Buffer.from('{text}')"));
        let write = |room: &mut [u8]| {
            room[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        };
        let count = text.len();
        let region = self.memory.take_string(count, || count, self.setting, Request::FromString, write);
        self.name(name, region.expect("there is memory"))
    }

    fn own(&mut self, name: &str, size: u64) -> Region {
        self.say(&format!("{name} = Buffer.alloc({size})"));
        let slab = self.memory.zeroed(size, SlabKind::Own, Request::Alloc).expect("there is memory");
        self.name(name, Region { slab, offset: 0, length: size })
    }

    fn names(&self) -> Names {
        Names::new(self.named.clone(), &mut Hues::default())
    }

    fn now(&self) -> pool::memory::Snapshot {
        let views: Vec<Region> = self.named.iter().map(|(region, _)| *region).collect();
        self.memory.snapshot(&views)
    }

    fn why(&self, region: Region, width: usize) -> Styled {
        let decision = self.memory.why(region).expect("it is there");
        let said = self.memory.ledger().statement(decision.statement).unwrap_or("");
        view::why(&decision, &self.now(), said, width)
    }

    fn map(&self, which: Option<u32>, width: usize) -> Styled {
        let told = Told::of(&self.memory, None);
        view::map(&self.now(), &self.names(), which.map(SlabId), &told, width)
    }

    fn slabs(&self, width: usize) -> Styled {
        view::slabs(&self.now(), &self.names(), None, width)
    }

    fn pool(&self, width: usize) -> Styled {
        view::pool(&self.now(), width)
    }
}

/// Compares titled screens with the file of that name.
fn compare(name: &str, screens: &[(&str, Styled)]) {
    compare_within(80, name, screens);
}

fn compare_within(width: usize, name: &str, screens: &[(&str, Styled)]) {
    let mut got = String::new();
    for (title, screen) in screens {
        let screen = screen.to_string();
        for line in screen.lines() {
            // What is said of a mistake is one line, however narrow the screen.
            let told = ["no Buffer or slab", "Uncaught "].iter().any(|begin| line.starts_with(begin));
            let fits = line.chars().count() <= width || told;
            assert!(fits, "{title}: wider than {width} columns: {line}");
            assert_eq!(line, line.trim_end(), "{title}: blanks at the end");
        }
        write!(got, "== {title}\n{screen}").expect("a string takes everything");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/view").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &got).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(got, expected, "{name} differs");
}

#[test]
fn the_walk_of_the_tutorials() {
    let mut lesson = Lesson::new("classic");
    let start = lesson.pool(80);
    let a = lesson.take("a", 4095.0);
    let why_a = lesson.why(a, 80);
    let between = lesson.pool(80);
    let b = lesson.take("b", 4095.0);
    compare(
        "tutorial.txt",
        &[
            (".pool at the start", start),
            (".why a", why_a),
            (".pool after a", between),
            (".why b", lesson.why(b, 80)),
            (".map", lesson.map(None, 80)),
            (".pool", lesson.pool(80)),
            (".slabs", lesson.slabs(80)),
        ],
    );
}

#[test]
fn a_key_pins_a_slab() {
    let mut lesson = Lesson::new("classic");
    lesson.take("a", 4095.0);
    lesson.take("b", 4095.0);
    lesson.text("key", "0123456789abcdef");
    let image = lesson.own("image", 100_000);
    lesson.forget("a");
    let slabs = lesson.slabs(80);
    lesson.sweep();
    compare(
        "pinned.txt",
        &[
            (".slabs", slabs),
            (".slabs after .gc", lesson.slabs(80)),
            (".map", lesson.map(None, 80)),
            (".map 2", lesson.map(Some(2), 80)),
            (".map image", lesson.map(Some(image.slab.0), 80)),
            (".map 1", lesson.map(Some(1), 80)),
            (".map 9", lesson.map(Some(9), 80)),
            (".map at 50 columns", lesson.map(None, 50)),
            (".slabs at 50 columns", lesson.slabs(50)),
        ],
    );
}

#[test]
fn every_reason() {
    let mut lesson = Lesson::new("22");
    let zero = lesson.take("zero", 0.0);
    let large = lesson.take("large", 4096.0);
    let own = lesson.own("own", 10);
    let first = lesson.take("first", 3000.0);
    let text = lesson.text("text", "short");
    lesson.take("more", 4000.0);
    let long = lesson.text("long", &"x".repeat(300));
    let many = lesson.text("many", &"x".repeat(5000));
    lesson.say("hex = Buffer.from('...', 'hex')");
    let hex = lesson.memory.take_string(5000, || 2500, lesson.setting, Request::FromString, |_| 2000);
    let hex = hex.expect("there is memory");
    lesson.say("wide = Buffer.from('...', 'utf16le')");
    let wide = lesson.memory.take_string(3000, || 6000, lesson.setting, Request::FromString, |_| 6000);
    let wide = wide.expect("there is memory");
    lesson.say("odd = Buffer.allocUnsafe(9.5)");
    let odd = lesson.memory.take(9.5, lesson.setting, Request::AllocUnsafe).expect("there is memory");
    let mut aligned = Lesson::new("26");
    aligned.take("a", 3.0);
    aligned.say("b = Buffer.allocUnsafe(5, 64)");
    let b = aligned.memory.take_aligned(5.0, 64, aligned.setting, Request::AllocUnsafe).expect("there is memory");
    aligned.say("c = Buffer.allocUnsafe(5, 4096)");
    let c = aligned.memory.take_aligned(5.0, 4096, aligned.setting, Request::AllocUnsafe).expect("there is memory");
    aligned.name("b", b);
    aligned.name("c", c);
    compare(
        "reasons.txt",
        &[
            (".why zero", lesson.why(zero, 80)),
            (".why large", lesson.why(large, 80)),
            (".why own", lesson.why(own, 80)),
            (".why first", lesson.why(first, 80)),
            (".why text", lesson.why(text, 80)),
            (".why long", lesson.why(long, 80)),
            (".why many", lesson.why(many, 80)),
            (".why hex", lesson.why(hex, 80)),
            (".why wide", lesson.why(wide, 80)),
            (".why odd", lesson.why(odd, 80)),
            (".why b on 26", aligned.why(b, 80)),
            (".why c on 26", aligned.why(c, 80)),
            (".map on 26", aligned.map(None, 80)),
            (".slabs on 26", aligned.slabs(80)),
            (".pool on 26", aligned.pool(80)),
            (".why at 40 columns", lesson.why(long, 0)),
        ],
    );
}

#[test]
fn old_memory_and_another_pool_size() {
    let mut lesson = Lesson::new("classic");
    lesson.text("secret", "hunter2 is my password");
    lesson.forget("secret");
    for _ in 0..3 {
        lesson.take("x", 4000.0);
    }
    lesson.forget("x");
    lesson.sweep();
    let leak = lesson.take("leak", 300.0);
    let why = lesson.why(leak, 80);
    lesson.setting = PoolSetting { threshold: 512, size: 1024.0 };
    lesson.take("small", 100.0);
    let changed = lesson.pool(80);
    lesson.setting = PoolSetting { threshold: 0, size: f64::NAN };
    lesson.take("none", 100.0);
    let mut old = Lesson::new("18");
    old.take("a", 4000.0);
    old.take("b", 4000.0);
    old.take("c", 181.0);
    let full = old.pool(80);
    let d = old.take("d", 2000.0);
    compare(
        "changes.txt",
        &[
            (".why leak", why),
            (".pool with poolSize 1024", changed),
            (".pool with poolSize NaN", lesson.pool(80)),
            (".pool, full", full),
            (".why d", old.why(d, 80)),
        ],
    );
}

#[test]
fn many_slabs_fit_the_screen() {
    let mut lesson = Lesson::new("22");
    for number in 0..200 {
        lesson.take(&format!("b{number}"), 1000.0);
    }
    for number in 0..40 {
        lesson.take(&format!("small{number}"), 16.0);
    }
    compare(
        "many.txt",
        &[(".slabs", lesson.slabs(80)), (".map", lesson.map(None, 80)), (".map 25", lesson.map(Some(25), 80))],
    );
}

/// What is typed at a prompt with its answers, in one golden file for each story.
fn story(name: &str, profile: &str, width: u16, lines: &[&str]) {
    let mut session =
        Session::new(Options { width, ..Options::new(profile, Way::PromptPipe) }).expect("the options are right");
    let screens: Vec<(String, Styled)> = lines
        .iter()
        .map(|line| {
            let mut answer = session.feed(line).answer.unwrap_or_default();
            answer.plain("\n");
            ((*line).to_owned(), answer)
        })
        .filter(|(line, _)| line.starts_with('.'))
        .collect();
    let titled: Vec<(&str, Styled)> = screens.iter().map(|(title, screen)| (title.as_str(), screen.clone())).collect();
    compare_within(usize::from(width), name, &titled);
}

const KEPT: [&str; 15] = [
    "const cache = { list: [Buffer.from('one'), Buffer.from('two')], big: Buffer.alloc(100000) }",
    "const hidden = (() => { const b = Buffer.allocUnsafe(3000); return () => b })()",
    "const slice = Buffer.allocUnsafe(4000).subarray(100, 120)",
    "const raw = slice.buffer",
    ".who",
    ".who #1",
    ".who slice",
    ".who 9",
    "for (let i = 0; i < 5; i++) Buffer.allocUnsafe(3000)",
    ".gc",
    ".slabs",
    ".slabs waste",
    ".who",
    ".advise",
    ".timeline",
];

#[test]
fn who_keeps_what() {
    story("kept.txt", "22", 80, &KEPT);
    story("kept-40.txt", "22", 40, &KEPT);
}

const WRITTEN: [&str; 22] = [
    "const secret = Buffer.from('hunter2 is my password').toString('latin1'); let b = Buffer.allocUnsafe(24)",
    ".diff",
    "b.write('first', 2); 0",
    ".diff",
    "b[3] = 0x21; b.fill('second', 10, 16); 0",
    ".diff",
    ".hex b",
    "1 + 1",
    ".diff",
    "for (let i = 0; i < 3; i++) Buffer.allocUnsafe(4000)",
    ".diff",
    "b = null",
    ".gc",
    "const leak = Buffer.allocUnsafe(600); leak[0] = 1; 0",
    ".hex leak.subarray(0, 64)",
    ".hex leak.subarray(400)",
    ".diff",
    "const own = Buffer.alloc(5000); const part = own.subarray(8, 40); own.fill(0xab); 0",
    ".diff",
    ".hex own",
    ".advise",
    ".timeline",
];

#[test]
fn who_wrote_what() {
    story("written.txt", "classic", 80, &WRITTEN);
    story("written-40.txt", "classic", 40, &WRITTEN);
}

/// The forms in which people forget that a Buffer begins at its `byteOffset`, and views that are right.
const STRAYS: [&str; 57] = [
    "first = Buffer.from('hello world'); second = Buffer.from(first.buffer, 0, first.length); 0",
    ".why second",
    "bytes = new Uint8Array(first.buffer); 0",
    ".why bytes",
    "words = new Uint32Array(first.buffer); 0",
    ".why words",
    "data = new DataView(first.buffer); 0",
    ".why data",
    "all = Buffer.from(first.buffer); 0",
    ".why all",
    "sub = first.subarray(2, 5); of = new Uint16Array(sub.buffer, 0, 1); odd = new Uint32Array(sub.buffer); 0",
    ".why of",
    ".why odd",
    "kept = { list: [Buffer.from('in a list')], 'a-b': Buffer.from('dash') }; 0",
    "kept.view = new Uint8Array(kept.list[0].buffer, 0, 4); m = new Map([[\"it's\", new DataView(kept['a-b'].buffer)]]); 0",
    ".why kept.view",
    ".why m.get(\"it's\")",
    "half = new Uint16Array(new ArrayBuffer(16), 4, 2); of = new Uint8Array(half.buffer); 0",
    ".why of",
    "long = new Uint8Array(first.buffer, first.byteOffset); 0",
    ".why long",
    "tmp = new Uint8Array(Buffer.from('unnamed').buffer); 0",
    ".why tmp",
    "wrap = (b) => new DataView(b.buffer, 2, 4); made = [wrap(first)]; 0",
    ".why made[0]",
    ".why new Float64Array(first.buffer, 0, 1)",
    "q = (() => { const z = Buffer.from('captured'); return { view: new Uint8Array(z.buffer), z: () => z } })(); 0",
    ".why q.view",
    ".advise",
    "for (let i = 0; i < 40; i++) kept.list.push(Buffer.alloc(3, 1), Buffer.from('abc')); 0",
    ".why second",
    ".why all",
    ".why #1",
    ".why first.buffer",
    "raw = first.buffer; 0",
    ".why raw",
    ".why all.subarray(3, 300)",
    "right = new DataView(first.buffer, first.byteOffset, first.length); all = data = null; 0",
    ".why right",
    ".why sub",
    ".why first.subarray(11)",
    ".why Buffer.alloc(0)",
    "gone = new Uint8Array(8); structuredClone(gone.buffer, { transfer: [gone.buffer] }); 0",
    ".why gone",
    ".why gone.buffer",
    "rab = new ArrayBuffer(16, { maxByteLength: 32 }); out = new Uint8Array(rab, 8, 8); rab.resize(4); 0",
    ".why out",
    ".why rab",
    "shared = new Int32Array(new SharedArrayBuffer(16), 4, 2); rest = new Uint8Array(shared.buffer, 12); 0",
    ".why shared",
    ".why rest",
    "own = Buffer.alloc(100).subarray(10, 20); view = new DataView(own.buffer); 0",
    ".why view",
    "whole = new ArrayBuffer(8); begin = new Uint8Array(whole, 0, 4); rest = new Uint8Array(begin.buffer, 4); begin.buffer === whole",
    "entire = new Uint8Array(whole); 0",
    ".why rest",
    ".why entire",
];

#[test]
fn views_that_show_other_bytes_than_was_meant() {
    story("strays.txt", "22", 80, &STRAYS);
    story("strays-40.txt", "22", 40, &STRAYS);
}

/// Under 24 nothing lies before the first Buffer: byte 0 is another Buffer's, or by luck the right one.
#[test]
fn a_forgotten_offset_shows_the_first_buffer() {
    let lines = [
        "a = Buffer.from('somebody else'); first = Buffer.from('hello'); second = Buffer.from(first.buffer, 0, first.length); 0",
        ".why second",
        "lucky = Buffer.from(a.buffer, 0, a.length); part = Buffer.from(a.buffer, 3, 4); 0",
        ".why lucky",
        ".why part",
        "Buffer.from(first.buffer, 0, a.length).toString()",
        ".why _",
        ".advise",
    ];
    story("strays-24.txt", "24", 80, &lines);
    story("strays-26.txt", "26", 80, &lines);
}

/// What a session answers, without line ends.
fn answered(session: &mut Session, text: &str) -> String {
    session.feed(text).answer.unwrap_or_default().to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The code behind `Meant was most likely`, up to the bracket that closes it.
fn proposed(answer: &str) -> Option<String> {
    let code = answer.split_once("Meant was most likely ")?.1;
    let mut depth = 0;
    let end = code.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ')' && depth == 0
    })?;
    Some(code[..=end].to_owned())
}

/// Whatever is proposed can be typed, shows the bytes that were meant and no others, and is itself beyond reproach.
#[test]
fn what_is_proposed_can_be_typed() {
    let views = "first = Buffer.from('hello world, hello'); sub = first.subarray(3, 16); list = [first.subarray(8)]; \
        half = new Uint16Array(new ArrayBuffer(40), 6, 12); data = new DataView(first.buffer, first.byteOffset + 2, 16); 0";
    let arguments = ["", ", 0, 1", ", 8, 1", ", 0, O.byteLength", ", O.byteOffset", ", O.byteOffset + 2"];
    let classes = ["Uint8Array", "Int16Array", "Uint32Array", "Float64Array", "BigInt64Array", "DataView", "Buffer"];
    let mut proposals = 0;
    for profile in ["22", "24", "26"] {
        let mut session = Session::new(Options::new(profile, Way::PromptPipe)).expect("the options are right");
        answered(&mut session, views);
        let all = classes.iter().flat_map(|class| arguments.map(|argument| (*class, argument)));
        let all: Vec<(&str, &str)> = all.collect();
        for (view, (class, argument)) in ["first", "sub", "list[0]", "half", "data"]
            .iter()
            .flat_map(|view| all.iter().map(move |form| (view, *form)))
        {
            let make = if class == "Buffer" { "Buffer.from".to_owned() } else { format!("new {class}") };
            let mistake = format!("{make}({view}.buffer{})", argument.replace('O', view));
            if answered(&mut session, &format!("x = {mistake}; 0")).contains("Error") {
                continue;
            }
            let Some(code) = proposed(&answered(&mut session, ".why x")) else { continue };
            proposals += 1;
            let right = format!(
                "r = {code}; s = r.byteOffset, e = s + r.byteLength; e > s && (r.buffer === {view}.buffer \
                 ? s >= {view}.byteOffset && e <= {view}.byteOffset + {view}.byteLength \
                 : Buffer.from({view}.buffer, {view}.byteOffset).includes(Buffer.from(r.buffer)))"
            );
            assert_eq!(answered(&mut session, &right), "true", "{mistake}: {code}");
            assert_eq!(proposed(&answered(&mut session, ".why r")), None, "{mistake}: {code}");
        }
    }
    assert!(proposals > 200, "{proposals}");
}

/// A number that a stray view had is another view's after a collection.
#[test]
fn a_collected_stray_leaves_nothing_to_its_successor() {
    let mut session = Session::new(Options::new("22", Way::PromptPipe)).expect("the options are right");
    answered(&mut session, "b = Buffer.from('abc'); for (let i = 0; i < 1000; i++) new DataView(b.buffer); 0");
    answered(&mut session, ".gc");
    answered(&mut session, "l = []; for (let i = 0; i < 1000; i++) l.push(new DataView(new ArrayBuffer(4))); 0");
    assert!(answered(&mut session, ".advise").starts_with("nothing to advise"));
}

/// What has to run to be seen runs on a copy, and is called `just now`.
#[test]
fn what_is_only_tried() {
    let lines = [
        "a = Buffer.from('abc'); n = 0; 0",
        ".hex Buffer.from('new')",
        ".why Buffer.alloc(0)",
        ".why Buffer.from('zzz')",
        ".why Buffer.from(a.buffer, 0, 3)",
        ".why Buffer.from(a.buffer.slice(0, 3))",
        ".why new DataView(a.buffer, a.byteOffset, 2)",
        ".why (n++, a)",
        ".who (n++, a.x = Buffer.from('q'))",
        ".map Buffer.allocUnsafe(4000)",
        ".why (d = new Uint8Array(8), structuredClone(d, { transfer: [d.buffer] }), d)",
        ".hex a[",
        ".time a(",
        ".why a b",
        ".why nobody.x",
        ".why 1 + 1",
        ".vars",
        ".pool",
    ];
    story("tried.txt", "classic", 80, &lines);
    story("tried-40.txt", "classic", 40, &lines);
}

const COMPARED: [&str; 20] = [
    "5..toString()",
    ".compare",
    "typo",
    "Buffer.poolSize",
    ".compare",
    "own = Buffer.alloc(10); 0",
    "a = Buffer.allocUnsafe(4095); 0",
    "b = Buffer.from('abc'); 0",
    ".compare",
    "fetch('x')",
    "import('x')",
    "o = { list: [b.subarray(1)], m: new Map([['k', Buffer.from('x')]]), s: new Set([Buffer.from('y')]), 'a-b': new DataView(b.buffer) }; 0",
    "f = (() => { const q = Buffer.allocUnsafe(10); return () => q })(); class T { #p = 1; b = Buffer.from('z') }; t = new T; 0",
    "raw = new ArrayBuffer(4); new Uint16Array(raw)",
    ".compare",
    "const { log } = console; log('one'); log([3, 1].toSorted?.())",
    ".compare",
    "many = []; for (let i = 0; i < 5000; i++) many.push(Buffer.allocUnsafe(600)); 0",
    ".compare",
    ".advise",
];

#[test]
fn one_session_under_every_release() {
    story("compared.txt", "22", 80, &COMPARED);
    story("compared-40.txt", "24.17", 40, &COMPARED);
}

/// What `.who` finds is compared, under the same names.
#[test]
fn views_in_anything_are_compared() {
    let lines = [
        "o = { list: [Buffer.from('x')], m: new Map([['k', Buffer.from('y')]]), s: new Set([Buffer.from('z')]) }; 0",
        "f = (() => { const q = Buffer.allocUnsafe(10); return () => q })(); class T { b = Buffer.from('b') }; t = new T; 0",
        "w = new Uint16Array(o.list[0].buffer, o.list[0].byteOffset - o.list[0].byteOffset % 2, 1); 0",
        ".compare",
        ".reset",
        "o = { view: new DataView(Buffer.from('data').buffer, 0, 8), raw: new ArrayBuffer(8), ['a-b']: Buffer.from('c') }; o.raw",
        "Buffer.from('the last answer')",
        ".compare",
    ];
    story("compared-paths.txt", "22", 120, &lines);
}

/// The number of slabs is what real Nodes 18 to 26 answer to `new Set(kept.map((b) => b.buffer)).size`.
#[test]
fn many_buffers_are_compared_by_their_slabs() {
    for (size, small, large) in [(600, 385, 46), (608, 385, 47)] {
        let mut session = Session::new(Options::new("22", Way::PromptPipe)).expect("the options are right");
        answered(
            &mut session,
            &format!("kept = []; for (let i = 0; i < 5000; i++) kept.push(Buffer.allocUnsafe({size})); 0"),
        );
        let answer = answered(&mut session, ".compare");
        for wanted in [
            format!("classic 18 20 22 {small} slabs of 8192 bytes for 5000 views"),
            format!("node 24 {large} slabs of 65536"),
        ] {
            assert!(answer.contains(&wanted), "{wanted}: {answer}");
        }
        assert!(answer.contains("kept[0]") && answer.contains(" more; "), "{answer}");
    }
}

/// A release that does not come to the end is said not to, and nothing is said of places.
#[test]
fn what_takes_too_long_is_not_compared() {
    let options = Options { max_steps: Some(100_000), ..Options::new("22", Way::PromptPipe) };
    let mut session = Session::new(options).expect("the options are right");
    for text in ["1 + 1", "for (;;);", "b = Buffer.from('x'); 0"] {
        answered(&mut session, text);
    }
    let answer = answered(&mut session, ".compare");
    assert_eq!(
        answer,
        "the same everywhere: 1 answer not compared: classic 18 20 22 24 26 took too many steps in statement 2, for (;;);; \
         nor is where Buffers lie"
    );
}

/// A million live Buffers: every view stays far under a tenth of a second and fits the screen.
#[test]
fn a_million_regions() {
    let mut memory = Memory::new(Setup::new(Profile::classic()));
    let setting = PoolSetting::of(8192);
    let views: Vec<Region> =
        (0..1_000_000).map(|_| memory.take(8.0, setting, Request::AllocUnsafe).expect("there is memory")).collect();
    let names =
        Names::new(vec![(views[0], "first".to_owned()), (views[999_999], "last".to_owned())], &mut Hues::default());
    let told = Told::of(&memory, None);
    let now = memory.snapshot(&views);
    assert_eq!(now.parts.live, 8_000_000);
    let begun = Instant::now();
    for screen in [
        view::pool(&now, 80),
        view::slabs(&now, &names, None, 80),
        view::map(&now, &names, None, &told, 80),
        view::map(&now, &names, Some(SlabId(500)), &told, 80),
    ] {
        let lines = screen.to_string().lines().count();
        assert!((1..=24).contains(&lines), "{lines} lines");
    }
    let took = begun.elapsed();
    assert!(took.as_millis() < 100, "{took:?}");
}

/// What never comes back in Node, and never-written bytes where they are rubbish.
const ODD: [&str; 7] = [
    "const k = Buffer.from([0, 97, 0, 98, 0, 99, 0, 100, 0]); const u = k.subarray(1)",
    ".why u",
    "u.indexOf('bc', 0, 'utf16le')",
    ".why u",
    ".why k",
    "const fresh = Buffer.allocUnsafe(20); fresh.write('written', 2); 0",
    ".hex fresh",
];

#[test]
fn odd_searches_and_rubbish() {
    story("odd.txt", "24", 80, &ODD);
    story("odd-40.txt", "24", 40, &ODD);
}
