// A text in the address of a page: packed, and read again as far as it goes. Nothing is sent anywhere.
const through = (bytes, stream) => new Blob([bytes]).stream().pipeThrough(stream);
const linkOf = async (text) => {
  const bytes = new Uint8Array(await new Response(through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'))).arrayBuffer());
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return `#t=${btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
};
// The text, and what is to be said of a link that is damaged; null where the address holds none.
const readLink = async (address) => {
  const coded = /[#&]t=([^&]*)/.exec(address)?.[1];
  if (coded === undefined) return null;
  let text = '';
  try {
    const bytes = Uint8Array.from(atob(coded.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
    const reader = through(bytes, new DecompressionStream('deflate-raw')).pipeThrough(new TextDecoderStream()).getReader();
    for (let part; !(part = await reader.read()).done;) text += part.value;
    return { text, told: '' };
  } catch {
    return { text, told: text ? 'The link is damaged: what could be read of its session is shown.' : 'The link is damaged: nothing of its session could be read.' };
  }
};
