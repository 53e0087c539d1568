// Records what a real Node's prompt on a pipe prints for every input of tests/golden/prompt: node tests/record/prompt.js
'use strict';
const { readdirSync, readFileSync, writeFileSync } = require('fs');
const { execFileSync } = require('child_process');
const { join } = require('path');
const folder = join(__dirname, '..', 'golden', 'prompt');
const major = process.versions.node.split('.')[0];
for (const name of readdirSync(folder).filter((name) => name.endsWith('.in'))) {
  const options = { input: readFileSync(join(folder, name)), stdio: ['pipe', 'pipe', 'ignore'] };
  writeFileSync(join(folder, name.replace('.in', `.node${major}.out`)), execFileSync(process.execPath, ['-i'], options));
}
