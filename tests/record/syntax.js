// Records what the Node that runs it says about every text in tests/golden/syntax/reject:
//   for v in 22 18 20 24 26; do node-$v --experimental-vm-modules tests/record/syntax.js; done
// The first lines of each file, `//! node 22: SyntaxError: words @line:column+width`, are rewritten; the text is the
// rest, to the last byte. Other versions are noted only where they differ from 22, so 22 goes first.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const folder = path.join(__dirname, '..', 'golden', 'syntax', 'reject');
const major = process.versions.node.split('.')[0];

const answer = (file, source) => {
  try {
    if (file.endsWith('.mjs')) new vm.SourceTextModule(source, { identifier: 'X' });
    else new vm.Script(source, { filename: 'X' });
    return 'accepted';
  } catch (error) {
    const lines = error.stack.split('\n');
    const carets = lines.findIndex((line) => /^\s*\^+\s*$/.test(line));
    const at = /^X:(\d+)$/.exec(lines[0]);
    const place = carets < 0 || !at ? '' : ` @${at[1]}:${lines[carets].indexOf('^')}+${lines[carets].trim().length}`;
    return `${error.name}: ${error.message}${place}`;
  }
};

for (const file of fs.readdirSync(folder).sort()) {
  const whole = fs.readFileSync(path.join(folder, file), 'utf8');
  const header = /^(?:\/\/! .*\n)*/.exec(whole)[0];
  const source = whole.slice(header.length);
  const known = new Map([...header.matchAll(/^\/\/! node (\d+): (.*)$/gm)].map((line) => [line[1], line[2]]));
  const said = answer(file, source);
  if (major === '22' || known.get('22') !== said) known.set(major, said);
  else known.delete(major);
  const order = [...known].sort(([a], [b]) => (b === '22') - (a === '22') || a - b);
  fs.writeFileSync(path.join(folder, file), order.map(([version, words]) => `//! node ${version}: ${words}\n`).join('') + source);
}
