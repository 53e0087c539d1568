// `util.promisify` and `util.callbackify` (Node doc: Util). Not the rest of util.
const { wrongType, fail, tick } = internal;
const custom = Symbol.for('nodejs.util.promisify.custom');
const names = Symbol('customPromisifyArgs');

function promisify(original) {
  if (typeof original !== 'function') wrongType('original', ['function'], original);
  const own = original[custom];
  if (own) {
    if (typeof own !== 'function') wrongType('util.promisify.custom', ['function'], own);
    return Object.defineProperty(own, custom, { value: own, enumerable: false, writable: false, configurable: true });
  }
  function fn(...args) {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error, ...values) => { if (error) reject(error); else resolve(values[0]); });
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, custom, { value: fn, enumerable: false, writable: false, configurable: true });
  for (const key of Reflect.ownKeys(original)) {
    const own = Object.getOwnPropertyDescriptor(original, key);
    try { Object.defineProperty(fn, key, own); } catch { /* It is fixed. */ }
  }
  return fn;
}
promisify.custom = custom;

function callbackify(original) {
  if (typeof original !== 'function') wrongType('original', ['function'], original);
  function callbackified(...args) {
    const callback = args.pop();
    if (typeof callback !== 'function') wrongType('last argument', ['function'], callback);
    original.apply(this, args).then((value) => tick(callback.bind(this), null, value), (reason) => {
      if (!reason) {
        const falsy = reason;
        try { fail('ERR_FALSY_VALUE_REJECTION'); } catch (error) { reason = error; }
        reason.reason = falsy;
      }
      tick(callback.bind(this), reason);
    });
  }
  const own = Object.getOwnPropertyDescriptors(original);
  if (typeof own.length?.value === 'number') own.length.value++;
  if (typeof own.name?.value === 'string') own.name.value += 'Callbackified';
  for (const key of Reflect.ownKeys(own)) if (key !== 'prototype') Object.defineProperty(callbackified, key, own[key]);
  return callbackified;
}
for (const name of ['setTimeout', 'setImmediate']) {
  if (typeof globalThis[name] === 'function' && !(custom in globalThis[name])) {
    Object.defineProperty(globalThis[name], custom, { enumerable: true, get() { return internal.load('timers_promises')[name]; } });
  }
}
return { promisify, callbackify };
