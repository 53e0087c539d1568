// Asks the WebAssembly file what tests/web.rs asks natively, and what only it can show: endless entries, deep nesting, a trap.
//   node tests/web/file.mjs FILE
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

const bytes = readFileSync(process.argv[2]);
const open = async (profile) => {
  const { instance } = await WebAssembly.instantiate(bytes, { host: { milliseconds: () => performance.now(), tell: () => {} } });
  const { memory, room, ask, at } = instance.exports;
  const said = (request) => {
    const text = new TextEncoder().encode(JSON.stringify(request));
    const where = room(text.length);
    new Uint8Array(memory.buffer).set(text, where);
    const length = ask();
    return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, at(), length)));
  };
  const { release } = said({ do: 'open', profile, patience: 200 });
  assert.ok(release.startsWith(profile));
  return Object.assign((text) => said({ do: 'feed', text }), { said });
};

const begun = performance.now();
const session = await open('22');
const ready = performance.now() - begun;
assert.equal(session('b = Buffer.allocUnsafe(4); b.buffer.byteLength').text, '8192');
assert.equal(session("Buffer.from('hé😀')").text, '<Buffer 68 c3 a9 f0 9f 98 80>');
assert.match(session('while (true);').text, /took longer/);
assert.match(session('f = () => f(); f()').text, /Maximum call stack size exceeded/);
assert.equal(session('('.repeat(200) + '1' + ')'.repeat(200)).text, '1');
const deep = [
  '('.repeat(1e5), '[{'.repeat(1e4), 'class A { m() {'.repeat(5000), '`${'.repeat(5000), '1?'.repeat(5000), '!'.repeat(1e5) + 1, 'if(1)'.repeat(5000),
  'g = (k) => k ? [1].map(() => g(k - 1)) : 1; g(1e4)', 'h = (k) => k ? ({ get x() { return h(k - 1) } }).x : 1; h(1e4)',
  "t = (k) => k ? String({ toString() { return t(k - 1) } }) : '1'; t(1e4)", 's = (k) => k ? [2, 1].sort(() => s(k - 1)) : 1; s(1e4)',
  'a = []; for (let i = 0; i < 1e5; i++) a = [a]; structuredClone(a)', 'a.flat(Infinity)', 'JSON.stringify(a)', 'a',
  "new RegExp('('.repeat(1e4) + 'a' + ')'.repeat(1e4)).test('a')", "require('util').isDeepStrictEqual(a, [[a]])",
];
for (const text of deep) {
  session(text);
  assert.equal(session('1 + 1').text, '2', text.slice(0, 40));
}
assert.match(session("JSON.parse('['.repeat(1e5))").text, /Unexpected end|call stack/);
assert.match(session('x = []; for (;;) x.push(new Array(1e6).fill(0))').text, /memory|longer/i);
assert.equal(session('1 + 1').text, '2');
session('x = a = undefined');
const times = [];
for (let i = 0; i < 50; i++) {
  const before = performance.now();
  session(`c${i} = Buffer.from('abc')`);
  session.said({ do: 'picture' });
  times.push(performance.now() - before);
}
times.sort((a, b) => a - b);
for (const profile of ['18', '20', '24', '26']) {
  assert.equal((await open(profile))("Buffer.from('abc').toString('hex')").text, "'616263'");
}
console.log(`web: ready in ${ready.toFixed(0)} ms, an answer and its picture in ${times[25].toFixed(1)} ms`);
