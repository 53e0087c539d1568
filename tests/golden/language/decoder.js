// Text that arrives in pieces.
const { StringDecoder } = require('node:string_decoder');
const bytes = [0x24, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0xc3, 0x28, 0xe2, 0x28, 0xa1, 0xf0, 0x90, 0x28, 0xbc, 0xd8, 0x3d, 0xde, 0x00];
for (const encoding of ['utf8', 'UTF-16LE', 'ucs2', 'latin1', 'binary', 'ascii', 'hex', 'base64', 'base64url', undefined, null, '']) {
  for (let step = 1; step < 6; step += 1) {
    const decoder = new StringDecoder(encoding);
    let line = `${decoder.encoding} ${step}:`;
    for (let at = 0; at < bytes.length; at += step) {
      line += ` ${JSON.stringify(decoder.write(Buffer.from(bytes.slice(at, at + step))))}/${decoder.lastNeed}/${decoder.lastTotal}`;
    }
    console.log(line, JSON.stringify(decoder.end()), decoder.lastNeed, decoder.lastTotal);
  }
}
let seed = 7;
const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
const few = [0x41, 0x80, 0xbf, 0xc3, 0xe2, 0xf0, 0xed, 0xa0, 0xd8, 0xdc, 0x00, 0xff];
for (let round = 0; round < 300; round += 1) {
  const decoder = new StringDecoder(['utf8', 'utf16le', 'base64', 'base64url'][random(4)]);
  const parts = [];
  for (let part = 0; part < 5; part += 1) {
    const chunk = Buffer.from(Array.from({ length: random(5) }, () => few[random(few.length)]));
    parts.push(JSON.stringify(decoder.write(chunk)), decoder.lastNeed, decoder.lastTotal);
    if (random(9) === 0) parts.push(JSON.stringify(decoder.end()));
  }
  console.log(decoder.encoding, parts.join(' '), JSON.stringify(decoder.end(Buffer.from([0xe2]))));
}
const decoder = new StringDecoder('utf8');
decoder.write(Buffer.from([0xe2, 0x82]));
console.log(decoder.lastChar, decoder.lastNeed, decoder.lastTotal);
console.log(decoder);
console.log(decoder.text(Buffer.from([0x61, 0x62, 0x63]), 1), decoder.write('as it is'));
console.log(decoder.write(new Uint16Array([0x6161])), decoder.write(new DataView(new Uint8Array([98]).buffer)));
console.log(StringDecoder.length, Object.keys(StringDecoder.prototype), Object.keys(decoder));
const tell = (what) => {
  try {
    console.log(what());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
tell(() => new StringDecoder('x'));
tell(() => new StringDecoder(5));
tell(() => new StringDecoder({}));
tell(() => StringDecoder('utf8'));
tell(() => decoder.write(1));
tell(() => decoder.write());
tell(() => decoder.write(null));
tell(() => decoder.end(5));
tell(() => StringDecoder.prototype.write.call({}, Buffer.from('a')));
tell(() => StringDecoder.prototype.lastNeed);
function Own() { StringDecoder.call(this, 'utf8'); }
tell(() => { Object.setPrototypeOf(Own.prototype, StringDecoder.prototype); const own = new Own(); return own.write(Buffer.from('é').subarray(0, 1)) + own.end(Buffer.from('é').subarray(1)); });
