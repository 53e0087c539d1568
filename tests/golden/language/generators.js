// Generators: what goes in and out, ways through try and finally, delegation, destructuring and defaults that wait, their methods.
const show = (...all) => console.log(...all);
const caught = (f) => { try { return f(); } catch (error) { return String(error); } };
function* count(from, to) { for (let i = from; i < to; i++) yield i; return 'end'; }
show([...count(1, 4)], Array.from(count(0, 2)), Math.max(...count(3, 9)), new Set(count(0, 3)));
function* echo() { let got = 'first'; for (;;) { got = yield got; if (got === undefined) return 'over'; } }
const e = echo(); show(e.next('ignored'), e.next('a'), e.next('b'), e.next(), e.next('c'));
const returned = echo(); returned.next(); show(returned.return(5), returned.next(), returned.return(6), caught(() => returned.throw(new Error('late'))));
const fresh = echo(); show(caught(() => fresh.throw(new TypeError('early'))), fresh.next());
const never = echo(); show(never.return('nothing ran'), never.next());
function* guarded() { try { yield 1; yield 2; } catch (error) { show('caught', error); yield 'after'; } finally { show('finally'); yield 'in finally'; } return 'done'; }
const g = guarded(); show(g.next(), g.throw('x'), g.next(), g.next(), g.next());
const h = guarded(); show(h.next(), h.return('r'), h.next(), h.next());
function* overrides() { try { yield 1; } finally { return 'mine'; } }
const o = overrides(); o.next(); show(o.return('theirs'), o.next());
function* throws() { try { yield 1; } finally { throw new RangeError('from finally'); } }
const t = throws(); t.next(); show(caught(() => t.return(1)), t.next());
function* nested() { try { try { yield 'a'; } finally { show('inner'); } } finally { show('outer'); } }
for (const x of nested()) { show(x); break; }
label: for (const x of nested()) { for (const y of nested()) { show(x, y); continue label; } }
function* inner() { try { const got = yield 'i1'; show('inner got', got); yield 'i2'; return 'inner result'; } finally { show('inner closed'); } }
function* outer() { const result = yield* inner(); show('result', result); yield* [7, 8]; yield* 'ab'; return yield* inner(); }
const d = outer(); show(d.next(), d.next('in'), d.next(), d.next(), d.next(), d.next(), d.next(), d.return('stop'), d.next());
const wrapped = { [Symbol.iterator]: () => ({ next: (v) => ({ value: v, done: v === 'q', extra: 1 }), throw: (v) => ({ value: ['thrown', v], done: false }), return: (v) => ({ value: ['returned', v], done: v === 2 }) }) };
function* delegates() { return ['got', yield* wrapped]; }
const w = delegates(); show(w.next(1), w.next(2), w.throw(3), w.return(1), w.return(2), w.next());
const bare = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) };
function* plain() { yield* bare; }
const p = plain(); p.next(); show(p.return('through'), p.next());
const q = plain(); q.next(); show(caught(() => q.throw(1)), q.next());
show(caught(() => [...(function* () { yield* 5; })()]), caught(() => [...(function* () { yield* { [Symbol.iterator]: () => ({ next: () => 4 }) }; })()]));
function* destructures() { const [a = yield 'a?', b = yield 'b?'] = [undefined, undefined]; const { c = yield 'c?', [yield 'key?']: k } = { k1: 'found' }; return [a, b, c, k]; }
const s = destructures(); show(s.next(), s.next(1), s.next(2), s.next(3), s.next('k1'));
function closable(log) { return { [Symbol.iterator]: () => ({ next: () => ({ value: undefined, done: false }), return() { show(log, 'closed'); return {}; } }) }; }
function* parting() { const [x = yield 'x?'] = closable('pattern'); return x; }
const parted = parting(); show(parted.next(), parted.return('gone'), parted.next());
const thrown = parting(); thrown.next(); show(caught(() => thrown.throw(new Error('inside'))));
const full = parting(); full.next(); show(full.next(9));
function* looping() { for (const x of closable('loop')) yield x; }
const l = looping(); l.next(); show(l.return(1)); const l2 = looping(); l2.next(); show(caught(() => l2.throw(new Error('thrown in'))));
const object = { *method() { yield this === object; }, *[Symbol.iterator]() { yield* [1, 2, 3]; }, *'quoted name'() { yield super.toString(); }, *get() { yield 'get'; } };
show([...object.method()], [...object], [...object['quoted name']()], [...object.get()]);
class A { *m() { yield 'A.m'; } static *s() { yield 'static'; } *#p() { yield 'private'; } all() { return [...this.m(), ...this.#p()]; } }
class B extends A { *m() { yield* super.m(); yield 'B.m'; } }
show(new B().all(), [...B.s()]);
show(caught(() => new count()), 'prototype' in object.method, Object.getOwnPropertyNames(count), count.prototype instanceof Object, Object.getPrototypeOf(count(0, 1)) === count.prototype);
function* own() {} own.prototype = null; const Generator = Object.getPrototypeOf(function* () {}); show(Object.getPrototypeOf(own()) === Generator.prototype);
show(Object.prototype.toString.call(count), Object.prototype.toString.call(count()), Generator.constructor.name, Generator, Generator.prototype);
const Made = Generator.constructor; show([...new Made('a', 'b', 'yield a; yield b')(1, 2)], String(Made('yield 1')), caught(() => Made('yield')().next.call({})));
const running = (function* () { yield caught(() => running.next()); yield caught(() => [...running]); })(); show([...running].length);
show(caught(() => Generator.prototype.next.call([])), caught(() => Generator.prototype.return.call(1)), caught(() => Generator.prototype.throw.call(undefined)));
function* args() { arguments[0] = 'changed'; yield arguments.length; yield [...arguments]; } show([...args('a', 'b')]);
function* mapped(a) { yield a; arguments[0] = 'through arguments'; yield a; a = 'back'; yield arguments[0]; } show([...mapped('given')]);
function* scope(a = 1, b = () => a) { var a = 2; let c = 3; yield [a, b(), c]; { let c = 4; yield c; const f = () => c++; f(); yield [c, f(), c]; } yield c; } show([...scope()]);
show(caught(() => { (function* (a = missing) { show('not reached'); })(); }), caught(() => { (function* ({ x }) {})(null); }));
const fs = []; for (const x of count(0, 3)) fs.push(() => x); show(fs.map((f) => f()));
function* fibonacci() { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b]; } }
const first = []; for (const n of fibonacci()) { if (n > 50) break; first.push(n); } show(first);
function* tree(n) { if (n === 0) return; yield* tree(n - 1); yield n; yield* tree(n - 1); } show([...tree(4)].join(' '));
function* conditional(x) { const y = x ? yield 'true' : yield 'false'; const z = (yield 1) + (yield 2); return `${yield 'in template'} ${y} ${z}`; }
const c = conditional(0); show(c.next(), c.next('y'), c.next(10), c.next(20), c.next('t'));
function* calls() { return [f(yield 1, yield 2), new Array(...(yield 3)), [yield 4, ...(yield 5)], { a: yield 6, ...(yield 7) }]; function f(a, b) { return a + b; } }
const k = calls(); for (const v of [0, 'a', 'b', [1, 2], 4, [5, 6], 'six', { s: 7 }]) show(k.next(v));
function* switches(n) { switch (yield 'which') { case 1: yield 'one'; break; case yield 'expr': yield 'matched'; default: yield 'default'; } }
const sw = switches(); show(sw.next(), sw.next(2), sw.next(2), sw.next(), sw.next());
var yield_ = 0; var obj = { yield: 1 }; show(obj.yield, (function* () { return { yield: yield 2 }; })().next());
function* without() { yield
1; const x = yield; show('x', x); yield [yield, yield]; } const wo = without(); show(wo.next(), wo.next('x1'), wo.next('x2'), wo.next('a'), wo.next('b'), wo.next());
show(count(1, 2), [count(1, 2)], { g: count }, [function* () {}, async function* () {}], Object.assign(count(1), { own: 1 }));
show(typeof count(1)[Symbol.iterator], count(1)[Symbol.iterator]() !== count(1), Object.getOwnPropertyDescriptor(Generator.prototype, Symbol.toStringTag));
