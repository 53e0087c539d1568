// Runs one recorder under several Node.js binaries and writes what they agree on to common.txt, the rest to
// by-release.txt, each line there after the majors that printed it.
//   node tests/record/record.js encoding|buffer COUNT NODE...
'use strict';
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const [what, count, ...binaries] = process.argv.slice(2);
const run = (binary, ...args) => execFileSync(binary, args, { encoding: 'latin1', maxBuffer: 2 ** 30 });
const versions = binaries.map((binary) => run(binary, '-p', 'process.versions.node').trim());
const outputs = binaries.map((binary) =>
  run(binary, '--expose-internals', '--no-warnings', path.join(__dirname, `${what}.js`), count).trimEnd().split('\n'));

const common = [`# recorded with Node.js ${versions.join(', ')}, which agree`];
const differing = [`# recorded with Node.js ${versions.join(', ')}`];
outputs[0].forEach((line, index) => {
  const byLine = new Map();
  outputs.forEach((lines, node) => {
    byLine.set(lines[index], [...(byLine.get(lines[index]) ?? []), versions[node].split('.', 2).join('.')]);
  });
  if (byLine.size === 1) common.push(line);
  else for (const [text, releases] of byLine) if (text !== '') differing.push(`${releases.join(',')} ${text}`);
});
const folder = path.join(__dirname, '..', 'golden', what);
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'common.txt'), common.join('\n') + '\n', 'latin1');
fs.writeFileSync(path.join(folder, 'by-release.txt'), differing.join('\n') + '\n', 'latin1');
