// ends: RangeError: Maximum call stack size exceeded
const o = { set x(v) { this.x = v } }; o.x = 1;
