// Garbage made inside callbacks, long strings, deep lists: the collector runs here many times.
let list = null; for (let i = 0; i < 200000; i++) list = { next: list, i };
let n = 0; for (let at = list; at; at = at.next) n += at.i; console.log(n);
list = null;
const kept = []; [1, 2, 3].forEach((x) => { for (let i = 0; i < 100000; i++) { const t = [x, { i }]; if (i % 50000 === 0) kept.push(t); } });
console.log(kept.length, kept[5][1].i, kept[0][0]);
let s = ''; for (let i = 0; i < 300000; i++) s += String.fromCharCode(97 + i % 26); console.log(s.length, s.slice(-3), s.indexOf('xyz'));
const bufs = Array.from({ length: 2000 }, (_, i) => Buffer.from('b' + i)); console.log(bufs[1999].toString(), bufs[0].toString());
let total = 0; for (let r = 0; r < 300; r++) { const b = Buffer.alloc(100000, r); total += b[99999]; } console.log(total);
const m = new Map(); for (let i = 0; i < 50000; i++) m.set('k' + i, { i }); for (let i = 0; i < 50000; i += 2) m.delete('k' + i); console.log(m.size, m.get('k49999').i);
function deep(k) { return k === 0 ? 0 : 1 + deep(k - 1); } console.log(deep(5000));
try { (function f() { f(); })(); } catch (e) { console.log(e.name, e.message); }
