// ends: any
const a = []; for (;;) a.push({ a: [a.length], b: {} });
