let times = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code);
  if (++times < 3) setTimeout(() => console.log('more', times), 1);
  else process.nextTick(() => console.log('a tick is not enough'));
});
process.on('exit', (code) => { console.log('exit', code); setTimeout(() => console.log('never'), 0); });
setTimeout(() => { process.exitCode = 3; }, 1);
