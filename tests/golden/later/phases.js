setImmediate(() => {
  console.log('immediate 1');
  process.nextTick(() => console.log('tick'));
  Promise.resolve().then(() => console.log('micro'));
  setImmediate(() => console.log('immediate of immediate'));
});
setImmediate((a, b) => console.log('immediate 2', a, b), 'x', 'y');
const cleared = setImmediate(() => console.log('never'));
clearImmediate(cleared);
process.nextTick((a, b) => console.log('tick', a, b), 1, 2);
process.nextTick(() => process.nextTick(() => console.log('tick of tick')));
Promise.resolve().then(() => {
  console.log('micro');
  process.nextTick(() => console.log('tick of micro'));
  queueMicrotask(() => console.log('micro of micro'));
});
queueMicrotask(() => console.log('queued'));
console.log('sync');
