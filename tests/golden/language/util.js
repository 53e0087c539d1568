// util: format, inspect with its options, types and the small functions.
const util = require('util');
const { inspect, format, types } = require('node:util');
const tell = (what) => {
  try {
    console.log(what());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
tell(() => format('%s %d %i %f %j %o %O %c %%', 'a', '2', 3.7, '1.5', { a: 1 }, [1], { b: { c: {} } }, 'css'));
tell(() => format('%s', null, undefined, 5n, -0, Symbol('a'), () => 1, class A {}, { toString() { return 'own'; } }));
tell(() => format('%d %d %d', 5n, Symbol('a'), {}));
tell(() => format('%x %s', 1, 2, 'three', { four: 4 }));
tell(() => format(1, 2, '3'));
tell(() => format('%%s%s', 'a'));
tell(() => format('%o', { f() {} }));
tell(() => util.formatWithOptions({ colors: true }, '%s %O', 'a', { a: 1n }, 'b', null));
tell(() => util.formatWithOptions({ compact: false }, '%O', { a: { b: 1 } }));
tell(() => util.formatWithOptions('x', 'a'));
const nested = { a: { b: { c: { d: 1 } } }, list: [1, [2, [3, [4]]]] };
for (const options of [{}, { depth: 0 }, { depth: null }, { depth: Infinity }, { depth: -1 }, { compact: false }, { compact: true }, { compact: 1 }, { breakLength: 20 }, { sorted: true }, { sorted: (a, b) => (a < b ? 1 : -1) }]) {
  tell(() => inspect(nested, options));
}
tell(() => inspect([1, 2, 3, 4], { maxArrayLength: 2 }));
tell(() => inspect([1, 2, 3, 4], { maxArrayLength: null }));
tell(() => inspect('abcdef', { maxStringLength: 3 }));
tell(() => inspect(123456.789, { numericSeparator: true }));
tell(() => inspect([1234567n, -1234.5678], { numericSeparator: true }));
tell(() => inspect({ get a() { return 1; }, set b(v) {}, get c() { return {}; }, set c(v) {} }, { getters: true }));
tell(() => inspect({ get a() { return 1; }, get c() { return 2; }, set c(v) {} }, { getters: 'get' }));
tell(() => inspect({ get a() { return 1; }, get c() { return 2; }, set c(v) {} }, { getters: 'set' }));
tell(() => inspect([1], { showHidden: true }));
tell(() => inspect([1], true));
tell(() => inspect({ a: { b: {} } }, false, 0, true));
const all = [1, 1n, 'a', true, undefined, null, Symbol('s'), () => 1, class A {}, new Map([[1, 'a']]), new Set([1]), { a: 1, 'b-c': 2, [Symbol('k')]: 3 }, [, 1], Buffer.from('a'), new Error('e').message, Object('s')];
for (const value of all) tell(() => JSON.stringify(inspect(value, { colors: true })));
{ const self = {}; self.self = self; tell(() => JSON.stringify(inspect(self, { colors: true }))); }
tell(() => JSON.stringify(inspect({ get a() { return 1; } }, { colors: true, getters: true })));
tell(() => JSON.stringify(inspect(Array.from({ length: 30 }, (_, i) => i), { colors: true })));
class Own {
  constructor(inner) { this.inner = inner; }
  [inspect.custom](depth, options, inspect) {
    return `Own<${depth} ${Object.keys(options).join()} ${options.depth} ${options.extra} ${inspect(this.inner, options)}>`;
  }
}
tell(() => inspect(new Own({ a: 1 })));
tell(() => inspect({ o: new Own(new Own('x')) }, { depth: 5, extra: 'e' }));
tell(() => inspect({ o: new Own({ a: 1, b: 'x'.repeat(80) }) }, { depth: null }));
tell(() => inspect(new Own(1), { customInspect: false }));
tell(() => inspect({ [inspect.custom](d, { stylize }) { return stylize('text', 'number') + stylize.name; } }));
tell(() => JSON.stringify(inspect({ [inspect.custom](d, { stylize }) { return stylize('text', 'number') + stylize('x', 'none') + stylize.name; } }, { colors: true })));
tell(() => inspect({ a: { [inspect.custom]: () => 'two\nlines' } }));
tell(() => inspect({ a: { [inspect.custom]: () => ({ b: 1 }) } }));
tell(() => inspect({ a: { [inspect.custom]() { return this; } } }));
tell(() => inspect.defaultOptions);
tell(() => { inspect.defaultOptions = 5; });
inspect.defaultOptions.depth = 0;
console.log({ a: { b: 1 } });
tell(() => inspect({ a: { b: 1 } }));
inspect.defaultOptions = { depth: 2 };
tell(() => inspect({ a: { b: 1 } }));
tell(() => { inspect.styles.number = 'red'; const text = JSON.stringify(inspect(1, { colors: true })); inspect.styles.number = 'yellow'; return text; });
tell(() => JSON.stringify(inspect.colors));
tell(() => [inspect.colors.grey === inspect.colors.gray, Object.keys(inspect), inspect.custom]);
const kinds = [1, 'a', null, {}, [], () => 1, new Map(), new Map().keys(), new Set(), new Set().values(), new WeakMap(), new WeakSet(), new Error('x'), Object(1), Object('a'), Object(true), Object(1n), Object(Symbol()), new ArrayBuffer(1), new SharedArrayBuffer(1), new DataView(new ArrayBuffer(1)), Buffer.alloc(1), new Float64Array(1), new BigInt64Array(1), (function () { return arguments; })()];
for (const name of Object.keys(types).sort()) console.log(name, kinds.map((kind) => +types[name](kind)).join(''));
tell(() => [util.isDeepStrictEqual({ a: [1] }, { a: [1] }), util.isDeepStrictEqual({ a: 1 }, { a: '1' }), util.isDeepStrictEqual(new Map([[{}, 1]]), new Map([[{}, 1]]))]);
function Parent() {}
Parent.prototype.hello = function () { return 'hello'; };
function Child() {}
util.inherits(Child, Parent);
tell(() => [new Child().hello(), Child.super_ === Parent, new Child()]);
tell(() => util.inherits(Child, null));
tell(() => util.inherits(undefined, Parent));
tell(() => util.inherits(Child, {}));
tell(() => util.toUSVString('a\ud800b'));
tell(() => JSON.stringify(util.stripVTControlCharacters('\u001b[31mred\u001b[39m \u001b]8;;http://x\u0007link\u001b]8;;\u0007 \u001b[1;2Hx')));
tell(() => util.stripVTControlCharacters(5));
tell(() => util._extend({ a: 1 }, { b: 2 }));
tell(() => [util.isArray([]), util.debuglog('x').enabled, typeof util.debuglog('x')]);
tell(() => util.deprecate(5, 'm', 6));
for (const name of ['isBoolean', 'isBuffer', 'isNull', 'isNullOrUndefined', 'isNumber', 'isString', 'isSymbol', 'isUndefined', 'isRegExp', 'isObject', 'isDate', 'isError', 'isFunction', 'isPrimitive']) {
  console.log(name, typeof util[name] === 'function' ? kinds.map((kind) => +util[name](kind)).join('') : typeof util[name]);
}
