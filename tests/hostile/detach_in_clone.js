// ends: fine
const b = new ArrayBuffer(16), u = new Uint8Array(b); const drop = () => structuredClone(b, { transfer: b.byteLength ? [b] : [] });
try { structuredClone({ get a() { drop(); return 1 }, u }) } catch (e) { if (!(e instanceof Error)) throw e }
u.length; u[0]; u[0] = 1; try { b.slice(0) } catch {}
