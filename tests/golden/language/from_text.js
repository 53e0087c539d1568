// Function from text: its names are global, its parts stand alone.
const add = new Function('a', 'b', 'return a + b');
console.log(add(1, 2), add.name, add.length, String(add), add instanceof Function, new (Function('this.x = 1'))());
console.log(Function('return typeof add')(), Function('...all', 'return all.length')(1, 2, 3), Function()(), Function('a,b', 'c = 3', 'return a + b + c')(1, 2));
for (const parts of [['/*', '*/){'], ['}, function () {'], ['a b', ''], ['return }'], ['a', '"use strict"; return this']]) {
  try { console.log(Function(...parts)()); } catch (error) { console.log(error.name); }
}
console.log(Function('return this')() === globalThis, Function('return function () { return typeof Buffer }')()());
class Mine extends Function { hi() { return this.name; } }
const mine = new Mine('return 5'); console.log(mine(), mine.hi(), mine instanceof Mine);
