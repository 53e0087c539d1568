// ends: RangeError: Maximum call stack size exceeded
const f = () => [2, 1].sort(f); f();
