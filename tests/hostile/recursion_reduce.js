// ends: RangeError: Maximum call stack size exceeded
const f = () => [1, 2].reduce(f); f();
