const EventEmitter = require('events'); const { once, errorMonitor } = EventEmitter;
console.log(new EventEmitter(), EventEmitter === EventEmitter.EventEmitter, EventEmitter.defaultMaxListeners);
class Mine extends EventEmitter {}
const e = new Mine(); e.on('newListener', (name) => console.log('new', name)); e.on('removeListener', (name) => console.log('removed', name));
e.on('a', function (...rest) { console.log('a', this === e, rest); }).prependListener('a', () => console.log('first')); e.once('a', () => console.log('once'));
console.log(e.emit('a', 1, 2), e.emit('a'), e.emit('b'), e.listenerCount('a'), e.eventNames(), e.rawListeners('a').length);
e.off('a', e.listeners('a')[0]); e.removeAllListeners('a'); console.log(e.eventNames());
for (const run of [() => e.on('x'), () => e.emit('error', new Error('bad')), () => e.emit('error', 5), () => e.emit('error'), () => e.setMaxListeners(-1), () => e.emit('error', { a: 1 })]) {
  try { run(); } catch (error) { console.log(String(error), error.code); }
}
e.on(errorMonitor, (error) => console.log('monitored', error.message)); e.once('error', (error) => console.log('heard', error.message)); e.emit('error', new Error('q'));
once(e, 'ready').then((values) => console.log('ready', values)); e.emit('ready', 1, 2);
once(e, 'never').catch((error) => console.log('not ready', error.message)); e.emit('error', new Error('instead'));
Promise.resolve().then(() => console.log(1)).then(() => console.log(2)).then(() => console.log(3)).then(() => console.log(4));
