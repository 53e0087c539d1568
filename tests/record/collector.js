// Records what several Node.js binaries answer to the programs of tests/golden/collector, each an expression a line as in
// golden/calls: what an expression answers must not depend on who calls it (tests/collector/surroundings.txt) or on what garbage
// is made in its middle (garbage.txt): one answer stands for all of them. Here that is asked of Node: an expression whose
// answers differ is named and left out.
//   node tests/record/collector.js NODE18 NODE20 NODE22 NODE24 NODE26 [GROUP...]
'use strict';
const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { block, recordAll, write } = require('./groups.js');

const here = path.join(__dirname, '..', 'collector');
const lines = (file) => fs.readFileSync(file, 'utf8').trimEnd().split('\n');
const surroundings = lines(path.join(here, 'surroundings.txt'));

// How many programs of each expression are asked. Node's own collector is not on trial: they make no garbage.
const PROGRAMS = 4;

// The same in tests/collector/programs.rs.
const program = (expression, around, made) => `G = ${made}; (${around})(() => A(() => (${expression})))`;

const answerAll = () => {
  const { inspect } = require('util');
  const vm = require('vm');
  const named = (error) => `${error.name}${error.code === undefined ? '' : ` [${error.code}]`}: ${error.message}`;
  const hidden = /[\\\0-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb]/g;
  const names = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };
  Object.assign(globalThis, { require });
  Object.values(require('buffer'));
  globalThis.gc = () => {};
  process.on('warning', () => {});
  process.on('unhandledRejection', () => {});
  vm.runInThisContext(fs.readFileSync(path.join(here, 'prelude.js'), 'utf8'));
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.write = () => true;
  const shown = (text) => {
    let value;
    try {
      value = vm.runInThisContext(text);
    } catch (error) {
      return error instanceof Error ? named(error) : `Thrown: ${inspect(error)}`;
    }
    try {
      return inspect(value);
    } catch (error) {
      return `INSPECT-ERR ${named(error)}`;
    }
  };
  for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const answer = shown(JSON.parse(line)).toWellFormed?.() ?? shown(JSON.parse(line));
    const text = answer.replace(hidden, (c) => names[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    fs.writeSync(1, `${JSON.stringify(text)}\n`);
  }
};

// A program that ends the process is answered with "aborts", and the rest asked of a new one.
const ask = (binary, programs) => {
  const answers = [];
  while (answers.length < programs.length) {
    const input = programs.slice(answers.length).map((text) => `${JSON.stringify(text)}\n`).join('');
    const { stdout } = spawnSync(binary, ['--no-warnings', __filename, 'answer'], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
    answers.push(...stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line)));
    if (answers.length < programs.length) answers.push('aborts');
  }
  return answers;
};

const record = (file, binaries, majors) => {
  const all = lines(file);
  const expressions = [...new Set(all.filter((line) => !line.startsWith('#') && !line.includes('\t')))];
  const programs = expressions.flatMap((expression, at) => Array.from({ length: PROGRAMS }, (_, i) =>
    program(expression, surroundings[i && (at * 7 + i * 11) % surroundings.length], '() => {}')));
  const answers = binaries.map((binary) => ask(binary, programs));
  const blocks = [];
  expressions.forEach((expression, at) => {
    const told = answers.map((list) => list.slice(at * PROGRAMS, (at + 1) * PROGRAMS));
    const odd = told.findIndex((list) => list.some((answer) => answer !== list[0] || answer === 'aborts'));
    if (odd >= 0) {
      const i = Math.max(told[odd].findIndex((answer) => answer !== told[odd][0]), 0);
      console.log(`left out: ${expression}\n  ${majors[odd]}: ${told[odd][0]} but ${told[odd][i]}\n  in ${programs[at * PROGRAMS + i]}`);
      return;
    }
    blocks.push([expression, block(told.map(([answer]) => answer), majors)]);
  });
  write(file, all, blocks);
};

if (process.argv[2] === 'answer') {
  answerAll();
} else {
  recordAll('collector', record);
}
