#!/usr/bin/env node
// `npx slabscope`: the prompt, code, a file, transcripts, over the WebAssembly engine. Not the program in Rust, which has more: the pane,
// play, live, export.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { replay, run, start } from './index.mjs';

const USAGE = `usage: slabscope [--node VERSION] [--pool-size BYTES] [-e CODE | -p CODE | FILE | replay PATH...]
Without code or a file: a prompt; .help there tells more.`;
const fail = (text, code = 2) => { process.stderr.write(`slabscope: ${text}\n`); process.exit(code); };
const words = process.argv.slice(2), options = {};
let code, way;
while (words[0]?.startsWith('-') && words[0] !== '-') {
  const [word, given] = words.shift().split(/=(.*)/s);
  const value = () => given ?? words.shift() ?? fail(`${word} needs a value`);
  if (word === '--node' || word === '--profile') options.profile = value();
  else if (word === '--pool-size') options.poolSize = Number(value());
  else if (word === '-e' || word === '--eval') [way, code] = ['eval', value()];
  else if (word === '-p' || word === '--print') [way, code] = ['print', value()];
  else if (word === '-h' || word === '--help') { console.log(USAGE); process.exit(0); }
  else if (word === '-v' || word === '--version') { console.log(JSON.parse(readFileSync(new URL('package.json', import.meta.url))).version); process.exit(0); }
  else fail(`there is no ${word}\n${USAGE}`);
}
const ran = ({ printed, code }) => {
  for (const { stream, text } of printed) (stream === 'out' ? process.stdout : process.stderr).write(text);
  process.exitCode = code;
};
const attempt = (body) => { try { return body(); } catch (error) { return fail(error.message); } };
const read = (file) => { try { return readFileSync(file, 'utf8'); } catch (error) { return fail(`${file}: ${error.message}`); } };

// The colours of a terminal, by what a text is.
const INKS = { number: 33, boolean: 33, string: 32, symbol: 32, good: 32, undefined: 90, dim: 2, null: 1, strong: 1, date: 35, regexp: 31, error: 31, special: 36, keyword: 34, warning: 33, stale: 4 };
const paints = process.stdout.isTTY && !('NO_COLOR' in process.env);
const painted = (runs) => runs.map(([role, text]) => { const ink = INKS[role]; return paints && ink ? text.replace(/[^\n]+/g, (line) => `\x1b[${ink}m${line}\x1b[0m`) : text; }).join('');

const replayed = (paths) => {
  const files = (path) => statSync(path).isDirectory()
    ? readdirSync(path).sort().flatMap((name) => name.startsWith('.') || name === 'node_modules' ? [] : files(join(path, name))).filter((file) => /\.(transcript|md)$/.test(file))
    : [path];
  let entries = 0, wrong = 0;
  for (const file of paths.flatMap((path) => attempt(() => files(path)))) {
    const report = attempt(() => replay(read(file), { markdown: /\.(md|markdown)$/i.test(file), ...options }));
    entries += report.entries;
    wrong += report.differences.length + report.mistakes.length;
    for (const { line, source, expected, actual } of report.differences) {
      console.log(`${file}:${line}: ${source}`);
      expected.forEach((text) => console.log(`  - ${text}`));
      actual.forEach((text) => console.log(`  + ${text}`));
    }
    for (const { line, message } of report.mistakes) console.log(`${file}:${line}: ${message}`);
  }
  console.log(`${entries} entries, ${wrong ? `${wrong} differ` : 'all equal'}`);
  process.exitCode = wrong ? 1 : 0;
};

const prompt = () => {
  const ask = start();
  const { banner } = attempt(() => ask({ do: 'open', ...options, width: process.stdout.columns }));
  const terminal = process.stdin.isTTY;
  if (terminal) console.log(painted(banner));
  const completer = (line) => {
    const { start, words } = ask({ do: 'complete', text: line });
    return [words.map(({ text }) => text), line.slice(start)];
  };
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ', completer, terminal, historySize: 1000 });
  let begun = '';
  lines.on('line', (line) => {
    begun += begun ? `\n${line}` : line;
    const said = ask({ do: 'feed', text: begun });
    if (said.outcome === 'incomplete' && begun.trim()) {
      lines.setPrompt('... ');
    } else {
      begun = '';
      const write = ({ stream, runs }) => (stream === 'out' ? process.stdout : process.stderr).write(painted(runs));
      said.printed.forEach(write);
      if (said.answer) console.log(painted(said.answer).replace(/\n$/, ''));
      said.later.forEach(write);
      if (said.outcome === 'exit') { process.exitCode = said.code; return lines.close(); }
      lines.setPrompt('> ');
    }
    lines.prompt();
  });
  lines.on('SIGINT', () => { begun = ''; process.stdout.write('\n'); lines.setPrompt('> '); lines.prompt(); });
  lines.prompt();
};

if (code !== undefined) attempt(() => ran(run(code, { way, name: '[eval]', ...options })));
else if (words[0] === 'replay') replayed(words.length > 1 ? words.slice(1) : fail('replay needs a path'));
else if (words[0]) attempt(() => ran(run(read(words[0]), { way: words[0].endsWith('.mjs') ? 'module' : 'script', name: basename(words[0]), ...options })));
else prompt();
