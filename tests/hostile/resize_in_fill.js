// ends: fine
const b = new ArrayBuffer(16, { maxByteLength: 64 }); const u = new Uint8Array(b); try { u.fill({ valueOf() { b.resize(2); return 7 } }, 0, 16) } catch (e) { if (!(e instanceof TypeError)) throw e }
