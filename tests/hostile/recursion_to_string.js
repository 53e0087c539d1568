// ends: RangeError: Maximum call stack size exceeded
const o = { toString() { return '' + o } }; '' + o;
