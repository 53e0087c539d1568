// ends: RangeError: Maximum call stack size exceeded
const o = { valueOf() { return o + 1 } }; o * 1;
