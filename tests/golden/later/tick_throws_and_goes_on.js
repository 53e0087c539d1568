process.on('uncaughtException', (e, o) => console.log('UE', e.message, o));
setTimeout(() => console.log('timeout'), 0); setImmediate(() => console.log('immediate'));
process.nextTick(() => { throw new Error('tick1') }); process.nextTick(() => console.log('tick2')); 
Promise.resolve().then(() => console.log('micro'));
