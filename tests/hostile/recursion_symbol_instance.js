// ends: RangeError: Maximum call stack size exceeded
const o = { [Symbol.hasInstance]() { return 1 instanceof o } }; 1 instanceof o;
