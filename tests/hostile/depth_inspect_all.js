// ends: fine
let a = {}; for (let i = 0; i < 100000; i++) a = { a }; try { require('util').inspect(a, { depth: Infinity }) } catch (thrown) { if (!(thrown instanceof RangeError)) throw thrown }
