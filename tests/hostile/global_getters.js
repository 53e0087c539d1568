// ends: fine
Object.defineProperty(globalThis, 'zz', { get() { return zz2 }, configurable: true }); Object.defineProperty(globalThis, 'zz2', { get() { return 1 } }); zz;
