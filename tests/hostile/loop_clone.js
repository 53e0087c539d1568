// ends: any
const a = Array(1e6).fill(0).map(() => [1]); for (;;) structuredClone(a);
