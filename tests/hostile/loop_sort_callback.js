// ends: any
Array.from({ length: 1e6 }, (x, i) => -i).sort((a, b) => a - b);
