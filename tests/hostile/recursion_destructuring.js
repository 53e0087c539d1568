// ends: RangeError: Maximum call stack size exceeded
const o = { get a() { const { a } = o; return a } }; const { a } = o;
