// ends: RangeError: Maximum call stack size exceeded
const f = () => { try { f() } finally { 1 } }; f();
