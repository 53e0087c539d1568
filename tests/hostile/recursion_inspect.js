// ends: RangeError: Maximum call stack size exceeded
const { inspect } = require('util'); const o = { [inspect.custom]() { return inspect(o) } }; inspect(o);
