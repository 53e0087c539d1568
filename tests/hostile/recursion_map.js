// ends: RangeError: Maximum call stack size exceeded
const f = () => [1].map(f); f();
