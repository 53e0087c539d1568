// ends: fine
const m = new Map([[1, 1], [2, 2], [3, 3]]); m.forEach(() => m.clear()); const s = new Set([1, 2]); for (const x of s) { s.delete(x); s.add(x); if (s.size > 5 || x === 2) break }
