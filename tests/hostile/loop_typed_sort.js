// ends: any
new Float64Array(1 << 25).map((x, i) => -i).sort((a, b) => a - b);
