// ends: any
Math.max(...Array(1e7));
