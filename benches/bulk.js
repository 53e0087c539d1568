// Whole-buffer operations over 16 MiB, timed by the program itself: one line each, its name and its best time in ms.
// Run by benches/bulk.rs under both slabscope and Node; `WORD` as an argument keeps the names that contain it.
'use strict';
const { isUtf8, isAscii, transcode } = require('buffer');

const SIZE = 16 * 1024 * 1024, ROUNDS = 7;
const word = process.argv[2] ?? '';
let sink;

function time(name, run, prepare) {
  if (!name.includes(word)) return;
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const given = prepare === undefined ? undefined : prepare();
    const start = performance.now();
    sink = run(given);
    best = Math.min(best, performance.now() - start);
    sink = undefined;
  }
  console.log(`${best.toFixed(4)} ${name}`);
}

const zeros = Buffer.alloc(SIZE), target = Buffer.alloc(SIZE), other = Buffer.alloc(SIZE);
time('fill byte', () => target.fill(7));
time('fill text', () => target.fill('abc'));
time('alloc', () => Buffer.alloc(SIZE, 1));
time('copy', () => zeros.copy(target));
time('set', () => target.set(zeros));
time('subarray set', () => target.subarray(SIZE / 2).set(zeros.subarray(0, SIZE / 2)));
time('from buffer', () => Buffer.from(zeros));
time('concat', () => Buffer.concat([zeros.subarray(0, SIZE / 2), zeros.subarray(SIZE / 2)]));
time('slice copies', () => Uint8Array.prototype.slice.call(zeros));
time('copyWithin', () => target.copyWithin(1, 0));
time('reverse', () => target.reverse());
target.fill(0);
time('compare', () => zeros.compare(other));
time('equals', () => zeros.equals(other));
time('indexOf byte', () => zeros.indexOf(1));
time('indexOf text', () => zeros.indexOf('needle'));
time('lastIndexOf byte', () => zeros.lastIndexOf(1));
time('lastIndexOf text', () => zeros.lastIndexOf('needle'));
time('includes', () => zeros.includes('ab'));
time('swap16', () => target.swap16());
time('swap32', () => target.swap32());
time('swap64', () => target.swap64());

const ascii = Buffer.alloc(SIZE, 'the quick brown fox jumps over the lazy dog. ');
const latin = Buffer.alloc(SIZE, Buffer.from('na\xefve caf\xe9 au lait, d\xe9j\xe0 vu. ', 'latin1'));
const unit = Buffer.from('na\u00efve caf\u00e9, 10 \u20ac, \u65e5\u672c\u8a9e \ud83d\ude00 and more of the plain kind. ');
const whole = Math.floor(SIZE / unit.length) * unit.length;
const mixed = Buffer.alloc(whole, unit);
for (const [kind, bytes] of [['ascii', ascii], ['mixed', mixed]]) {
  time(`isUtf8 ${kind}`, () => isUtf8(bytes));
  time(`isAscii ${kind}`, () => isAscii(bytes));
  time(`toString utf8 ${kind}`, () => bytes.toString());
  time(`TextDecoder ${kind}`, () => new TextDecoder().decode(bytes));
  const text = () => bytes.toString();
  time(`byteLength utf8 ${kind}`, (string) => Buffer.byteLength(string), text);
  time(`from utf8 ${kind}`, (string) => Buffer.from(string), text);
  time(`write utf8 ${kind}`, (string) => target.write(string), text);
  time(`TextEncoder ${kind}`, (string) => new TextEncoder().encode(string), text);
  time(`from utf16le ${kind}`, (string) => Buffer.from(string, 'utf16le'), text);
  time(`transcode utf8 utf16le ${kind}`, () => transcode(bytes, 'utf8', 'utf16le'));
}
time('transcode latin1 utf8', () => transcode(latin, 'latin1', 'utf8'));
for (const encoding of ['latin1', 'hex', 'base64', 'base64url', 'utf16le', 'ascii']) {
  const bytes = encoding === 'utf16le' ? Buffer.from(mixed.toString('utf8', 0, Math.floor(whole / 2 / unit.length) * unit.length), 'utf16le') : latin;
  time(`toString ${encoding}`, () => bytes.toString(encoding));
  const text = () => bytes.toString(encoding);
  time(`from ${encoding}`, (string) => Buffer.from(string, encoding), text);
  time(`write ${encoding}`, (string) => target.write(string, encoding), text);
  time(`byteLength ${encoding}`, (string) => Buffer.byteLength(string, encoding), text);
}
