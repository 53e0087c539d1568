// Assertions that fail, and what they say.
const assert = require('node:assert');
const strict = require('assert/strict');
function tell(what) {
  try {
    what();
    console.log('fine');
  } catch (error) {
    console.log(error.name, error.code, JSON.stringify(error.message), error.generatedMessage, error.operator);
  }
}
tell(() => assert(false));
tell(() => assert.ok(0 == 1, undefined));
tell(() => { assert.ok(null); });
tell(() => assert.ok(''.length, 'said'));
tell(() => assert());
tell(() => assert['ok'](typeof 123 === 'string'));
tell(() => assert.ok(((a) => a)(0)));
tell(() => assert.fail());
tell(() => assert.fail('why'));
tell(() => assert.fail(new TypeError('own')));
tell(() => assert.equal(1, 2));
tell(() => assert.equal(1, '1'));
tell(() => assert.equal(NaN, NaN));
tell(() => assert.equal('a'.repeat(10), ['b']));
tell(() => assert.notEqual(1, '1'));
tell(() => assert.strictEqual(1, 2));
tell(() => assert.strictEqual(1, 2, 'said'));
tell(() => assert.strictEqual(0, -0));
tell(() => assert.strictEqual('Hello foobar', 'Hello World!'));
tell(() => assert.strictEqual('a\nb', 'a\nc'));
tell(() => assert.strictEqual({ a: 1 }, { a: 1 }));
tell(() => assert.strictEqual([1, 2, 3], [1, 2, 4]));
tell(() => assert.strictEqual(Symbol('x'), 1n));
tell(() => assert.strictEqual(() => 1, () => 1));
tell(() => assert.notStrictEqual(1, 1));
tell(() => assert.notStrictEqual({ a: [1, { b: 2 }] }, 1));
tell(() => { const o = { a: 1 }; assert.notStrictEqual(o, o); });
tell(() => assert.deepEqual({ a: 1 }, { a: '1' }));
tell(() => assert.deepEqual([1, 2, [3]], [1, 2, [4]]));
tell(() => assert.notDeepEqual({ a: 1 }, { a: '1' }));
tell(() => assert.notDeepEqual({ a: 1 }, { a: 1 }));
tell(() => assert.deepStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]));
tell(() => assert.deepStrictEqual([[[1, 2, 3]], 4, 5], [[[1, 2, '3']], 4, 5]));
tell(() => assert.deepStrictEqual({ a: 1, b: { c: 'x' } }, { b: { c: 'y' }, a: 1 }));
tell(() => assert.deepStrictEqual([1, 2, 3], [1, 2, 3, 4], 'said'));
tell(() => assert.deepStrictEqual(new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])));
tell(() => assert.deepStrictEqual(new Map([[{}, 1]]), new Map([[{}, 2]])));
tell(() => assert.deepStrictEqual(new Set([{ a: 1 }, 2]), new Set([2, { a: 1 }])));
tell(() => assert.deepStrictEqual(new Set([1]), new Set(['1'])));
tell(() => assert.deepEqual(new Set([1]), new Set(['1'])));
tell(() => assert.deepEqual(new Map([[1, 2]]), new Map([['1', '2']])));
tell(() => assert.deepStrictEqual(Buffer.from('abc'), Buffer.from('abd')));
tell(() => assert.deepStrictEqual(Buffer.from('abc'), new Uint8Array([97, 98, 99])));
tell(() => assert.deepEqual(Buffer.from('abc'), new Uint8Array([97, 98, 99])));
tell(() => assert.deepStrictEqual(new Float32Array([0]), new Float32Array([-0])));
tell(() => assert.deepEqual(new Float32Array([0]), new Float32Array([-0])));
tell(() => assert.deepStrictEqual(new ArrayBuffer(3), new ArrayBuffer(4)));
tell(() => assert.deepStrictEqual(Object(1), Object(2)));

tell(() => assert.deepStrictEqual([, 1], [undefined, 1]));
tell(() => assert.deepStrictEqual({ [Symbol.for('a')]: 1 }, { [Symbol.for('a')]: 2 }));
tell(() => assert.deepEqual({ [Symbol.for('a')]: 1 }, {}));
tell(() => assert.deepStrictEqual(new Error('a'), new Error('b')));
tell(() => assert.deepStrictEqual(new Error('a'), new TypeError('a')));
tell(() => assert.deepStrictEqual(NaN, NaN));
tell(() => assert.deepStrictEqual(Object.create(null), {}));
tell(() => { const a = { x: 1 }; a.a = a; const b = { x: 1 }; b.a = b; assert.deepStrictEqual(a, b); b.x = 2; assert.deepStrictEqual(a, b); });
tell(() => assert.notDeepStrictEqual([1], [1]));
tell(() => assert.notDeepStrictEqual({ a: 'x'.repeat(60) }, { a: 'x'.repeat(60) }));
tell(() => assert.throws(() => {}));
tell(() => assert.throws(() => {}, TypeError, 'said'));
tell(() => assert.throws(() => {}, 'said'));
tell(() => assert.throws(() => { throw new Error('x'); }, { message: 'y' }));
tell(() => assert.throws(() => { throw new Error('x'); }, { message: 'x', name: 'Error' }));
tell(() => assert.throws(() => { throw new Error('x'); }, TypeError));
tell(() => assert.throws(() => { throw new Error('x'); }, new Error('y')));
tell(() => assert.throws(() => { throw new Error('x'); }, {}));
tell(() => assert.throws(() => { throw new Error('x'); }, 'x'));
tell(() => assert.throws(() => { throw new Error('x'); }, 5));
tell(() => assert.throws(() => { throw new Error('x'); }, 'a', 'b'));
tell(() => assert.throws(() => { throw new Error('x'); }, (error) => error.message === 'x'));
tell(() => assert.throws(() => { throw new Error('x'); }, function check() { return 1; }));
tell(() => assert.throws(() => { throw 5; }, TypeError));
tell(() => assert.throws(() => { throw 5; }, { a: 1 }));
tell(() => assert.throws(() => { Buffer.alloc('x'); }, { code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError' }));
tell(() => assert.throws(5));
tell(() => assert.doesNotThrow(() => { throw new Error('x'); }));
tell(() => assert.doesNotThrow(() => { throw new Error('x'); }, Error, 'said'));
tell(() => assert.doesNotThrow(() => { throw new Error('x'); }, TypeError));
tell(() => assert.doesNotThrow(() => 1));
tell(() => assert.ifError(null));
tell(() => assert.ifError(0));
tell(() => assert.ifError(new Error('x')));
tell(() => assert.ifError(new TypeError()));
tell(() => assert.match('x', 5));
tell(() => assert.equal(1));
tell(() => strict.equal(1, '1'));
tell(() => strict.deepEqual([1], ['1']));
tell(() => strict(0));
tell(() => new assert.AssertionError());
tell(() => { throw new assert.AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' }); });
tell(() => { throw new assert.AssertionError({ message: 'm' }); });
tell(() => { throw new assert.AssertionError({ actual: 1, expected: 2, operator: 'like' }); });
tell(() => assert.AssertionError({}));
for (let i = 4; i < 12; i += 1) {
  const long = Array.from({ length: i }, (_, at) => at);
  tell(() => assert.deepStrictEqual(['x', ...long, 'y'], ['z', ...long, 'w']));
  tell(() => assert.deepStrictEqual([...long, 'y'], [...long]));
  tell(() => assert.deepStrictEqual(long, [...long.slice(0, 2), 'n', ...long.slice(2)]));
}
console.log(Object.keys(assert).join(), Object.keys(strict).join());
console.log(assert.strict === strict, strict.strict === strict, assert.name, assert.length, strict.name);
console.log(assert.AssertionError, Object.getPrototypeOf(assert.AssertionError) === Error);
for (const name of Object.keys(assert)) console.log(name, typeof assert[name], name === 'CallTracker' ? '' : assert[name].length);
try {
  assert.strictEqual('a'.repeat(3), 'b');
} catch (error) {
  console.log(String(error), error instanceof assert.AssertionError, error instanceof Error, Object.keys(error).join());
}
