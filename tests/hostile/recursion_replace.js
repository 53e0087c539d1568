// ends: RangeError: Maximum call stack size exceeded
const f = () => 'a'.replace('a', f); f();
