// Records what a real Node prints for every program of tests/golden/later, errors and exit code included:
// node tests/record/later.js NODE18 NODE20 NODE22 NODE24 NODE26
const { readFileSync, readdirSync, writeFileSync } = require('fs');
const { spawnSync } = require('child_process');
const { join } = require('path');
const folder = join(__dirname, '..', 'golden', 'later');
const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
for (const node of process.argv.slice(2)) {
  const major = spawnSync(node, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }).stdout.trim();
  for (const name of names) {
    const { stdout, stderr, status } = spawnSync(node, [join(folder, name)], { encoding: 'utf8' });
    // Node's own calls are not told here, nor who runs.
    const kept = [];
    for (const line of stderr.split('\n')) {
      const own = /^ +at .*node:|^\(Use `node --trace-warn|^\(node:\d+\)|^Node.js v/.test(line) && !/promises:|task_queues:(96|104|106):3/.test(line);
      if (!own) kept.push(line);
      else kept[kept.length - 1] += /^ .*( \{|,)$/.exec(line)?.[1] ?? '';
    }
    const errors = kept.join('\n').replaceAll(join(folder, name), `/${name}`).trimEnd();
    writeFileSync(join(folder, name.replace('.js', `.node${major}.txt`)), `${stdout}${errors && `--- errors\n${errors}\n`}exit ${status}\n`);
  }
}
