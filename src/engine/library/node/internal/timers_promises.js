// `node:timers/promises` (Node doc: Timers): timers that are awaited. Not timers that call.
const { wrongType, timer, immediate, clearTimer, clearImmediate, repeat, abortError } = internal;
internal.load('event_target');

function check(options) {
  if (options === null || typeof options !== 'object') return { error: caught(() => wrongType('options', ['object'], options)) };
  const { signal, ref = true } = options;
  const error = caught(() => {
    internal.checkSignal(signal, 'options.signal');
    if (typeof ref !== 'boolean') wrongType('options.ref', ['boolean'], ref);
    if (signal?.aborted) throw abortError(signal.reason);
  });
  return { signal, ref, error };
}
function caught(run) {
  try { run(); } catch (error) { return error; }
}

function wait(set, clear, options, value) {
  const { signal, ref, error } = check(options);
  if (error) return Promise.reject(error);
  return new Promise((resolve, reject) => {
    const waiting = set(() => { signal?.removeEventListener('abort', aborted); resolve(value); });
    const aborted = () => { clear(waiting); reject(abortError(signal.reason)); };
    if (!ref) waiting.unref();
    signal?.addEventListener('abort', aborted, { once: true });
  });
}
function setTimeout(delay, value, options = {}) {
  if (delay !== undefined && typeof delay !== 'number') return Promise.reject(caught(() => wrongType('delay', ['number'], delay)));
  return wait((done) => timer(done, delay), clearTimer, options, value);
}
function setImmediate(value, options = {}) {
  return wait((done) => immediate(done), clearImmediate, options, value);
}
function setInterval(delay, value, options = {}) {
  const { signal, ref, error } = check(options);
  let due = 0, waiting = null, ended = false, running, failed = error;
  const stop = () => { ended = true; clearTimer(running); signal?.removeEventListener('abort', aborted); };
  const aborted = () => { failed = abortError(signal.reason); stop(); waiting?.reject(failed); waiting = null; };
  const start = () => {
    running = repeat(() => {
      due++;
      if (waiting) { due--; waiting.resolve({ done: false, value }); waiting = null; }
    }, delay);
    if (!ref) running.unref();
    signal?.addEventListener('abort', aborted, { once: true });
  };
  return {
    next() {
      if (failed) { const rejected = Promise.reject(failed); failed = undefined; ended = true; return rejected; }
      if (ended) return Promise.resolve({ done: true, value: undefined });
      if (running === undefined) start();
      if (due > 0) { due--; return Promise.resolve({ done: false, value }); }
      return new Promise((resolve, reject) => { waiting = { resolve, reject }; });
    },
    return(given) { stop(); return Promise.resolve({ done: true, value: given }); },
    throw(reason) { stop(); return Promise.reject(reason); },
    [Symbol.asyncIterator]() { return this; },
  };
}
class Scheduler {
  wait(delay, options) { return setTimeout(delay, undefined, options); }
  yield() { return setImmediate(); }
}
const scheduler = Object.create(Scheduler.prototype);
return { setTimeout, setImmediate, setInterval, scheduler };
