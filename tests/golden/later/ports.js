const { port1, port2 } = new MessageChannel();
port2.on('message', m => { console.log('message', m); if (m === 2) port1.close(); }); port2.on('close', () => console.log('port2 closed')); port1.on('close', () => console.log('port1 closed'));
port1.postMessage(1); port1.postMessage(2);
setImmediate(() => { console.log('i1'); setImmediate(() => { console.log('i2'); setImmediate(() => { console.log('i3');  setImmediate(() => console.log('i4')); }) }) });
