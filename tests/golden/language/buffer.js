const a = Buffer.allocUnsafe(4), b = Buffer.from('héllo'), c = Buffer.alloc(5, 'ab');
console.log(a.byteOffset, a.buffer.byteLength, b, c, b.toString(), b.toString('hex'), b.toString('base64'));
console.log(a.buffer === b.buffer, c.buffer === b.buffer, Buffer.concat([b, c]), Buffer.byteLength('€'));
console.log(b.indexOf('l'), b.includes('lo'), b.equals(Buffer.from('héllo')), b.slice(1,3), b.toJSON());
const d = Buffer.alloc(8); d.writeUInt16BE(0x1234, 1); d.writeDoubleLE(1.5, 0); console.log(d, d.readDoubleLE(0), d.readInt8(7));
try { Buffer.alloc('4') } catch (e) { console.log(e.code, e.message) }
try { d.readUInt32LE(6) } catch (e) { console.log(e.code, e.message) }
console.log(new Uint8Array([1,2,3]), new ArrayBuffer(4), new Float32Array(2));
for (const x of b) console.log(x);
for (let i = 0; i < 8; i++) d[i] = i * 3; console.log(d, d.length, [...d]);
console.log(Buffer.poolSize, Buffer.isBuffer(d), Buffer.compare(b, c));
