// Which tests of a test262 checkout this Node passes, one path a line: what `cargo test --test test262` counts from. Not slabscope's
// answers.
//
//     NODE24 --experimental-vm-modules --expose-gc tests/record/test262.js CHECKOUT > PASSED

'use strict';
const { fork } = require('child_process');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const [root] = process.argv.slice(2);
const PATIENCE = 5000;
const TOGETHER = 250;

function listed(folder) {
  const files = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...listed(at));
    else if (entry.name.endsWith('.js') && !entry.name.includes('_FIXTURE')) files.push(at);
  }
  return files;
}

function head(text) {
  const inside = /\/\*---([\s\S]*?)---\*\//.exec(text)?.[1] ?? '';
  const list = (name) => {
    const flow = new RegExp(`^${name}:\\s*\\[([^\\]]*)\\]`, 'm').exec(inside)?.[1];
    if (flow !== undefined) return flow.split(',').map((one) => one.trim()).filter(Boolean);
    const block = new RegExp(`^${name}:\\s*\\n((?:\\s+- .*\\n?)+)`, 'm').exec(inside)?.[1] ?? '';
    return block.split('\n').map((one) => one.replace(/^\s+- /, '').trim()).filter(Boolean);
  };
  const negative = /^negative:\s*\n((?:[ \t]+.*\n?)+)/m.exec(inside)?.[1];
  const part = (name) => negative && new RegExp(`${name}:\\s*(\\S+)`).exec(negative)?.[1];
  return { flags: list('flags'), includes: list('includes'), negative: negative && { phase: part('phase'), type: part('type') } };
}

const harness = new Map();
function included(name) {
  if (!harness.has(name)) harness.set(name, new vm.Script(fs.readFileSync(path.join(root, 'harness', name), 'utf8'), { filename: name }));
  return harness.get(name);
}

function realm(print) {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  context.print = print;
  context.$262 = {
    global: context,
    gc: globalThis.gc,
    createRealm: () => realm(print).$262,
    evalScript: (text) => vm.runInContext(text, context, { importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER }),
    detachArrayBuffer: (buffer) => structuredClone(buffer, { transfer: [buffer] }),
    AbstractModuleSource: undefined,
  };
  return context;
}

async function linked(context, file, text, known, options) {
  const at = fs.realpathSync(file);
  if (known.has(at)) return known.get(at);
  const given = at.endsWith('.json')
    ? new vm.SyntheticModule(['default'], function () { this.setExport('default', vm.runInContext('JSON.parse', context)(text)); }, { context, identifier: at })
    : new vm.SourceTextModule(text, { context, identifier: at, ...options });
  known.set(at, given);
  return given;
}

async function ran(file, text, told, strict) {
  let done;
  const end = new Promise((resolve) => { done = resolve; });
  const context = realm((said) => done(String(said)));
  const known = new Map();
  const load = async (specifier, from) => {
    const at = path.resolve(path.dirname(from.identifier ?? file), specifier);
    return linked(context, at, fs.readFileSync(at, 'utf8'), known, options);
  };
  const importModuleDynamically = async (specifier, from) => {
    const made = await load(specifier, from.identifier ? from : { identifier: file });
    if (made.status === 'unlinked') await made.link(load);
    await made.evaluate();
    return made;
  };
  const options = { importModuleDynamically };
  const raw = told.flags.includes('raw');
  if (!raw) {
    for (const name of ['assert.js', 'sta.js', ...(told.flags.includes('async') ? ['doneprintHandle.js'] : []), ...told.includes]) {
      included(name).runInContext(context);
    }
  }
  let phase = 'parse';
  try {
    if (told.flags.includes('module')) {
      const made = await linked(context, file, text, known, options);
      phase = 'resolution';
      await made.link(load);
      phase = 'runtime';
      await made.evaluate();
    } else {
      const script = new vm.Script(strict ? `"use strict";\n${text}` : text, { filename: file, importModuleDynamically });
      phase = 'runtime';
      script.runInContext(context, { timeout: PATIENCE });
    }
  } catch (error) {
    if (!told.negative) return false;
    const name = error?.constructor?.name ?? error?.name;
    return name === told.negative.type && (told.negative.phase === phase || phase === 'resolution' || told.negative.phase === 'resolution');
  }
  if (told.negative) return false;
  if (!told.flags.includes('async')) return true;
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, PATIENCE, 'late'); });
  const said = await Promise.race([end, late]);
  clearTimeout(timer);
  return said === 'Test262:AsyncTestComplete';
}

async function passes(file) {
  const text = fs.readFileSync(file, 'utf8');
  const told = head(text);
  const once = ['module', 'raw', 'noStrict', 'onlyStrict'].some((flag) => told.flags.includes(flag));
  for (const strict of once ? [told.flags.includes('onlyStrict')] : [false, true]) {
    if (!await ran(file, text, told, strict)) return false;
  }
  return true;
}

if (process.send) {
  process.on('unhandledRejection', () => {});
  process.on('uncaughtException', () => {});
  process.on('message', async (files) => {
    for (const file of files) {
      process.send({ begins: file });
      let passed = false;
      try { passed = await passes(file); } catch {}
      process.send({ file, passed });
    }
    process.send({ done: true });
  });
} else {
  const waiting = ['language', 'built-ins', 'annexB'].flatMap((folder) => listed(path.join(root, 'test', folder)));
  const passed = [];
  const next = () => {
    const files = waiting.splice(0, TOGETHER);
    if (files.length === 0) return;
    const child = fork(__filename, [root], { execArgv: process.execArgv, silent: true });
    let left = files;
    let timer;
    child.on('message', (said) => {
      clearTimeout(timer);
      if (said.done) return void child.kill();
      if (said.begins) {
        left = left.slice(left.indexOf(said.begins) + 1);
        timer = setTimeout(() => child.kill('SIGKILL'), 4 * PATIENCE);
      } else if (said.passed) passed.push(path.relative(path.join(root, 'test'), said.file));
    });
    child.on('exit', () => {
      clearTimeout(timer);
      waiting.unshift(...left);
      next();
    });
    child.send(files);
  };
  for (let worker = 0; worker < 2; worker += 1) next();
  process.on('exit', () => console.log(passed.sort().join('\n')));
}
