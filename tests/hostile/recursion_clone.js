// ends: RangeError: Maximum call stack size exceeded
const o = { get x() { return structuredClone(o) } }; structuredClone(o);
