// ends: any
Array.from(Array(2 ** 32 - 1));
