// ends: RangeError: Maximum call stack size exceeded
const f = () => JSON.stringify([1], f); f();
