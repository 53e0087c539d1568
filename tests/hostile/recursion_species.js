// ends: RangeError: Maximum call stack size exceeded
const a = [1]; a.constructor = { get [Symbol.species]() { return a.map((x) => x) } }; a.map((x) => x);
