// Prints calls of the encodings and what they answer, one a line: operation, arguments, "=", answer. Text is written as
// the hexadecimal digits of its UTF-16 units, bytes as theirs, nothing as "-". Run by record.js.
'use strict';
const { transcode, isUtf8, isAscii } = require('buffer');

const COUNT = Number(process.argv[2]);
let state = 0x9E3779B9;
const below = (n) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  state >>>= 0;
  return state % n;
};
const pick = (choices) => choices[below(choices.length)];
const many = (n, make) => Array.from({ length: n }, make);
const text = (t) => many(t.length, (_, i) => t.charCodeAt(i).toString(16).padStart(4, '0')).join('') || '-';
const hex = (b) => b.toString('hex') || '-';
const out = [];
const say = (line, call) => {
  let answer;
  try {
    answer = call();
  } catch (error) {
    answer = `!${error.code} ${error.message}`;
  }
  out.push(`${line} = ${answer}`);
};

const BASES = ['base64', 'base64url'];
const TEXTS = ['utf8', 'utf16le', 'latin1', 'ascii'];
const ALL = [...TEXTS, ...BASES, 'hex'];

const written = (t, encoding, size) => {
  const buffer = Buffer.alloc(size + 1, 0xAA);
  return `${buffer.write(t, 0, size, encoding)} ${hex(buffer)}`;
};
// Node 20 to 24 write wrong bytes for over-padded base64 with blanks behind it where the room is short.
const MISWRITTEN = /=\s*=\s+$/;
const encodings = (t, names, sizes) => {
  for (const name of names) {
    say(`encode ${name} ${text(t)}`, () => hex(Buffer.from(t, name)));
    say(`length ${name} ${text(t)}`, () => Buffer.byteLength(t, name));
    const size = below(sizes);
    if (!MISWRITTEN.test(t)) say(`write ${name} ${size} ${text(t)}`, () => written(t, name, size));
  }
};

// Characters: well-formed text, and units of all kinds side by side.
const formed = (n) => many(n, () => pick(['a', '\u00E9', '\u20AC', '\u{1F600}', '\u07FF', '\u0800', '\x7F'])).join('');
const units = (n) => String.fromCharCode(...many(n, () => pick([
  below(0x80), below(0x80), 0x80 + below(0x80), 0x100 + below(0x900), 0x1000 + below(0xC000),
  0xD800 + below(0x400), 0xD800 + below(0x400), 0xDC00 + below(0x400)])));
for (let i = 0; i < COUNT; i++) encodings(below(2) ? formed(below(9)) : units(below(9)), TEXTS, 16);
for (let i = 0; i < COUNT / 20; i++) {
  const run = 'abcdefgh'.repeat(below(9)) + formed(below(3)) + '\u00FF'.repeat(below(3));
  encodings(run + run, TEXTS, 150);
}

// base64: clean, padded, mixed alphabets, strays, characters that count by their low byte only.
const STRAYS = [' ', '\n', '\t', '\r', '!', '.', '\u00E9', '\u00FF', '\u0141', '\u013D', '\u4E00', '\uD800'];
const sextets = (n) => many(n, () => pick('ABCDabcd0123+/-_')).join('');
const rough = (n) => many(n, () => below(7) ? pick('ABCDabcd0123+/-_') : pick(['=', ...STRAYS])).join('');
const spoiled = (t) => {
  const at = below(t.length + 1);
  return t.slice(0, at) + pick(['=', '==', ...STRAYS]) + t.slice(at);
};
const endings = () => '='.repeat(below(4)) + pick(['', '', '', ' ', '\n']);
for (let i = 0; i < COUNT; i++) encodings((below(2) ? sextets(below(24)) : rough(below(24))) + endings(), BASES, 20);
for (let i = 0; i < COUNT / 20; i++) encodings(spoiled(sextets(40 + below(300))) + endings(), BASES, 300);
for (let i = 0; i < COUNT / 100; i++) encodings(spoiled(many(5000, () => pick('ABCD+/')).join('')), ['base64'], 4000);
const loose = () => many(below(12), () => below(16) ? pick('ABCDabcd0123+/') : pick(['=', '-', ...STRAYS])).join('');
for (let i = 0; i < COUNT; i++) {
  const t = loose() + '='.repeat(below(4));
  say(`atob ${text(t)}`, () => text(atob(t)));
}
for (let i = 0; i < COUNT / 10; i++) {
  const t = below(4) ? String.fromCharCode(...many(below(9), () => below(256))) : formed(below(4));
  say(`btoa ${text(t)}`, () => text(btoa(t)));
}

// hex.
const STRAY_DIGITS = ['g', 'G', ' ', '@', '`', '/', ':', '\u00E9', '\u0130', '\u0141', '\u4E61', '\uD800'];
for (let i = 0; i < COUNT; i++) {
  const length = below(i % 10 ? 14 : 90);
  const digit = () => pick('0123456789abcdefABCDEF');
  encodings(many(length, () => below(20) ? digit() : pick(STRAY_DIGITS)).join(''), ['hex'], 12);
}

// Bytes to text: mostly malformed UTF-8.
const bytes = (n) => Buffer.from(many(n, () => pick([
  below(0x80), below(0x80), 0x80 + below(0x40), 0x80 + below(0x40), 0xC0 + below(0x20), 0xE0 + below(0x10),
  0xF0 + below(0x10), pick([0xF0, 0xF4, 0xED, 0xE0, 0xEF, 0xC2, 0xC3, 0xBF, 0xBB])])));
for (let i = 0; i < COUNT; i++) {
  const b = bytes(below(i % 20 ? 10 : 100));
  say(`decode utf8 ${hex(b)}`, () => text(b.toString()));
  say(`isUtf8 ${hex(b)}`, () => isUtf8(b));
  say(`isAscii ${hex(b)}`, () => isAscii(b));
}
for (let i = 0; i < COUNT / 5; i++) {
  const b = below(2) ? bytes(below(12)) : Buffer.from(formed(below(9)) + '\u00FCaaaaaaaaa'.repeat(below(3)));
  for (const name of ALL) say(`decode ${name} ${hex(b)}`, () => text(b.toString(name)));
}

// transcode: every pair, and the names it does not take.
const IGNORABLE = ['\u00AD', '\u034F', '\u180F', '\u200B', '\uFEFF', '\uFFF0', '\u{E0100}', '\u{1D173}'];
const sources = () => pick([
  () => bytes(below(9)),
  () => Buffer.from(formed(below(6))),
  () => Buffer.from(units(below(6)), 'utf16le'),
  () => Buffer.from(formed(below(4)) + pick(IGNORABLE) + formed(below(2)), pick(['utf8', 'utf16le'])),
])();
for (let i = 0; i < COUNT / 3; i++) {
  const source = sources();
  const b = below(3) ? source : source.subarray(0, -1);
  for (const from of TEXTS) {
    for (const to of TEXTS) say(`transcode ${from} ${to} ${hex(b)}`, () => hex(transcode(b, from, to)));
  }
}
for (const [from, to] of [['hex', 'utf8'], ['utf8', 'base64'], ['utf8', 'nothing']]) {
  for (const b of [Buffer.from('61'), Buffer.alloc(0)]) {
    say(`transcode ${from} ${to} ${hex(b)}`, () => hex(transcode(b, from, to)));
  }
}

// Labels.
const names = ['utf8', 'utf-8', 'ucs2', 'ucs-2', 'utf16le', 'utf-16le', 'latin1', 'binary', 'ascii', 'base64', 'base64url',
  'hex'];
const wrong = ['utf16', 'utf-16', 'utf 8', 'utf', 'us-ascii', 'iso-8859-1', 'latin-1', 'base64-url', 'hex ', 'u',
  'utf-16be', 'l\u0430tin1', 'asc\u0130i', 'ba\u017Fe64'];
for (const name of [...names, ...names.map((name) => name.toUpperCase()), 'Utf-8', 'bAse64URL', ...wrong]) {
  const { StringDecoder } = require('string_decoder');
  say(`label ${text(name)}`, () => Buffer.isEncoding(name) ? new StringDecoder(name).encoding : '-');
}
process.stdout.write(out.join('\n'));
