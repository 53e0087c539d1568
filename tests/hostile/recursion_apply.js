// ends: RangeError: Maximum call stack size exceeded
function f() { return f.apply(null, arguments) } f(1, 2);
