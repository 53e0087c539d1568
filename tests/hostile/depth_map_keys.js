// ends: fine
let m = new Map(); for (let i = 0; i < 100000; i++) m = new Map([[m, m]]); m = null; gc();
