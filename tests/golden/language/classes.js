// Classes: constructors, fields, private names, accessors, super, static blocks, built-in parents; tagged templates.
const attempt = (name, body) => { try { console.log(name, body()); } catch (error) { console.log(name, `${error.name}: ${error.message}`); } };

attempt(1, () => { class A extends null { constructor(){ super() } }; return new A; });
attempt(2, () => { class A1 extends null { }; return new A1; });
attempt(3, () => { class A2 extends Object { constructor(){ } }; return new A2; });
attempt(4, () => { class A3 extends Object { constructor(){ super(); super() } }; return new A3; });
attempt(5, () => { class A4 extends Object { constructor(){ return 1 } }; return new A4; });
attempt(6, () => { class A5 extends 5 { }; return new A5; });
attempt(7, () => { class A6 extends ({}) { };return 1; });
attempt(8, () => { class A6b extends (()=>{}) { };return 1; });
attempt(9, () => { function F(){}; F.prototype=3; class A7 extends F { };return 1; });
attempt(10, () => { class A8 { #x=1; static g(o){ return o.#x } }; return A8.g({}); });
attempt(11, () => { class A9 { #x=1; static g(o){ return o.#x=2 } }; return A9.g({}); });
attempt(12, () => { class B1 { #x(){} static g(o){ return o.#x() } }; return B1.g({}); });
attempt(13, () => { class B2 { #x(){} static g(o){ o.#x = 1 } }; return B2.g(new B2); });
attempt(14, () => { class B2b { #x(){} static g(o){ o.#x = 1 } }; return B2b.g({}); });
attempt(15, () => { class B3 { get #x(){} static g(o){ o.#x = 1 } }; return B3.g(new B3); });
attempt(16, () => { class B4 { set #x(v){} static g(o){ return o.#x } }; return B4.g(new B4); });
attempt(17, () => { class B4b { set #x(v){} static g(o){ return o.#x } }; return B4b.g({}); });
attempt(18, () => { class B5 { static #x(){} static g(o){ return o.#x() } }; return B5.g({}); });
attempt(19, () => { class B5b { static #x=1; static g(o){ return o.#x } }; return B5b.g({}); });
attempt(20, () => { return (class { #x(){} static g(o){ return o.#x() } }).g({}); });
attempt(21, () => { class B6 { #x; static g(o){ return #x in o } }; return B6.g(1); });
attempt(22, () => { class Ret { constructor(o){return o}}; class B7 extends Ret { #x = 1}; let oo={}; new B7(oo); return new B7(oo); });
attempt(23, () => { class B8 {}; return B8(); });
attempt(24, () => { return new (class { constructor(){ this.#x } #x(){} }) ; });
attempt(25, () => { class B9 { static x = B9.y; static y = 1 }; return B9.x; });
attempt(26, () => { class C1 extends C1 {};return 1; });
attempt(27, () => { class C2 { static [(C2, 1)](){} };return 1; });
attempt(28, () => { class C3 { constructor(){ C3 = 1 } }; return new C3; });
attempt(29, () => { return ({ m(){ return super.x.y } }).m(); });
attempt(30, () => { return ({ m(){ super.x.y } , __proto__: null}).m(); });
attempt(31, () => { return ({ m(){ super.x = 1; return this.x } }).m(); });
attempt(32, () => { class C4 { static m(){ return super.foo() } }; return C4.m(); });
attempt(33, () => { class C5 { x = this.nope.y }; return new C5; });
attempt(34, () => { class C6 { static { throw new Error("a") } };return 1; });
attempt(35, () => { class C7 { #x; static g(o){ return o.#x } }; return C7.g(null); });
attempt(36, () => { class C8 { #x; static g(o){ return o?.#x } }; return C8.g(null); });
attempt(37, () => { class C9 { #x; static g(o){ o.#x=1 } }; return C9.g(undefined); });
attempt(38, () => { class D2 { static ["prototype"](){} };return 1; });
attempt(39, () => { class D3 { static ["prototype"]=1 };return 1; });
attempt(40, () => { class D4 extends Object { constructor(){ this.x } }; return new D4; });
attempt(41, () => { class D5 extends Object { constructor(){ super.x } }; return new D5; });
attempt(42, () => { class D6 extends Object { constructor(){ (()=>super())(); return } }; return new D6; });
attempt(43, () => { class D7 extends Object {}; Object.setPrototypeOf(D7, {}); return new D7; });
attempt(44, () => { class D8 extends Object {}; Object.setPrototypeOf(D8, null); return new D8; });
attempt(45, () => { class D9 { #p = 1; static g(o) { delete o.x; return o.#p++ } }; return D9.g({}); });
attempt(46, () => { class E1 { #m() {} static t(o) { o.#m++ } }; return E1.t(new E1); });
attempt(47, () => { return Object.freeze(new (class { #m = 1; s(){ this.#m = 2; return this.#m } })).s(); });
attempt(48, () => { f=()=>1; return f()=1; });
attempt(49, () => { "use strict"; return f()=1; });
attempt(50, () => { return f()++; });
attempt(51, () => { return f() += 1; });
attempt(53, () => { return undefined`x`; });
attempt(54, () => { let q = class { static name = 3 }; return q.name; });
attempt(55, () => { let q2 = class { static name(){} }; return typeof q2.name; });
attempt(56, () => { return ({[1+1]: class { static x = this.name }})[2].x; });
attempt(57, () => { return Object.getOwnPropertyNames(class { static z(){} static name(){} })+""; });
attempt(58, () => { class Z extends (void 0) {};return 1; });
attempt(59, () => { class Z2 extends Math.abs {};return 1; });
attempt(60, () => { class Z3 { constructor(){ new.target.x.y } }; return new Z3; });

class Point {
  #x; #y = 2;
  static made = 0;
  static #secret = 'hidden';
  label = `point ${++Point.made}`;
  ['computed' + 1] = this.label.length;
  constructor(x) { this.#x = x; }
  get x() { return this.#x; }
  set x(value) { this.#x = value; }
  static reveal() { return Point.#secret; }
  #sum() { return this.#x + this.#y; }
  sum() { return this.#sum(); }
  has(other) { return #x in other; }
  bump() { this.#x++; this.#y += 2; this.#y **= 2; return [this.#x, this.#y]; }
  arrow = () => this.#x;
  static { this.block = Point.made; }
}
const p = new Point(5);
console.log(p, p.x, (p.x = 7, p.x), p.sum(), p.has(p), p.has({}), p.bump(), (0, p.arrow)(), Point.reveal(), Point.block);
console.log(Object.getOwnPropertyNames(Point), Object.getOwnPropertyNames(Point.prototype), typeof Point, String(Point).length);
class Named extends Point {
  constructor(...all) { const later = () => super(...all); later(); this.name = new.target.name; }
  get x() { return super.x * 10; }
  set x(value) { super.x = value + 1; }
  sum() { return `${super.sum()}!`; }
  static reveal() { return `${super.reveal()} twice`; }
}
const n = new Named(1);
console.log(n, n.x, (n.x = 4, n.x), n.sum(), Named.reveal(), n instanceof Point, Object.getPrototypeOf(Named) === Point);
class Bytes extends Uint8Array {
  static get [Symbol.species]() { return Uint8Array; }
  total() { return this.reduce((a, b) => a + b, 0); }
}
const bytes = new Bytes([1, 2, 3]);
console.log(bytes, bytes.total(), bytes.map((b) => b * 2), bytes.subarray(1) instanceof Bytes);
class Stack extends Array { top() { return this[this.length - 1]; } }
const stack = Stack.from([1, 2, 3]);
console.log(stack, stack.top(), stack.map((v) => v + 1).top(), stack.length, Stack.of(7).top());
class Failure extends Error {
  constructor(message, extra) { super(message); this.name = 'Failure'; this.extra = extra; }
}
try { throw new Failure('broken', 3); } catch (error) { console.log(error instanceof Failure, error instanceof Error, String(error), error.extra); }
class Base { constructor() { return { given: true }; } }
class Wrapped extends Base { #own = 1; static read(o) { return o.#own; } }
console.log(Wrapped.read(new Wrapped()), new Wrapped());
const object = { __proto__: { hi() { return `hi ${this.who}`; } }, who: 'me', hi() { return `${super.hi()}!`; }, get twice() { return super.hi() + super['hi'](); } };
console.log(object.hi(), object.twice);
console.log([class {}, class A {}, class extends Point {}, class B extends null {}]);
const { K = class {}, L = function () {} } = {};
console.log(K.name, L.name, (class { static name = 'own'; }).name, ({ f: class {}, g: (class {}) }).g.name);
class Counter { static count = 0; static next() { return ++this.count; } static { Counter.next(); Counter.next(); } }
console.log(Counter.count, Counter.next());
class Accessors { static #v = 1; static get v() { return this.#v; } static set v(x) { this.#v = x; } }
console.log((Accessors.v += 5), (Accessors.v ??= 3), Object.keys(Accessors), new Accessors());
class Order { [(console.log('key 1'), 'a')] = console.log('value 1'); static [(console.log('key 2'), 'b')] = console.log('value 2'); [(console.log('key 3'), 'c')]() {} }
new Order();
const show = (texts, ...values) => [texts.raw, [...texts], values, Object.isFrozen(texts), Object.isFrozen(texts.raw)];
console.log(show`a${1}\n${2}c`, show``, String.raw`\u00e9${3}\x`);
const same = (texts) => texts;
const twice = () => same`once`;
console.log(twice() === twice(), same`once` === same`once`);
console.log(({ tag(texts) { return [this.who, texts[0]]; }, who: 'self' }).tag`called`, ((t) => (u) => [t[0], u[0]])`a``b`);
label: { class Inside { static m() { return Inside; } } console.log(Inside.m() === Inside); break label; }
for (const v of [1, 2]) { class Loop { static v = v; get() { return v; } } console.log(Loop.v, new Loop().get()); }
