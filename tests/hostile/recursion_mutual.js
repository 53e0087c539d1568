// ends: RangeError: Maximum call stack size exceeded
const a = (n) => b(n + 1), b = (n) => [n].every(a); a(0);
