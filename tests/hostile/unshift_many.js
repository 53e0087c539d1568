// ends: fine
const a = []; for (let i = 0; i < 20000; i++) a.unshift(i); if (a[0] !== 19999) throw 1;
