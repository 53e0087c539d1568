// ends: fine
const b = new ArrayBuffer(16, { maxByteLength: 64 }); const u = new Uint8Array(b); u.sort((x, y) => { b.resize(b.byteLength === 16 ? 4 : 16); return x - y });
