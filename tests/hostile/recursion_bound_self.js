// ends: RangeError: Maximum call stack size exceeded
function f() { return g() } const g = f.bind(null, 1); g();
