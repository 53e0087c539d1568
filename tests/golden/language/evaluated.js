// eval, direct and indirect, and with: what their code sees, declares and deletes; their errors; the values of statements.
const show = (...all) => console.log(...all);
const caught = (f) => { try { return f(); } catch (error) { return String(error); } };
var g = 'global'; let lex = 'lexical';
show(eval('1 + 1'), eval('g'), eval('lex'), eval({ not: 'text' }), eval(), (0, eval)('typeof g'), eval?.('typeof show'), (eval)('lex'));
function local(a, b = 2) { let c = 3; const d = 4; { let c = 33; show(eval('[a, b, c, d, g, typeof arguments, arguments.length]')); } eval('a = 10; c++'); show(a, c, caught(() => eval('d = 5'))); return eval('() => a++ + c'); }
const f = local(1); show(f(), f());
function declares() { eval('var x = 1; function y() { return x; } let z = 3;'); show(x, y(), typeof z); show(delete x, typeof x, caught(() => x)); const inner = () => { eval('var w = 5'); return w; }; show(inner(), typeof w); eval('var g = "shadow"'); show(g); }
declares(); show(g, typeof x);
function strictly() { 'use strict'; eval('var s = 1'); show(typeof s); return eval('this'); } show(strictly.call(7));
function strictInside() { eval('"use strict"; var t = 1; show(t)'); return typeof t; } show(strictInside());
show(caught(() => { let q; eval('var q'); }), caught(() => { { let q; { eval('var q = 1'); } } }), caught(() => eval('let q; let q')), caught(() => eval('var a = ;')), caught(() => eval('await 1')));
try { throw 1; } catch (e) { eval('var e = 2'); show(e); }
class A { #p = 'private'; static #s = 's'; read() { return eval('this.#p'); } has(o) { return eval('#p in o'); } wrong() { return caught(() => eval('this.#q')); } static s() { return eval('A.#s'); } sup() { return eval('super.toString()') === Object.prototype.toString.call(this); } field = eval('this.constructor.name'); args = caught(() => eval('arguments')); }
const a = new A(); show(a.read(), a.has(a), a.has({}), a.wrong(), A.s(), a.sup(), a.field, a.args);
class B extends A { constructor() { eval('super()'); show(eval('new.target') === B, eval('this') === this); } } new B();
show(caught(() => eval('new.target')), caught(() => (0, eval)('new.target')), caught(() => eval('super.x')), caught(() => (function () { return eval('super()'); })()), (function () { return eval('new.target'); })());
show((() => eval('this'))() === module.exports, (function () { return (() => eval('this'))(); }).call(5) == 5);
const nested = () => eval('eval("eval(\\"g\\") + lex")'); show(nested());
var indirect = eval; show(caught(() => indirect('lex2')), indirect('var made = 1; let unmade = 2; made'), typeof made, globalThis.made, typeof unmade, delete globalThis.made);
function indirectAfter(eval) { let secret = 1; eval(1); return secret; } indirectAfter(() => 0); show((0, eval)('typeof secret'));
function shadowed(eval) { return eval('g'); } show(shadowed((x) => `own ${x}`));
show(((...all) => eval(...all))('1 + 2', 'ignored'), caught(() => new (eval('class C { constructor() { throw new Error("made"); } }'))()));
for (const text of ['1; if (false) 2', '1; if (true) 2', 'do { 3; break; } while (0)', '4; do { break; } while (0)', '5; var x', '6; function q() {}', '7;;;', '{ 8 }', '9; {}', 'a: { 10; break a; }', 'switch (1) { case 1: 11; break; }', '12; switch (1) {}', 'for (var i = 0; i < 3; i++) i', 'for (var i = 0; i < 3; i++) { if (i == 1) continue; i }', 'try { 13 } finally { 14 }', 'try { throw 1 } catch { 15 }', '16; try { } finally { }', 'while (false);', '17; while (false);', 'for (x of [1, 2]) x * 2', 'for (x in { k: 1 }) x', '18; with ({}) ;', 'with ({ v: 19 }) v', '20; class Q {}', '21; let y = 1', 'var z = 1', '"use strict"', 'do { 22; continue; } while (false)', 'x: for (;;) { 23; for (;;) { 24; break x; } }', '25; throw 26'])
  show(text, '->', caught(() => eval(text)));
var o = { p: 1, q: 2, m() { return this === o; }, get r() { return 'getter'; } };
with (o) { show(p, q, m(), r, typeof p, typeof missing, g); p = 10; var q = 20; var fresh = 30; let inner = p; show(inner); (() => { p++; show(p, caught(() => missing)); })(); show(delete q, typeof q); }
show(o, fresh, q);
with ([1, 2]) { show(length, concat(3), caught(() => values)); }
with (Object.assign(Object.create(null), { x: 1, [Symbol.unscopables]: { x: true } })) { show(typeof x); }
show(caught(() => { with (null) ; }), caught(() => { with (undefined) ; }), (() => { with (5) { return toFixed(2); } })());
function withEval(obj) { with (obj) { eval('var v = 1; var k = "assigned"'); return [v, k]; } } const held = { k: 0 }; show(withEval(held), held);
with ({ get self() { delete this.self; return 1; }, n: 1 }) { n += 1; n++; n ??= 5; show(n, `${n}`, [n, ...[n]], { n }); ({ n } = { n: 7 }); [n] = [n + 1]; show(n); for (n of [8, 9]) ; for (n in { last: 1 }) ; show(n); }
for (const i of [1, 2]) with ({ i2: i * 10 }) { if (i === 1) continue; show(i2); break; }
(function () { with ({ a: 1 }) { return (function () { return (() => a + g)(); })(); } })();
function args() { with ({ arguments: 'mine' }) { return arguments; } } show(args());
show((function () { with ({ f() { return this; } }) { return f() !== undefined && `${typeof f()}`; } })());
const F = new Function('a', 'return eval("a * 2")'); show(F(21));
function* gen() { yield eval('1'); with ({ w: 2 }) { yield w; } eval('var late = 3'); yield late; } show([...gen()]);
show(eval('(function named() { return typeof named; })()'), eval('[1, 2].map((x) => x * 2)'), eval('`t${1}`'), eval('/r/g'), eval('({ a: 1 })'), eval('{ a: 1 }'));
try { eval('\n\nundefinedName'); } catch (error) { show(error.stack.split('\n').slice(0, 2).join('|').replace(/\(.*/, '').replace(/\d+:\d+\), /, '')); }
