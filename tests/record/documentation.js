// Records what a real Node says to every example of its Buffer documentation (tests/golden/documentation): what it prints, and
// the first line of an error nobody catches: node tests/record/documentation.js
'use strict';
const { readdirSync, writeFileSync } = require('fs');
const { spawnSync } = require('child_process');
const { join } = require('path');
const folder = join(__dirname, '..', 'golden', 'documentation');
const said = readdirSync(folder).filter((name) => name.endsWith('.js')).sort().map((name) => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', join(folder, name)], { encoding: 'utf8' });
  const error = stderr.split('\n').find((line) => /^\w*Error\b/.test(line));
  return `## ${name}\n${stdout}${error === undefined ? '' : `! ${error}\n`}`;
});
writeFileSync(join(folder, `node${process.versions.node.split('.')[0]}.txt`), said.join(''));
