// ends: fine
let s = ''; for (let i = 0; i < 200000; i++) s = 'ab' + s + 'cd'; if (s.length !== 800000) throw 1; s.charAt(7); s = null; gc();
