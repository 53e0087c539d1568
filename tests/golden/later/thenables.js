const order = [];
const say = (word) => () => order.push(word);
Promise.resolve().then(say('a1')).then(say('a2')).then(say('a3')).then(say('a4')).then(say('a5'));
new Promise((resolve) => resolve({ then(done) { order.push('then called'); done('value'); } })).then((value) => order.push(value));
new Promise((resolve) => resolve(Promise.resolve('promise'))).then((value) => order.push(value));
Promise.resolve().then(() => Promise.resolve('returned')).then((value) => order.push(value));
class Other extends Promise { then(...rest) { order.push('Other.then'); return super.then(...rest); } }
Promise.resolve(Other.resolve('other')).then((value) => order.push(value));
Other.resolve(1).finally(say('finally')).then(say('after finally'));
new Promise((resolve, reject) => { resolve(1); reject(2); throw 3; }).then((value) => order.push(`once ${value}`));
Promise.reject('r').finally(() => { throw 'f'; }).catch((reason) => order.push(reason));
Promise.resolve({ get then() { throw 'getter'; } }).catch((reason) => order.push(reason));
setTimeout(() => console.log(order.join('\n')), 5);
