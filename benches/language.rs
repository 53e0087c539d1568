//! The language beside `QuickJS`, in one run: each program's best time here over its best time there. `cargo bench --bench
//! language [WORD]` prints a ratio for each program whose name contains the word; at or below 1.0 is as fast as `QuickJS`.
#![expect(clippy::print_stdout, reason = "a bench prints")]

use std::time::{Duration, Instant};

use engine::session::{Fresh, Options, Session, Way};
use rquickjs::{Context, Runtime};

/// Rounds each program is timed for; the best one counts.
const ROUNDS: usize = 5;

/// What runs: a name, and a script whose value is a number that both must agree on. `BYTES` is a Buffer here and a
/// `Uint8Array` there.
const PROGRAMS: &[(&str, &str)] = &[
    ("bytes: write", "f(); function f() { for (let k = 0; k < 30; k++) for (let i = 0; i < BYTES.length; i++) BYTES[i] = i & 255; return BYTES[77]; }"),
    ("bytes: sum", "f(); function f() { let s = 0; for (let k = 0; k < 30; k++) for (let i = 0; i < BYTES.length; i++) s += BYTES[i]; return s; }"),
    ("bytes: xor", "f(); function f() { const b = BYTES, n = b.length; for (let k = 0; k < 30; k++) for (let i = 0; i < n; i++) b[i] ^= 0x5a; return b[3]; }"),
    ("bytes: for-of", "f(); function f() { let s = 0; for (let k = 0; k < 30; k++) for (const byte of BYTES) s += byte; return s; }"),
    ("bytes: crc32", "f(); function f() {
        const table = new Uint32Array(256);
        for (let n = 0; n < 256; n++) { let c = n; for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; table[n] = c >>> 0; }
        let crc = 0xffffffff;
        for (let k = 0; k < 20; k++) for (let i = 0; i < BYTES.length; i++) crc = table[(crc ^ BYTES[i]) & 0xff] ^ (crc >>> 8);
        return (crc ^ 0xffffffff) >>> 0; }"),
    ("bytes: DataView", "f(); function f() { const v = new DataView(new ArrayBuffer(65536)); let s = 0;
        for (let k = 0; k < 30; k++) for (let i = 0; i < 65536; i += 4) { v.setUint32(i, i * k, true); s = (s + v.getUint32(i, true)) % 1000003; } return s; }"),
    ("bytes: readUInt32LE", "f(); function f() { let s = 0; for (let k = 0; k < 60; k++) for (let i = 0; i < 65536; i += 4) s = (s + READ_UINT32(i)) % 1000003; return s; }"),
    ("bytes: writeUInt8", "f(); function f() { for (let k = 0; k < 20; k++) for (let i = 0; i < 65536; i++) WRITE_UINT8(i & 255, i); return BYTES[9]; }"),
    ("bytes: Float64Array", "f(); function f() { const a = new Float64Array(4096); for (let k = 0; k < 200; k++) for (let i = 1; i < a.length; i++) a[i] = a[i - 1] * 0.5 + i; return Math.floor(a[4095]); }"),
    ("bytes: global names", "let total = 0; for (let k = 0; k < 10; k++) for (let i = 0; i < BYTES.length; i++) { BYTES[i] = i; total = (total + BYTES[i]) & 0xffff; } total;"),
    ("calls: fib", "fib(26); function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }"),
    ("calls: ackermann", "ack(2, 300) + ack(2, 400); function ack(m, n) { return m === 0 ? n + 1 : n === 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }"),
    ("calls: forEach", "f(); function f() { const a = Array.from({ length: 1000 }, (_, i) => i); let s = 0; for (let k = 0; k < 500; k++) a.forEach(x => { s += x; }); return s; }"),
    ("calls: map filter reduce", "f(); function f() { const a = Array.from({ length: 1000 }, (_, i) => i); let s = 0; for (let k = 0; k < 200; k++) s += a.map(x => x * 2).filter(x => x % 3 === 0).reduce((p, x) => p + x, 0); return s; }"),
    ("calls: sort comparator", "f(); function f() { let x = 1, a = []; for (let i = 0; i < 20000; i++) { x = (x * 16807) % 2147483647; a.push(x); } for (let k = 0; k < 3; k++) a = a.slice().reverse().sort((p, q) => (p % 1000) - (q % 1000) || p - q); return a[100]; }"),
    ("calls: closures", "f(); function f() { let s = 0; const make = n => () => n + 1; for (let i = 0; i < 200000; i++) s += make(i)(); return s; }"),
    ("calls: methods", "f(); function f() { function P(x) { this.x = x; } P.prototype.add = function (n) { this.x += n; return this; }; const p = new P(1); for (let i = 0; i < 300000; i++) p.add(i).add(1); return p.x; }"),
    ("calls: rest and spread", "f(); function f() { const sum = (...all) => all[0] + all[1] + all[2]; let s = 0; const t = [1, 2, 3]; for (let i = 0; i < 150000; i++) s += sum(...t) + sum(i, i, i); return s; }"),
    ("calls: Math", "f(); function f() { let s = 0; for (let i = 0; i < 500000; i++) s += Math.min(i, 7) + Math.floor(i / 3); return s; }"),
    ("objects: get and set", "f(); function f() { const o = { a: 1, b: 2, c: 3 }; for (let i = 0; i < 500000; i++) { o.a = o.b + i; o.b = o.c; o.c = o.a & 7; } return o.a; }"),
    ("objects: literals", "f(); function f() { let s = 0; for (let i = 0; i < 300000; i++) { const o = { x: i, y: i + 1, z: 3 }; s += o.x + o.y + o.z; } return s; }"),
    ("objects: new", "f(); function f() { function Point(x, y) { this.x = x; this.y = y; } let s = 0; for (let i = 0; i < 200000; i++) { const p = new Point(i, 1); s += p.x + p.y; } return s; }"),
    ("objects: array of objects", "f(); function f() { const a = []; for (let i = 0; i < 100000; i++) a.push({ id: i, odd: i % 2 === 1 }); let s = 0; for (const o of a) if (o.odd) s += o.id; return s; }"),
    ("objects: computed keys", "f(); function f() { const o = {}, names = []; for (let i = 0; i < 64; i++) names.push('k' + i); for (let k = 0; k < 3000; k++) for (let i = 0; i < 64; i++) o[names[i]] = (o[names[i]] || 0) + i; return o.k63; }"),
    ("objects: for-in", "f(); function f() { const o = { a: 1, b: 2, c: 3, d: 4, e: 5 }; let s = 0; for (let i = 0; i < 50000; i++) for (const k in o) s += o[k]; return s; }"),
    ("objects: getters", "f(); function f() { const o = { n: 1, get twice() { return this.n * 2; } }; let s = 0; for (let i = 0; i < 200000; i++) { o.n = i; s += o.twice; } return s; }"),
    ("objects: Object.keys", "f(); function f() { let s = 0; for (let i = 0; i < 50000; i++) s += Object.keys({ a: 1, b: i, c: 3 }).length + Object.entries({ x: 1, y: i }).length; return s; }"),
    ("objects: destructuring", "f(); function f() { let s = 0; for (let i = 0; i < 200000; i++) { const { a, b } = { a: i, b: 1 }; const [p, q] = [a, b]; s += p + q; } return s; }"),
    ("objects: spread", "f(); function f() { let s = 0; for (let i = 0; i < 50000; i++) { const o = { ...{ a: 1, b: i }, c: 3 }; const a = [...[1, 2, 3, i], 5]; s += o.b + a[3] + a.length; } return s; }"),
    ("arrays: push", "f(); function f() { let n = 0; for (let k = 0; k < 5; k++) { const a = []; for (let i = 0; i < 100000; i++) a.push(i); n += a.length; } return n; }"),
    ("arrays: index write", "f(); function f() { const a = new Array(1000).fill(0); for (let k = 0; k < 500; k++) for (let i = 0; i < 1000; i++) a[i] = a[i] + i; return a[999]; }"),
    ("arrays: append by index", "f(); function f() { let n = 0; for (let k = 0; k < 5; k++) { const a = []; for (let i = 0; i < 100000; i++) a[i] = i; n += a.length; } return n; }"),
    ("arrays: for-of", "f(); function f() { const a = Array.from({ length: 1000 }, (_, i) => i); let s = 0; for (let k = 0; k < 500; k++) for (const x of a) s += x; return s; }"),
    ("arrays: entries", "f(); function f() { const a = Array.from({ length: 1000 }, (_, i) => i); let s = 0; for (let k = 0; k < 100; k++) for (const [i, x] of a.entries()) s += i * x; return s; }"),
    ("arrays: pop and shift", "f(); function f() { let s = 0; const a = []; for (let i = 0; i < 200000; i++) { a.push(i, i); s += a.pop(); if (i % 2) s += a.shift(); if (a.length > 100) a.length = 0; } return s; }"),
    ("arrays: nested", "f(); function f() { const n = 60, a = [], b = [], c = []; for (let i = 0; i < n; i++) { a.push([]); b.push([]); c.push([]); for (let j = 0; j < n; j++) { a[i][j] = i + j; b[i][j] = i - j; } } for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) { let s = 0; for (let k = 0; k < n; k++) s += a[i][k] * b[k][j]; c[i][j] = s; } return c[59][59]; }"),
    ("arrays: slice concat indexOf", "f(); function f() { const a = Array.from({ length: 200 }, (_, i) => i); let s = 0; for (let k = 0; k < 10000; k++) { s += a.slice(10, 100).concat(a).length + a.indexOf(150) + (a.includes(7) ? 1 : 0); } return s; }"),
    ("collections: Map", "f(); function f() { const m = new Map(); for (let i = 0; i < 100000; i++) m.set(i, i); let s = 0; for (let i = 0; i < 100000; i++) s += m.get(i); for (const [k, v] of m) s += k - v; return s; }"),
    ("collections: Map of strings", "f(); function f() { const m = new Map(), words = []; for (let i = 0; i < 500; i++) words.push('word' + i); for (let k = 0; k < 200; k++) for (const w of words) m.set(w, (m.get(w) || 0) + 1); return m.get('word7'); }"),
    ("collections: Set", "f(); function f() { const s = new Set(); for (let i = 0; i < 200000; i++) s.add(i % 1000); let n = 0; for (let i = 0; i < 200000; i++) if (s.has(i)) n++; return n + s.size; }"),
    ("strings: append", "f(); function f() { let s = ''; for (let i = 0; i < 300000; i++) s += 'x'; return s.length; }"),
    ("strings: append and look", "f(); function f() { let s = ''; for (let i = 0; i < 100000; i++) s += String.fromCharCode(97 + i % 26); let n = 0; for (let i = 0; i < s.length; i++) if (s[i] === 'e') n++; return n; }"),
    ("strings: join", "f(); function f() { let n = 0; for (let k = 0; k < 20; k++) { const a = []; for (let i = 0; i < 10000; i++) a.push('item' + i); n += a.join(',').length; } return n; }"),
    ("strings: template", "f(); function f() { let n = 0; for (let i = 0; i < 200000; i++) n += `${i}: ${i * 2} of ${n}`.length; return n; }"),
    ("strings: charCodeAt", "f(); function f() { const s = 'the quick brown fox jumps over the lazy dog'.repeat(200); let h = 0; for (let k = 0; k < 50; k++) for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0; return h; }"),
    ("strings: split", "f(); function f() { const s = 'a,bc,def,ghij,klmno'.repeat(100); let n = 0; for (let k = 0; k < 500; k++) n += s.split(',').length; return n; }"),
    ("strings: slice and search", "f(); function f() { const s = 'lorem ipsum dolor sit amet '.repeat(40); let n = 0; for (let i = 0; i < 100000; i++) n += s.slice(i % 500, i % 500 + 10).length + s.indexOf('amet', i % 900) + (s.startsWith('lorem') ? 1 : 0); return n; }"),
    ("strings: numbers", "f(); function f() { let n = 0; for (let i = 0; i < 100000; i++) n += String(i).length + (i * 0.1).toFixed(2).length + parseInt('12' + i) % 7 + i.toString(16).length; return n; }"),
    ("strings: case and replace", "f(); function f() { let n = 0; for (let i = 0; i < 50000; i++) n += ('Word' + i).toUpperCase().replace('R', 'rr').padStart(20).trim().length; return n; }"),
    ("strings: compare and switch", "f(); function f() { const words = ['get', 'set', 'add', 'drop', 'none']; let n = 0; for (let i = 0; i < 300000; i++) { switch (words[i % 5]) { case 'get': n += 1; break; case 'set': n += 2; break; case 'add': n += 3; break; case 'drop': n += 4; break; default: n += 5; } } return n; }"),
    ("control: throw and catch", "f(); function f() { let n = 0; for (let i = 0; i < 50000; i++) { try { if (i % 2) throw i; n++; } catch (e) { n += e & 1; } finally { n++; } } return n; }"),
    ("control: Error", "f(); function f() { let n = 0; const g = i => { throw new RangeError('no ' + i); }; for (let i = 0; i < 20000; i++) { try { g(i); } catch (e) { if (e instanceof RangeError) n += e.message.length; } } return n; }"),
    ("control: sieve", "f(); function f() { const n = 200000, a = new Uint8Array(n + 1); let c = 0; for (let i = 2; i <= n; i++) { if (!a[i]) { c++; for (let j = i * 2; j <= n; j += i) a[j] = 1; } } return c; }"),
    ("control: while", "f(); function f() { let a = 0, n = 0; while (n < 1000000) { n += 1; a = (a + n * 3) & 0xffffff; if (a > 5000000) a -= 17; } return a; }"),
    ("control: per-round closures", "f(); function f() { const all = []; for (let i = 0; i < 50000; i++) all.push(() => i); let s = 0; for (const g of all) s += g(); return s; }"),
    ("control: BigInt", "f(); function f() { let a = 1n; for (let i = 0; i < 50000; i++) a = (a * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn; return Number(a & 0xffffn); }"),
    ("control: JSON", "f(); function f() { let n = 0; const o = { a: [1, 2, 3], b: { c: 'text', d: null }, e: 1.5 }; for (let i = 0; i < 10000; i++) n += JSON.stringify(JSON.parse(JSON.stringify(o))).length; return n; }"),
];

/// What the programs find here.
const HERE: &str = "globalThis.BYTES = Buffer.alloc(65536); globalThis.READ_UINT32 = i => BYTES.readUInt32LE(i);
    globalThis.WRITE_UINT8 = (value, i) => BYTES.writeUInt8(value, i); 0";
/// What they find there.
const THERE: &str = "globalThis.BYTES = new Uint8Array(65536); globalThis.VIEW = new DataView(BYTES.buffer);
    globalThis.READ_UINT32 = i => VIEW.getUint32(i, true); globalThis.WRITE_UINT8 = (value, i) => VIEW.setUint8(i, value); 0";

fn session() -> Session {
    let options = Options { fresh: Fresh::Zero, ..Options::new("22", Way::Eval) };
    let mut session = Session::new(options).expect("the profile is known");
    session.feed(HERE);
    session
}

fn here(program: &str) -> (String, Duration) {
    let mut session = session();
    let start = Instant::now();
    let reply = session.feed(program);
    let took = start.elapsed();
    (reply.answer.map(|answer| answer.to_string()).unwrap_or_default(), took)
}

fn there(program: &str) -> (String, Duration) {
    let runtime = Runtime::new().expect("QuickJS starts");
    let context = Context::full(&runtime).expect("QuickJS starts");
    context.with(|ctx| {
        let mut options = rquickjs::context::EvalOptions::default();
        options.strict = false;
        ctx.eval::<f64, _>(THERE).expect("the prelude runs");
        let start = Instant::now();
        let value = ctx.eval_with_options::<f64, _>(program, options);
        let took = start.elapsed();
        (value.map(|value| value.to_string()).unwrap_or_default(), took)
    })
}

fn main() {
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let (mut logs, mut above) = (0.0, 0);
    let chosen: Vec<_> = PROGRAMS.iter().filter(|(name, _)| name.contains(&word)).collect();
    for (name, program) in &chosen {
        let (mut best_here, mut best_there) = (Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            let (ours, took) = here(program);
            best_here = best_here.min(took);
            let (theirs, took) = there(program);
            best_there = best_there.min(took);
            assert_eq!(ours, theirs, "{name}: both give the same answer");
        }
        let ratio = best_here.as_secs_f64() / best_there.as_secs_f64();
        logs += ratio.ln();
        above += usize::from(ratio > 1.0);
        println!("{ratio:6.2}  {:8.2} ms  {:8.2} ms  {name}", millis(best_here), millis(best_there));
    }
    let mean = (logs / chosen.len() as f64).exp();
    println!("{mean:6.2}  geometric mean; {above} of {} above 1.0", chosen.len());
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
