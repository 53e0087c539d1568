// ends: any
require('util').inspect(Array(1e6).fill({ a: 1 }), { maxArrayLength: Infinity });
