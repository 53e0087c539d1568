// ends: fine
const a = [1, 2, 3]; Object.defineProperty(a, 0, { get() { a.length = 1; return 1 } }); [].concat(a); a.slice(0); a.flat(); JSON.stringify(a);
