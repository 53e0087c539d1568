// ends: any
Array(4e9).fill(1);
