// Sessions of slabscope for programs: statements in, answers and slabs out. The engine is the WebAssembly file beside this one.
import { readFileSync } from 'node:fs';

const decoder = new TextDecoder(), encoder = new TextEncoder();
let compiled;

/** One engine with at most one session: requests as the page sends them. */
export const start = (hear = () => {}) => {
  compiled ??= new WebAssembly.Module(readFileSync(new URL('slabscope.wasm', import.meta.url)));
  const read = (at, length) => JSON.parse(decoder.decode(new Uint8Array(engine.memory.buffer, at, length)));
  const host = { milliseconds: () => performance.now(), tell: (at, length) => hear(read(at, length)) };
  const engine = new WebAssembly.Instance(compiled, { host }).exports;
  return (request) => {
    const bytes = encoder.encode(JSON.stringify(request));
    const room = engine.room(bytes.length); // The memory may move for it.
    new Uint8Array(engine.memory.buffer).set(bytes, room);
    const length = engine.ask(), said = read(engine.at(), length);
    if (said.refused) throw new Error(said.refused);
    return said;
  };
};

/** A session under the rules of a Node release. */
export const open = ({ node, profile = node, poolSize, width, patience, memory } = {}) => {
  const steps = [];
  const ask = start((told) => steps.push(told));
  const { release } = ask({ do: 'open', profile: profile === undefined ? undefined : String(profile), poolSize, width, patience, memory });
  const view = (command) => ask({ do: 'view', command }).text ?? '';
  return {
    release,
    feed: (entry) => {
      const { outcome, text: answer = '', printed, later, error, statement } = ask({ do: 'feed', text: entry });
      const text = (lines) => lines.map(({ runs }) => runs.map(([, run]) => run).join('')).join('');
      return { outcome, answer: answer ?? '', printed: text(printed), later: text(later), error, statement };
    },
    slabs: () => ask({ do: 'slabs' }).slabs,
    why: (of = '') => view(`.why ${of}`),
    who: (of = '') => view(`.who ${of}`),
    map: (of = '') => view(`.map ${of}`),
    advise: () => view('.advise'),
    view,
    picture: (of = '') => ask({ do: 'picture', of }).svg,
    preview: (text) => ask({ do: 'preview', text }).preview,
    complete: (text, at) => ask({ do: 'complete', text, at }),
  };
};

/** Runs a program to its end: what it prints, and its exit code. */
export const run = (source, { way = 'script', name = 'program.js', ...options } = {}) => start()({ do: 'run', text: source, way, name, ...options });

/** Replays the transcripts in a text: how many entries there are, and what differs. */
export const replay = (text, { markdown = false, ...options } = {}) => start()({ do: 'replay', text, markdown, ...options });
