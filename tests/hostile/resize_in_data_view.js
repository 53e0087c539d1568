// ends: fine
const b = new ArrayBuffer(16, { maxByteLength: 64 }); const v = new DataView(b, 8); try { v.setFloat64({ valueOf() { b.resize(4); return 0 } }, 1) } catch (e) { if (!(e instanceof RangeError) && !(e instanceof TypeError)) throw e }
