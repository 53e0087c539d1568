// Records for each text of tests/golden/syntax/completeness.json whether the prompt of the Node that runs it would run
// it, wait for more or report an error:
//   node --expose-internals tests/record/completeness.js
// The file is a list of [text, answer]; answers are rewritten, texts kept. Nothing is run.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { isRecoverableError } = require('internal/repl/utils');
const { processTopLevelAwait } = require('internal/repl/await');
const file = path.join(__dirname, '..', 'golden', 'syntax', 'completeness.json');

// lib/repl.js, defaultEval, as far as it decides this.
const answer = (line) => {
  const code = `${line}\n`;
  if (code.includes('await')) {
    try {
      if (processTopLevelAwait(code) !== null) return 'complete';
    } catch (error) {
      const plain = code.replace(/\bawait\b/g, '');
      try {
        new vm.Script(plain);
      } catch (fallback) {
        if (isRecoverableError(fallback, plain)) return 'incomplete';
      }
      return 'wrong';
    }
  }
  const attempts = /^\s*\{/.test(code) && !/;\s*$/.test(code) ? [`(${code.trim()})\n`, code] : [code];
  let first;
  for (const attempt of attempts) {
    try {
      new vm.Script(attempt);
      return 'complete';
    } catch (error) {
      first ??= error;
    }
  }
  return isRecoverableError(first, code) ? 'incomplete' : 'wrong';
};

const texts = JSON.parse(fs.readFileSync(file, 'utf8')).map(([text]) => [text, answer(text)]);
const lines = texts.map((entry) => JSON.stringify(entry)).join(',\n');
fs.writeFileSync(file, `[\n${lines}\n]\n`);
