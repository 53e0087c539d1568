//! async functions are outside slabscope's JavaScript
for (async () => {};;);