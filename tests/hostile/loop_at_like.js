// ends: any
Array.prototype.includes.call({ length: Infinity }, 1);
