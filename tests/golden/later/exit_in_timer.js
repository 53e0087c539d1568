process.on('exit', (code) => console.log('exit', code));
setTimeout(() => process.exit(4), 10); setTimeout(() => console.log('never'), 200);
Promise.resolve().then(() => console.log('first'));
