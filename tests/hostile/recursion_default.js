// ends: RangeError: Maximum call stack size exceeded
function f(a = f()) {} f();
