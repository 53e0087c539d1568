// Names whose first value failed, seen from other scripts, from a module's functions and from their own script.
const { runInThisContext, runInNewContext } = require('vm');
function say(work) {
  try {
    console.log(work());
  } catch (error) {
    console.log(error instanceof Error || error?.name ? `${error.name}: ${error.message}` : error);
  }
}
const scripts = [
  'let a = (() => { throw 1 })()', 'a', 'typeof a', 'a()', 'a.b', 'a?.b', '`${a}`', '[a]', '({ a })',
  'a = 1', 'a += 1', 'a++', '--a', 'a ||= 1', 'a &&= 1', 'a ??= 1', '[a] = [1]', '({ a } = { a: 1 })', 'for (a of [1]) {}',
  '"use strict"; a = 1', 'delete a', 'delete (a)', 'delete a.b', 'let a = 2', 'var a', 'function a() {}', 'class a {}', 'a', 'this.a',
  'const c = (() => { throw 2 })()', 'c', 'typeof c', 'c = 1', 'c += 1', 'c++', '[c] = [1]', '"use strict"; c = 1', 'delete c', 'const c = 3',
  'class K extends null.x {}', 'K', 'K = 1', 'new K', 'class K {}',
  'let { p, get: q } = { p: 1, get get() { throw 3 } }', 'p', 'q', 'p = 2', 'q = 2', 'p',
  'const [r, s = null.x] = [1]', 'r', 's', 'r = 2', 's = 2',
  'let read = () => t, kind = () => typeof t, store = () => { t = 1 }, add = () => { t += 1 }, t = null.x',
  'read()', 'kind()', 'store()', 'add()', 't', 't = 1',
  'let early = () => u, earlyStore = () => { u = 1 }', 'let u = early()', 'let v = early()', 'early()', 'earlyStore()',
  'let fixedStore = () => { w = 1 }; const w = null.x', 'fixedStore()', 'w = 1',
  'x; let x = 1', 'x', 'y = 1; let y = 2', 'y', 'typeof z; let z', 'z', 'let self = self', 'self',
  'let ok = 1, broken = null.x, never = 2', 'ok', 'broken', 'never', 'delete ok', 'ok = 2', 'ok',
  'let fetch = null.x', 'fetch', 'typeof fetch', 'let Buffer = null.x', 'Buffer', 'globalThis.Buffer.name',
  'var made = 1', 'delete made', 'made', 'assigned = 1', 'delete assigned', 'assigned', 'delete missing', 'function f() {}', 'delete f',
];
for (const script of scripts) say(() => runInThisContext(script));
const outside = [
  () => a, () => typeof a, () => a(), () => { a = 1; }, () => { 'use strict'; a = 1; }, () => a++, () => c, () => { c = 1; }, () => c++,
  () => read(), () => store(), () => never, () => { never = 1; }, () => ok, () => delete ok, () => delete a, () => delete c,
];
for (const work of outside) say(work);
say(() => runInNewContext('typeof a'));
say(() => runInNewContext('let b = null.x; b'));
say(() => runInNewContext('try { let d = null.x } catch (e) { typeof d }'));
say(() => runInThisContext('['.repeat(200000)));
