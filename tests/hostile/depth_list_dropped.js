// ends: fine
let list = null; for (let i = 0; i < 300000; i++) list = { next: list }; list = null; gc();
