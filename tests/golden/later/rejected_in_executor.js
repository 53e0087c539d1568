function f() { return new Promise((_, j) => { j(new TypeError('in f')); }); }
f().then(() => 1);
process.on('exit', c => console.log('exit', c));
