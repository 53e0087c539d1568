// ends: fine
const b = new ArrayBuffer(16), u = new Uint8Array(b); const drop = () => structuredClone(b, { transfer: b.byteLength ? [b] : [] });
try { Buffer.from(b).writeUInt32LE(1, { valueOf() { drop(); return 0 } }) } catch (e) { if (!(e instanceof Error)) throw e }
u.length; u[0]; u[0] = 1; try { b.slice(0) } catch {}
