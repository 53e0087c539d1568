// A small function ends right after a built-in call while its caller has many registers.
const small = (f) => { try { const v = f(); console.log(typeof v) } catch (e) { console.log(String(e)) } };
small(() => String(1).length);
small(() => Math.max().x);
const [a, b, c, d, e, f, g, h] = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => n * 2);
small(() => parseInt());
console.log(a, b, c, d, e, f, g, h);
