console.log('start');
const p = Promise.resolve(1);
p.then(v => { console.log('a', v); return Promise.resolve(2) }).then(v => console.log('b', v));
p.then(v => console.log('c')).then(() => console.log('d')).then(() => console.log('e')).then(() => console.log('f'));
Promise.reject(new Error('x')).catch(e => console.log(e.message)).finally(() => console.log('fin')).then(v => console.log(v));
Promise.all([1, p, { then(f) { console.log('thenable'); f(3) } }]).then(console.log);
Promise.allSettled([1, Promise.reject(2)]).then(console.log);
Promise.any([Promise.reject(1), Promise.reject(2)]).catch(e => console.log(e.errors, e.message));
Promise.race([new Promise(() => {}), Promise.resolve('r')]).then(console.log);
class Q extends Promise {}
console.log(Q.resolve(1).then(() => {}) instanceof Q, Q.resolve(2), new Promise(() => {}), Promise.resolve({a:1}));
const c = new Promise(r => setTimeoutish(() => r(c))); function setTimeoutish(f) { Promise.resolve().then(f) }
c.catch(e => console.log(e.message));
console.log('end');
