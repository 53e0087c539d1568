// Holds transcripts to a real Node's prompt: NODE tests/record/transcripts.js [--fill] FILE...
// Checks the files whose `#: checked node` names this major; --fill writes what came back into entries without output.
'use strict';
const fs = require('fs');
const repl = require('repl');
const { PassThrough } = require('stream');

const major = process.versions.node.split('.')[0];
const fill = process.argv[2] === '--fill';
const files = process.argv.slice(fill ? 3 : 2);
process.removeAllListeners('warning');
const { log, Console } = console;
let text = '';

/** What the prompt prints for one input, prompts left out. */
function answer(server, input) {
  text = '';
  for (const line of input.split('\n')) server.write(`${line}\n`);
  return new Promise((done) => setImmediate(() => setImmediate(() => done(text.replace(/^(\.\.\. |\| |> )+|> $/gm, '').trimEnd()))));
}
const escape = (line) => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const plain = (lines) => lines.map((line) => line.trimEnd()).filter((line) => !/^\s+at |^\(node:|^\(Use /.test(line)).join('\n').trimEnd();
function fits(expected, actual) {
  const thrown = /^! (\w+)(?:: (.*))?$/.exec(expected[0] ?? '');
  if (thrown) return actual.startsWith('Uncaught') && actual.includes(thrown[1]) && actual.includes(thrown[2] ?? '');
  const pattern = plain(expected).split('\n').map((line) => line === '[...]' ? '[^]*' : escape(line).replace(/\\\[\\\.\\\.\w*\\\]/g, '.*'));
  return new RegExp(`^${pattern.join('\n')}$`).test(plain(actual.split('\n')));
}

(async () => {
  let wrong = 0;
  for (const file of files) {
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    const head = lines.find((line) => line.startsWith('#: checked node ')) ?? '';
    if (!head.split(' ').includes(major)) continue;
    const output = new PassThrough();
    output.on('data', (data) => { text += data; });
    globalThis.console = new Console(output);
    const server = repl.start({ input: new PassThrough(), output, terminal: false, useGlobal: true });
    const out = [];
    for (let at = 0; at < lines.length;) {
      out.push(lines[at]);
      if (!lines[at++].startsWith('> ')) continue;
      let input = lines[at - 1].slice(2);
      while (/^(\.\.\.|\|) /.test(lines[at] ?? '')) { out.push(lines[at]); input += `\n${lines[at++].replace(/^\S+ /, '')}`; }
      const expected = [];
      while (at < lines.length && !/^(> |#)/.test(lines[at])) expected.push(lines[at++]);
      if (input.startsWith('.')) { out.push(...expected); continue; }
      const actual = await answer(server, input);
      if (expected.length === 0 && fill) out.push(...plain(actual.split('\n')).split('\n').filter((line) => line !== ''));
      else out.push(...expected);
      if (expected.length > 0 && !fits(expected, actual)) {
        wrong += 1;
        log(`${file}: node ${major}\n> ${input}\nexpected ${expected.join('\n')}\nprinted  ${plain(actual.split('\n'))}`);
      }
    }
    server.close();
    if (fill) fs.writeFileSync(file, `${out.join('\n')}\n`);
  }
  log(`node ${major}: ${wrong} different`);
  process.exitCode = wrong ? 1 : 0;
})();
