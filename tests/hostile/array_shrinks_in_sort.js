// ends: fine
const a = Array.from({ length: 100 }, (x, i) => -i); a.sort((x, y) => { a.length = 0; return x - y });
