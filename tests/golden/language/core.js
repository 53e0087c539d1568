let a = 1; const f = (x, y = 2, ...r) => x + y + r.length;
console.log(f(1), f(1,5), f(1,2,3,4), [1,2,3], {a, b: 'x'});
function fib(n) { return n < 2 ? n : fib(n-1) + fib(n-2); }
console.log(fib(15));
for (const [i, v] of ['p','q'].entries()) console.log(i, v);
const { x, y: [z = 7] = [], ...rest } = { x: 5, q: 1, w: 2 };
console.log(x, z, rest);
try { null.foo } catch (e) { console.log(e.message, e instanceof TypeError) }
try { undefinedName } catch (e) { console.log(e.message) }
const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); console.log(fs.map(g => g()));
label: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j == 1) continue label; if (i == 2) break label; console.log(i, j); } }
function t() { try { return 1 } finally { console.log('fin') } } console.log(t());
console.log(`a${1+1}b`, 1n + 2n, typeof f, void 0, 2 ** 10, 7 % 3, -7 >>> 28);
let s = ''; for (let i = 0; i < 100000; i++) s += 'x'; console.log(s.length);
switch (3) { case 1: console.log('one'); case 3: console.log('three'); case 4: console.log('four'); break; default: console.log('d') }
