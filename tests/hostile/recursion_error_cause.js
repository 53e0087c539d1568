// ends: fine
let e = new Error('x'); for (let i = 0; i < 20000; i++) e = new Error('y', { cause: e }); try { require('util').inspect(e, { depth: Infinity }) } catch (thrown) { if (!(thrown instanceof RangeError)) throw thrown }
