// ends: any
const a = Buffer.alloc(1 << 26), b = Buffer.alloc(1 << 26); for (;;) a.equals(b);
