// ends: RangeError: Maximum call stack size exceeded
const o = { get x() { return this.x } }; o.x;
