// ends: fine
const a = [1, 2, 3]; a.forEach(() => { a.length = 0 }); a.splice({ valueOf() { a.length = 0; return 1 } }, 5);
