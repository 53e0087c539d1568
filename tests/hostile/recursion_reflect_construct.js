// ends: RangeError: Maximum call stack size exceeded
function F() { return Reflect.construct(F, []) } Reflect.construct(F, []);
