// ends: RangeError: Maximum call stack size exceeded
const o = { valueOf() { return Buffer.from(o) } }; Buffer.from(o);
