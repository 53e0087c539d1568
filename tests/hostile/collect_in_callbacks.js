// ends: fine
const keep = []; for (let i = 0; i < 2000; i++) { keep.push([3, 1, 2].sort((a, b) => { if (i % 100 === 0) gc(); return a - b }).map((x) => ({ x }))); } if (keep[1999][2].x !== 3) throw 1;
