// Records the stacks that several Node.js binaries give the errors of small programs, tests/golden/stack: a program a line, its line
// ends written as U+23CE, then where the caret of an uncaught error stands and the lines of its stack, those of Node's own JavaScript
// left out. Further programs are lines of their own, without an answer.
//   node tests/record/stack.js NODE18 NODE20 NODE22 NODE24 NODE26 [GROUP...]
// `node tests/record/stack.js make` writes the programs of the groups that are made: `made`, kinds of callees in kinds of places, and
// `builtins`, every function of the language called with what makes it throw.
'use strict';
const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const { block, recordAll, write } = require('./groups.js');

const answer = (program) => {
  try {
    vm.runInThisContext(program.replaceAll('\u23ce', '\n'), { filename: 'f.js' });
    return 'no error';
  } catch (error) {
    const stack = error?.stack;
    if (typeof stack !== 'string') return 'no stack';
    const caret = /^f\.js:(\d+)\n.*\n( *)\^+\n/.exec(stack);
    const frames = stack.split('\n').filter((line) => line.startsWith('    at ')).map((line) => line.slice(7));
    const lines = frames.filter((line) => !line.includes('node:') && !line.includes(__filename));
    while (lines.length > 0 && !lines.at(-1).includes('f.js')) lines.pop();
    return `^${caret ? `${caret[1]}:${caret[2].length + 1}` : '?'} ${lines.join(', ').replaceAll('f.js:', '')}`;
  }
};

// What a file that ends with an error leaves on the error stream.
const uncaught = (binary, program) => {
  const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'stack-'));
  fs.writeFileSync(path.join(folder, 'f.js'), program.replaceAll('\u23ce', '\n'));
  const { stderr } = spawnSync(binary, ['--no-warnings', path.join(folder, 'f.js')], { encoding: 'utf8', argv0: 'node' });
  fs.rmSync(folder, { recursive: true });
  const lines = stderr.replaceAll(`${folder}/`, '').split('\n');
  // Of the last line of Node's own that is left out, what follows the frames stays.
  const left = lines.map((line) => (line.includes('(node:') || line.includes('at node:') ? line.replace(/^ *at .*:\d+\)?/, '') : line));
  const told = left.filter((line, at) => line !== '' || lines[at] === '').join('\n').replaceAll('\n {', ' {').replace(/\(Use `\S+ /, '(Use `node ');
  return told.slice(0, told.lastIndexOf('\n\nNode.js v')).replaceAll('\n', '\u23ce');
};

const ask = (binary, programs, group) => group === 'uncaught' ? programs.map((program) => uncaught(binary, program)) :
  JSON.parse(execFileSync(binary, ['--no-warnings', __filename, 'answer'],
    { input: JSON.stringify(programs), encoding: 'utf8', maxBuffer: 2 ** 30 }));

const record = (file, binaries, majors) => {
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
  const programs = [...new Set(lines.filter((line) => !line.startsWith('#') && !line.includes('\t')))];
  const answers = binaries.map((binary) => ask(binary, programs, path.basename(file, '.txt')));
  write(file, lines, programs.map((program, at) => [program, block(answers.map((list) => list[at]), majors)]));
};

// What is called, and how.
const T = 'throw new Error';
const CALLEES = {
  'function f() { THROW }': 'f()',
  'const f = function () { THROW };': 'f()',
  'const f = function g() { THROW };': 'f()',
  'const f = () => { THROW };': 'f()',
  'const f = (x => () => { THROW })();': 'f()',
  'const o = { m() { THROW } };': 'o.m()',
  'const o = { m: function () { THROW } }, k = "m";': 'o[k]()',
  'const o = { m: () => { THROW } };': 'o?.m()',
  'const o = {}; o.m = function () { THROW };': 'o.m?.()',
  'const o = { p: {} }; o.p.m = () => { THROW };': 'o.p.m()',
  'const o = { get g() { THROW } };': 'o.g',
  'const o = { set s(v) { THROW } };': '(o.s = 1)',
  'class A { m() { THROW } }': 'new A().m()',
  'class A { static m() { THROW } }': 'A.m()',
  'class A { get g() { THROW } }': 'new A().g',
  'class A { #p() { THROW } m() { this.#p() } }': 'new A().m()',
  'class A { f = () => { THROW } }': 'new A().f()',
  'class A { f = (() => { THROW })() }': 'new A()',
  'class A { static { this.m = function () { THROW } } }': 'A.m()',
  'class A { constructor() { THROW } }': 'new A',
  'class A { constructor() { THROW } } class B extends A {}': 'new B(1)',
  'class A { m() { THROW } } class B extends A { m() { super.m() } }': 'new B().m()',
  'class A extends Array { m() { THROW } }': 'A.of(1).m()',
  'function A() { THROW }': 'new A()',
  'function A() {} A.prototype.m = function () { THROW };': 'new A().m()',
  'function A() {} A.prototype = { m() { THROW } };': 'new A().m()',
  'function A() {} A.m = function n() { THROW };': 'A.m()',
  'const f = function () { THROW }.bind({});': 'f()',
  'const f = new Function("a", "THROW");': 'f()',
  'const f = () => { THROW };': 'f.call([])',
  'const f = function () { THROW };': 'f.apply(new Map)',
  'const f = function g() { THROW };': 'Reflect.apply(f, "s", [])',
  'const v = { valueOf() { THROW } };': '-v',
  'const v = { toString() { THROW } };': '`${v}`',
  'const v = { toJSON() { THROW } };': 'JSON.stringify([v])',
  'const v = { *[Symbol.iterator]() {}, [Symbol.iterator]() { THROW } };': '[...v]',
  'const f = x => { THROW };': '[1].map(f)',
  'const f = x => { THROW };': '[1].map(x => f(x))',
  'const f = function n() { THROW };': '"a".replace(/a/, f)',
  'const f = () => { THROW };': 'new Promise(f)',
  'const f = () => { THROW };': 'f`a${1}`',
};
const WAYS = [T, T, 'null.x', 'undefined.y()', 'JSON.parse("{")', 'throw Error("x")', '[].reduce((a) => a)', 'let u; u()'];
const PLACES = [
  'CALL', 'CALL;', 'let r = CALL', 'var r = 1 + CALL', 'if (CALL) ;', 'while (CALL) ;', 'for (; CALL;) ;', 'for (const r of [CALL]) ;',
  'for (const r in CALL) ;', 'switch (CALL) {}', 'throw CALL', '(() => CALL)()', '(() => { return CALL })()', '[1, CALL]', '({ a: CALL })',
  '[...[1], CALL]', 'Math.max(1, CALL)', '1, CALL', 'true && CALL', 'false || CALL', 'null ?? CALL', 'true ? CALL : 1', '!CALL', '-CALL',
  'typeof CALL', 'void CALL', 'const [r = CALL] = []', 'const { r = CALL } = {}', 'const { [CALL]: r } = {}', '`a${CALL}`', 'CALL + 1',
  '(CALL).x', '(CALL)[0]', '(a => 1)(CALL)', '((a = CALL) => 1)()', 'try { CALL } finally { 1 }', 'try { CALL } catch (e) { throw e }',
  'x: { CALL }', 'do CALL\u23cewhile (0)', '{\u23ce  CALL\u23ce}', '(\u23ce  CALL\u23ce)', 'class R { static r = CALL }', 'new (class { r = CALL })',
  'let q; q = CALL', 'let q = {}; q.r = CALL', 'let q = {}; q[CALL] = 1', 'let q = 1; q += CALL', '[1].forEach(() => CALL)',
];

const made = () => {
  const lines = [];
  Object.entries(CALLEES).forEach(([callee, call], at) => {
    for (let turn = 0; turn < 12; turn++) {
      const way = WAYS[(at + turn) % WAYS.length];
      const place = PLACES[(at * 5 + turn * 11) % PLACES.length];
      const inside = callee.includes('"THROW"') ? way.replaceAll('"', '\\"') : way;
      lines.push(`{ ${callee.replaceAll('THROW', inside)} ${place.replace('CALL', call)} }`);
    }
  });
  return [...new Set(lines)];
};

// Functions of the language, each called so that it throws.
const builtins = () => {
  const names = ['Array', 'ArrayBuffer', 'BigInt', 'BigInt64Array', 'Boolean', 'DataView', 'Date', 'Error', 'Function', 'JSON', 'Map', 'Math',
    'Number', 'Object', 'Promise', 'RangeError', 'Reflect', 'RegExp', 'Set', 'SharedArrayBuffer', 'String', 'Symbol', 'Uint8Array', 'WeakMap',
    'WeakRef', 'WeakSet', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'isFinite', 'isNaN', 'parseFloat',
    'parseInt', 'unescape'];
  const e = '{ valueOf: e, toString: e, get length() { e() } }';
  const calls = (name) => [`PATH.call(undefined)`, `PATH.call(null, v, v)`, `PATH(v, v)`, `PATH(1, v, v)`, `PATH.call(1, v)`, `PATH.call({}, v)`,
    `PATH.call([3, 1], v, v)`, `PATH.call("s", v, v)`, `PATH.call(new Map, v)`, `PATH.call(new Set, v)`, `PATH.call(new Uint8Array(2), v, v)`,
    `PATH.call(new Date, v)`, `PATH.call(/a/, v)`, `PATH.call(new DataView(new ArrayBuffer(9)), v)`, `new (PATH)(v, v)`, `new (PATH)`,
    `[1].map(PATH)`, `PATH.call(new Uint8Array(2), e, e)`, `PATH.call([1], e, e)`, `PATH([1], e)`].map((call) => call.replaceAll('PATH', name));
  const lines = [];
  const look = (holder, name, depth) => {
    for (const key of Object.getOwnPropertyNames(holder)) {
      // What slabscope does not have.
      if (/^RegExp\.[^e]|rawJSON|isRawJSON|prepareStackTrace|Function.prototype.(arguments|caller)/.test(`${name}.${key}`)) continue;
      const own = Object.getOwnPropertyDescriptor(holder, key);
      const at = `${name}.${key}`;
      if (own.get) lines.push(`Object.getOwnPropertyDescriptor(${name}, '${key}').get.call(1)`);
      if (typeof own.value === 'function' && key !== 'constructor') add(at);
      if (key === 'prototype' && depth === 0) look(own.value, at, 1);
    }
  };
  const add = (name) => {
    let count = 0;
    for (const call of calls(name)) {
      const line = `{ const e = function e() { throw new Error }, v = ${e}; ${call} }`;
      const told = answer(line);
      if (told === 'no error' || told === 'no stack') continue;
      lines.push(line);
      if (++count === 2) return;
    }
  };
  for (const name of names) {
    if (typeof globalThis[name] === 'function') add(name);
    if (typeof globalThis[name] === 'function' || typeof globalThis[name] === 'object') look(globalThis[name], name, 0);
  }
  return lines;
};

if (process.argv[2] === 'answer') {
  Error.stackTraceLimit = 20;
  process.on('warning', () => {});
  process.on('unhandledRejection', () => {});
  console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map(answer)));
} else if (process.argv[2] === 'make') {
  Error.stackTraceLimit = 20;
  process.on('unhandledRejection', () => {});
  for (const [name, lines] of Object.entries({ made: made(), builtins: builtins() })) {
    fs.writeFileSync(path.join(__dirname, '..', 'golden', 'stack', `${name}.txt`), lines.map((line) => `${line}\n`).join(''));
  }
} else {
  recordAll('stack', record);
}
