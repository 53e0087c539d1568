var yield = 1, await = yield + 1; function async(await) { yield: return await }
await: async(yield), async ((await));
({ yield, await, async, get await() {}, async: 1, get yield() {} }).await;
class A { async; await; yield = 1; async() {} static async() {} get async() {} }
(await => await)(1);
