// Records what several Node.js binaries answer to the expressions of tests/golden/calls: reads each file there, asks every
// binary again and writes the file anew. To record further calls, write their expressions as lines of their own, without
// an answer, or a file of expressions only. A first line "# each in a fresh process" asks for just that.
//   node tests/record/calls.js NODE18 NODE20 NODE22 NODE24 NODE26 [GROUP...]
// Run as `NODE tests/record/calls.js answer [MS]` it answers expressions: a JSON string a line on stdin, the same on stdout; what
// takes longer than MS milliseconds is an error.
'use strict';
const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const { block, recordAll, write } = require('./groups.js');

const answerAll = () => {
  const { inspect } = require('util');
  const vm = require('vm');
  const limits = process.argv[3] ? { timeout: Number(process.argv[3]) } : {};
  Object.assign(globalThis, { require });
  // Names that are getters until somebody asks for them.
  Object.values(require('buffer'));
  const named = (error) => `${error.name}${error.code === undefined ? '' : ` [${error.code}]`}: ${error.message}`;
  const oneLine = (text) => text.toWellFormed?.() ?? Buffer.from(text).toString();
  const hidden = /[\\\0-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb]/g;
  const names = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };
  const shown = (expression) => {
    let value;
    try {
      value = vm.runInThisContext(expression.startsWith('{') && expression.endsWith('}') ? `(${expression})` : expression, limits);
    } catch (error) {
      return error instanceof Error ? named(error) : `Thrown: ${inspect(error)}`;
    }
    try {
      return inspect(value);
    } catch (error) {
      return `INSPECT-ERR ${named(error)}`;
    }
  };
  let rest = '';
  process.stdin.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const answer = oneLine(shown(JSON.parse(line)))
        .replace(hidden, (c) => names[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
      fs.writeSync(1, `${JSON.stringify(answer)}\n`);
    }
  });
};

// An expression that ends the process is answered with "aborts", and the rest asked of a new one.
const askOnce = (binary, expressions) => {
  const input = expressions.map((expression) => `${JSON.stringify(expression)}\n`).join('');
  const { stdout } = spawnSync(binary, ['--no-warnings', __filename, 'answer'],
    { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  return stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line));
};
const ask = (binary, expressions) => {
  const answers = [];
  while (answers.length < expressions.length) {
    answers.push(...askOnce(binary, expressions.slice(answers.length)));
    if (answers.length < expressions.length) answers.push('aborts');
  }
  return answers;
};

const record = (file, binaries, majors) => {
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
  const fresh = lines[0] === '# each in a fresh process';
  const expressions = lines.filter((line) => !line.startsWith('#') && !line.includes('\t'));
  const answers = binaries.map((binary) =>
    fresh ? expressions.flatMap((expression) => ask(binary, [expression])) : ask(binary, expressions));
  write(file, lines, expressions.map((expression, index) => [expression, block(answers.map((list) => list[index]), majors)]));
};

if (process.argv[2] === 'answer') {
  answerAll();
} else {
  recordAll('calls', record);
}
