const own = Promise.resolve(1); own.name = 'x';
class Sub extends Promise {}
console.log(Promise.resolve(1), Promise.resolve({ a: [1, { b: 2 }] }), new Promise(() => {}), own, Sub.resolve('s'), [Promise.resolve([1])]);
const rejected = Promise.reject(5); rejected.catch(() => {}); console.log(rejected, { rejected });
const settledLater = new Promise((resolve) => setTimeout(resolve, 1, 'v')); console.log(settledLater); settledLater.then(() => console.log(settledLater));
console.log(Promise, Promise.prototype, Promise.resolve, String(Promise.resolve(1)), JSON.stringify(Promise.resolve(1)), Object.prototype.toString.call(own));
const util = require('util'); console.log(util.types.isPromise(own), util.inspect(own, { depth: -1 }), util.inspect(Promise.resolve(Promise.resolve(2)), { compact: false }));
