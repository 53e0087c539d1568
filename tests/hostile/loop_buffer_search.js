// ends: any
const b = Buffer.alloc(1 << 22, 'a'); for (;;) b.indexOf('a'.repeat(1 << 20) + 'b');
