// ends: any
new Float64Array(2 ** 32);
