//! What is foreseen is what happens, and leaves no trace: a thousand entries typed key by key beside a session that foresees
//! nothing, and answers of every kind beside their previews. Not what a preview looks like, which is `session::preview`'s.

#[path = "calls/chance.rs"]
mod chance;
mod pty;
#[path = "pty/seen.rs"]
mod seen;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chance::Chance;
use engine::session::{Options, Outcome, Session, Way};
use pty::Pty;
use seen::{Seen, open};

/// Entries that are typed.
const ENTRIES: usize = 1000;
/// Those typed at pseudo-terminals.
const TYPED: usize = 200;

/// What entries are made of: `$x` is one of the line that begins with `x`, `~` a blank. Among them is whatever could leave a trace.
const PHRASES: &str = r"
n 0 1 2 3 5 7 8 16 48 100 255 256 2047 4000 4095 4096 5000 8191 8192 9000
s 'a' 'hello' '漢字' '😀é' 'ff00' 'aGVsbG8=' '' `t${n}` 'x'.repeat($n)
e 'utf8' 'hex' 'latin1' 'base64' 'utf16le' 'ascii'
b b c kept[0] Buffer.alloc($n) Buffer.allocUnsafe($n) Buffer.from($s) Buffer.from($s,$e) Buffer.from([1,2,$n]) b.subarray(1,$n) Buffer.concat([b,c]) Buffer.allocUnsafeSlow($n) Buffer.from(b) new~Uint8Array($n) new~Float64Array([1,$n]) b.slice(0,3)
v $b $n $s null undefined [1,$n] {x:$n} Symbol('s') 10n /a+/g new~Date(0) ()=>$n new~Map([[1,$n]]) new~Set([$n]) Math.random() process.hrtime() Date.now() performance.now() n++ ++n kept.length o.count
entry $b $v b=$b c=$b kept.push($b) kept.length=$n%9 b.fill($n) b[0]=$n b.write($s) b.toString($e) b.readUInt8($n) b.indexOf($s) Math.random() [Math.random(),Math.random()] process.hrtime() process.hrtime.bigint() Date.now() new~Date() performance.now() n+=1 n=$n o.count o.count=$n o[$s]=$v JSON.stringify({v:$v}) `${$v}` String($s) $s.split('') $s.match(/./g) let~x$k=$v const~y$k=$b class~A$k{constructor(){this.b=$b}} function~f$k(){return~$b} f() g.next() g.next().value setTimeout(()=>{n++;kept.push($b)},$n) Promise.resolve($v).then(v=>{n++}) queueMicrotask(()=>n++) await~Promise.resolve($v) for(let~i=0;i<$n%50;i++)kept.push(Buffer.allocUnsafe(10)) for(const~x~of~b)n+=x try{nobody}catch{n++} throw~new~Error($s) nobody b.nothing() b.readInt8(99) Buffer.alloc(-1) Buffer.from(5) Buffer.poolSize=$n+1024 Buffer.poolSize=8192 Buffer.poolSize delete~o.x Object.keys(o) structuredClone(o) new~DataView(b.buffer).getUint8($n) b.buffer.byteLength b.byteOffset [...b] b.map(x=>x+1) console.log($v) gc?.() typeof~$v require('crypto').randomBytes?.(4) require('os').hostname() counter.next(n) crypto.randomUUID()
";

impl Chance {
    fn phrase(&mut self, kind: &str, depth: usize) -> String {
        let line = PHRASES.lines().find(|line| line.split(' ').next() == Some(kind)).expect("a kind of phrase");
        let choices: Vec<&str> = line.split(' ').skip(1).collect();
        let chosen = choices[if depth > 4 { 0 } else { self.below(choices.len()) }];
        let mut text = String::new();
        let mut parts = chosen.split('$');
        text += parts.next().unwrap_or_default();
        for part in parts {
            // In a template a brace follows.
            if part.starts_with('{') {
                text += "$";
                text += part;
                continue;
            }
            match &part[..1] {
                "k" => text += &self.below(1_000_000).to_string(),
                kind => text += &self.phrase(kind, depth + 1),
            }
            text += &part[1..];
        }
        text.replace('~', " ")
    }
}

const BEFORE: &str = "n = 0; b = Buffer.from('hello world'); c = Buffer.allocUnsafe(40); kept = [b]; \
    o = { x: 1, get count() { return ++n }, toString() { return 'o' + n++ } }; f = () => kept.push(Buffer.from('f')); \
    g = (function* () { for (;;) yield Buffer.from('g' + n++) })(); counter = g; 0";

fn entries(count: usize) -> Vec<String> {
    let mut chance = Chance(0x000F_04E5_EE17);
    (0..count).map(|_| chance.phrase("entry", 0)).collect()
}

fn session(profile: &str) -> Session {
    Session::new(Options::new(profile, Way::Terminal)).expect("the profile exists")
}

fn answer(session: &mut Session, text: &str) -> (String, Outcome) {
    let reply = session.feed(text);
    let printed: String = reply.printed.iter().map(|(_, text)| text.to_string()).collect();
    (printed + &reply.answer.unwrap_or_default().to_string(), reply.outcome)
}

/// What would show a trace.
const TRACES: [&str; 14] = [
    ".map",
    ".history",
    ".slabs",
    ".pool",
    ".timeline",
    ".vars",
    ".advise",
    "[Math.random(), Math.random(), Math.random()]",
    "process.hrtime()",
    "[Date.now(), performance.now(), process.uptime()]",
    "Buffer.allocUnsafe(64).toString('latin1')",
    "setTimeout(() => {}, 1)",
    "[n, kept.length, Object.keys(o), Object.keys(globalThis).length, crypto.randomUUID()]",
    ".gc",
];

#[test]
fn a_thousand_entries_foreseen_leave_no_trace() {
    for profile in ["classic", "24"] {
        let (mut plain, mut foresees) = (session(profile), session(profile));
        assert_eq!(answer(&mut foresees, BEFORE), answer(&mut plain, BEFORE));
        let mut seen = 0;
        for (number, text) in entries(ENTRIES).iter().enumerate() {
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
            // As somebody types it; the last keys are where most is seen.
            for end in ends.filter(|end| end % 4 == 0 || *end + 2 > text.len()) {
                seen += usize::from(foresees.preview(&text[..end], 80).is_some());
                foresees.signature(&text[..end], "");
            }
            assert_eq!(foresees.statement(), plain.statement(), "{text}");
            assert_eq!(answer(&mut foresees, text), answer(&mut plain, text), "{profile}, entry {number}: {text}");
            if number % 100 == 99 {
                for trace in TRACES {
                    assert_eq!(answer(&mut foresees, trace), answer(&mut plain, trace), "{trace} after {text}");
                }
            }
        }
        assert!(seen > ENTRIES, "{seen} previews are too few to tell anything");
    }
}

/// A prompt and the screen it draws on.
struct Screen(Pty, vt100::Parser);

impl Seen for Screen {
    const LEAST: Duration = Duration::from_millis(20);

    fn both(&mut self) -> (&mut Pty, &mut vt100::Parser) {
        (&mut self.0, &mut self.1)
    }
}

/// Whether nothing is asked of the clock, which is the world's where somebody sits at a terminal.
fn is_timeless(text: &str) -> bool {
    !["Date", "hrtime", "performance", "uptime"].iter().any(|name| text.contains(name))
}

/// All that is answered where this is typed, with previews or without.
fn typed(name: &str, settings: &str, entries: &[String]) -> String {
    let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("foreseen-{name}"));
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(home.join("slabscope")).expect("a folder");
    fs::write(home.join("slabscope/config.toml"), settings).expect("settings");
    let (pty, emulator) = open(&home, (80, 24), &["--no-history"]);
    let mut screen = Screen(pty, emulator);
    let at_prompt = |screen: &Screen| {
        let at = screen.1.screen().cursor_position();
        at.1 == 2 && screen.1.screen().rows(0, 80).nth(at.0.into()).is_some_and(|row| row.trim_end() == ">")
    };
    screen.until("the prompt", at_prompt);
    let traces = TRACES.into_iter().filter(|text| is_timeless(text));
    for text in [".record all.transcript", BEFORE].into_iter().chain(entries.iter().map(String::as_str)).chain(traces) {
        screen.press(text);
        screen.press("\r");
        screen.settle();
        screen.until("an answer", at_prompt);
    }
    screen.press(".record off\r");
    screen.settle();
    screen.until("the end", at_prompt);
    screen.press("\x04");
    let _ = screen.0.child.wait();
    fs::read_to_string(home.join("all.transcript")).expect("it was recorded")
}

#[test]
fn what_is_typed_with_previews_is_answered_as_without() {
    let entries: Vec<String> = entries(ENTRIES).into_iter().filter(|text| is_timeless(text)).take(TYPED).collect();
    let (with, without) = std::thread::scope(|scope| {
        let without = scope.spawn(|| typed("without", "preview = false\nhints = false\n", &entries));
        (typed("with", "", &entries), without.join().expect("it was typed"))
    });
    assert!(with.matches("\n> ").count() > TYPED, "{with}");
    let differs = with.lines().zip(without.lines()).find(|(with, without)| with != without);
    assert_eq!(differs, None);
    assert_eq!(with.len(), without.len());
}

/// A line of `tests/golden/looking/kinds.txt` is an entry; each is foreseen, and then answered.
#[test]
fn previews_of_every_kind_are_the_answers() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/looking/kinds.txt");
    let text = fs::read_to_string(file).expect("the file is there");
    let mut unseen = Vec::new();
    let mut compared = 0;
    let mut session = session("22");
    for entry in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        // One that shows nothing beforehand begins with a dash.
        let (entry, seen) = entry.strip_prefix("- ").map_or((entry, true), |entry| (entry, false));
        let foreseen = session.preview(entry, 2000);
        let (answer, outcome) = answer(&mut session, entry);
        if foreseen.is_some() != seen {
            unseen.push(format!("{entry}: foreseen {foreseen:?}, answered {answer:?}"));
        }
        let Some(foreseen) = foreseen else { continue };
        let (value, told) = foreseen.split_once("   ").unwrap_or((&foreseen, ""));
        let lines = answer.lines().map(str::trim_start);
        let wanted = match outcome {
            Outcome::Thrown { .. } => {
                let error = answer.split_once("Uncaught").map_or("", |(_, error)| error).trim_start_matches(':');
                error.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
            }
            _ => lines.collect::<Vec<_>>().join(" "),
        };
        if value != wanted {
            unseen.push(format!("{entry}: foreseen {value:?}, answered {wanted:?}"));
        }
        if let Some(place) = told.strip_prefix("would take ").and_then(|told| told.split(", the").next()) {
            let why = self::answer(&mut session, ".why").0;
            let place = place.trim_end_matches(", a slab of its own");
            if !why.contains(place) {
                unseen.push(format!("{entry}: would take {place}, but {why}"));
            }
        }
        compared += 1;
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
    assert!(compared >= 80, "{compared} were compared");
}
