// ends: any
const a = []; for (;;) a.push(a.length);
