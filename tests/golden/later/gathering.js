const log = (name) => [(value) => console.log(name, 'fulfilled', value), (reason) => console.log(name, 'rejected', reason?.message ?? reason, reason?.errors ?? '')];
Promise.all([]).then(...log('all of nothing')); Promise.all([1, Promise.resolve(2), { then: (f) => f(3) }]).then(...log('all'));
Promise.all([1, Promise.reject('no'), new Promise(() => {})]).then(...log('all with one rejected'));
Promise.allSettled([1, Promise.reject('no')]).then(...log('allSettled')); Promise.any([Promise.reject(1), 2]).then(...log('any'));
Promise.any([Promise.reject(1), Promise.reject(2)]).then(...log('any of none')); Promise.any([]).then(...log('any of nothing'));
Promise.race([new Promise(() => {}), 'first', 'second']).then(...log('race')); Promise.all('ab').then(...log('all of text'));
Promise.all(5).then(...log('all of a number')); Promise.race().then(...log('race of undefined'));
Promise.all({ [Symbol.iterator]() { return { next() { throw new Error('next'); } }; } }).then(...log('all that throws'));
const closes = { [Symbol.iterator]() { return { next: () => ({ value: 1, done: false }), return() { console.log('closed'); return {}; } }; } };
class Broken extends Promise { static resolve() { throw new Error('resolve'); } }
Promise.all.call(Broken, closes).then(...log('all that is broken'));
class Own extends Promise {}
console.log(Own.all([]) instanceof Own, Own.resolve(1).then(() => {}) instanceof Own, Own.reject(1).catch(() => {}).constructor.name);
for (const name of ['all', 'allSettled', 'any', 'race', 'resolve', 'reject', 'withResolvers', 'try']) {
  try { Promise[name]?.call(1); } catch (error) { console.log(name, error.message); }
}
console.log(typeof Promise.withResolvers, typeof Promise.try, Object.keys(Promise.withResolvers?.() ?? {}));
