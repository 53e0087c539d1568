//! What the memory looks like, whole screens at a time, as reviewed by eye. Not its numbers' truth: that is tests/memory.rs.
//!
//! `BLESS=1 cargo test --test view` writes the expectations anew; look at every difference before committing them.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use engine::session::{Options, Session, Way};
use pool::memory::{Alive, Memory, PoolSetting, Profile, Region, Request, Setup, SlabId, SlabKind};
use pool::styled::Styled;
use pool::view::{self, Names};

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
        self.name(name, Region { slab, offset: 0, length: size as u32 })
    }

    fn names(&self) -> Names {
        Names::new(self.named.clone())
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
        view::map(&self.now(), &self.names(), which.map(SlabId), width)
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
            let fits = line.chars().count() <= width || line.starts_with("no Buffer or slab");
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

/// A million live Buffers: every view stays far under a tenth of a second and fits the screen.
#[test]
fn a_million_regions() {
    let mut memory = Memory::new(Setup::new(Profile::classic()));
    let setting = PoolSetting::of(8192);
    let views: Vec<Region> =
        (0..1_000_000).map(|_| memory.take(8.0, setting, Request::AllocUnsafe).expect("there is memory")).collect();
    let names = Names::new(vec![(views[0], "first".to_owned()), (views[999_999], "last".to_owned())]);
    let now = memory.snapshot(&views);
    assert_eq!(now.parts.live, 8_000_000);
    let begun = Instant::now();
    for screen in [
        view::pool(&now, 80),
        view::slabs(&now, &names, None, 80),
        view::map(&now, &names, None, 80),
        view::map(&now, &names, Some(SlabId(500)), 80),
    ] {
        let lines = screen.to_string().lines().count();
        assert!((1..=24).contains(&lines), "{lines} lines");
    }
    let took = begun.elapsed();
    assert!(took.as_millis() < 100, "{took:?}");
}
