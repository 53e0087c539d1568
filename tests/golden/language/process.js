// process, as far as it is the same everywhere, and modules by both names.
const tell = (what) => {
  try {
    console.log(what());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
for (const name of ['assert', 'assert/strict', 'buffer', 'string_decoder', 'util', 'util/types', 'process']) {
  console.log(name, require(name) === require(`node:${name}`), typeof require(name));
}
tell(() => require('process') === process);
tell(() => require(5));
tell(() => require(''));
tell(() => require('node:nonsense'));
tell(() => [process.version === `v${process.versions.node}`, process.versions.v8, process.versions.modules, process.versions.unicode]);
tell(() => [Object.keys(process.versions), process.release.name, process.release.lts]);
tell(() => [process.arch, process.platform, process.argv.length, process.execArgv, process.stdout.isTTY, process.stdout.columns]);
tell(() => [Object.prototype.toString.call(process), Object.getPrototypeOf(process).constructor.name]);
tell(() => process.stdout.write('written\n'));
tell(() => process.stdout.write(Buffer.from('bytes\n')));
tell(() => process.stdout.write(5));
tell(() => process.stdout.write(null));
tell(() => process.stdout.write());
tell(() => Object.keys(process.memoryUsage()));
tell(() => typeof process.memoryUsage.rss());
tell(() => process.hrtime(5));
tell(() => process.hrtime([1]));
tell(() => [typeof process.hrtime.bigint(), process.hrtime().length]);
tell(() => process.emitWarning(5));
tell(() => { process.exitCode = 'x'; return 'set'; });
tell(() => { process.exitCode = 1.5; return 'set'; });
tell(() => { process.exitCode = undefined; return process.exitCode; });
