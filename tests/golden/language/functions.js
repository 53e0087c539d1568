// Closures, defaults, rest, spread, arguments, this, new.
function Point(x, y) { this.x = x; this.y = y; }
Point.prototype.sum = function () { return this.x + this.y; };
console.log(new Point(1, 2), new Point(3, 4).sum(), new Point(0, 0) instanceof Point);
const counter = () => { let n = 0; return { up: () => ++n, get now() { return n; } }; };
const c = counter(); c.up(); c.up(); console.log(c.now);
function all() { return [arguments.length, ...arguments]; }
console.log(all(1, 'b', null), all(...[1, 2], ...new Set([3])));
const outer = { v: 1, m() { return [1, 2].map(() => this.v); } };
console.log(outer.m(), outer.m.name, (function () {}).name, (() => {}).length, ((a, b = 1, c) => {}).length);
console.log([1, 2, 3].map((n, i, { length }) => n * i + length));
function hoisted() { return inner(); function inner() { return typeof later; } var later = 1; }
console.log(hoisted());
try { later; let later = 1; } catch (e) { console.log(e.name, e.message); }
try { const k = 1; k = 2; } catch (e) { console.log(e.name, e.message); }
try { ({}).x.y; } catch (e) { console.log(e.message); }
try { null.x = 1; } catch (e) { console.log(e.message); }
try { const { a } = null; } catch (e) { console.log(e.message); }
console.log(((a, ...[b, c]) => [a, b, c])(1, 2, 3), (function f(n) { return n ? n * f(n - 1) : 1; })(10));
let log = []; for (const x of [1, 2, 3]) { try { if (x === 2) continue; log.push(x); } finally { log.push('f' + x); } } console.log(log);
console.log(Function.prototype.call.call(function (a) { return this + a; }, 1, 2), Math.max.apply(null, [1, 5, 3]), all.bind(null, 9)(8));
var it = { from: 1, to: 3, [Symbol.iterator]() { let i = this.from, to = this.to; return { next: () => i <= to ? { value: i++, done: false } : { value: undefined, done: true }, return() { console.log('closed'); return {}; } }; } };
console.log([...it]); for (const v of it) { if (v === 2) break; } const [first] = it; console.log(first);
console.log((0 || null) ?? 'x', undefined?.a, null?.[1], ({ a: { b: 1 } }).a?.b, delete it.from, 'from' in it);
