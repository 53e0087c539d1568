// ends: fine
let o = {}; for (let i = 0; i < 20000; i++) o = Object.create(o); o.missing; "missing" in o; o instanceof Array;
