// What the recorders of expressions share: the Nodes and groups of their command line, and how a golden file is written. Not what
// is asked of a Node: that is each recorder's.
'use strict';
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');

// What each release, named by its major, answered to one expression: a line for those that agree.
exports.block = (answers, majors) => {
  const byAnswer = new Map();
  answers.forEach((answer, node) => byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), majors[node]]));
  return [...byAnswer].map(([answer, who]) => `${byAnswer.size === 1 ? '' : who.join(',')}\t${answer}\n`).join('');
};

// Writes the expressions with their blocks, equal ones in a row once, below the comments that were there.
exports.write = (file, lines, blocks) => {
  const text = blocks.map(([expression, block], at) => `${expression}\n${block === blocks[at + 1]?.[1] ? '' : block}`);
  fs.writeFileSync(file, lines.filter((line) => line.startsWith('#')).map((line) => `${line}\n`).join('') + text.join(''));
};

// Records the groups of a folder of golden that the command line names, or all: SCRIPT NODE18 NODE20 NODE22 NODE24 NODE26 [GROUP...]
exports.recordAll = (golden, record) => {
  const [binaries, groups] = [process.argv.slice(2, 7), process.argv.slice(7)];
  const majors = binaries.map((binary) => execFileSync(binary, ['-p', 'parseInt(process.versions.node)'], { encoding: 'utf8' }).trim());
  const folder = path.join(__dirname, '..', 'golden', golden);
  for (const name of fs.readdirSync(folder)) {
    if (groups.length === 0 || groups.includes(path.basename(name, '.txt'))) record(path.join(folder, name), binaries, majors);
  }
};
