// What the programs of the collector's tests share: values that only the built-in at work holds. `G` makes garbage.
// A fresh string: no constant of the program is the same cell.
var F = (text) => { let all = ''; for (const c of String(text)) all += c; return all };
// A value whose every conversion makes garbage first.
var B = (value) => ({ [Symbol.toPrimitive]() { G(); return typeof value === 'string' ? F(value) : value } });
// The same through valueOf and toString.
var V = (value, text = value) => ({ valueOf() { G(); return value }, toString() { G(); return F(text) } });
// An object whose properties are getters that make garbage.
var Y = (values) => {
  const made = {};
  for (const key of Reflect.ownKeys(values)) {
    const value = values[key];
    Object.defineProperty(made, key, { enumerable: true, configurable: true, get() { G(); return typeof value === 'string' ? F(value) : value } });
  }
  return made;
};
// Fresh values of five sorts.
var o = (i) => ({ i, o: [i] });
var s = (i) => F('str' + i);
var n = (i) => BigInt(i) + 10n ** 25n;
var y = (i) => Symbol(F('sym' + i));
var m = (i) => [o, s, n, y][i % 4](i);
// An array of fresh values that nobody else holds.
var L = (length, make = m) => { const all = []; for (let i = 0; i < length; i++) all.push(make(i)); return all };
// An iterator of fresh values; every step makes garbage. How it ended stands in `closed`.
var closed = '';
var I = (length, make = m) => {
  let i = 0;
  closed = 'open';
  return {
    __proto__: globalThis.Iterator?.prototype,
    [Symbol.iterator]() { G(); return this },
    next() {
      G();
      if (i >= length) return { get done() { G(); return true }, value: undefined };
      const value = make(i++);
      return { get done() { G(); return false }, get value() { G(); return value } };
    },
    return() { G(); closed = 'closed'; G(); return {} },
  };
};
// What an expression answers or throws, as a fresh array.
var T = (what) => { try { return ['gave', what()] } catch (error) { return ['threw', error instanceof Error ? `${error.name}: ${error.message}` : error] } };
// What a program is about: called by what is around it, so it never throws itself.
var A = (what) => { try { return what() } catch (error) { return error instanceof Error ? `${error.name}: ${error.message}` : ['thrown', error] } };
// A class with a constructor that makes garbage.
var C = (Base) => class Made extends Base { constructor(...all) { G(); super(...all); G() } static get [Symbol.species]() { G(); return this } };
// A regular expression whose exec makes garbage, and so do the properties of what it answers.
var R = (source, flags) => {
  const made = new RegExp(source, flags);
  made.exec = function (text) { G(); const found = RegExp.prototype.exec.call(this, text); G(); return found };
  return made;
};
// A regular expression that answers made-up matches with getters.
var X = (flags, count = 2) => {
  let i = 0;
  return {
    __proto__: RegExp.prototype, flags: B(flags), lastIndex: 0, unicode: false, global: flags.includes('g'),
    exec() { G(); if (i >= count) return null; const at = i++; return Y({ index: B(at * 2), length: 2, 0: B('b'), 1: B('cap' + at), groups: undefined }) },
  };
};
var util = require('util');
var assert = require('assert');
var G = () => {};
// What a function makes of an object whose first property is a getter that takes others away, whose names nobody else knows.
var K = (what) => {
  const made = {};
  Object.defineProperty(made, F('fk') + 0, { enumerable: true, get() { delete this[F('fk') + 2]; G(); return s(0) } });
  for (let i = 1; i < 5; i++) made[F('fk') + i] = m(i);
  return what(made);
};
