// ends: RangeError: Maximum call stack size exceeded
const f = () => f() + 1; f();
