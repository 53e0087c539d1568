// ends: RangeError: Maximum call stack size exceeded
const f = () => new Uint8Array([2, 1]).sort(f); f();
