// `Iterator` and its helpers (since Node 22); what a release without them says.
const show = (action) => {
  try {
    console.log(action());
  } catch (error) {
    console.log(String(error));
  }
};
const bytes = () => Buffer.from('abcdef').values();
const counting = (limit, log = []) => ({
  log,
  at: 0,
  next() {
    log.push(`next ${this.at}`);
    return this.at < limit ? { done: false, value: this.at++ } : { done: true, value: undefined };
  },
  return(value) {
    log.push('return');
    return { done: true, value };
  },
  __proto__: Object.getPrototypeOf(Object.getPrototypeOf([].values())),
});
const later = typeof Iterator === 'function';
show(() => typeof Iterator);
show(() => bytes().map((x) => x + 1).toArray());
show(() => bytes().filter((x, i) => i % 2).toArray());
if (later) {
  show(() => bytes().take(2).toArray());
  show(() => bytes().drop(4).toArray());
  show(() => [1, 2].values().flatMap((x) => [x, [x]]).toArray());
  show(() => bytes().reduce((a, b) => a + b));
  show(() => bytes().reduce((a, b) => a + b, 'x'));
  show(() => [].values().reduce((a, b) => a + b));
  show(() => bytes().some((x) => x > 100));
  show(() => bytes().every((x) => x > 100));
  show(() => bytes().find((x) => x > 100));
  show(() => bytes().forEach((x, i) => console.log(x, i)));
  for (const make of [
    (c) => c.take(2).toArray(),
    (c) => c.map((x) => x * 2).take(1).toArray(),
    (c) => c.find((x) => x === 1),
    (c) => c.some((x) => x === 1),
    (c) => c.map(() => { throw new Error('inside'); }).next(),
    (c) => { const h = c.map((x) => x); h.next(); h.return(); return h.next(); },
    (c) => c.flatMap((x) => [x, x]).take(3).toArray(),
    (c) => c.flatMap((x) => x).toArray(),
    (c) => c.flatMap((x) => 'text').toArray(),
    (c) => c.drop(1).toArray(),
    (c) => c.take(-1),
    (c) => c.take(NaN),
    (c) => c.take('x'),
    (c) => c.drop(Infinity).next(),
    (c) => c.drop(1.9).toArray(),
  ]) {
    const c = counting(3);
    show(() => make(c));
    console.log(c.log.join());
  }
  show(() => Iterator());
  show(() => new Iterator());
  show(() => new (class Own extends Iterator {})());
  show(() => Iterator.from([1, 2]).map((x) => x).toArray());
  show(() => Iterator.from('ab').toArray());
  show(() => Iterator.from({ next() { return { done: true }; } }));
  show(() => Iterator.from(5));
  show(() => Iterator.from({}).next());
  show(() => [].values().map(5));
  show(() => [].values().map());
  show(() => Iterator.prototype.map.call(1, (x) => x));
  show(() => [1].values().map((x) => x));
  show(() => [1].values() instanceof Iterator);
  show(() => Object.prototype.toString.call([1].values().map((x) => x)));
  show(() => [1].values().constructor === Iterator);
  show(() => Object.getOwnPropertyNames(Iterator.prototype));
  show(() => Buffer.from(bytes()));
  show(() => Buffer.from(bytes().toArray()));
  show(() => Buffer.alloc(bytes()));
  show(() => Buffer.concat(bytes().map((x) => Buffer.from([x]))));
  show(() => Buffer.concat(bytes().map((x) => Buffer.from([x])).toArray()));
  show(() => { const h = [1, 2].values().map((x) => h.next()); return h.next(); });
  show(() => new Map(Iterator.from([[1, 2]]).take(1)));
  show(() => [...new Set([1, 2, 3]).values().filter((x) => x > 1)]);
  show(() => Iterator.prototype[Symbol.toStringTag]);
  show(() => { class Own extends Iterator {} Own.prototype.constructor = 5; return new Own().constructor; });
  show(() => { Iterator.prototype.constructor = 1; });
  show(() => { 'use strict'; Iterator.prototype[Symbol.toStringTag] = 1; });
  show(() => Iterator.concat);
  if (Iterator.concat) show(() => Iterator.concat([1], new Set([2]), bytes()).take(4).toArray());
}
