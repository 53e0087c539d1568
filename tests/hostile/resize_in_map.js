// ends: fine
const b = new ArrayBuffer(16, { maxByteLength: 64 }); const u = new Uint8Array(b); u.map((x, i) => { if (i === 3) b.resize(0); return 1 });
