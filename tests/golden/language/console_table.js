// console.table: arrays, objects, maps, sets, primitives, chosen columns, wide characters.
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]);
console.table([[1, 2], [3]]);
console.table([1, 'two', { three: 3 }]);
console.table({ x: { p: 1 }, y: 2 });
console.table(new Map([['k', 1], [{ a: 1 }, [2]]]));
console.table(new Set(['a', { b: 1 }]));
console.table([{ a: 1, b: 2 }], ['b']);
console.table([{ a: 1, b: 2 }], ['b', 'zz']);
console.table(5);
console.table('text');
console.table(null);
console.table();
console.table([]);
console.table(Buffer.from('abc'));
console.table([Buffer.from('ab'), Buffer.from('é')]);
console.table([{ name: '日本', n: 'é' }, { name: 'long name here', n: '\u{1F600}' }]);
console.table(new Map([['a', 1]]).entries());
console.table(new Set([1]).values());
console.table([Symbol('s'), undefined, null, 1n, () => 1, new Date(0), /x/]);
console.table([{ a: { b: { c: 1 } } }, { a: [1, [2, [3]]] }]);
console.table(Object.create(null, { q: { value: 1, enumerable: true } }));
console.table([[]]);
console.table([{}]);
try {
  console.table([1], 5);
} catch (error) {
  console.log(String(error));
}
