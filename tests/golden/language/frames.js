// A built-in called inside a nested call leaves the caller's registers alone.
const wide = (a) => [(() => { const o = new Set([]); return o; })(), [1, [2, [3, [4, [5, [6, [7, [8, [9, a]]]]]]]]]];
console.log(JSON.stringify(wide(1)[1]));
const method = { m() { return [].concat([1]); } };
const more = (a) => [method.m(), [1, [2, [3, [4, [5, [6, [7, [8, [9, [a, [a, [a]]]]]]]]]]]]];
console.log(JSON.stringify(more('x')));
