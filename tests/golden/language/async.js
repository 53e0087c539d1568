// Async functions, async generators, for await: order of jobs, ways out, errors from later, what they look like.
const show = (...all) => console.log(...all);
const log = []; const note = (x) => { log.push(x); return x; };
const tick = (x) => Promise.resolve(x);
async function one() { note('one start'); const x = await 1; note('one got'); return x + await tick(2); }
const arrow = async (x = note('default'), ...rest) => { note(['arrow', x, rest]); await null; return rest.length; };
async function fails() { await undefined; throw new TypeError('later'); }
async function paramFails(a = missing) { return a; }
const object = { async m() { return await this.n; }, n: 5, async *g() { yield 1; yield await tick(2); return 3; }, async ['computed']() { return super.toString(); } };
class A { async m() { return 'A'; } static async s() { return this.name; } async #p() { return '#'; } p() { return this.#p(); } }
class B extends A { async m() { const f = async () => (await super.m()) + 'B'; return await f(); } }
async function order() {
  note('1'); setTimeoutless(); note('2'); await null; note('3'); await new Promise((r) => { note('executor'); r(); }); note('4');
  await { then(resolve) { note('thenable'); resolve('t'); } }; note('5'); await (async () => { note('inner'); })(); note('6');
  try { await Promise.reject('no'); } catch (e) { note('caught ' + e); } finally { await null; note('finally'); }
  for (const x of [tick('a'), 'b']) note(await x);
  for await (const x of [tick('c'), 'd', tick('e')]) note(x);
  return 'order done';
}
function setTimeoutless() { Promise.resolve().then(() => note('p1')).then(() => note('p2')).then(() => note('p3')).then(() => note('p4')); }
async function* counts(n) { try { for (let i = 0; i < n; i++) { const got = yield i; if (got) note(['got', got]); } return 'returned'; } finally { note('closed'); await null; note('closed later'); } }
async function* delegating() { note(['result', yield* counts(2)]); yield* [tick('sync'), 'values']; yield* (function* () { yield 'from sync'; return 9; })(); }
async function main() {
  show(one() instanceof Promise, await one(), await arrow(undefined, 1, 2), await arrow('given'));
  show(await fails().catch((e) => `${e}`), await paramFails().catch((e) => e.message));
  show(await object.m(), await object.computed(), await new B().m(), await A.s(), await new A().p());
  log.length = 0; show(await order(), log.join(' ')); log.length = 0;
  const g = counts(3); show(await Promise.all([g.next('ignored'), g.next('x'), g.next('y'), g.next(), g.next()]), log); log.length = 0;
  const h = counts(5); await h.next(); show(await Promise.all([h.return('early'), h.next(), h.return(tick('awaited'))]), log); log.length = 0;
  const k = counts(5); await k.next(); show(await k.throw(new Error('in')).catch((e) => e.message), await k.next(), log); log.length = 0;
  const fresh = counts(1); show(await fresh.return(tick('unstarted')), await fresh.next()); const f2 = counts(1); show(await f2.throw('t').catch((e) => e), await f2.next());
  for await (const x of delegating()) note(x); show(log); log.length = 0;
  for await (const x of counts(9)) { if (x === 2) break; note(x); } show(log); log.length = 0;
  try { for await (const x of counts(9)) { throw 'out'; } } catch (e) { note(e); } show(log); log.length = 0;
  outer: for (const y of [1, 2]) { for await (const x of counts(9)) { note([y, x]); continue outer; } } show(log); log.length = 0;
  show(await (async () => { for await (const x of counts(9)) return `returned ${x}`; })(), log); log.length = 0;
  const it = { [Symbol.asyncIterator]: () => ({ i: 0, next() { return tick({ value: this.i++, done: this.i > 3 }); }, async return(v) { note('return called'); return {}; } }) };
  for await (const x of it) note(x); for await (const { length = x } of [['a'], 'bc']) note(length); for await (var q of it) if (q) break; show(log, q); log.length = 0;
  show(await (async () => { try { return await tick('value'); } finally { note('f1'); } })(), await (async () => { try { return 1; } finally { return 2; } })(), await (async () => { try { throw 1; } catch { return await 3; } })(), log); log.length = 0;
  show(await (async function () { return await Promise.all([1, tick(2), (async () => 3)()].map(async (x) => (await x) * 2)); })());
  show(await (async () => { const a = await 1, [b = await 2, c] = [await undefined, await 3], { d = await 4, ...e } = await { z: await 5 }; return { a, b, c, d, e, t: `${await 6}`, s: [await 7, ...await [8]], f: Math.max(await 9, await 10), n: -await 11, c2: await 0 ? await 1 : await 2, o: (await null)?.x ?? await 'nullish', i: (await [1, 2])[await 1], w: typeof await 1, v: void await 1 }; })());
  show(await (async () => { let s = ''; for (let i = await 0; i < await 3; i += await 1) { const f = () => i; s += await f(); } while (await (s.length < 6)) s += '.'; do { s += '!'; } while (await false); switch (await 2) { case await 1: s += 'no'; case await 2: s += 'yes'; } if (await true) s += '?'; label: { await null; break label; } return s; })());
  show(await Promise.allSettled([fails(), one(), Promise.reject(1)]).then((all) => all.map((x) => x.status)));
  show(await Promise.race([new Promise(() => {}), tick('won')]), await Promise.any([Promise.reject(1), tick('any')]), await Promise.any([Promise.reject(1)]).catch((e) => [e.constructor.name, e.message, e.errors]));
  const { promise, resolve } = (() => { let resolve; const promise = new Promise((r) => { resolve = r; }); return { promise, resolve }; })(); const waiting = (async () => `waited for ${await promise}`)(); show(waiting, promise); resolve('it'); show(await waiting, waiting, promise);
  show(Promise.reject(new Error('shown')).catch(() => {}) && 'ok', one, arrow, object.g, object, [async () => {}], object.g(), Object.prototype.toString.call(one), Object.prototype.toString.call(object.g()), Object.prototype.toString.call(Promise.resolve()));
  const AsyncFunction = one.constructor; show(AsyncFunction.name, await new AsyncFunction('x', 'return (await x) * 2')(21), Object.getOwnPropertyNames(one), 'prototype' in object.g, typeof object.g.prototype, (() => { try { new one(); } catch (e) { return e.message; } })());
  const AsyncGenerator = Object.getPrototypeOf(object.g); show(AsyncGenerator.constructor.name, Object.getOwnPropertyNames(AsyncGenerator.prototype), await AsyncGenerator.prototype.next.call({}).catch((e) => e.message), AsyncGenerator.prototype[Symbol.asyncIterator] === undefined, typeof object.g()[Symbol.asyncIterator]);
  show(await (async () => { try { for await (const x of 5) ; } catch (e) { return e.message; } })(), await (async () => { try { for await (const x of { [Symbol.asyncIterator]: () => ({ next: () => 5 }) }) ; } catch (e) { return e.message; } })(), await (async () => { try { for await (const x of { [Symbol.asyncIterator]: () => 1 }) ; } catch (e) { return e.message; } })());
  const self = new Promise((r) => setTimeoutFree(() => r(self))); show(await self.catch((e) => `${e}`)); function setTimeoutFree(f) { Promise.resolve().then(f); }
  const async = (x) => `async is ${x}`; show(async(1), ((async) => async)(2), (async => async + 1)(3), { async: 4 }.async, { async() { return 5; } }.async()); var await_ = 1;
  async function argumentsKept() { await null; return [...arguments, this === undefined]; } show(await argumentsKept(1, 2)); show(await (async function f(n) { return n ? [n, ...await f(n - 1)] : []; })(4));
  const results = []; async function a1() { results.push('a1'); await a2(); results.push('a1 end'); } async function a2() { results.push('a2'); } const pr = a1(); results.push('sync'); await pr; show(results);
  const seq = []; await Promise.all([(async () => { for (let i = 0; i < 3; i++) { seq.push('x' + i); await null; } })(), (async () => { for (let i = 0; i < 3; i++) { seq.push('y' + i); await tick(); } })(), (async () => { seq.push('z'); return tick('slow'); })().then(() => seq.push('z done')), tick().then(() => seq.push('t1')).then(() => seq.push('t2')).then(() => seq.push('t3'))]); show(seq.join(' '));
  const e2 = await (async () => { null.x; })().catch((e) => e); show(e2.message, e2 instanceof TypeError);
  async function* finals() { try { yield 1; } finally { yield 'in finally'; } } const fi = finals(); await fi.next(); show(await fi.return('r'), await fi.next(), await fi.next());
  async function* throwing() { yield Promise.reject('rejected yield'); } show(await throwing().next().catch((e) => ['caught', e])); async function* tryYield() { try { yield Promise.reject('inside'); } catch (e) { yield ['handled', e]; } } show(await tryYield().next());
  async function* retThrow() { return Promise.reject('returned rejection'); } show(await retThrow().next().catch((e) => e)); show(await (async () => Promise.reject('x'))().catch((e) => e));
}
main().then(() => show('end'), (e) => show('failed', e)); show('main returned');
