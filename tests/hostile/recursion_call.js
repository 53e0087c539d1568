// ends: RangeError: Maximum call stack size exceeded
function f() { return f.call(this) } f();
