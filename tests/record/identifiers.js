// Writes the tables from those of the Node that runs it: node tests/record/identifiers.js > src/engine/text/unicode.rs
'use strict';
const boundaries = (property) => {
  const out = [];
  let inside = false;
  for (let point = 0x80; point <= 0x110000; point++) {
    const surrogate = point >= 0xd800 && point < 0xe000;
    const is = point < 0x110000 && !surrogate && property.test(String.fromCodePoint(point));
    if (is !== inside) out.push(`0x${point.toString(16)}`);
    inside = is;
  }
  return out.join(', ');
};
const table = (name, doc, property) => `/// ${doc}\npub(super) const ${name}: &[u32] = &[${boundaries(property)}];\n`;
process.stdout.write(
  `//! Which characters beyond ASCII identifiers are made of: Unicode ${process.versions.unicode}, written by tests/record/identifiers.js. Not edited by hand.\n\n` +
  table('ID_START', 'Where `ID_Start` begins and ends by turns.', /\p{ID_Start}/u) + '\n' +
  table('ID_CONTINUE', 'Where `ID_Continue` begins and ends by turns.', /\p{ID_Continue}/u));
