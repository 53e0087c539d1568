const shown = (timer) => console.log(require('util').inspect(timer).replace(/_idleStart: \d+/, '_idleStart: 0').replace(/(Id\)?\]?): \d+/g, '$1: 0'));
const timer = setTimeout(() => {}, 5); shown(timer); clearTimeout(timer); shown(timer);
const interval = setInterval(function tick() {}, 7, 1, 2); shown(interval); interval.unref(); interval.close(); shown(interval);
const immediate = setImmediate(() => {}, 3); shown(immediate); clearImmediate(immediate); shown(immediate);
console.log(setTimeout.length, setInterval.length, setImmediate.length, clearTimeout.length, queueMicrotask.length);
for (const run of [() => setTimeout(), () => setImmediate('x'), () => queueMicrotask(1), () => process.nextTick(), () => setInterval({})]) {
  try { run(); } catch (error) { console.log(error.code, error.message); }
}
const { setTimeout: same } = require('timers'), promises = require('timers/promises');
console.log(same === setTimeout, Object.keys(promises), typeof timer[Symbol.toPrimitive]());
