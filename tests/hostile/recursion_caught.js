// ends: fine
let depth = 0; const f = () => { depth++; try { f() } catch (e) { depth = -1 } }; f();
