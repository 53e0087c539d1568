const p = Promise.reject(new Error('a'));
p.then(() => {});
process.nextTick(() => p.catch(() => console.log('in time')));
const q = p.then(() => {}); setImmediate(() => q.catch(() => console.log('too late')));
