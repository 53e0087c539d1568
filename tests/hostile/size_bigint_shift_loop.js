// ends: any
let b = 1n; for (;;) b <<= 100000n;
