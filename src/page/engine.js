// The engine in a worker: requests are answered in order. One that never ends is stopped, one that breaks the engine gets another
// engine. Not what is asked.
const PATIENCE = 5000; // Milliseconds without a word: longer than the engine itself lets an entry take.
const unpacked = async (bytes) => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
// The bytes of the engine: in the page, or in a file beside it.
const engineOf = async ({ engine }) => {
  if (engine === 'inside') return unpacked(Uint8Array.from(atob(id('engine').textContent), (letter) => letter.charCodeAt(0)));
  const response = await fetch(engine).catch(() => null);
  if (!response?.ok) throw new Error('the engine, which stands beside this page, could not be read (a page opened as a file may read no other: open it from a web server)');
  return unpacked(new Uint8Array(await response.arrayBuffer()));
};
const createEngine = (wasm, source) => {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  let worker, waiting = [], number = 0, watch = 0;
  const start = () => {
    worker = new Worker(address);
    worker.onmessage = ({ data }) => heard(data);
    worker.onerror = (event) => fail(`the engine cannot run here: ${event.message ?? 'its worker does not start'}`);
    worker.postMessage({ wasm });
  };
  const watched = () => {
    clearTimeout(watch);
    if (waiting.length) watch = setTimeout(() => fail('this never ended, and was stopped'), PATIENCE);
  };
  const fail = (why) => {
    worker.terminate();
    const all = waiting;
    waiting = [];
    clearTimeout(watch);
    start();
    all.forEach(({ reject }, index) => reject(Object.assign(new Error(why), { first: index === 0 })));
  };
  const heard = (data) => {
    const [first] = waiting;
    if (!first || first.number !== data.number) return;
    if (data.told) first.tell?.(data.told);
    else if (data.broken) return fail(`the engine broke (${data.broken}), and was replaced`);
    else { waiting.shift(); first.resolve(data.answer); }
    watched();
  };
  const ask = (request, tell) => new Promise((resolve, reject) => {
    waiting.push({ number: ++number, resolve, reject, tell });
    worker.postMessage({ number, request });
    if (waiting.length === 1) watched();
  });
  start();
  return { ask, busy: () => waiting.length > 0 };
};
