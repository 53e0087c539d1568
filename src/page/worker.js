// The engine's own thread: requests come in, answers go out. It runs in a worker, and knows no page.
let engine, ready, current;
const decoder = new TextDecoder(), encoder = new TextEncoder();
const read = (at, length) => JSON.parse(decoder.decode(new Uint8Array(engine.memory.buffer, at, length)));
const host = {
  milliseconds: () => performance.now(),
  tell: (at, length) => postMessage({ number: current, told: read(at, length) }),
};
const ask = (request) => {
  const bytes = encoder.encode(JSON.stringify(request));
  const at = engine.room(bytes.length);
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
  const length = engine.ask();
  return read(engine.at(), length);
};
onmessage = async ({ data: { wasm, number, request } }) => {
  if (wasm) {
    ready = WebAssembly.instantiate(wasm, { host }).then(({ instance }) => { engine = instance.exports; });
    return;
  }
  try {
    await ready;
    current = number;
    postMessage({ number, answer: ask(request) });
  } catch (error) {
    postMessage({ number, broken: String(error) });
  }
};
