// Stacks of errors that come later: the calls that wait, as V8 tells them.
const lines = (e) => e.stack.split('\n').filter((line) => !/node:internal|\(node:/.test(line)).map((line) => line.replace(/[^ (]*async_stacks[.js]*:/, '')).join('\n');
async function inner() { await null; throw new Error('inner'); }
async function middle() { await inner(); }
async function outer() { return await middle(); }
const arrow = async () => { await outer(); };
class A { async m() { await arrow(); } static async s() { await new A().m(); } async *g() { yield await A.s(); } }
const object = { async method() { for await (const x of new A().g()) ; } };
async function sync() { throw new TypeError('sync'); }
async function returned() { return middle(); }
async function caught() { try { await inner(); } catch (e) { throw new Error('again', { cause: e }); } }
async function main() {
  for (const f of [inner, middle, outer, arrow, () => A.s(), () => object.method(), sync, returned, caught, () => Promise.resolve().then(() => { throw new Error('then'); }), () => new Promise((_, no) => no(new Error('executor'))), async () => { await (async () => { await sync(); })(); }])
    await f().catch((e) => { console.log(lines(e)); if (e.cause) console.log('cause', lines(e.cause)); });
}
main().then(async () => { await main2(); });
async function main2() { const error = await inner().catch((e) => e); console.log(lines(error)); async function* g() { await null; yield new Error('yielded'); } for await (const e of g()) console.log(lines(e)); console.log(lines(await (async () => { await null; return new Error('made'); })())); Error.stackTraceLimit = 2; await object.method().catch((e) => console.log(lines(e))); }
