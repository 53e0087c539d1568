// ends: RangeError: Maximum call stack size exceeded
const o = { valueOf() { return new Date(o) } }; new Date(o);
