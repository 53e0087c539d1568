// ends: RangeError: Maximum call stack size exceeded
const f = () => Object.groupBy([1], f); f();
