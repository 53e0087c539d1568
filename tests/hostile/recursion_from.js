// ends: RangeError: Maximum call stack size exceeded
const f = () => Array.from([1], f); f();
