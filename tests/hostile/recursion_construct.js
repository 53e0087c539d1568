// ends: RangeError: Maximum call stack size exceeded
function F() { return new F() } new F();
