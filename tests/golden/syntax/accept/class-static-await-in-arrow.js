class A { static { (() => { var [await] = []; class B { await = await } }); (function await(await) {}); (() => ({ await })) } }
