// ends: fine
const b = new ArrayBuffer(16, { maxByteLength: 64 }); const u = Buffer.from(b); try { u.fill('abc', { valueOf() { b.resize(0); return 0 } }, 16) } catch (e) { if (!(e instanceof Error)) throw e } try { u.write('abcdef', 2) } catch (e) { if (!(e instanceof Error)) throw e }
