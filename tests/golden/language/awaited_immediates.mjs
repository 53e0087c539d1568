// What a promise that is awaited leaves of a round of immediates is done before the next round.
let settle;
const promise = new Promise((resolve) => { settle = resolve; });
setImmediate(() => { setImmediate(() => console.log('next round')); settle(1); });
setImmediate(() => console.log('second'));
setImmediate(() => console.log('third'));
await promise;
console.log('after');
setImmediate(() => console.log('later'));
