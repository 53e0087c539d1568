// ends: any
const s = new Set(Array(1e6).keys()); for (;;) s.union ? s.union(s) : s.has(1);
