// ends: fine
const b = new ArrayBuffer(16, { maxByteLength: 64 }); const u = new Uint8Array(b); u.set({ length: 8, get 3() { b.resize(1); return 1 } });
