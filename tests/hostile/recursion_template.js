// ends: RangeError: Maximum call stack size exceeded
const f = (s) => `${f`x`}`; f`x`;
