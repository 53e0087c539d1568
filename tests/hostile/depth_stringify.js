// ends: RangeError: Maximum call stack size exceeded
let a = []; for (let i = 0; i < 1000000; i++) a = [a]; JSON.stringify(a);
