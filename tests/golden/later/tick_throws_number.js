process.nextTick(() => { throw 7; });
