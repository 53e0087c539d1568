// ends: RangeError: Maximum call stack size exceeded
const o = { toJSON() { return JSON.stringify(o) } }; JSON.stringify(o);
