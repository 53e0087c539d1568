// Records what a real Node prints for every program of tests/golden/language: node tests/record/language.js
const { readdirSync, writeFileSync } = require('fs');
const { execFileSync } = require('child_process');
const { join } = require('path');
const folder = join(__dirname, '..', 'golden', 'language');
for (const name of readdirSync(folder).filter((name) => /\.m?js$/.test(name))) {
  const out = execFileSync(process.execPath, [join(folder, name)], { encoding: 'utf8' });
  const file = join(folder, name.replace(/\.m?js$/, `.node${process.versions.node.split('.')[0]}.txt`));
  writeFileSync(file, out);
}
