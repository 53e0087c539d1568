// ends: fine
const b = new ArrayBuffer(16, { maxByteLength: 64 }); const u = new Uint8Array(b); try { u.slice(0, { valueOf() { b.resize(3); return 16 } }) } catch (e) { if (!(e instanceof TypeError)) throw e }
