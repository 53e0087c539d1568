// ends: RangeError: Maximum call stack size exceeded
function f() { return Reflect.apply(f, null, []) } f();
