const target = new EventTarget();
target.addEventListener('a', { handleEvent(event) { console.log('object', this !== target, event.target === target, event.eventPhase); } });
target.addEventListener('a', function (event) { console.log('function', this === target, event.type); event.preventDefault(); }, { once: true });
console.log(target.dispatchEvent(new Event('a', { cancelable: true })), target.dispatchEvent(new Event('a')));
target.addEventListener('s', (event) => event.stopImmediatePropagation()); target.addEventListener('s', () => console.log('never')); target.dispatchEvent(new Event('s'));
const controller = new AbortController(); console.log(controller, controller.signal);
controller.signal.addEventListener('abort', (event) => console.log(event.type, controller.signal.reason.name, controller.signal.reason.message));
controller.signal.onabort = () => console.log('onabort');
target.addEventListener('gone', () => console.log('never'), { signal: controller.signal }); controller.abort(); controller.abort(); target.dispatchEvent(new Event('gone'));
console.log(controller.signal, AbortSignal.abort('why').reason, AbortSignal.abort().reason.code);
for (const run of [() => new Event(), () => Event('x'), () => target.addEventListener('x', 5), () => new AbortSignal(), () => controller.signal.throwIfAborted(), () => target.dispatchEvent(5), () => AbortSignal.timeout('x'), () => new MessagePort()]) {
  try { run(); console.log('nothing'); } catch (error) { console.log(String(error), error.code); }
}
AbortSignal.timeout(50).addEventListener('abort', (event) => console.log(event.target.reason.name, event.target.reason.message));
const { setTimeout: wait, setImmediate: next } = require('timers/promises');
wait(20, 'value').then(console.log); next('next').then(console.log); wait(1000, 1, { signal: AbortSignal.abort('r') }).catch((error) => console.log(error.name, error.code, error.cause));
const { promisify, callbackify } = require('util');
promisify((a, done) => done(null, a + 1))(1).then(console.log); promisify((done) => done(new Error('failed')))().catch((error) => console.log(error.message)); console.log(promisify(setTimeout) === wait);
callbackify(() => Promise.resolve(7))((error, value) => console.log(error, value)); callbackify(() => Promise.reject(null))((error) => console.log(error.code, error.reason));
setTimeout(() => console.log('end'), 150);
