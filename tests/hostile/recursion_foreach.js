// ends: RangeError: Maximum call stack size exceeded
const f = () => new Map([[1, 1]]).forEach(f); f();
