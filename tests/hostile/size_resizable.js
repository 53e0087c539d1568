// ends: any
const b = new ArrayBuffer(0, { maxByteLength: 2 ** 32 }); for (let n = 1; ; n *= 2) b.resize(n);
