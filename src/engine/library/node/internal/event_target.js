// The web's events (Node doc: Globals): Event, EventTarget, CustomEvent, AbortController, AbortSignal. Not EventEmitter: that is events.js.
const { major, wrongType, fail, inspect, custom, tick, uncaught, DOMException } = internal;
const lists = new WeakMap(), states = new WeakMap(), handlers = new WeakMap();
const MAKING = Symbol('making');

function shownAs(object, own, depth, options) {
  const name = object.constructor.name;
  if (depth < 0) return name;
  return `${name} ${inspect(own, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
}
const stateOf = (event) => states.get(event) ?? fail('ERR_INVALID_THIS', 'Event');

class Event {
  constructor(type, options = undefined) {
    if (arguments.length === 0) fail('ERR_MISSING_ARGS', 'type');
    if (options != null && typeof options !== 'object') wrongType('options', ['object'], options);
    states.set(this, {
      type: `${type}`, bubbles: !!options?.bubbles, cancelable: !!options?.cancelable, composed: !!options?.composed,
      prevented: false, stopped: false, propagates: true, target: null, current: null, dispatched: false, time: internal.now(), trusted: false,
      passive: false,
    });
    Object.defineProperty(this, 'isTrusted', { get: isTrusted, enumerable: true, configurable: false });
  }
  initEvent(type, bubbles = false, cancelable = false) {
    const state = stateOf(this);
    if (!state.dispatched) Object.assign(state, { type: `${type}`, bubbles: !!bubbles, cancelable: !!cancelable });
  }
  stopImmediatePropagation() { const state = stateOf(this); state.stopped = true; state.propagates = false; }
  preventDefault() { const state = stateOf(this); if (state.cancelable && !state.passive) state.prevented = true; }
  get target() { return stateOf(this).target; }
  get currentTarget() { return stateOf(this).current; }
  get srcElement() { return stateOf(this).target; }
  get type() { return stateOf(this).type; }
  get cancelable() { return stateOf(this).cancelable; }
  get defaultPrevented() { const state = stateOf(this); return state.cancelable && state.prevented; }
  get timeStamp() { return stateOf(this).time; }
  composedPath() { const state = stateOf(this); return state.dispatched ? [state.current] : []; }
  get returnValue() { return !stateOf(this).prevented; }
  get bubbles() { return stateOf(this).bubbles; }
  get composed() { return stateOf(this).composed; }
  get eventPhase() { return stateOf(this).dispatched ? Event.AT_TARGET : Event.NONE; }
  get cancelBubble() { return !stateOf(this).propagates; }
  set cancelBubble(value) { if (value) this.stopPropagation(); }
  stopPropagation() { stateOf(this).propagates = false; }
  [custom](depth, options) {
    const { type, cancelable, prevented, time } = stateOf(this);
    return shownAs(this, { type, defaultPrevented: prevented, cancelable, timeStamp: time }, depth, options);
  }
}
const isTrusted = Object.getOwnPropertyDescriptor({ get isTrusted() { return stateOf(this).trusted; } }, 'isTrusted').get;
for (const [at, name] of ['NONE', 'CAPTURING_PHASE', 'AT_TARGET', 'BUBBLING_PHASE'].entries()) {
  Object.defineProperty(Event, name, { value: at, enumerable: true });
}

class CustomEvent extends Event {
  #detail;
  constructor(type, options) {
    if (arguments.length === 0) fail('ERR_MISSING_ARGS', 'type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() { return this.#detail; }
}

const listOf = (target) => lists.get(target) ?? fail('ERR_INVALID_THIS', 'EventTarget');
function flags(options) {
  if (typeof options === 'boolean') return { capture: options };
  if (options == null) return {};
  if (typeof options !== 'object' && typeof options !== 'function') wrongType('options', ['object'], options);
  return options;
}

class EventTarget {
  constructor() { lists.set(this, new Map()); }
  addEventListener(type, listener, options = {}) {
    const list = listOf(this);
    if (arguments.length < 2) fail('ERR_MISSING_ARGS', arguments.length === 0 ? 'type" and "listener' : 'listener');
    const { once = false, capture = false, passive = false, signal } = flags(options);
    if (listener == null) return internal.warn(`addEventListener called with ${listener} which has no effect.`, 'AddEventListenerArgumentTypeWarning');
    if (typeof listener !== 'function' && typeof listener !== 'object') wrongType('listener', ['EventListener'], listener);
    if (signal !== undefined) internal.checkSignal(signal, 'options.signal');
    if (signal?.aborted) return;
    type = `${type}`;
    if (!list.has(type)) list.set(type, []);
    const known = list.get(type);
    if (known.some((one) => one.listener === listener && one.capture === !!capture)) return;
    known.push({ listener, once: !!once, capture: !!capture, passive: !!passive, removed: false });
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener, options), { once: true });
    this[internal.kListens]?.(type, known.length);
  }
  removeEventListener(type, listener, options = {}) {
    const list = listOf(this);
    if (arguments.length < 2) fail('ERR_MISSING_ARGS', arguments.length === 0 ? 'type" and "listener' : 'listener');
    const { capture = false } = flags(options);
    type = `${type}`;
    const known = list.get(type) ?? [];
    const at = known.findIndex((one) => one.listener === listener && one.capture === !!capture);
    if (at < 0) return;
    known[at].removed = true;
    list.set(type, known.filter((_, index) => index !== at));
    this[internal.kListens]?.(type, known.length - 1);
  }
  dispatchEvent(event) {
    listOf(this);
    if (arguments.length < 1) fail('ERR_MISSING_ARGS', 'event');
    if (!(event instanceof Event)) wrongType('event', ['Event'], event);
    const state = stateOf(event);
    if (state.dispatched) fail('ERR_EVENT_RECURSION', state.type);
    dispatch(this, event);
    return event.defaultPrevented !== true;
  }
  [custom](depth, options) { return shownAs(this, {}, depth, options); }
}

function dispatch(target, event) {
  const state = stateOf(event);
  Object.assign(state, { target, current: target, dispatched: true });
  for (const one of (listOf(target).get(state.type) ?? []).slice()) {
    if (one.removed) continue;
    if (one.once) target.removeEventListener(state.type, one.listener, one);
    try {
      state.passive = one.passive;
      const result = typeof one.listener === 'function' ? one.listener.call(target, event) : one.listener.handleEvent(event);
      if (result !== undefined && result !== null) result.then?.(undefined, (error) => tick(() => uncaught(error)));
    } catch (error) {
      tick(() => uncaught(error));
    }
    state.passive = false;
    if (state.stopped) break;
  }
  Object.assign(state, { current: null, dispatched: false });
}

// `onabort` and its like: one listener that can be exchanged.
function handler(prototype, name) {
  Object.defineProperty(prototype, `on${name}`, {
    get() { return handlers.get(this)?.[name]?.given ?? null; },
    set(given) {
      const own = handlers.get(this) ?? {};
      handlers.set(this, own);
      if (own[name] === undefined && typeof given === 'function') {
        own[name] = { given, call(event) { own[name].given?.call(this, event); } };
        this.addEventListener(name, own[name].call);
      } else if (own[name] !== undefined) {
        own[name].given = typeof given === 'function' ? given : null;
      }
    },
    enumerable: true, configurable: true,
  });
}

const signals = new WeakMap();
const signalOf = (signal) => signals.get(signal) ?? fail('ERR_INVALID_THIS', 'AbortSignal');
class AbortSignal extends EventTarget {
  constructor(making) {
    if (making !== MAKING) fail('ERR_ILLEGAL_CONSTRUCTOR');
    super();
    signals.set(this, { aborted: false, reason: undefined, followers: [] });
  }
  get aborted() { return signalOf(this).aborted; }
  get reason() { return signalOf(this).reason; }
  throwIfAborted() { if (this.aborted) throw this.reason; }
  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = new AbortSignal(MAKING);
    Object.assign(signalOf(signal), { aborted: true, reason });
    return signal;
  }
  static timeout(delay) {
    if (typeof delay !== 'number') wrongType('delay', ['number'], delay);
    const signal = new AbortSignal(MAKING);
    internal.timer(() => abort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay).unref();
    return signal;
  }
  [custom](depth, options) { return shownAs(this, { aborted: this.aborted }, depth, options); }
}
if (major >= 20) {
  const any = { any(all) {
    if (all == null || typeof all[Symbol.iterator] !== 'function') fail('ERR_INVALID_ARG_TYPE', 'signals cannot be converted to sequence.');
    const list = Array.from(all);
    for (const [at, one] of list.entries()) if (!signals.has(one)) wrongType(`signals[${at}]`, ['AbortSignal'], one);
    const aborted = list.find((one) => one.aborted);
    if (aborted !== undefined) return AbortSignal.abort(aborted.reason);
    const signal = new AbortSignal(MAKING);
    for (const one of list) signalOf(one).followers.push(signal);
    return signal;
  } }.any;
  Object.defineProperty(AbortSignal, 'any', { value: any, writable: true, configurable: true });
}
handler(AbortSignal.prototype, 'abort');

function abort(signal, reason) {
  const state = signalOf(signal);
  if (state.aborted) return;
  Object.assign(state, { aborted: true, reason });
  const event = new Event('abort');
  stateOf(event).trusted = true;
  dispatch(signal, event);
  for (const follower of state.followers) abort(follower, reason);
}

const controllers = new WeakMap();
const controlled = (controller) => controllers.get(controller) ?? fail('ERR_INVALID_THIS', 'AbortController');
class AbortController {
  constructor() { controllers.set(this, new AbortSignal(MAKING)); }
  get signal() { return controlled(this); }
  abort(reason = new DOMException('This operation was aborted', 'AbortError')) { abort(controlled(this), reason); }
  [custom](depth, options) { return shownAs(this, { signal: this.signal }, depth, options); }
}

internal.listenersOf = (target, type) => lists.get(target)?.get(`${type}`)?.map((one) => one.listener) ?? (lists.has(target) ? [] : undefined);
internal.dispatch = (target, event) => { stateOf(event).trusted = true; dispatch(target, event); };
internal.handler = handler;
internal.shownAs = shownAs;
for (const [made, names] of [[Event, ['initEvent', 'stopImmediatePropagation', 'preventDefault', 'target', 'currentTarget', 'srcElement', 'type',
  'cancelable', 'defaultPrevented', 'timeStamp', 'composedPath', 'returnValue', 'bubbles', 'composed', 'eventPhase', 'cancelBubble', 'stopPropagation']],
  [CustomEvent, ['detail']], [EventTarget, ['addEventListener', 'removeEventListener', 'dispatchEvent']],
  [AbortSignal, ['aborted']], [AbortController, ['signal', 'abort']]]) {
  for (const name of names) Object.defineProperty(made.prototype, name, { enumerable: true });
  Object.defineProperty(made.prototype, Symbol.toStringTag, { value: made.name, configurable: true });
}
return { Event, EventTarget, CustomEvent, AbortController, AbortSignal };
