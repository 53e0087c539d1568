// ends: fine
const a = Array.from({ length: 100000 }, (x, i) => i); let t = 0; while (a.length) t += a.shift(); if (t !== 4999950000) throw t;
