// Errors of Node's own: their text, their stack's first line, which is written when somebody reads it, their properties.
const { inspect } = require('util');
const { File, isUtf8, transcode } = require('buffer');
const first = (text) => String(text).split('\n')[0];
const calls = [
  () => Buffer.alloc(4).hexWrite(() => {}),
  () => Buffer.prototype.utf8Slice.call({}),
  () => Buffer.alloc(4).utf8Write('a', 9),
  () => Buffer.alloc(4).hexWrite('a', 9),
  () => Buffer.alloc(4).asciiSlice(-1),
  () => Buffer.alloc(4).copy(Buffer.alloc(4), -1),
  () => isUtf8(1),
  () => transcode(Buffer.alloc(1), 'utf8', 'zz'),
  () => Buffer.alloc(3).swap16(),
  () => Buffer.alloc(4).fill('zz', 'hex'),
  () => Buffer.alloc(4).fill('a', 0, 2, 'bogus'),
  () => Buffer.alloc(4).readUInt8('a'),
  () => Buffer.alloc(4).readUInt8(1.5),
  () => Buffer.alloc(0).readUInt8(),
  () => Buffer.alloc(-1),
  () => Buffer.from(1),
  () => Buffer.concat([1]),
  () => new File(),
  () => atob(),
  () => atob('a'),
  () => new TextDecoder('x'),
  () => new TextDecoder('utf8', { fatal: true }).decode(new Uint8Array([255])),
  () => structuredClone(),
  () => require(1),
  () => null.x,
];
for (const call of calls) {
  try {
    call();
  } catch (error) {
    console.log(`${error}`, '|', first(error.stack), '|', Object.getOwnPropertyNames(error).join(), '|', first(inspect(error)));
  }
}
const stackOf = (error) => first(error.stack);
const renamed = new Error('x');
renamed.name = 'N';
renamed.message = 'later';
console.log(stackOf(renamed));
renamed.name = 'too late';
console.log(stackOf(renamed));
class Own extends Error {
  constructor(message) {
    super(message);
    this.name = 'Own';
  }
}
console.log(stackOf(new Own('q')), first(inspect(new Own('q'))));
try {
  Buffer.alloc(-1);
} catch (error) {
  error.message = 'changed';
  console.log(String(error), stackOf(error), error.constructor === RangeError, error.hasOwnProperty('toString'));
}
const captured = { name: 'A', message: 'm' };
Error.captureStackTrace(captured);
captured.name = 'B';
console.log(stackOf(captured), Object.keys(Object.getOwnPropertyDescriptor(captured, 'stack')));
const gone = new Error('g');
delete gone.stack;
console.log(gone.stack, inspect(gone));
const assigned = new Error('g');
assigned.stack = 1;
console.log(assigned, typeof assigned.stack, Object.keys(Object.getOwnPropertyDescriptor(assigned, 'stack')));
const heir = Object.create(new Error('parent'));
heir.stack = 5;
console.log(Object.getOwnPropertyNames(heir), heir.stack);
const odd = new Error('s');
odd.message = { toString() { return 'object'; } };
console.log(stackOf(odd));
Error.stackTraceLimit = 0;
console.log(new Error('short').stack, inspect(new TypeError('no frames')));
console.log(inspect(Object.assign(new Error('x'), { name: 'Q' })), inspect(new Error('x', { cause: new Error('y') })));
console.log(structuredClone(new RangeError('c')).stack);
Error.stackTraceLimit = 10;
Error.prepareStackTrace = (error, sites) => `${error.message} at line ${sites[0].getLineNumber()} of ${typeof sites[0].getFileName()}`;
console.log(new Error('prepared').stack);
Error.prepareStackTrace = undefined;
console.log(stackOf(new Error('plain')));
