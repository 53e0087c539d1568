// Asks the npm package what its README promises, from where it was installed: the command, the module, the example.
//   node tests/web/package.mjs FOLDER
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2], inside = join(folder, 'node_modules', 'slabscope');
const command = (words, input) => spawnSync(process.execPath, [join(inside, 'command.mjs'), ...words], { cwd: folder, input, encoding: 'utf8' });
assert.equal(command(['-p', 'Buffer.allocUnsafe(4).buffer.byteLength']).stdout, '8192\n');
assert.equal(command(['--node', '26', '-p', 'Buffer.poolSize']).stdout, '65536\n');
assert.equal(command(['-e', 'console.log(Buffer.from("hi"))']).stdout, '<Buffer 68 69>\n');
const thrown = command(['-e', 'null.x']);
assert.equal(thrown.status, 1);
assert.match(thrown.stderr, /TypeError: Cannot read properties of null/);
writeFileSync(join(folder, 'program.js'), 'const { Buffer } = require("buffer"); process.exitCode = 3; console.log(Buffer.concat([Buffer.from("a")]).length)');
const ran = command(['program.js']);
assert.deepEqual([ran.stdout, ran.status], ['1\n', 3]);
mkdirSync(join(folder, 'lessons'), { recursive: true });
writeFileSync(join(folder, 'lessons', 'a.transcript'), '> 1 + 1\n2\n');
assert.deepEqual([command(['replay', 'lessons']).stdout, command(['replay', 'lessons']).status], ['1 entries, all equal\n', 0]);
writeFileSync(join(folder, 'lessons', 'a.transcript'), '> 1 + 1\n3\n');
assert.equal(command(['replay', 'lessons']).status, 1);
assert.equal(command([], 'a = 1\n[1].map((x) => {\nreturn x })\n.exit\n').stdout.replaceAll('> ', '').replaceAll('... ', ''), '1\n[ 1 ]\n');
assert.equal(command(['--nope']).status, 2);
const example = /```js\n(.*?)```/s.exec(readFileSync(join(inside, 'README.md'), 'utf8'))[1];
writeFileSync(join(folder, 'example.mjs'), example);
execFileSync(process.execPath, ['example.mjs'], { cwd: folder });
console.log(`npm: its command, its module and its example work under Node ${process.versions.node}`);
