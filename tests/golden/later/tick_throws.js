process.nextTick(function tick() { null.x; });
