// ends: RangeError: Maximum call stack size exceeded
const f = () => new Uint8Array([1]).map(f); f();
