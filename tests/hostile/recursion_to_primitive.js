// ends: RangeError: Maximum call stack size exceeded
const o = { [Symbol.toPrimitive]() { return +o } }; +o;
