// Prints calls of Buffer's methods with numbers for arguments and what they answer, one a line: operation, arguments,
// "=", answer. Text is written as the hexadecimal digits of its UTF-16 units, bytes as theirs, nothing and undefined
// as "-". Run by record.js with --expose-internals; COUNT is how many random calls there are of each kind.
'use strict';
const { codes } = require('internal/errors');
const buffer = require('buffer');

const COUNT = Number(process.argv[2]);
const [major, minor] = process.versions.node.split('.').map(Number);
const hasEnd = major > 26 || (major === 26 && minor >= 1) || (major === 24 && minor >= 20);
let state = 0x2545F491;
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
const show = (value) => {
  if (value === undefined) return '-';
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
};
const out = [];
const say = (line, call) => {
  let answer;
  try {
    answer = call();
  } catch (error) {
    answer = `!${error.name} ${typeof error.code === 'string' ? error.code : '-'} ${error.message}`;
  }
  out.push(`${line} = ${answer}`);
};

const OFFSETS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -0, -1, -2, -5, -9, 0.5, 1.5, -0.5, -1.5, 7.9, NaN, Infinity, -Infinity,
  2 ** 31, 2 ** 32, 2 ** 32 + 1, -(2 ** 32) - 1, 2 ** 32 + 3.5, 2 ** 53 - 1, 2 ** 53, 1e21, -1e21, 1e100, 5e-324];
const maybe = () => (below(5) ? pick(OFFSETS) : undefined);

// Numbers.
const FIXED = ['UInt8', 'Uint8', 'Int8'];
for (const base of ['UInt16', 'Uint16', 'UInt32', 'Uint32', 'Int16', 'Int32', 'BigUInt64', 'BigUint64', 'BigInt64',
  'Float', 'Double']) FIXED.push(`${base}LE`, `${base}BE`);
const VARIABLE = ['UIntLE', 'UintLE', 'UIntBE', 'UintBE', 'IntLE', 'IntBE'];
const edges = [];
for (const power of [7, 8, 15, 16, 23, 24, 31, 32, 39, 40, 47, 48]) {
  for (const delta of [-1, -0.5, 0, 0.5, 1]) edges.push(2 ** power + delta, -(2 ** power) + delta);
}
const VALUES = [0, -0, 1, -1, 0.5, -0.5, 1.5, -1.9, 127, 255.5, NaN, Infinity, -Infinity, 3.14159, 1e-45, 3.5e38, 5e-324,
  2 ** 53, 2 ** 63, 2 ** 64, -(2 ** 63), 1e21, 1e100, -1e100, ...edges];
const BIGS = [0n, 1n, -1n, 255n, 2n ** 32n, 2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), -(2n ** 63n) - 1n, 2n ** 64n - 1n,
  2n ** 64n, 2n ** 100n, -(2n ** 100n), 0x0102030405060708n, 123n];
const bytes = (n) => Buffer.from(many(n, () => pick([0, 1, 0x7F, 0x80, 0xFF, below(256), below(256)])));
const read = (name, b, offset, width) => {
  const sizes = width === undefined ? [] : [width];
  say(`read ${[name, hex(b), show(offset), ...sizes.map(show)].join(' ')}`, () => show(b[`read${name}`](offset, ...sizes)));
};
const write = (name, length, value, offset, width) => {
  const sizes = width === undefined ? [] : [width];
  say(`write ${[name, length, show(value), show(offset), ...sizes.map(show)].join(' ')}`, () => {
    const b = Buffer.alloc(length, 0xAA);
    return `${b[`write${name}`](value, offset, ...sizes)} ${hex(b)}`;
  });
};
for (const name of FIXED) {
  for (const offset of OFFSETS) if (below(3) === 0) read(name, bytes(pick([9, 9, 9, 8, 3, 1, 0])), offset);
  for (let i = 0; i < 5; i++) read(name, bytes(9), below(2));
  for (const value of name.startsWith('Big') ? [...BIGS, ...VALUES.slice(0, 30)] : VALUES) {
    if (below(name.startsWith('Big') ? 2 : 5) === 0) write(name, pick([8, 8, 8, 9, 1]), value, pick([0, 0, 0, 1]));
  }
  for (let i = 0; i < 4; i++) write(name, below(10), name.startsWith('Big') ? 1n : 1, pick(OFFSETS));
}
for (const name of VARIABLE) {
  for (const width of [1, 2, 3, 4, 5, 6]) {
    for (let i = 0; i < 3; i++) read(name, bytes(9), below(3), width);
    for (let i = 0; i < 3; i++) read(name, bytes(below(10)), pick(OFFSETS), width);
    for (const value of VALUES) if (below(6) === 0) write(name, 7, value, pick([0, 0, 1, 2]), width);
  }
  for (const width of OFFSETS) read(name, bytes(9), 0, width);
}

// Searching.
const find = (method, kind, hay, needle, shown, offset, end, encoding) => {
  if (end !== undefined && !hasEnd) {
    out.push('');
  } else {
    const rest = end === undefined ? [encoding] : [end, encoding];
    say(`${method} ${kind} ${hex(hay)} ${shown} ${show(offset)} ${show(end)}`, () => hay[method](needle, offset, ...rest));
  }
};
const lone = (t) => !t.isWellFormed?.() && /[\uD800-\uDFFF]/.test(t.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, ''));
for (let i = 0; i < COUNT; i++) {
  const letters = (n) => many(n, () => pick('ab')).join('');
  const method = pick(['indexOf', 'lastIndexOf']);
  const [offset, end] = [below(3) ? below(24) - 12 : maybe(), below(3) ? undefined : below(3) ? below(14) : pick(OFFSETS)];
  const wideHay = Buffer.concat([Buffer.from(letters(below(6)), 'utf16le'), Buffer.alloc(below(2), 0x61)]);
  const evenly = Buffer.from(many(below(12), () => pick([0x61, 0x62])));
  const hay = pick([Buffer.from(letters(below(12))), wideHay, evenly]);
  const byte = pick([97, 98, 97.9, 353, -159, 99, 0]);
  const needle = letters(below(4));
  find(method, 'byte', hay, byte, show(byte), offset, end);
  find(method, 'latin1', hay, needle, text(needle), offset, end, 'latin1');
  find(method, 'utf8', hay, needle, text(needle), offset, end, 'utf8');
  find(method, 'utf16le', hay, needle, text(needle), offset, end, 'utf16le');
  const part = pick([Buffer.from(needle, 'utf16le'), Buffer.from(needle), evenly.subarray(1, 1 + below(6))]);
  find(method, 'bytes', hay, part, hex(part), offset, end);
  find(method, 'units', hay, part, hex(part), offset, end, 'utf16le');
}
for (const needle of ['\uD800', 'a\uD800', '\uDC00\uD800', '\uFFFD']) {
  for (const hay of [Buffer.from('a\uFFFD'), Buffer.from('61eda080', 'hex'), Buffer.from('edb080eda080', 'hex')]) {
    if (major === 24 && lone(needle)) out.push('');  // Ends the process.
    else find('indexOf', 'utf8', hay, needle, text(needle), undefined, undefined, 'utf8');
  }
}

// Ranges.
const counted = (n) => Buffer.from(many(n, (_, i) => i + 97));
for (let i = 0; i < COUNT; i++) {
  const b = counted(pick([0, 1, 4, 8, 9]));
  const [start, end] = [maybe(), maybe()];
  const line = `${b.length} ${show(start)} ${show(end)}`;
  say(`subarray ${line}`, () => {
    const part = b.subarray(start, end);
    return `${part.byteOffset - b.byteOffset} ${part.length}`;
  });
  if (start !== undefined) say(`writeAt ${line}`, () => {
    const room = Buffer.alloc(b.length, 0xAA);
    return `${room.write('abcdefghijkl', start, end, 'latin1')} ${hex(room)}`;
  });
  const ends = pick([[undefined, undefined], [start, end], [start, end]]);
  say(`fill ${b.length} ${ends.map(show).join(' ')}`, () => hex(Buffer.alloc(b.length, 0xAA).fill(7, ...ends)));
  say(`arrayBuffer ${line}`, () => {
    const view = Buffer.from(new ArrayBuffer(b.length), start, end);
    return `${view.byteOffset} ${view.length}`;
  });
  const copy = [maybe(), maybe(), maybe()];
  const target = Buffer.alloc(pick([0, 3, 8]), 0xAA);
  say(`copy ${b.length} ${target.length} ${copy.map(show).join(' ')}`, () => `${b.copy(target, ...copy)} ${hex(target)}`);
  const [other, parts] = [counted(pick([0, 4, 8])), [maybe(), maybe(), maybe(), maybe()]];
  say(`compare ${b.length} ${other.length} ${parts.map(show).join(' ')}`, () => b.compare(other, ...parts));
  const [left, right] = [bytes(below(4)), bytes(below(4))];
  say(`order ${hex(left)} ${hex(right)}`, () => Buffer.compare(left, right));
}

// Patterns and swaps.
for (const encoding of ['utf8', 'utf16le', 'latin1', 'ascii', 'base64', 'base64url', 'hex']) {
  for (const pattern of ['', 'a', 'abc', '\u20AC', '\u{1F600}', '\u00E9', 'abcd', 'zz', 'zzzz', 'YWI=', '=', '616']) {
    const size = 1 + below(12);
    say(`pattern ${encoding} ${size} ${text(pattern)}`, () => hex(Buffer.alloc(size, 0xAA).fill(pattern, encoding)));
  }
}
for (const width of [2, 4, 8]) {
  for (const length of [0, 1, 2, 4, 6, 8, 16, 24, 40, 64]) {
    const b = bytes(length);
    const before = hex(b);
    say(`swap ${width} ${before}`, () => hex(b[`swap${width * 8}`]()));
  }
}

// Errors.
for (const size of [-1, -0.5, NaN, Infinity, -Infinity, 2 ** 53, 1e100, -123456789012, -1e21]) {
  say(`size ${show(size)}`, () => String(Buffer.allocUnsafeSlow(size).length));
}
for (const alignment of OFFSETS) {
  if (major < 26) out.push('');
  else say(`alignment ${show(alignment)}`, () => String(Buffer.allocUnsafe(5, alignment).length));
}
for (const value of [...OFFSETS, ...VALUES, ...BIGS, 12345678901n, -4294967296n, 4294967296n, 4294967297n]) {
  say(`received ${show(value)}`, () => new codes.ERR_OUT_OF_RANGE('x', 'y', value).message.split(' ').pop());
}
for (const expected of [['string'], ['number', 'string', 'Buffer', 'Uint8Array'], ['Buffer', 'Uint8Array'], ['Array'],
  ['ArrayBuffer', 'Buffer', 'TypedArray'], ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like_Object'],
  ['string', 'number', 'boolean'], ['object', 'Map'], ['Function'], ['Object'], ['Map', 'null'], ['null', 'undefined'],
  ['one', 'two', 'three'], ['string', 'null']]) {
  for (const name of ['value', 'first_argument', 'options.size']) {
    say(`type ${name} ${expected.join(' ')}`, () => new codes.ERR_INVALID_ARG_TYPE(
      name.replace('_', ' '), expected.map((entry) => entry.replace('_', ' ')), undefined).message);
  }
}
for (const names of [['input'], ['a', 'b'], ['a', 'b', 'c']]) {
  say(`missing ${names.join(' ')}`, () => { throw new codes.ERR_MISSING_ARGS(...names); });
}
for (const length of [3, 126, 127, 200]) {
  say(`value ${length}`, () => { throw new codes.ERR_INVALID_ARG_VALUE('value', 'x'.repeat(length)); });
}
say('fault too-long', () => Buffer.alloc(2 ** 28).toString('hex'));
say('fault encoding', () => Buffer.from('a', 'bogus'));
say('fault buffer', () => Buffer.prototype.utf8Slice.call(undefined));
say('fault string', () => Buffer.alloc(1).write(1));
say('fault index', () => Buffer.alloc(1).hexSlice(-1));
say('fault transcode', () => buffer.transcode(Buffer.from('a'), 'hex', 'utf8'));
say('fault array-buffer', () => new ArrayBuffer(2 ** 53 - 1));
if (major < 22) out.push('');
else say('fault allocation', () => Buffer.allocUnsafeSlow(2 ** 53 - 1));
process.stdout.write(out.join('\n'));
