// ends: fine
const b = new ArrayBuffer(16, { maxByteLength: 64 }); const u = new Uint8Array(b); let n = 0; try { for (const x of u) b.resize(n++ % 2 ? 64 : 1) } catch (e) { if (!(e instanceof TypeError)) throw e }
