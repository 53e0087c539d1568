// `node:events` (Node doc: Events): EventEmitter, `once`, `on`, and what asks them. Not EventTarget: that is event_target.js.
const { major, wrongType, fail, warn, inspect, tick, abortError } = internal;
const kCapture = Symbol('kCapture'), kShape = Symbol('shapeMode'), kEmitting = Symbol('events.emitting');
const errorMonitor = Symbol('events.errorMonitor'), rejection = Symbol.for('nodejs.rejection');
let defaultMaxListeners = 10;

function checkListener(listener) {
  if (typeof listener !== 'function') wrongType('listener', ['function'], listener);
}
function checkCount(name, n) {
  if (typeof n !== 'number') wrongType(name, ['number'], n);
  if (!(n >= 0)) internal.outside(name, n);
}

function EventEmitter(opts) {
  EventEmitter.init.call(this, opts);
}
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true, enumerable: false });

const methods = {
  setMaxListeners: function setMaxListeners(n) {
    checkCount('setMaxListeners', n);
    this._maxListeners = n;
    return this;
  },
  getMaxListeners: function getMaxListeners() {
    return this._maxListeners === undefined ? defaultMaxListeners : this._maxListeners;
  },
  emit: function emit(type, ...args) {
    const events = this._events;
    if (type === 'error') {
      if (events !== undefined && events[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
      if (events === undefined || events.error === undefined) {
        const er = args[0];
        if (er instanceof Error) {
      throw er; // Unhandled 'error' event
        }
        let shown;
        try { shown = inspect(er); } catch { shown = er; }
        fail('ERR_UNHANDLED_ERROR', shown, er);
      }
    }
    const handler = events === undefined ? undefined : events[type];
    if (handler === undefined) return false;
    if (typeof handler === 'function') {
      settle(this, handler.apply(this, args), type, args);
    } else {
      for (const listener of handler.slice()) settle(this, listener.apply(this, args), type, args);
    }
    return true;
  },
  addListener: function addListener(type, listener) {
    return add(this, type, listener, false);
  },
  on: undefined,
  prependListener: function prependListener(type, listener) {
    return add(this, type, listener, true);
  },
  once: function once(type, listener) {
    checkListener(listener);
    return this.on(type, wrapped(this, type, listener));
  },
  prependOnceListener: function prependOnceListener(type, listener) {
    checkListener(listener);
    return this.prependListener(type, wrapped(this, type, listener));
  },
  removeListener: function removeListener(type, listener) {
    checkListener(listener);
    const events = this._events;
    const list = events === undefined ? undefined : events[type];
    if (list === undefined) return this;
    if (list === listener || list.listener === listener) {
      this._eventsCount -= 1;
      if (this._eventsCount === 0) this._events = { __proto__: null };
      else delete events[type];
      if (events.removeListener) this.emit('removeListener', type, list.listener || listener);
    } else if (typeof list !== 'function') {
      let at = list.length - 1;
      while (at >= 0 && list[at] !== listener && list[at].listener !== listener) at--;
      if (at < 0) return this;
      list.splice(at, 1);
      if (list.length === 1) events[type] = list[0];
      if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
    }
    return this;
  },
  off: undefined,
  removeAllListeners: function removeAllListeners(type) {
    const events = this._events;
    if (events === undefined) return this;
    if (events.removeListener === undefined) {
      if (arguments.length === 0) {
        this._events = { __proto__: null };
        this._eventsCount = 0;
      } else if (events[type] !== undefined) {
        if (--this._eventsCount === 0) this._events = { __proto__: null };
        else delete events[type];
      }
      return this;
    }
    if (arguments.length === 0) {
      for (const key of Reflect.ownKeys(events)) if (key !== 'removeListener') this.removeAllListeners(key);
      this.removeAllListeners('removeListener');
      this._events = { __proto__: null };
      this._eventsCount = 0;
      return this;
    }
    const listeners = events[type];
    if (typeof listeners === 'function') this.removeListener(type, listeners);
    else if (listeners !== undefined) for (const one of listeners.slice().reverse()) this.removeListener(type, one);
    return this;
  },
  listeners: function listeners(type) {
    return of(this, type).map((listener) => listener.listener || listener);
  },
  rawListeners: function rawListeners(type) {
    return of(this, type);
  },
  listenerCount: function listenerCount(type, listener) {
    const all = of(this, type);
    return listener == null ? all.length : all.filter((one) => one === listener || one.listener === listener).length;
  },
  eventNames: function eventNames() {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  },
};
methods.on = methods.addListener;
methods.off = methods.removeListener;
Object.assign(EventEmitter.prototype, methods);

function of(emitter, type) {
  const list = emitter._events === undefined ? undefined : emitter._events[type];
  return list === undefined ? [] : typeof list === 'function' ? [list] : list.slice();
}

function settle(emitter, result, type, args) {
  if (!emitter[kCapture] || result === undefined || result === null || typeof result.then !== 'function') return;
  result.then(undefined, (error) => tick(() => {
    if (typeof emitter[rejection] === 'function') emitter[rejection](error, type, ...args);
    else {
      const before = emitter[kCapture];
      try { emitter[kCapture] = false; emitter.emit('error', error); } finally { emitter[kCapture] = before; }
    }
  }));
}

function add(target, type, listener, first) {
  checkListener(listener);
  let events = target._events;
  if (events === undefined) {
    events = target._events = { __proto__: null };
    target._eventsCount = 0;
  } else if (events.newListener !== undefined) {
    target.emit('newListener', type, listener.listener ?? listener);
    events = target._events;
  }
  let list = events[type];
  if (list === undefined) {
    events[type] = listener;
    ++target._eventsCount;
    return target;
  }
  if (typeof list === 'function') {
    list = events[type] = first ? [listener, list] : [list, listener];
    if (major >= 22) list[kEmitting] = 0;
  } else if (first) list.unshift(listener);
  else list.push(listener);
  const most = target.getMaxListeners();
  if (most > 0 && list.length > most && !list.warned) {
    Object.defineProperty(list, 'warned', { value: true, writable: true, configurable: true });
    warn(`Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ` +
      `${inspect(target, { depth: -1 })}. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`,
      'MaxListenersExceededWarning');
  }
  return target;
}

function wrapped(target, type, listener) {
  let fired = false;
  const wrapper = major >= 24
    ? function wrapper(...args) { if (!fired) { target.removeListener(type, wrapper); fired = true; return listener.apply(target, args); } }
    : function onceWrapper(...args) { if (!fired) { target.removeListener(type, bound); fired = true; return listener.apply(target, args); } };
  const bound = major >= 24 ? wrapper : wrapper.bind(undefined);
  bound.listener = listener;
  return bound;
}

EventEmitter.init = function(opts) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  if (major >= 20) this[kShape] = false;
  const captures = opts?.captureRejections;
  if (captures !== undefined && typeof captures !== 'boolean') wrongType('options.captureRejections', ['boolean'], captures);
  this[kCapture] = captures ?? EventEmitter.prototype[kCapture];
};

function isTarget(emitter) {
  return typeof emitter?.addEventListener === 'function' && typeof emitter.on !== 'function';
}
function listen(emitter, name, listener, once) {
  if (typeof emitter?.on === 'function') { if (once) emitter.once(name, listener); else emitter.on(name, listener); }
  else if (typeof emitter?.addEventListener === 'function') emitter.addEventListener(name, listener, { once });
  else wrongType('emitter', ['EventEmitter'], emitter);
}
function unlisten(emitter, name, listener) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
  else emitter.removeEventListener(name, listener);
}

// As an async function that answers with a promise does.
function once(emitter, name, options = {}) {
  return new Promise((resolve) => resolve(awaited(emitter, name, options)));
}
function awaited(emitter, name, options) {
  return new Promise((resolve, reject) => {
    const signal = options?.signal;
    internal.checkSignal(signal, 'options.signal');
    if (signal?.aborted) throw abortError(signal.reason);
    const done = (...args) => { clean(); resolve(args); };
    const failed = (error) => { unlisten(emitter, name, done); clean(); reject(error); };
    const aborted = () => { unlisten(emitter, name, done); unlisten(emitter, 'error', failed); reject(abortError(signal.reason)); };
    const clean = () => {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', failed);
      signal?.removeEventListener('abort', aborted);
    };
    listen(emitter, name, done, true);
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', failed);
    signal?.addEventListener('abort', aborted, { once: true });
  });
}

function on(emitter, event, options = {}) {
  const signal = options?.signal;
  internal.checkSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortError(signal.reason);
  const values = [], waiting = [];
  let error = null, finished = false;
  const handler = (...args) => {
    const promise = waiting.shift();
    if (promise) promise.resolve({ value: args, done: false });
    else values.push(args);
  };
  const failed = (reason) => {
    const promise = waiting.shift();
    if (promise) promise.reject(reason);
    else error = reason;
    iterator.return();
  };
  const aborted = () => failed(abortError(signal.reason));
  const iterator = {
    next() {
      if (values.length) return Promise.resolve({ value: values.shift(), done: false });
      if (error) {
        const rejected = Promise.reject(error);
        error = null;
        return rejected;
      }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      finished = true;
      unlisten(emitter, event, handler);
      if (!isTarget(emitter)) unlisten(emitter, 'error', failed);
      for (const end of options.close ?? []) unlisten(emitter, end, close);
      signal?.removeEventListener('abort', aborted);
      for (const promise of waiting.splice(0)) promise.resolve({ value: undefined, done: true });
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(reason) {
      if (!(reason instanceof Error)) wrongType('EventEmitter.AsyncIterator', ['Error'], reason);
      failed(reason);
    },
    [Symbol.asyncIterator]() { return this; },
  };
  const close = () => iterator.return();
  listen(emitter, event, handler, false);
  if (event !== 'error' && typeof emitter.on === 'function') emitter.on('error', failed);
  for (const end of options.close ?? []) listen(emitter, end, close, false);
  signal?.addEventListener('abort', aborted, { once: true });
  return iterator;
}

function addAbortListener(signal, listener) {
  if (signal === undefined) wrongType('signal', ['AbortSignal'], signal);
  internal.checkSignal(signal, 'signal');
  if (typeof listener !== 'function') wrongType('listener', ['function'], listener);
  let remove;
  if (signal.aborted) internal.microtask(() => listener());
  else {
    signal.addEventListener('abort', listener, { once: true });
    remove = () => signal.removeEventListener('abort', listener);
  }
  return { __proto__: null, [Symbol.dispose]() { remove?.(); } };
}

function getEventListeners(emitter, type) {
  if (typeof emitter?.listeners === 'function') return emitter.listeners(type);
  const known = emitter == null ? undefined : internal.listenersOf?.(emitter, type);
  return known ?? wrongType('emitter', ['EventEmitter', 'EventTarget'], emitter);
}
function getMaxListeners(emitter) {
  return typeof emitter?.getMaxListeners === 'function' ? emitter.getMaxListeners() : defaultMaxListeners;
}
function setMaxListeners(n = defaultMaxListeners, ...targets) {
  checkCount('setMaxListeners', n);
  if (targets.length === 0) defaultMaxListeners = n;
  for (const target of targets) target.setMaxListeners?.(n);
}
function listenerCount(emitter, type) {
  return typeof emitter.listenerCount === 'function' ? emitter.listenerCount(type) : getEventListeners(emitter, type).length;
}

Object.assign(EventEmitter, { addAbortListener, once, on, getEventListeners, getMaxListeners },
  major >= 24 ? { listenerCount } : {}, { EventEmitter, usingDomains: false });
const shown = (get, set) => ({ get, set, enumerable: true, configurable: false });
Object.defineProperties(EventEmitter, {
  captureRejectionSymbol: { value: rejection, enumerable: true },
  captureRejections: shown(() => EventEmitter.prototype[kCapture], (value) => {
    if (typeof value !== 'boolean') wrongType('EventEmitter.captureRejections', ['boolean'], value);
    EventEmitter.prototype[kCapture] = value;
  }),
  errorMonitor: { value: errorMonitor, enumerable: true },
  defaultMaxListeners: shown(() => defaultMaxListeners, (n) => {
    checkCount('defaultMaxListeners', n);
    defaultMaxListeners = n;
  }),
});
EventEmitter.setMaxListeners = setMaxListeners;
const init = EventEmitter.init;
delete EventEmitter.init;
EventEmitter.init = init;
if (major < 24) EventEmitter.listenerCount = listenerCount;
return EventEmitter;
