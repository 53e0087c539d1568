// What the programs of rounds.txt share: each goes N rounds inside built-ins and makes garbage with `g` in every one.
const util = require('util');
const N = 150_000;
const W = 8_000;
const g = (i) => { const garbage = [i, { i }, 'n' + i] };
const A = [];
for (let i = 0; i < N; i++) A.push(i);
const h = (i) => { for (let k = 0; k < 18; k++) g(i) };
const P = (make) => A.slice(0, W).map(make);
const V = () => P((i) => ({ valueOf() { h(i); return 1 } }));
const J = `[${A.join()}]`;
const I = (make = (i) => i) => {
  let i = 0;
  return { [Symbol.iterator]() { return this }, next() { g(i); return { done: i++ >= N, value: make(i) } } };
};
