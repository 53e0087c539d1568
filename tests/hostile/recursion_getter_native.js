// ends: RangeError: Maximum call stack size exceeded
const o = {}; Object.defineProperty(o, 'x', { get: Function.prototype.call.bind(() => o.x) }); o.x;
