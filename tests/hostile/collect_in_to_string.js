// ends: fine
let s = ''; for (let i = 0; i < 300; i++) s += `${{ toString() { gc(); return 'a' + i } }}${{ valueOf() { gc() }, toString: null, [Symbol.toPrimitive]: () => 'b' }}`; if (!s.endsWith('a299b')) throw s;
