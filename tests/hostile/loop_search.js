// ends: any
const s = 'a'.repeat(2 ** 22); for (;;) s.indexOf(s.slice(1) + 'b');
