// Records where a real Node puts a fixed walk of requests. Run as: node -e "$(cat tests/record/pool.js)" > tests/golden/pool/walk-MAJOR.tsv
// (as -e, because a script file's own text may sit in the pool; through a pipe, because printing to a file uses it).
// Columns: request, its number, units, byteLength (strings); then slab (numbered as first seen), bytes of the slab,
// offset (of a pooled Buffer on an aligned pool: counted from the pool's base), length.
const pooledFirst = new Map(), slabs = new Map(), out = [];
const aligned = Number(process.versions.node.split('.')[0]) >= 26;
let seed = 20180717;
const random = (n) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, Math.floor(seed / 65536) % n);
const pick = (list) => list[random(list.length)];
function note(op, number, units, bytes, buffer, own) {
  const slab = buffer.buffer;
  if (!slabs.has(slab)) slabs.set(slab, slabs.size + 1);
  let offset = buffer.byteOffset;
  if (aligned && !own && slab.byteLength > buffer.length) {
    if (!pooledFirst.has(slab)) pooledFirst.set(slab, offset);
    offset -= pooledFirst.get(slab);
  }
  out.push([op, number, units, bytes, slabs.get(slab), slab.byteLength, own === 'aligned' ? '-' : offset, buffer.length].join('\t'));
}
const texts = [
  ['utf8', (n) => 'a'.repeat(n)], ['utf8', (n) => '\u20ac'.repeat(n)], ['latin1', (n) => '\xe9'.repeat(n)],
  ['utf16le', (n) => 'a'.repeat(n)], ['hex', (n) => 'ab'.repeat(n)], ['hex', (n) => 'ab'.repeat(n) + 'zz'],
  ['base64', (n) => 'YWJj'.repeat(n)], ['base64', (n) => 'YW Jj\n'.repeat(n)], ['ascii', (n) => 'x'.repeat(n)],
];
const size = () => pick([random(9), random(100), random(100), random(1000), random(5000), 4095, 4096, random(40000)]);
for (let step = 0; step < 1500; step++) {
  const n = size();
  switch (random(12)) {
    case 0: case 1: case 2: note('allocUnsafe', n, 0, 0, Buffer.allocUnsafe(n)); break;
    case 3: { const f = n + pick([0.5, 0.25, 0.75]); note('allocUnsafe', f, 0, 0, Buffer.allocUnsafe(f)); break; }
    case 4: case 5: case 6: {
      const [encoding, text] = pick(texts), string = text(n);
      note('from:' + encoding, 0, string.length, Buffer.byteLength(string, encoding), Buffer.from(string, encoding)); break;
    }
    case 7: note('array', n, 0, 0, Buffer.from(new Array(n).fill(1))); break;
    case 8: note('concat', n, 0, 0, Buffer.concat([Buffer.alloc(n)])); break;
    case 9: note('slow', n, 0, 0, Buffer.allocUnsafeSlow(n), true); break;
    case 10: if (aligned) {
      const alignment = 2 ** random(9);
      const own = alignment > 64 || n >= Buffer.poolSize >>> 1 || n === 0;
      note('aligned:' + alignment, n, 0, 0, Buffer.allocUnsafe(n, alignment), own && 'aligned');
    } break;
    case 11: if (step % 4 === 0) {
      const value = pick([16, 64, 100, 1024, 8192, 8192, 16384, 65536, 65536, 0, 2 ** 32]);
      Buffer.poolSize = value;
      out.push('poolSize\t' + value);
    } break;
  }
}
console.log(`# Printed by Node ${process.version} (tests/record/pool.js).\n` + out.join('\n'));
