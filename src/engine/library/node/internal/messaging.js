// Ports on one thread (Node doc: Worker threads): MessageChannel, MessagePort, MessageEvent, BroadcastChannel. No other threads.
const { fail, wrongType, clone, custom, poll } = internal;
const { Event, EventTarget } = internal.load('event_target');
const kListens = internal.kListens, MAKING = Symbol('making');
const ports = new WeakMap();

class MessageEvent extends Event {
  #own;
  constructor(type, { data = null, origin = '', lastEventId = '', source = null, ports: given = [] } = {}) {
    if (arguments.length === 0) fail('ERR_MISSING_ARGS', 'type');
    super(type);
    this.#own = { data, origin: `${origin}`, lastEventId: `${lastEventId}`, source, ports: [...given] };
  }
  get data() { return this.#own.data; }
  get origin() { return this.#own.origin; }
  get lastEventId() { return this.#own.lastEventId; }
  get source() { return this.#own.source; }
  get ports() { return this.#own.ports; }
  initMessageEvent() {}
}

// What comes is kept until the port is started, and given out one by one where Node looks at what came in.
function pump(port, when = 0) {
  const state = ports.get(port);
  if (!state.started || state.planned || state.queue.length === 0) return;
  state.planned = true;
  poll(() => {
    state.planned = false;
    if (state.started && state.queue.length > 0) {
      const message = state.queue.shift();
      if (message.closes) poll(() => end(port), 2);
      else {
        pump(port, 1);
        internal.dispatch(port, new MessageEvent('message', message));
      }
    }
    pump(port);
  }, when);
}
function end(port) {
  const state = ports.get(port);
  if (state.closed) return;
  state.closed = true;
  internal.dispatch(port, new Event('close'));
}
function keepAlive(port, refed) {
  const state = ports.get(port);
  if (refed === (state.alive !== undefined)) return;
  if (refed) state.alive = true;
  else state.alive = undefined;
}

class MessagePort extends EventTarget {
  constructor(making) {
    if (making !== MAKING) fail('ERR_CONSTRUCT_CALL_INVALID');
    super();
    ports.set(this, { other: undefined, queue: [], started: false, planned: false, closed: false, alive: undefined, wrapped: new Map() });
  }
  postMessage(value, transfer) {
    const state = ports.get(this);
    if (arguments.length === 0) fail('ERR_MISSING_ARGS', 'message');
    const list = Array.isArray(transfer) ? transfer : transfer?.transfer ?? [];
    const moved = list.filter((one) => ports.has(one));
    const data = clone(value, { transfer: list.filter((one) => !ports.has(one)) }, moved);
    if (state.closed || state.other === undefined || ports.get(state.other).closed) return;
    ports.get(state.other).queue.push({ data, ports: moved });
    pump(state.other);
    return true;
  }
  start() { ports.get(this).started = true; pump(this); }
  close(callback) {
    const state = ports.get(this);
    if (state.closed) return;
    if (typeof callback === 'function') this.once('close', callback);
    if (state.other !== undefined && !ports.get(state.other).closed) {
      ports.get(state.other).queue.push({ closes: true });
      pump(state.other);
    }
    state.other = undefined;
    poll(() => end(this), 2);
  }
  ref() { keepAlive(this, true); }
  unref() { keepAlive(this, false); }
  hasRef() { return ports.get(this).alive === true; }
  on(name, listener) { return this.#listen(name, listener, false); }
  addListener(name, listener) { return this.#listen(name, listener, false); }
  once(name, listener) { return this.#listen(name, listener, true); }
  #listen(name, listener, once) {
    if (typeof listener !== 'function') wrongType('listener', ['function'], listener);
    const { wrapped } = ports.get(this);
    const call = (event) => listener.call(this, name === 'message' ? event.data : event);
    wrapped.set(listener, call);
    this.addEventListener(name, call, { once });
    if (name === 'message') this.start();
    return this;
  }
  off(name, listener) { return this.removeListener(name, listener); }
  removeListener(name, listener) {
    const { wrapped } = ports.get(this);
    this.removeEventListener(name, wrapped.get(listener) ?? listener);
    return this;
  }
  removeAllListeners(name) {
    for (const one of internal.listenersOf(this, name)) this.removeEventListener(name, one);
    return this;
  }
  emit(name, ...args) { internal.dispatch(this, name === 'message' ? new MessageEvent(name, { data: args[0] }) : new Event(name)); return true; }
  listenerCount(name) { return internal.listenersOf(this, name).length; }
  eventNames() { return ['message', 'close'].filter((name) => this.listenerCount(name) > 0); }
  [kListens](type, count) { if (type === 'message') keepAlive(this, count > 0); }
  [custom](depth, options) {
    const { closed, alive } = ports.get(this);
    return internal.shownAs(this, { active: !closed, refed: alive === true }, depth, options);
  }
}
for (const name of ['message', 'messageerror']) internal.handler(MessagePort.prototype, name);
const { set } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
Object.defineProperty(MessagePort.prototype, 'onmessage', { set(given) { set.call(this, given); if (typeof given === 'function') this.start(); } });
Object.defineProperty(MessagePort.prototype, Symbol.toStringTag, { value: 'MessagePort', configurable: true });

class MessageChannel {
  constructor() {
    this.port1 = new MessagePort(MAKING);
    this.port2 = new MessagePort(MAKING);
    ports.get(this.port1).other = this.port2;
    ports.get(this.port2).other = this.port1;
  }
}

const channels = new Map();
class BroadcastChannel extends EventTarget {
  #closed = false;
  constructor(name) {
    if (arguments.length === 0) fail('ERR_MISSING_ARGS', 'name');
    super();
    Object.defineProperty(this, 'name', { value: `${name}`, enumerable: true });
    if (!channels.has(this.name)) channels.set(this.name, new Set());
    channels.get(this.name).add(this);
  }
  postMessage(message) {
    if (this.#closed) throw new internal.DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    for (const other of channels.get(this.name)) {
      if (other === this) continue;
      const data = clone(message, {}, []);
      poll(() => { if (!other.#closed) internal.dispatch(other, new MessageEvent('message', { data })); });
    }
  }
  close() { this.#closed = true; channels.get(this.name).delete(this); }
  ref() { return this; }
  unref() { return this; }
}
for (const name of ['message', 'messageerror']) internal.handler(BroadcastChannel.prototype, name);

function receiveMessageOnPort(port) {
  const state = ports.get(port);
  if (state === undefined) wrongType('port', ['MessagePort'], port);
  const message = state.queue.find((one) => !one.closes);
  if (message === undefined) return undefined;
  state.queue.splice(state.queue.indexOf(message), 1);
  return { message: message.data };
}
return { MessageChannel, MessagePort, MessageEvent, BroadcastChannel, receiveMessageOnPort };
