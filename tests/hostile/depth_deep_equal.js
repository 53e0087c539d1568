// ends: fine
const make = () => { let a = []; for (let i = 0; i < 50000; i++) a = [a]; return a }; try { require('util').isDeepStrictEqual(make(), make()) } catch (thrown) { if (!(thrown instanceof RangeError) && !(thrown instanceof TypeError)) throw thrown }
