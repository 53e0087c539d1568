// Fetches the Node releases that the goldens were recorded with, from npm, and prints where each is:
//   node tests/record/nodes.js FOLDER [RELEASE...]
// Not a recorder: those beside it take the paths. `tests/README.md` says which golden is whose.
'use strict';
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const RECORDED = ['18.20.8', '20.20.2', '22.23.3', '24.21.0', '26.10.0'];
const [folder, ...asked] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node tests/record/nodes.js FOLDER [RELEASE...]');
  process.exit(2);
}
for (const release of asked.length ? asked : RECORDED) {
  const home = path.resolve(folder, release);
  const binary = path.join(home, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!fs.existsSync(binary)) {
    fs.mkdirSync(home, { recursive: true });
    fs.writeFileSync(path.join(home, 'package.json'), '{"private":true}');
    // The package's own script puts the platform's binary in its place.
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', `node@${release}`], { cwd: home, stdio: 'inherit' });
  }
  const says = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  if (says !== `v${release}`) throw new Error(`${binary} says ${says}`);
  console.log(binary);
}
