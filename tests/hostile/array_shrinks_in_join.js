// ends: fine
const a = [{ toString() { a.length = 0; return 'x' } }, 2, 3]; a.join();
