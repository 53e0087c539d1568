// ends: RangeError: Maximum call stack size exceeded
const o = { [Symbol.iterator]() { return [...o][Symbol.iterator]() } }; [...o];
