// ends: any
Array(4e9).map(() => 1);
